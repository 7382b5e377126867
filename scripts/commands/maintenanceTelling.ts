/** What customers are told of planned work. */
import type { Maintenance, MaintenancePhase } from '../../src/domain/maintenance.ts';
import { foldMaintenance, phaseAt } from '../../src/domain/maintenance.ts';
import { servicesAt } from '../../src/domain/serviceHistory.ts';
import type { MaintenanceRecord } from '../../src/domain/stored.ts';
import type { MaintenanceStatus } from '../../src/schemas/vocabulary.ts';
import { maintenanceStatuses } from '../../src/schemas/vocabulary.ts';
import type { Call, Outcome } from '../lib/command.ts';
import { argumentOf, requireFlags, textOf, textsOf, wordOf } from '../lib/command.ts';
import { deliverDraft } from '../lib/deliver.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import { answered, needTexts } from '../lib/questions.ts';
import { derivedName } from '../lib/random.ts';
import { parseDuration, parseFuture, parseMoment, printInstant } from '../lib/when.ts';
import type { Workspace } from '../lib/workspace.ts';
import { findMaintenance, isTaken, openWorkspace } from '../lib/workspace.ts';
import { circumstancesOf, oneOf, sinceOf } from './incidentFlags.ts';
import type { Announcement } from './maintenanceDrafts.ts';
import { draftAnnouncement, draftSchedule, folderOf } from './maintenanceDrafts.ts';

/** Announces planned work. */
export async function schedule(call: Call): Promise<Outcome> {
	const { given } = call;
	const workspace = await openWorkspace(wordOf(given, 'by'));
	const { now, site } = workspace;
	const message = await textOf(given, 'message');
	let services = textsOf(given, 'service');
	if (!call.interactive) {
		const words = ['title', 'starts', 'ends'].filter((flag) => wordOf(given, flag) === undefined);
		requireFlags([
			...words,
			...(services.length > 0 ? [] : ['service']),
			...(message === undefined ? ['message'] : []),
		]);
	}
	const answers = await needTexts(
		call,
		{
			title: 'What is done, in customers’ words?',
			starts: 'When does it start, e.g. `2026-03-01T02:00:00Z`?',
			ends: 'When should it be over, e.g. `2h` after it starts?',
			message: 'What should customers know?',
		},
		message === undefined ? {} : { message },
	);
	if (services.length === 0) services = await askServices(workspace);
	const starts = parseFuture(answers.starts, now, site.zone, 'starts');
	const ends = endAfter(answers.ends, starts, workspace);
	const circumstances = circumstancesOf(call, workspace);
	const id = freeId(workspace, circumstances.at, call.op, circumstances.op);
	const draft = draftSchedule(
		id,
		{
			title: answers.title,
			status: 'scheduled',
			services,
			starts,
			ends,
			endsByItself: given['ends-by-itself'] === true ? true : undefined,
			message: answers.message,
		},
		wordOf(given, 'runbook'),
		circumstances,
	);
	return deliverDraft(workspace, draft, call);
}

/** Says that it has begun; it also begins by itself at its time. */
export async function start(call: Call): Promise<Outcome> {
	const { workspace, record, maintenance, phase } = await begin(call);
	if (maintenance.begunAt !== undefined && phase !== 'scheduled') {
		return {
			lines: [`${record.id} began at ${printInstant(maintenance.begunAt)} already.`],
			data: { status: 'already-done', id: record.id },
		};
	}
	return say(call, workspace, record, 'in-progress', `Start maintenance ${record.id}`);
}

/** Says something new, and moves its times where they are given. */
export async function update(call: Call): Promise<Outcome> {
	const { given } = call;
	const { workspace, record, maintenance } = await begin(call);
	const said = wordOf(given, 'status');
	const status =
		said === undefined
			? undefined
			: oneOf(said, maintenanceStatuses, 'status', 'npm run maintenance -- update --help');
	if (status === 'completed' || status === 'cancelled') {
		throw new CommandError(
			exitCodes.usage,
			`--status ${status} ends it.`,
			`Write: npm run maintenance -- ${status === 'completed' ? 'complete' : 'cancel'} ${record.id} --message "…"`,
		);
	}
	const { now, site } = workspace;
	const startsText = wordOf(given, 'starts');
	const starts =
		startsText === undefined ? undefined : parseFuture(startsText, now, site.zone, 'starts');
	const endsText = wordOf(given, 'ends');
	const ends =
		endsText === undefined
			? undefined
			: endAfter(endsText, starts ?? maintenance.starts, workspace);
	if (starts !== undefined && ends === undefined && starts >= maintenance.ends) {
		throw new CommandError(
			exitCodes.usage,
			`It would start at ${printInstant(starts)}, after its end: ${printInstant(maintenance.ends)}.`,
			'Move the end, too: --ends <time>.',
		);
	}
	return say(call, workspace, record, status, `Update maintenance ${record.id}`, {
		title: wordOf(given, 'title'),
		services: textsOf(given, 'service'),
		starts,
		ends,
	});
}

