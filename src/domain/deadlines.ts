/** By when something has to have happened in an incident, from its level: targets, cadences, calls, documents. */
import type { Organisation } from '../schemas/organisation.ts';
import type { Cadence, Level, Severity, Target } from '../schemas/severity.ts';
import type { Instant } from '../schemas/values.ts';
import {
	addPeriod,
	addWorkingTime,
	dateAt,
	endOfNextWorkday,
	startOfDate,
	workCalendar,
} from './calendar.ts';
import { byUrgency, deadlineState } from './clocks.ts';
import type { Facts } from './predicate.ts';
import { evaluate } from './predicate.ts';
import type { Verdict } from './postMortem.ts';
import type { LevelStep, Response } from './response.ts';
import { currentLevel } from './response.ts';
import { versionAt } from './version.ts';

/** What a deadline is for. */
export type DeadlineKind =
	| 'acknowledge'
	| 'mitigate'
	| 'resolve'
	| 'fix'
	| 'update'
	| 'notify'
	| 'escalate'
	| 'war-room'
	| 'post-mortem'
	| 'meeting';

/** One thing that is due. */
export interface Deadline {
	kind: DeadlineKind;
	/** What it is, for people: an audience, or whom to tell. Empty where the kind says it all. */
	what: string;
	/** When it is due; `undefined` if it has no time, such as `backlog`. */
	due: Instant | undefined;
	/** When it was done. */
	done: Instant | undefined;
	/** There is no need to do it before this. */
	earliest?: Instant | undefined;
	state: 'met' | 'missed' | 'pending' | 'overdue' | 'no-time';
	/** Why there is no time, or where it comes from. */
	policy?: string | undefined;
}

/** What “at once” means for people: nobody calls and writes it down in the same second. */
export const atOnce = 5 * 60_000;

/** What deadlines are computed from. */
export interface DeadlineContext {
	severity: Severity;
	organisation: Organisation;
	/** The site's zone. */
	zone: string;
}

/** When a target that runs from `from` is due; `undefined` for a policy without a time. */
export function targetDue(
	target: Target,
	from: Instant,
	{ organisation, zone }: Pick<DeadlineContext, 'organisation' | 'zone'>,
): Instant | undefined {
	if ('within' in target) {
		if (target.clock === 'wall') return from + target.within;
		return addWorkingTime(from, target.within, requireCalendar(organisation, zone));
	}
	switch (target.policy) {
		case 'next-business-day':
			return endOfNextWorkday(from, requireCalendar(organisation, zone));
		case 'weekly-review':
			return startOfDate(addPeriod(dateAt(from, zone), 'P7D'), zone);
		case 'next-sprint':
			return organisation.sprint && endOfNextSprint(from, organisation.sprint, zone);
		case 'backlog':
			return undefined;
	}
}

/** The end of the sprint after the one that holds `from`. */
function endOfNextSprint(
	from: Instant,
	{ starts, length }: NonNullable<Organisation['sprint']>,
	zone: string,
): Instant {
	const today = Temporal.PlainDate.from(dateAt(from, zone));
	let start = Temporal.PlainDate.from(starts);
	while (Temporal.PlainDate.compare(start, today) > 0) start = start.subtract(length);
	while (Temporal.PlainDate.compare(start.add(length), today) <= 0) start = start.add(length);
	return startOfDate(start.add(length).add(length).toString(), zone);
}

function requireCalendar(organisation: Organisation, zone: string) {
	const calendar = workCalendar(organisation, zone);
	if (!calendar) {
		throw new Error('A target needs working hours, and organisation.yaml has none.');
	}
	return calendar;
}

/** The longest time between two pieces of news, and the shortest; `undefined` if none is due by the clock. */
export function cadenceRange(cadence: Cadence): { min: number; max: number } | undefined {
	if ('every' in cadence) return { min: cadence.every, max: cadence.every };
	if ('min' in cadence) return { min: cadence.min, max: cadence.max };
	return undefined;
}

/**
 * All deadlines of an incident at `now`. Targets run from the alert, or from the opening without one; after a
 * rise they run from the rise, by the new level, because a time that was over before anybody could know of it
 * helps nobody.
 */
export function deadlinesOf(
	response: Response,
	facts: Facts,
	verdict: Verdict,
	now: Instant,
	context: DeadlineContext,
): Deadline[] {
	const step = currentLevel(response);
	const level = context.severity.levels.find(({ id }) => id === step?.level);
	if (!step || !level) return [];
	const base = startOf(response, step, context);
	const settle = (item: Omit<Deadline, 'state'>): Deadline => ({
		...item,
		state: deadlineState(item.due, item.done, now),
	});
	const { milestones } = response;

	return [
		...targetDeadlines(response, level, base, context),
		...updateDeadlines(response, level, now),
		...notifyDeadlines(response, level, facts, base, context),
		...escalationDeadlines(response, level, base, context),
		...(level.warRoom
			? [
					{
						kind: 'war-room' as const,
						what: '',
						due: base + Math.max(level.warRoom.within, atOnce),
						done: response.notes.find(
							({ note }) => note.kind === 'link' && (note.what === 'call' || note.what === 'chat'),
						)?.note.at,
					},
				]
			: []),
		...(verdict.state === 'required' && verdict.due !== undefined
			? [{ kind: 'post-mortem' as const, what: '', due: verdict.due, done: verdict.published }]
			: []),
		...(context.severity.postMortem.meetingWithin !== undefined &&
		verdict.state === 'required' &&
		milestones.resolved !== undefined
			? [
					{
						kind: 'meeting' as const,
						what: '',
						due: milestones.resolved + context.severity.postMortem.meetingWithin,
						done:
							response.meeting !== undefined && response.meeting <= now
								? response.meeting
								: undefined,
					},
				]
			: []),
	]
		.map(settle)
		.sort(byUrgency);
}

