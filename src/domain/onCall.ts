/** Who is on call. Rotations turn on the wall clock of their zone, across clock changes. */
import type { Layer, OnCall, Override, Rotation } from '../schemas/onCall.ts';
import { weekdays } from '../schemas/organisation.ts';
import type { Instant, Milliseconds } from '../schemas/values.ts';
import type { WorkCalendar } from './calendar.ts';
import { inZone, startOfDate, workingTimesWithin } from './calendar.ts';
import type { Interval } from './interval.ts';
import { clip, contains, subtract, unite } from './interval.ts';

/** A stretch of time in which one person has a rotation. */
export interface Shift extends Interval {
	rotation: string;
	person: string;
	/** Set if an override gave it to them. */
	override?: Override | undefined;
}

/** What a rotation is resolved with. */
export interface RotationContext {
	/** The site's zone. */
	zone: string;
	/** Needed only for layers by working hours. */
	calendar: WorkCalendar | undefined;
}

/**
 * The shifts of a rotation within `window`, in order; uncovered time is simply not there. The last layer that
 * covers an instant has it, and an override beats every layer.
 */
export function shiftsWithin(
	rotation: Rotation,
	overrides: readonly Override[],
	window: Interval,
	context: RotationContext,
): Shift[] {
	let shifts: Shift[] = [];
	for (const layer of rotation.layers) {
		shifts = lay(shifts, layerShifts(rotation, layer, window, context));
	}
	for (const override of overrides.filter((item) => item.rotation === rotation.id)) {
		const part = clip({ start: override.from, end: override.until }, window);
		if (part)
			shifts = lay(shifts, [{ ...part, rotation: rotation.id, person: override.person, override }]);
	}
	return join(shifts.sort((a, b) => a.start - b.start));
}

/**
 * The shifts that `window` touches, from their own start to their own end. A start or an end that is not in sight is
 * infinite.
 */
export function wholeShiftsWithin(
	rotation: Rotation,
	overrides: readonly Override[],
	window: Interval,
	context: RotationContext,
): Shift[] {
	const reach = reachOf(rotation);
	const wide = { start: window.start - reach, end: window.end + reach };
	return shiftsWithin(rotation, overrides, wide, context)
		.filter(({ start, end }) => start < window.end && end > window.start)
		.map((shift) => ({
			...shift,
			start: shift.start === wide.start ? -Infinity : shift.start,
			end: shift.end === wide.end ? Infinity : shift.end,
		}));
}

/**
 * Who has the rotation at `now`, from when and until when; `undefined` if nobody has. A start or an end that
 * is not in sight is infinite: somebody who has it alone never hands over.
 */
export function onCallAt(
	rotation: Rotation,
	overrides: readonly Override[],
	now: Instant,
	context: RotationContext,
): Shift | undefined {
	return wholeShiftsWithin(rotation, overrides, { start: now, end: now + 1 }, context)[0];
}

/** The shift after the one at `now`; `undefined` if none is in sight. */
export function nextShift(
	rotation: Rotation,
	overrides: readonly Override[],
	now: Instant,
	context: RotationContext,
): Shift | undefined {
	const window = { start: now, end: now + reachOf(rotation) };
	const next = shiftsWithin(rotation, overrides, window, context).find(({ start }) => start > now);
	return next && onCallAt(rotation, overrides, next.start, context);
}

/**
 * The whole turn that holds `now`, from one hand-off to the next, of the last layer in force; swaps and working
 * hours do not shorten it. `undefined` if no layer is in force.
 */
export function turnAt(
	rotation: Rotation,
	now: Instant,
	siteZone: string,
): (Interval & { person: string }) | undefined {
	const zone = rotation.zone ?? siteZone;
	const layer = rotation.layers.findLast(
		({ from, until }) =>
			(from === undefined || startOfDate(from, zone) <= now) &&
			(until === undefined || now < startOfDate(until, zone)),
	);
	return (
		layer && turns(layer, { start: now, end: now + 1 }, zone).find((turn) => contains(turn, now))
	);
}

/** How far to look in either direction, so that whole turns are in sight. */
function reachOf({ layers }: Rotation): Milliseconds {
	return (100 + 2 * Math.max(...layers.map(turnDays))) * 86_400_000;
}

