/**
 * Deadlines of an incident that may have just begun, computed where there is no calendar: in a browser. The build
 * hands over what follows from calendars as stretches of milliseconds; `clockData.ts` makes them.
 */
import type { Instant, Milliseconds, Version } from '../schemas/values.ts';
import type { Deadline, DeadlineKind } from './deadlines.ts';
import type { Interval } from './interval.ts';
import { contains } from './interval.ts';
import { versionAt } from './version.ts';

/** When something is due, counted from the alert. `policy` names a table of `ClockData.policies`. */
export type Timing = { after: Milliseconds } | { working: Milliseconds } | { policy: string };

/** One thing that a level asks for. */
export interface ClockRule {
	kind: DeadlineKind;
	/** Whom it is about; empty where the kind says it all. */
	what: string;
	timing: Timing;
	/** There is no need to do it before this, counted from the alert. */
	earliest?: Milliseconds | undefined;
}

/** Something that is due only when it is over. */
export interface Afterwards {
	kind: 'post-mortem' | 'meeting';
	within: Milliseconds;
	after: 'declared' | 'resolved';
	/** The rule in the organisation's words. */
	text: string;
}

/** What one level asks for. */
export interface ClockLevel {
	id: string;
	/** E.g. `SEV1 Critical`. */
	name: string;
	label: string;
	aliases: readonly string[];
	targets: readonly Version<readonly ClockRule[]>[];
	updates: readonly Version<readonly ClockRule[]>[];
	/** Whom to tell, whom to escalate to, and the war room. */
	rest: readonly ClockRule[];
	afterwards: readonly Afterwards[];
	ladder?: string | undefined;
}

/** Somebody or something that a ladder calls. */
export type ClockTarget = { rotation: string } | { ladder: string } | { name: string; of?: string };

/** One step of a ladder. */
export interface ClockStep {
	to: ClockTarget;
	after: Milliseconds;
	answerWithin?: Milliseconds | undefined;
	answerPolicy?: string | undefined;
}

/** Who has a rotation, from when and until when. */
export interface ClockShift extends Interval {
	person: string;
	/** Somebody else had it by turn. */
	instead?: true | undefined;
}

/** A rotation with its shifts, in order; uncovered time is not there. */
export interface ClockRotation {
	id: string;
	name: string;
	shifts: readonly ClockShift[];
}

/** Everything that browsers need to know of calendars and duty. */
export interface ClockData {
	/** When it was computed. */
	built: Instant;
	/** The time of which everything here is known. */
	window: Interval;
	/** The organisation's zone. */
	zone: string;
	/** Times in which people work, in order. */
	working: readonly (readonly [start: Instant, end: Instant])[];
	/** By policy: from when on an alert is due when, in order; `null`: it has no time. */
	policies: Readonly<Record<string, readonly (readonly [from: Instant, due: Instant | null])[]>>;
	levels: readonly ClockLevel[];
	ladders: readonly {
		id: string;
		name: string;
		steps: readonly Version<readonly ClockStep[]>[];
	}[];
	rotations: readonly ClockRotation[];
}

/** A deadline of an incident of which nothing is known but its level and its alert. */
export type ClockDeadline = Pick<Deadline, 'kind' | 'what' | 'due' | 'earliest' | 'policy'>;

/**
 * What an alert at `alerted` makes due at a level: the same as `deadlinesOf` says of an incident in which nothing has
 * happened yet. A time that needs a calendar outside the known window is `undefined`.
 */
export function clocksOf(level: ClockLevel, alerted: Instant, data: ClockData): ClockDeadline[] {
	return [...versionAt(level.targets, alerted), ...versionAt(level.updates, alerted), ...level.rest]
		.map(({ kind, what, timing, earliest }): ClockDeadline => ({
			kind,
			what,
			due: timingDue(timing, alerted, data),
			earliest: earliest === undefined ? undefined : alerted + earliest,
			policy: 'policy' in timing ? timing.policy : undefined,
		}))
		.sort(byUrgency);
}

/** The most urgent first; what has no time comes last. */
export const byUrgency = (
	a: Pick<Deadline, 'due' | 'kind'>,
	b: Pick<Deadline, 'due' | 'kind'>,
): number => (a.due ?? Infinity) - (b.due ?? Infinity) || (a.kind < b.kind ? -1 : 1);

/** Where a deadline stands at `now`. */
export function deadlineState(
	due: Instant | undefined,
	done: Instant | undefined,
	now: Instant,
): Deadline['state'] {
	if (due === undefined) return done === undefined ? 'no-time' : 'met';
	if (done !== undefined) return done <= due ? 'met' : 'missed';
	return now < due ? 'pending' : 'overdue';
}