/** From when the targets of the present level run: the alert, or the rise since which it was never milder. */
function startOf(response: Response, step: LevelStep, { severity }: DeadlineContext): Instant {
	const alerted = response.milestones.alerted ?? response.opened;
	const rank = (id: string) => severity.levels.find((level) => level.id === id)?.rank ?? Infinity;
	const milder = response.levels.findLastIndex(({ level }) => rank(level) > rank(step.level));
	const rise = milder < 0 ? undefined : response.levels[milder + 1];
	return rise ? Math.max(alerted, rise.at) : alerted;
}

function targetDeadlines(
	response: Response,
	level: Level,
	base: Instant,
	context: DeadlineContext,
): Omit<Deadline, 'state'>[] {
	const targets = versionAt(level.targets, response.opened);
	const { milestones } = response;
	const due = (kind: 'acknowledge' | 'mitigate' | 'resolve' | 'fix', done: Instant | undefined) => {
		const target = targets[kind];
		if (!target) return [];
		return [
			{
				kind,
				what: '',
				due: targetDue(target, base, context),
				done,
				policy: 'policy' in target ? target.policy : undefined,
			},
		];
	};
	return [
		...due('acknowledge', milestones.acknowledged),
		...due('mitigate', milestones.mitigated ?? milestones.resolved),
		...due('resolve', milestones.resolved),
		...due('fix', milestones.closed),
	];
}

/** Whom to tell by when. What is said on the status page is said to those who are told there. */
function notifyDeadlines(
	response: Response,
	level: Level,
	facts: Facts,
	base: Instant,
	{ organisation }: DeadlineContext,
): Omit<Deadline, 'state'>[] {
	const pages = organisation.channels.flatMap(({ id, kind }) => (kind === 'status-page' ? id : []));
	return level.notify.flatMap(({ who, within, when, channels }) => {
		if (within === undefined || (when && evaluate(when, facts) !== true)) return [];
		const onPage = channels.length > 0 && channels.every((id) => pages.includes(id));
		const said = [
			...response.notes.flatMap(({ note }) =>
				note.kind === 'communication' && note.audience === who ? note.at : [],
			),
			...(onPage && response.shown ? [response.shown.createdAt] : []),
		];
		return [
			{
				kind: 'notify' as const,
				what: who,
				due: base + within,
				done: said.length > 0 ? Math.min(...said) : undefined,
			},
		];
	});
}

/** When the next word to each audience is due while the incident is open. */
function updateDeadlines(
	response: Response,
	level: Level,
	now: Instant,
): Omit<Deadline, 'state'>[] {
	if (!response.open) return [];
	const promised = response.shown?.nextUpdate;
	const asked = versionAt(level.updates, response.opened);
	// A promise to customers holds even where the level asks for no news to them.
	const unasked = asked.some(({ audience }) => audience === 'customers')
		? []
		: [{ audience: 'customers' as const, cadence: { never: true as const } }];
	return [...asked, ...unasked].flatMap(({ audience, cadence }) => {
		const range = cadenceRange(cadence);
		const last = lastWordTo(response, audience) ?? response.opened;
		const kept = audience === 'customers' ? promised : undefined;
		if (!range)
			return kept === undefined
				? []
				: [{ kind: 'update' as const, what: audience, due: kept, done: undefined }];
		// What customers were promised counts before what the level asks for.
		const due = Math.min(last + range.max, kept ?? Infinity);
		const earliest = Math.min(last + range.min, due);
		return [
			{
				kind: 'update' as const,
				what: audience,
				due,
				done: undefined,
				earliest: earliest > now || earliest < due ? earliest : undefined,
			},
		];
	});
}

/** When an audience last heard something; `undefined` if never. */
export function lastWordTo(
	response: Response,
	audience: 'customers' | 'stakeholders' | 'responders',
): Instant | undefined {
	const said =
		audience === 'customers'
			? (response.shown?.updates ?? []).map(({ at }) => at)
			: audience === 'responders'
				? response.timeline.map(({ at }) => at)
				: response.notes.flatMap(({ note }) => (note.kind === 'communication' ? note.at : []));
	return said.length > 0 ? Math.max(...said) : undefined;
}

function escalationDeadlines(
	response: Response,
	level: Level,
	base: Instant,
	context: DeadlineContext,
): Omit<Deadline, 'state'>[] {
	if (!response.open) return [];
	return level.escalate.map(({ to, after, noProgress = 0, policy }) => {
		const done = response.escalations.find((note) => note.to === to)?.at;
		const item = { kind: 'escalate' as const, what: to, done, policy };
		if (policy !== undefined) return { ...item, due: targetDue({ policy }, base, context) };
		if (after !== undefined) return { ...item, due: base + Math.max(after, atOnce) };
		return { ...item, due: response.lastWord + noProgress };
	});
}
