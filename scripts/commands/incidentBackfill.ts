/** An incident that is over, written down whole. */
import type { IncidentStatus } from '../../src/schemas/vocabulary.ts';
import { incidentStatuses } from '../../src/schemas/vocabulary.ts';
import type { Call, Outcome } from '../lib/command.ts';
import { textsOf, wordOf } from '../lib/command.ts';
import { deliverDraft } from '../lib/deliver.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import type { Draft } from '../lib/forge.ts';
import { needTexts } from '../lib/questions.ts';
import { derivedName } from '../lib/random.ts';
import { parsePast, printInstant } from '../lib/when.ts';
import type { Workspace } from '../lib/workspace.ts';
import { openWorkspace } from '../lib/workspace.ts';
import type { Circumstances } from './incidentDrafts.ts';
import { draftOpen, folderOf, noteFile, updateFile } from './incidentDrafts.ts';
import { circumstancesOf, levelOf, servicesIn } from './incidentFlags.ts';
import { freeId } from './incidentTelling.ts';

/** A word that was said between the first and the last. */
interface Between {
	at: number;
	status: IncidentStatus | undefined;
	message: string;
}

/** Opens, updates and resolves in one draft, with the times at which it was so. */
export async function backfill(call: Call): Promise<Outcome> {
	const { given } = call;
	const workspace = await openWorkspace(wordOf(given, 'by'));
	const { now, site } = workspace;
	const internal = given['internal'] === true;
	const answers = await needTexts(call, {
		title: internal ? 'What was wrong?' : 'What was wrong, in customers’ words?',
		severity: 'Which level was it?',
		since: 'When did it begin?',
		message: 'What was said first?',
		resolved: 'When was it over?',
		'resolved-message': 'What was said at its end?',
	});
	const level = levelOf(workspace, answers.severity);
	const since = parsePast(answers.since, now, site.zone, 'since');
	const resolved = parsePast(answers.resolved, now, site.zone, 'resolved');
	const said = wordOf(given, 'at');
	const at = said === undefined ? since : parsePast(said, now, site.zone, 'at');
	const between = textsOf(given, 'update').map((item) => betweenOf(item, workspace));
	const last = between.at(-1)?.at ?? at;
	inOrder([
		['--since', since],
		['--at', at],
		...between.map((item): [string, number] => ['--update', item.at]),
		['--resolved', resolved],
	]);
	if (resolved === last) {
		throw new CommandError(
			exitCodes.usage,
			'It was over in the moment in which it was last spoken of.',
			'Mend --resolved.',
		);
	}

	const { op, by, prefix } = circumstancesOf({ ...call, given: {} }, workspace);
	const id = freeId(workspace, at, call.op, op);
	const when = (instant: number, what?: string): Circumstances => ({
		at: instant,
		op: what === undefined ? op : derivedName(op, what, 6),
		by: wordOf(given, 'by') ?? by,
		prefix,
	});
	const opening = draftOpen(
		{
			title: answers.title,
			level: level.id,
			internal,
			message: answers.message,
			backfilled: true,
			status: 'investigating',
			since: internal || since < at ? since : undefined,
			services: servicesIn(call),
			workaround: wordOf(given, 'workaround'),
		},
		{ id, noteOp: derivedName(op, 'began', 6) },
		when(at),
	);
	const folder = folderOf(id);
	const rest = between.map(({ at: instant, status, message }, index) =>
		internal
			? noteFile(
					folder,
					{ kind: 'observation', fields: {}, message },
					when(instant, `update ${index}`),
				)
			: updateFile(folder, { status, message }, when(instant, `update ${index}`)),
	);
	const message = answers['resolved-message'];
	const end = internal
		? noteFile(folder, { kind: 'resolved', fields: {}, message }, when(resolved, 'resolved'))
		: updateFile(folder, { status: 'resolved', message }, when(resolved, 'resolved'));
	const draft: Draft = {
		...opening,
		kind: 'incident-backfill',
		files: [...opening.files, ...rest, end],
		title: `Write down incident ${id}${internal ? '' : `: ${answers.title}`}`,
		body: [
			`It lasted from ${printInstant(since)} to ${printInstant(resolved)} and is written down afterwards.`,
			...(internal ? ['Customers are not told.'] : []),
		].join(' '),
	};
	return deliverDraft(workspace, draft, call);
}

/** `09:40 identified: We know the cause.`; the status may be missing. */
function betweenOf(text: string, { now, site }: Workspace): Between {
	const match = /^(\S+)\s+([\s\S]+)$/.exec(text.trim());
	const [, time = '', words = ''] = match ?? [];
	if (!match) {
		throw new CommandError(
			exitCodes.usage,
			`\`--update ${text}\` holds no time and text.`,
			'Write `--update "09:40 identified: We know the cause."`.',
		);
	}
	const at = parsePast(time, now, site.zone, 'update');
	const status = incidentStatuses.find((known) => words.startsWith(`${known}:`));
	if (status === 'resolved') {
		throw new CommandError(
			exitCodes.usage,
			'--update says `resolved`.',
			'Say the end with --resolved and --resolved-message.',
		);
	}
	const message = status === undefined ? words : words.slice(status.length + 1).trim();
	return { at, status, message };
}

/** Refuses times that did not follow each other. */
function inOrder(times: readonly [flag: string, at: number][]): void {
	for (const [index, [flag, at]] of times.entries()) {
		const before = times[index - 1];
		if (!before || before[1] <= at) continue;
		throw new CommandError(
			exitCodes.usage,
			`${flag} is ${printInstant(at)}, before ${before[0]}: ${printInstant(before[1])}.`,
			'Mend one of the two; a time without a day is of the last 24 hours.',
		);
	}
}
