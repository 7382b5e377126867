/** What browsers are handed so that they can tell deadlines and duty without a calendar. For responders. */
import type { LadderTarget } from '../schemas/onCall.ts';
import type { Level, Target } from '../schemas/severity.ts';
import { policies } from '../schemas/severity.ts';
import type { Instant, Milliseconds } from '../schemas/values.ts';
import type { WorkCalendar } from './calendar.ts';
import {
	addPeriod,
	addWorkingTime,
	dateAt,
	startOfDate,
	workCalendar,
	workingTimesWithin,
} from './calendar.ts';
import type {
	Afterwards,
	ClockData,
	ClockLevel,
	ClockRotation,
	ClockRule,
	ClockStep,
	ClockTarget,
	Timing,
} from './clocks.ts';
import type { Content } from './content.ts';
import { atOnce, cadenceRange, targetDue } from './deadlines.ts';
import type { Interval } from './interval.ts';
import { levelsAt } from './level.ts';
import { shiftsWithin } from './onCall.ts';
import { evaluate } from './predicate.ts';

const day = 86_400_000;
/** How far ahead a page knows calendars and duty: it may be that old before it is useless. */
export const clockAhead = 90 * day;
/** How long ago an alert may have been for all of its times to be known. */
export const clockBack = 7 * day;

/** What clocks are made from. */
export type ClockSources = Pick<Content, 'onCall' | 'organisation' | 'severity' | 'site'>;

/** Everything browsers need to know of calendars and duty, as known at `now`. */
export function clockData(content: ClockSources, now: Instant): ClockData {
	const { organisation, severity, site, onCall } = content;
	const window = { start: now - clockBack, end: now + clockAhead };
	const calendar = workCalendar(organisation, site.zone);
	const levels = levelsAt(severity, now).map((level) => levelOf(level, content));
	return {
		built: now,
		window,
		zone: site.zone,
		working: calendar ? workingHours(levels, window, calendar) : [],
		policies: policyTables(content, window, calendar),
		levels,
		ladders: onCall.ladders.map(({ id, name, steps }) => ({
			id,
			name,
			steps: steps.map(({ from, value }) => ({
				from,
				value: value.map(({ to, after, answerWithin, answerBy }): ClockStep => ({
					to: targetOf(to, content),
					after,
					answerWithin,
					answerPolicy: answerBy,
				})),
			})),
		})),
		rotations: rotationsWithin(content, window),
	};
}

/** The shifts of every rotation within `window`. */
export function rotationsWithin(
	{ onCall, organisation, site }: Pick<Content, 'onCall' | 'organisation' | 'site'>,
	window: Interval,
): ClockRotation[] {
	const context = { zone: site.zone, calendar: workCalendar(organisation, site.zone) };
	return onCall.rotations.map((rotation) => ({
		id: rotation.id,
		name: rotation.name,
		shifts: shiftsWithin(rotation, onCall.overrides, window, context).map(
			({ start, end, person, override }) => ({
				start,
				end,
				person,
				...(override && { instead: true as const }),
			}),
		),
	}));
}