/** Time within `window` that has to be covered and is not. */
export function uncovered(
	rotation: Rotation,
	overrides: readonly Override[],
	window: Interval,
	context: RotationContext,
): Interval[] {
	const { calendar } = context;
	const working = calendar ? workingTimesWithin(window, calendar) : [];
	const needed = {
		always: [window],
		business: working,
		'after-hours': subtract([window], working),
	}[rotation.covers];
	return subtract(needed, shiftsWithin(rotation, overrides, window, context));
}

/** Overrides of one rotation that are in force at the same time, in pairs. */
export function overlappingOverrides(overrides: OnCall['overrides']): [Override, Override][] {
	return overrides.flatMap((first, index) =>
		overrides
			.slice(index + 1)
			.filter(
				(second) =>
					second.rotation === first.rotation &&
					second.from < first.until &&
					first.from < second.until,
			)
			.map((second): [Override, Override] => [first, second]),
	);
}

/** Lays shifts over others: where both are, the new ones have it. */
function lay(below: readonly Shift[], above: readonly Shift[]): Shift[] {
	const holes = unite(above);
	const kept = below.flatMap((shift) =>
		subtract([shift], holes).map((part): Shift => ({ ...shift, ...part })),
	);
	return [...kept, ...above];
}

/** Neighbouring shifts of one person, without an override between them, are one shift. */
function join(shifts: readonly Shift[]): Shift[] {
	const joined: Shift[] = [];
	for (const shift of shifts) {
		const last = joined.at(-1);
		const same = last && last.person === shift.person && last.override === shift.override;
		if (same && last.end === shift.start) last.end = shift.end;
		else joined.push({ ...shift });
	}
	return joined;
}

/** The shifts of one layer within `window`. */
function layerShifts(
	rotation: Rotation,
	layer: Layer,
	window: Interval,
	{ zone: siteZone, calendar }: RotationContext,
): Shift[] {
	const zone = rotation.zone ?? siteZone;
	const inForce = clip(window, {
		start: layer.from === undefined ? -Infinity : startOfDate(layer.from, zone),
		end: layer.until === undefined ? Infinity : startOfDate(layer.until, zone),
	});
	if (!inForce) return [];
	const working =
		layer.hours === 'always' || !calendar ? [] : workingTimesWithin(inForce, calendar);
	const hours = {
		always: [inForce],
		business: working,
		'after-hours': subtract([inForce], working),
	}[layer.hours];

	return turns(layer, inForce, zone).flatMap((turn) =>
		hours.flatMap((part) => {
			const time = clip({ start: part.start, end: part.end }, turn);
			return time ? [{ ...time, rotation: rotation.id, person: turn.person }] : [];
		}),
	);
}

/** Whole turns of a layer that touch `window`, each from one hand-off to the next. */
function turns(layer: Layer, window: Interval, zone: string): (Interval & { person: string })[] {
	const days = turnDays(layer);
	const first = firstHandoff(layer);
	const startDate = inZone(window.start, zone).toPlainDate();
	// One turn earlier than the count says: the window may begin before the hand-off of its day.
	let index = Math.floor(first.until(startDate, { largestUnit: 'days' }).days / days) - 1;
	const handoff = (turn: number) =>
		first
			.add({ days: turn * days })
			.toZonedDateTime({ timeZone: zone, plainTime: layer.handoff.time }).epochMilliseconds;
	const found: (Interval & { person: string })[] = [];
	for (; handoff(index) < window.end; index++) {
		const person = layer.members.at(
			((index % layer.members.length) + layer.members.length) % layer.members.length,
		);
		const turn = { start: handoff(index), end: handoff(index + 1) };
		if (person !== undefined && turn.end > window.start) found.push({ ...turn, person });
	}
	return found;
}

/** How many days one person has a layer in a row. */
const turnDays = ({ shift, every }: Layer) => (shift === 'week' ? 7 * every : every);

/** The date of the hand-off to the first member: `starts`, moved on to the weekday of hand-offs. */
function firstHandoff({ shift, starts, handoff }: Layer): Temporal.PlainDate {
	const date = Temporal.PlainDate.from(starts);
	if (shift === 'day') return date;
	const wanted = weekdays.indexOf(handoff.day) + 1;
	return date.add({ days: (wanted - date.dayOfWeek + 7) % 7 });
}
