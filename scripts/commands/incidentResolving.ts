/** The end of an incident, and what has to be true before it is said. */
import { closeOutOf } from '../../src/domain/closeOut.ts';
import type { Response } from '../../src/domain/response.ts';
import { foldResponse } from '../../src/domain/response.ts';
import { didYouMean } from '../../src/domain/suggest.ts';
import type { Verification } from '../../src/domain/verification.ts';
import { unverified, verificationOf } from '../../src/domain/verification.ts';
import type { Call, Outcome } from '../lib/command.ts';
import { textOf, textsOf, wordOf } from '../lib/command.ts';
import { deliverDraft } from '../lib/deliver.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import { askText } from '../lib/questions.ts';
import { derivedName } from '../lib/random.ts';
import { printInstant } from '../lib/when.ts';
import type { Workspace } from '../lib/workspace.ts';
import { findIncident, openWorkspace } from '../lib/workspace.ts';
import { alertsOf, sourceChecks } from './incidentAlerts.ts';
import type { Noting } from './incidentDrafts.ts';
import { draftNote, draftResolve } from './incidentDrafts.ts';
import { knownFacts } from './incidentFacts.ts';
import { circumstancesOf, incidentOf, refuseIfOver, servicesIn, sinceOf } from './incidentFlags.ts';
import { referenceNote } from './incidentReference.ts';

/** Says that it is over. */
export async function resolve(call: Call): Promise<Outcome> {
	const { given } = call;
	const workspace = await openWorkspace(wordOf(given, 'by'));
	const record = findIncident(workspace, incidentOf(call));
	const response = foldResponse(record, alertsOf(workspace, record));
	refuseIfOver(response, workspace);
	const typed = await textOf(given, 'message');
	const verified = await verify(call, workspace, response, typed === undefined);
	const message = typed ?? (await askText('What should customers know?'));

	const circumstances = circumstancesOf(call, workspace, record);
	const since = sinceOf(given, workspace, circumstances);
	const reference = referenceNote(workspace, record);
	const notes = [...verified, ...(reference ? [reference] : [])].map((noting) => ({
		noting,
		op: derivedName(circumstances.op, JSON.stringify(noting.fields), 6),
	}));
	const draft = response.shown
		? draftResolve(
				record.id,
				record.path,
				{
					message,
					since,
					title: wordOf(given, 'title'),
					services: servicesIn(call),
					workaround: wordOf(given, 'workaround'),
				},
				notes,
				circumstances,
			)
		: {
				...draftNote(
					record.id,
					record.path,
					{ kind: 'resolved', fields: {}, message, since },
					circumstances,
					notes,
				),
				title: `Resolve incident ${record.id}`,
			};
	const outcome = await deliverDraft(workspace, draft, call, record);
	return { ...outcome, lines: [...outcome.lines, ...leftToDo(workspace, response)] };
}

/** What is done after the end and is not yet. */
function leftToDo(workspace: Workspace, response: Response): string[] {
	const items = workspace.process.closeOut;
	const facts = knownFacts(
		response,
		items.map(({ when }) => when),
		workspace,
	);
	const left = closeOutOf(items, response, facts).filter(({ done }) => !done);
	if (left.length === 0) return [];
	return [
		'Left to do:',
		...left.flatMap(({ item, command }) => [`  ${item.text}`, `    ${command}`]),
	];
}

/** What somebody looked at before it was said, as notes. */
async function verify(
	call: Call,
	workspace: Workspace,
	response: Response,
	speechless: boolean,
): Promise<Noting[]> {
	const { given, interactive } = call;
	const items = workspace.process.verification;
	const open = unverified(stateOf(workspace, response));
	let verified = textsOf(given, 'verified');
	let reason = wordOf(given, 'waive');
	for (const id of verified) {
		if (items.some((item) => item.id === id)) continue;
		throw new CommandError(
			exitCodes.usage,
			`There is no verification item \`${id}\`.`,
			didYouMean(
				id,
				items.map((item) => item.id),
				'process.yaml',
			),
		);
	}
	let left = open.filter(({ item }) => !verified.includes(item.id));
	if (left.length > 0 && reason === undefined) {
		if (!interactive) throw notVerified(response.id, left, speechless);
		const { askForVerification } = await import('./incidentQuestions.ts');
		const said = await askForVerification(left.map(({ item }) => item));
		verified = [...verified, ...said.verified];
		reason = said.reason;
		left = left.filter(({ item }) => !said.verified.includes(item.id));
	}
	if (speechless && !interactive) {
		throw new CommandError(
			exitCodes.usage,
			'--message is missing.',
			'Add it, or run this at a terminal to be asked.',
		);
	}
	return [
		...verified.map((item) => verification({ item, outcome: 'passed' })),
		...left.map(({ item }) => verification({ item: item.id, outcome: 'waived', reason })),
	];
}

const verification = (fields: Noting['fields']): Noting => ({
	kind: 'verification',
	fields,
	message: '',
});

function stateOf(workspace: Workspace, response: Response): Verification[] {
	const { process, alerts, now } = workspace;
	const items = process.verification;
	const facts = knownFacts(
		response,
		items.map(({ when }) => when),
		workspace,
	);
	const checks = items.some(({ source }) => source !== undefined) ? sourceChecks(workspace) : [];
	return verificationOf(items, response, facts, { cycle: alerts.cycle, checks }, now);
}

function notVerified(id: string, left: readonly Verification[], speechless: boolean): CommandError {
	return new CommandError(
		exitCodes.invalid,
		[
			...(speechless ? ['--message is missing.'] : []),
			`Before ${id} is over, this has to be true:`,
			...left.map(({ item, state, waits }) => `  ${item.id}: ${item.text}${why(state, waits)}`),
		].join('\n'),
		[
			`Say what you have seen: ${left.map(({ item }) => `--verified ${item.id}`).join(' ')}`,
			'Or why it is over all the same: --waive "…"',
		].join('\n'),
	);
}

function why(state: Verification['state'], waits: Verification['waits']): string {
	if (state === 'failed') return ' It was looked at and was not so.';
	if (!waits) return '';
	if (waits.until !== undefined) return ` Not before ${printInstant(waits.until)}.`;
	return {
		quiet: ' An alert still fires.',
		watched: ' Nothing says since when it is watched.',
		source: ' Nobody has looked at the source since.',
	}[waits.for];
}