function levelOf(level: Level, { severity }: ClockSources): ClockLevel {
	// Nothing else is known of an incident that has not happened.
	const facts = { level: level.id, rank: level.rank };
	const { postMortem } = severity;
	const required = postMortem.required.filter(({ when }) => evaluate(when, facts) === true);
	return {
		id: level.id,
		name: `${level.label} ${level.name}`,
		label: level.label,
		aliases: level.aliases,
		ladder: level.ladder,
		targets: level.targets.map(({ from, value }) => ({
			from,
			value: (['acknowledge', 'mitigate', 'resolve', 'fix'] as const).flatMap(
				(kind): ClockRule[] => {
					const target = value[kind];
					return target ? [{ kind, what: '', timing: timingOf(target) }] : [];
				},
			),
		})),
		updates: level.updates.map(({ from, value }) => ({
			from,
			value: value.flatMap(({ audience, cadence }): ClockRule[] => {
				const range = cadenceRange(cadence);
				if (!range) return [];
				const { min, max } = range;
				return [
					{ kind: 'update', what: audience, timing: { after: max }, earliest: Math.min(min, max) },
				];
			}),
		})),
		rest: [
			...level.notify.flatMap(({ who, within, when }): ClockRule[] =>
				within === undefined || (when && evaluate(when, facts) !== true)
					? []
					: [{ kind: 'notify', what: who, timing: { after: within } }],
			),
			...level.escalate.map(({ to, after, noProgress = 0, policy }): ClockRule => {
				const wait = after === undefined ? noProgress : Math.max(after, atOnce);
				const timing = policy === undefined ? { after: wait } : { policy };
				return { kind: 'escalate', what: to, timing };
			}),
			...(level.warRoom
				? [
						{
							kind: 'war-room' as const,
							what: '',
							timing: { after: Math.max(level.warRoom.within, atOnce) },
						},
					]
				: []),
		],
		afterwards: [
			...required.flatMap(({ within, after, text }): Afterwards[] =>
				within === undefined ? [] : [{ kind: 'post-mortem', within, after, text }],
			),
			...(required.length > 0 && postMortem.meetingWithin !== undefined
				? [
						{
							kind: 'meeting' as const,
							within: postMortem.meetingWithin,
							after: 'resolved' as const,
							text: '',
						},
					]
				: []),
		],
	};
}

function timingOf(target: Target): Timing {
	if ('policy' in target) return { policy: target.policy };
	return target.clock === 'wall' ? { after: target.within } : { working: target.within };
}

/** Working hours for as long as the longest target can take that begins in the window. */
function workingHours(
	levels: readonly ClockLevel[],
	window: Interval,
	calendar: WorkCalendar,
): [Instant, Instant][] {
	const lengths = levels.flatMap(({ targets }) =>
		targets.flatMap(({ value }) =>
			value.flatMap(({ timing }) => ('working' in timing ? timing.working : [])),
		),
	);
	if (lengths.length === 0) return [];
	const longest: Milliseconds = Math.max(...lengths);
	const end = Math.max(window.end, addWorkingTime(window.end, longest, calendar));
	return workingTimesWithin({ start: window.start, end }, calendar).map((time) => [
		time.start,
		time.end,
	]);
}

/** When each policy is due, as steps: it changes only where a day begins, in the site's zone or that of work. */
function policyTables(
	{ organisation, site }: ClockSources,
	window: Interval,
	calendar: WorkCalendar | undefined,
): ClockData['policies'] {
	const starts = [
		window.start,
		...[...new Set([site.zone, calendar?.zone ?? site.zone])].flatMap((zone) =>
			dayStarts(window, zone),
		),
	].sort((a, b) => a - b);
	return Object.fromEntries(
		policies.map((policy) => {
			if (policy === 'next-business-day' && !calendar) return [policy, []];
			const steps: [Instant, Instant | null][] = [];
			for (const start of starts) {
				const due = targetDue({ policy }, start, { organisation, zone: site.zone }) ?? null;
				if (steps.at(-1)?.[1] !== due) steps.push([start, due]);
			}
			return [policy, steps];
		}),
	);
}

/** The first instant of every day that begins within the window. */
function dayStarts({ start, end }: Interval, zone: string): Instant[] {
	const starts: Instant[] = [];
	for (let date = addPeriod(dateAt(start, zone), 'P1D'); ; date = addPeriod(date, 'P1D')) {
		const first = startOfDate(date, zone);
		if (first >= end) return starts;
		starts.push(first);
	}
}

function targetOf(to: LadderTarget, { onCall, organisation }: ClockSources): ClockTarget {
	const nameIn = (list: readonly { id: string; name: string }[], id: string) =>
		list.find((item) => item.id === id)?.name ?? id;
	if ('rotation' in to) return { rotation: to.rotation };
	if ('ladder' in to) return { ladder: to.ladder };
	if ('person' in to) return { name: nameIn(onCall.people, to.person), of: to.person };
	if ('contact' in to) return { name: nameIn(onCall.contacts, to.contact), of: to.contact };
	if ('channel' in to) return { name: nameIn(organisation.channels, to.channel) };
	return { name: `A ticket in ${to.ticket}` };
}
