/** What happens when a payload comes in. */
import { episodeOf } from '../../src/domain/alertEpisode.ts';
import type { IncomingAlert } from '../../src/domain/alertPayload.ts';
import { readPayload } from '../../src/domain/alertPayload.ts';
import { proposeFor, ruleFor, runbookFor } from '../../src/domain/alertProposal.ts';
import { meantLevel, worstFirst } from '../../src/domain/alertSeverity.ts';
import type { StoredAlert } from '../../src/domain/response.ts';
import { serviceIds } from '../../src/domain/serviceHistory.ts';
import type { AlertInput } from '../../src/schemas/evidence.ts';
import { alertSchema } from '../../src/schemas/evidence.ts';
import type { Call, Outcome } from '../lib/command.ts';
import { deliverDraft } from '../lib/deliver.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import { printInstant } from '../lib/when.ts';
import type { AlertFile } from './alertDrafts.ts';
import { alertText, changedAlert, changedFields, draftAlert } from './alertDrafts.ts';
import { alertId, alertOp, keptKey } from './alertNames.ts';
import { day, newsLines, newsTitle, proposalData, proposalLines } from './alertProposing.ts';
import type { Wish } from './alertOpening.ts';
import { openFor } from './alertOpening.ts';
import type { AlertWorkspace } from './alertWorkspace.ts';
import { factSourcesOf, fileOf } from './alertWorkspace.ts';

/** What the caller wants beyond keeping the alert. */
export interface Receiving extends Wish {
	/** Id of the source, if the caller knows it. */
	source: string | undefined;
	/** Open an incident, or join one. */
	open: boolean;
}

/**
 * Keeps the alert of a payload.
 * @throws {CommandError} if the payload cannot be read, or what it would write is not valid
 */
export async function receivePayload(
	workspace: AlertWorkspace,
	payload: unknown,
	receiving: Receiving,
	call: Pick<Call, 'dryRun'>,
): Promise<Outcome> {
	const said = readPayload(payload, workspace.alerts, receiving.source);
	if ('refusal' in said) throw new CommandError(exitCodes.invalid, said.refusal, said.cure);
	if ('nothing' in said) {
		return { lines: [`Nothing to keep. ${said.nothing}`], data: { status: 'nothing' } };
	}
	const { alert } = said;
	const key = keptKey(alert.key);
	const kept = workspace.log.filter(
		({ value }) => value.source === alert.source.id && value.key === key,
	);
	const { responses, now } = workspace;
	const worst = (words: readonly string[]) => worstOf(words, alert, workspace);
	const episode = episodeOf(alert, worst, kept, responses, now);
	const fileIn = (known: StoredAlert): AlertFile => {
		const page = kept.find(({ id }) => id === known.id);
		if (!page) throw new Error('An alert that was found is gone.');
		return fileOf(workspace, page);
	};
	if (episode.is === 'known') {
		const known = receiving.open && said.alert.state !== 'resolved' ? episode.alert : undefined;
		return known && isUnanswered(known)
			? openFor(workspace, fileIn(known), alert.severities, receiving, call)
			: nothingNew(episode.alert, alert);
	}
	if (episode.is === 'news') {
		const file = fileIn(episode.alert);
		const changed = changedAlert(file.text, changedFields(episode.changes));
		const draft = draftAlert(
			file,
			alertOp(file.id, changed),
			newsTitle(file.id, episode.changes),
			[],
			[{ path: file.path, text: changed }],
		);
		const outcome = await deliverDraft(workspace, draft, call);
		return { ...outcome, lines: [...outcome.lines, ...newsLines(file, episode.changes)] };
	}
	const file = newAlert(workspace, alert, key, episode.ordinal);
	if (receiving.open) return openFor(workspace, file, alert.severities, receiving, call);
	const proposal = proposeFor(
		file,
		alert.severities,
		alert.source,
		workspace.log,
		factSourcesOf(workspace),
		now,
	);
	const draft = draftAlert(
		file,
		alertOp(file.id, 'keep', day(file)),
		`Keep alert ${file.id} of ${alert.source.id}`,
		proposalLines(file, proposal),
		[{ path: file.path, text: file.text }],
	);
	const outcome = await deliverDraft(workspace, draft, call);
	return {
		...outcome,
		lines: [...outcome.lines, ...proposalLines(file, proposal)],
		data: { ...outcome.data, proposal: proposalData(file, proposal) },
	};
}

function newAlert(
	workspace: AlertWorkspace,
	said: IncomingAlert,
	key: string,
	firstOrdinal: number,
): AlertFile {
	const { source } = said;
	const taken = new Set(workspace.log.map(({ id }) => id));
	let ordinal = firstOrdinal;
	while (taken.has(alertId(source.id, said.key, ordinal))) ordinal++;
	const id = alertId(source.id, said.key, ordinal);
	const rule = ruleFor(said.name, source, workspace.alerts);
	const name = said.name ?? said.title ?? 'Without a name';
	const ids = serviceIds(workspace.services);
	const theirs = said.service ?? '';
	const ours = Object.hasOwn(source.services, theirs) ? source.services[theirs] : theirs;
	const input: AlertInput = {
		source: source.id,
		name,
		key,
		title: said.title,
		// A sender whose clock is ahead cannot have seen what has not happened.
		fired: printInstant(Math.min(said.fired ?? workspace.now, workspace.now)),
		acknowledged:
			said.state === 'acknowledged'
				? printInstant(Math.min(said.acknowledged ?? workspace.now, workspace.now))
				: undefined,
		by: said.state === 'acknowledged' ? said.by : undefined,
		service: rule?.service ?? ids.get(ours ?? ''),
		severity: worstOf(said.severities, said, workspace),
		labels: said.labels,
		url: said.url,
		runbook: runbookFor(name, workspace.runbooks),
		note:
			said.leftOut === 0
				? undefined
				: `The sender left out ${said.leftOut} of its alerts when it first posted.`,
	};
	const text = alertText(input);
	return {
		id,
		value: alertSchema.parse(input),
		path: `${workspace.prefix}alerts/${input.fired.slice(0, 4)}/${id}.yaml`,
		text,
	};
}

/** The worst of a sender’s words: by what they mean here, else by convention. */
function worstOf(
	words: readonly string[],
	{ source }: Pick<IncomingAlert, 'source'>,
	{ severity }: AlertWorkspace,
): string | undefined {
	return meantLevel(words, source, severity)?.word ?? worstFirst(words)[0];
}

/** It goes on, and nobody has opened an incident for it or said what it is. */
const isUnanswered = ({ value: { ended, incident, disposition } }: StoredAlert) =>
	[ended, incident, disposition].every((answer) => answer === undefined);

function nothingNew(known: StoredAlert | undefined, said: IncomingAlert): Outcome {
	if (known) {
		return {
			lines: [`Nothing new: this is alert ${known.id}.`],
			data: { status: 'already-done', id: known.id },
		};
	}
	return {
		lines: [
			said.state === 'resolved'
				? 'Nothing to keep: it is over, and its beginning never came in.'
				: 'Nothing new.',
		],
		data: { status: 'nothing' },
	};
}
