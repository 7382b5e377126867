/** An incident goes higher: it is written down, and whoever is next is paged, whatever became of the writing. */
import type { Response } from '../../src/domain/response.ts';
import { parseFile } from '../../src/read/readFile.ts';
import { fileKinds } from '../../src/schemas/index.ts';
import type { Call, Outcome } from '../lib/command.ts';
import { textOf, wordOf } from '../lib/command.ts';
import { CommandError } from '../lib/exitCodes.ts';
import type { Draft } from '../lib/forge.ts';
import { askedBefore, remember } from '../lib/keptDrafts.ts';
import { needTexts } from '../lib/questions.ts';
import type { Workspace } from '../lib/workspace.ts';
import type { HandedOver } from './incidentHandOver.ts';
import { handOverTo } from './incidentHandOver.ts';
import { begin, writeNote } from './incidentNoting.ts';
import { nextOnLadder, reachAt } from './incidentPeople.ts';

/** It goes higher. In the same words it is the same escalation: nobody is called twice, and nobody else instead. */
export async function escalate(call: Call): Promise<Outcome> {
	try {
		return await escalated(call);
	} catch (error) {
		if (!(error instanceof CommandError) || call.dryRun || error.draft !== undefined) throw error;
		throw withHint(error, [...linesOf(error.hint), 'Nobody was paged.']);
	}
}

async function escalated(call: Call): Promise<Outcome> {
	const { workspace, record, response } = await begin(call);
	const { reason } = await needTexts(call, { reason: 'Why?' });
	const message = (await textOf(call.given, 'message')) ?? '';
	// What was answered or read belongs to the words by which it is found again.
	const spoken = { ...call, given: { ...call.given, reason, ...(message !== '' && { message }) } };
	const before = await askedBefore(workspace, spoken);
	const to =
		(before && calledIn(before)) ?? wordOf(call.given, 'to') ?? nextOnLadder(response, workspace);
	const page = async (op: string) => pageOf(workspace, response, { op, to, reason });
	let outcome: Outcome;
	try {
		outcome = await writeNote(
			spoken,
			workspace,
			record,
			{
				kind: 'escalated',
				fields: { to, reason, automatic: call.given['automatic'] === true ? true : undefined },
				message,
			},
			`Escalate incident ${record.id} to ${to}`,
		);
	} catch (error) {
		if (!(error instanceof CommandError) || error.draft === undefined) throw error;
		const kept = await askedBefore(workspace, { ...spoken, given: withoutAgain(spoken.given) });
		if (!kept) throw error;
		const { lines, reached } = await page(kept.op);
		throw withHint(error, [...saidOf(lines, reached), ...linesOf(error.hint)]);
	}
	const reach = reachAt(to, workspace);
	const told = {
		...outcome,
		lines: [...outcome.lines, ...reach],
		data: { ...outcome.data, to, reach },
	};
	if (call.dryRun) return told;
	const { lines, sent, exitCode } = await page(String(outcome.data['op']));
	return {
		...told,
		lines: [...told.lines, ...lines],
		data: { ...told.data, ...(sent && { handedOver: sent }) },
		...(exitCode !== undefined && { exitCode: outcome.exitCode || exitCode }),
	};
}

/** Hands it over, and remembers whether a pager still has to take it. */
async function pageOf(
	workspace: Workspace,
	response: Response,
	escalation: { op: string; to: string; reason: string },
): Promise<HandedOver> {
	const handed = await handOverTo(escalation, response, workspace);
	await remember(workspace, escalation.op, { owes: handed.exitCode !== undefined });
	return handed;
}

/** Whom a draft of an escalation calls. */
function calledIn({ files: [file] }: Draft): string | undefined {
	const read = file && parseFile(fileKinds.note, file.path, file.text);
	if (!read || !('file' in read)) return undefined;
	const { value } = read.file;
	return value.kind === 'escalated' ? value.to : undefined;
}

/** What is said first where the writing was refused. */
function saidOf(lines: readonly string[], reached: boolean): string[] {
	const said = lines.join(' ');
	if (reached) return [`It was handed over all the same: ${said}`];
	return [said.startsWith('Nobody was paged') ? said : `Nobody was paged. ${said}`];
}

const withHint = ({ exitCode, message, draft }: CommandError, hint: readonly string[]) =>
	new CommandError(exitCode, message, hint.join('\n'), draft);

const linesOf = (hint: string | undefined): string[] => (hint === undefined ? [] : [hint]);

const withoutAgain = (given: Call['given']): Call['given'] => ({ ...given, again: undefined });
