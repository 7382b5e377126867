/** What is said of a command that cannot be done any more, because it was done before. */
import type { Call, Outcome } from './command.ts';
import { deliverAsked } from './deliver.ts';
import { doneUnder } from './sameName.ts';
import { openWorkspace } from './workspace.ts';

/**
 * The end of what the same command began, or what became of its operation; `undefined` if it was never done.
 * @throws {CommandError} if another text has the name of its operation
 */
export async function doneBefore(call: Call): Promise<Outcome | undefined> {
	const workspace = await openWorkspace();
	const asked = await deliverAsked(workspace, call);
	if (asked || call.op === undefined) return asked;
	// Another machine did it: the operation is in the names of its files.
	const file = doneUnder(workspace, call.op, call);
	if (!file) return undefined;
	const { id, path } = file;
	return {
		lines: [`Done before: ${path} is of the operation ${call.op}.`],
		data: { status: 'already-done', id, op: call.op, files: [path] },
	};
}