/** Says that it takes longer. */
export async function extend(call: Call): Promise<Outcome> {
	const { given } = call;
	const { workspace, record, maintenance } = await begin(call);
	const [until, by] = [wordOf(given, 'ends'), wordOf(given, 'by')];
	if ((until === undefined) === (by === undefined)) {
		throw new CommandError(
			exitCodes.usage,
			until === undefined ? 'By how much?' : '--ends and --by say the same thing twice.',
			'Write --ends <time>, or --by <length> such as `1h`.',
		);
	}
	const ends =
		until === undefined
			? maintenance.ends + lengthOf(by ?? '')
			: endAfter(until, maintenance.starts, workspace);
	if (ends <= maintenance.ends) {
		throw new CommandError(
			exitCodes.usage,
			`It ends at ${printInstant(maintenance.ends)} already, and ${printInstant(ends)} is no later.`,
			'To end it earlier: npm run maintenance -- update --ends <time>, or complete.',
		);
	}
	if (ends <= workspace.now) {
		throw new CommandError(
			exitCodes.usage,
			`It would end at ${printInstant(ends)}, which is over already.`,
			'Write a later --ends.',
		);
	}
	return say(call, workspace, record, undefined, `Extend maintenance ${record.id}`, { ends });
}

/** Says that it is over. */
export async function complete(call: Call): Promise<Outcome> {
	const { workspace, record, maintenance, phase } = await begin(call);
	if (phase === 'scheduled') {
		throw new CommandError(
			exitCodes.invalid,
			`${record.id} has not begun: it starts at ${printInstant(maintenance.starts)}.`,
			`If it will not take place: npm run maintenance -- cancel ${record.id} --message "…"\nIf it began earlier: npm run maintenance -- start ${record.id} --since <time> --message "…"`,
		);
	}
	return say(call, workspace, record, 'completed', `Complete maintenance ${record.id}`);
}

/** Says that it does not take place, or was broken off. */
export async function cancel(call: Call): Promise<Outcome> {
	const { workspace, record } = await begin(call);
	return say(call, workspace, record, 'cancelled', `Cancel maintenance ${record.id}`);
}

/** The maintenance that is meant, if it is not over. */
async function begin(call: Call): Promise<{
	workspace: Workspace;
	record: MaintenanceRecord;
	maintenance: Maintenance;
	phase: MaintenancePhase;
}> {
	const id = argumentOf(
		call,
		0,
		'Which maintenance?',
		'Write its id, or the four characters at its end.',
	);
	const workspace = await openWorkspace();
	const record = findMaintenance(workspace, id);
	const maintenance = foldMaintenance(record);
	if (!maintenance) {
		throw new CommandError(
			exitCodes.invalid,
			`Nothing readable says when ${record.id} takes place.`,
			'Mend its files first; npm run check lists them.',
		);
	}
	const phase = phaseAt(maintenance, workspace.now);
	if (phase === 'completed' || phase === 'cancelled') {
		const since = maintenance.cancelledAt ?? maintenance.completedAt ?? maintenance.ends;
		throw new CommandError(
			exitCodes.invalid,
			phase === 'cancelled'
				? `${record.id} was cancelled at ${printInstant(since)}.`
				: `${record.id} is over since ${printInstant(since)}.`,
			'Schedule another one: npm run maintenance -- schedule --title "…" --service <id> --starts <time> --ends <time> --message "…"',
		);
	}
	return { workspace, record, maintenance, phase };
}

async function say(
	call: Call,
	workspace: Workspace,
	record: MaintenanceRecord,
	status: MaintenanceStatus | undefined,
	title: string,
	more: Omit<Announcement, 'message' | 'status'> = {},
): Promise<Outcome> {
	const { message } = await needTexts(call, { message: 'What should customers know?' });
	const circumstances = circumstancesOf(call, workspace, record);
	const since = sinceOf(call.given, workspace, circumstances);
	const draft = draftAnnouncement(
		record.id,
		record.path,
		{ ...more, status, since, message },
		circumstances,
		title,
	);
	return deliverDraft(workspace, draft, call);
}

/** An end: an instant, a time of day after the start, or a length from the start on. */
function endAfter(text: string, starts: number, { site }: Workspace): number {
	const ends = parseMoment(text, starts, site.zone, 'ends', '`2h` (after it starts)');
	if (ends > starts) return ends;
	throw new CommandError(
		exitCodes.usage,
		`It would end at ${printInstant(ends)}, before it starts: ${printInstant(starts)}.`,
		'Mend --ends or its offset.',
	);
}

function lengthOf(text: string): number {
	const length = parseDuration(text);
	if (length !== undefined && length > 0) return length;
	throw new CommandError(
		exitCodes.usage,
		`\`${text}\` is not a length of time for --by.`,
		'Write `1h`, `1h30m` or `PT1H`.',
	);
}

function freeId(workspace: Workspace, at: number, given: string | undefined, op: string): string {
	const day = new Date(at).toISOString().slice(0, 10);
	for (let attempt = 0; ; attempt++) {
		const id = `${day}-${derivedName(op, `maintenance ${attempt}`, 4)}`;
		if (given !== undefined || !isTaken(workspace, folderOf(id))) return id;
	}
}

async function askServices({ services, now }: Workspace): Promise<string[]> {
	const { multiselect } = await import('@clack/prompts');
	return answered(
		await multiselect({
			message: 'Which services are worked on? Space chooses, Enter goes on.',
			options: servicesAt(services, now).map(({ id, name }) => ({ value: id, label: name })),
			required: true,
		}),
	);
}
