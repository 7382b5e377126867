/** What is said of a command that cannot be done any more, because it was done before. */
import { listFiles } from '../../src/read/files.ts';
import type { Call, Outcome } from './command.ts';
import { deliverAsked } from './deliver.ts';
import { openWorkspace, repositoryPath } from './workspace.ts';

/** The end of what the same command began, or what became of its operation; `undefined` if it was never done. */
export async function doneBefore(call: Call): Promise<Outcome | undefined> {
	const workspace = await openWorkspace();
	const asked = await deliverAsked(workspace, call);
	if (asked || call.op === undefined) return asked;
	// Another machine did it: the operation is in the names of its files.
	const end = `-${call.op}.md`;
	const [file] = ['incidents', 'maintenance']
		.flatMap((room) => listFiles(workspace.root, room))
		.filter(({ path }) => path.endsWith(end));
	if (!file) return undefined;
	const path = repositoryPath(workspace, file.path);
	const [, , id] = file.path.split('/');
	return {
		lines: [`Done before: ${path} is of the operation ${call.op}.`],
		data: { status: 'already-done', id, op: call.op, files: [path] },
	};
}