function timingDue(timing: Timing, from: Instant, data: ClockData): Instant | undefined {
	if ('after' in timing) return from + timing.after;
	if (!contains(data.window, from)) return undefined;
	if ('policy' in timing) {
		const step = (data.policies[timing.policy] ?? []).findLast(([start]) => start <= from);
		return step?.[1] ?? undefined;
	}
	let left = timing.working;
	for (const [start, end] of data.working) {
		if (end <= from) continue;
		const begin = Math.max(start, from);
		if (left <= end - begin) return begin + left;
		left -= end - begin;
	}
	return undefined;
}

/** One call of a ladder. */
export interface LadderCall {
	at: Instant;
	/** What is called: a rotation, a person, a contact, a channel. */
	name: string;
	/** Who has the rotation then; `undefined` if it is no rotation, nobody has it, or it is not known that far. */
	person: string | undefined;
	/** It is a rotation, and nobody has it then. */
	nobody: boolean;
	/** The person or contact to look up ways to reach them by. */
	reach: string | undefined;
	/** By when they have to have answered. */
	answerBy: Instant | undefined;
}

/** Everybody whom a ladder calls after an alert at `alerted`, in order; ladders in ladders are followed once. */
export function ladderCalls(
	id: string,
	alerted: Instant,
	data: ClockData,
	followed: ReadonlySet<string> = new Set(),
): LadderCall[] {
	const ladder = data.ladders.find((item) => item.id === id);
	if (!ladder || followed.has(id)) return [];
	return versionAt(ladder.steps, alerted)
		.flatMap((step): LadderCall[] => {
			const at = alerted + step.after;
			const { to } = step;
			if ('ladder' in to) return ladderCalls(to.ladder, at, data, new Set([...followed, id]));
			const answerBy =
				step.answerWithin !== undefined
					? at + step.answerWithin
					: step.answerPolicy === undefined
						? undefined
						: timingDue({ policy: step.answerPolicy }, at, data);
			if ('name' in to) {
				const { name, of } = to;
				return [{ at, name, person: undefined, nobody: false, reach: of, answerBy }];
			}
			const rotation = data.rotations.find((item) => item.id === to.rotation);
			const person = rotation && dutyAt(rotation, at)?.person;
			const nobody = person === undefined && contains(data.window, at);
			return [{ at, name: rotation?.name ?? to.rotation, person, nobody, reach: person, answerBy }];
		})
		.sort((a, b) => a.at - b.at);
}

/** Who has a rotation at `now`. */
export function dutyAt(rotation: ClockRotation, now: Instant): ClockShift | undefined {
	return rotation.shifts.find((shift) => contains(shift, now));
}

/** Who has it next, after whoever has it at `now`. */
export function dutyAfter(rotation: ClockRotation, now: Instant): ClockShift | undefined {
	return rotation.shifts.find(({ start }) => start > now);
}

/**
 * Whom a deadline names, in words: a rotation with whoever has it then, or the name of a person or contact.
 *
 * @param names people and contacts, by id
 */
export function namedAt(
	what: string,
	at: Instant | undefined,
	{ rotations }: Pick<ClockData, 'rotations'>,
	names: Readonly<Record<string, string>>,
): string {
	const rotation = rotations.find(({ id }) => id === what);
	if (!rotation) return names[what] ?? what;
	const person = at === undefined ? undefined : dutyAt(rotation, at)?.person;
	return person === undefined ? rotation.name : `${rotation.name}, ${names[person] ?? person}`;
}

/** Time as figures: `4:59`, `1:04:59`, `2 d 01:04:59`. Negative time counts as passed. */
export function figures(length: Milliseconds): string {
	const seconds = Math.floor(Math.abs(length) / 1000);
	const [days, hours, minutes] = [86_400, 3600, 60].map((unit) => Math.floor(seconds / unit));
	const two = (value: number) => String(value).padStart(2, '0');
	const inDay = [two((minutes ?? 0) % 60), two(seconds % 60)].join(':');
	if (days) return `${days} d ${two((hours ?? 0) % 24)}:${inDay}`;
	return hours ? `${hours}:${inDay}` : inDay.replace(/^0/, '');
}

/** How long is left, or how long it has been over: `in 4:59`, `overdue by 0:12`. */
export function countdown(due: Instant, now: Instant): string {
	return now < due ? `in ${figures(due - now)}` : `overdue by ${figures(now - due)}`;
}
