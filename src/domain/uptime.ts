/**
 * How much of a time a service was there. Rules, as `/how/` prints them: the condition at an instant is the
 * worst in force; time of maintenance does not count either way, unless an incident gives the service a
 * partial or major outage then; time before it was offered, after it was retired or after now is no data.
 */
import type { Condition } from '../schemas/vocabulary.ts';
import type { Instant, Milliseconds } from '../schemas/values.ts';
import { conditionRank, worstCondition } from './condition.ts';
import type { Interval } from './interval.ts';
import { clip } from './interval.ts';
import type { Segment, ServiceHistory } from './serviceHistory.ts';

/** What a stretch of time was made of. All numbers are integers, so sums do not depend on their order. */
export interface Tally {
	/** Time that counts: offered, past, and not excluded as maintenance. */
	measured: Milliseconds;
	/** Thousandths of milliseconds of downtime, weighted. */
	lost: number;
	maintenance: Milliseconds;
	degraded: Milliseconds;
	partial: Milliseconds;
	major: Milliseconds;
}

/** A tally of nothing. */
export const emptyTally: Tally = {
	measured: 0,
	lost: 0,
	maintenance: 0,
	degraded: 0,
	partial: 0,
	major: 0,
};

const countedAs: Partial<Record<Condition, 'degraded' | 'partial' | 'major'>> = {
	'degraded-performance': 'degraded',
	'partial-outage': 'partial',
	'major-outage': 'major',
};

/** A time in which something was in force at a service, and what the rules make of it. */
export interface Stretch extends Interval {
	/** The worst in force. */
	condition: Condition;
	/** Thousandths of it that are downtime. */
	weight: number;
	/** Whether it is measured at all; `false` is maintenance that does not count either way. */
	counts: boolean;
}

/** What a service went through, without its name. */
type Past = Pick<ServiceHistory, 'offered' | 'segments' | 'maintenance'>;

/** Tallies one stretch of time of one service, as known at `now`. */
export function tally(history: Past, window: Interval, now: Instant): Tally {
	const past = clip({ start: window.start, end: Math.min(window.end, now) }, history.offered);
	if (!past) return emptyTally;
	const result = { ...emptyTally, measured: past.end - past.start };
	for (const { start, end, condition, weight, counts } of stretchesOf(history, past)) {
		const length = end - start;
		if (!counts) {
			result.measured -= length;
			result.maintenance += length;
			continue;
		}
		result.lost += length * weight;
		const kind = countedAs[condition];
		if (kind) result[kind] += length;
	}
	return result;
}

/**
 * The times within `window` and the offer in which anything was in force, in order and without overlaps: the
 * one place where the rules are applied. What is alike and touches is one stretch.
 */
export function stretchesOf({ offered, segments, maintenance }: Past, window: Interval): Stretch[] {
	const past = clip(window, offered);
	if (!past) return [];
	const incidents = segments.flatMap((segment) => clip(segment, past) ?? []);
	const works = maintenance.flatMap((interval) => clip(interval, past) ?? []);
	const edges = [
		...new Set([...incidents, ...works].flatMap(({ start, end }) => [start, end])),
	].sort((a, b) => a - b);
	const incidentsAt = passing(incidents);
	const worksAt = passing(works);
	const stretches: Stretch[] = [];
	for (const [index, start] of edges.entries()) {
		const end = edges[index + 1];
		if (end === undefined) break;
		const said = incidentsAt({ start, end });
		const worked = worksAt({ start, end });
		if (said.length + worked.length === 0) continue;
		const next = { start, end, ...judge(said, worked.length > 0) };
		const last = stretches.at(-1);
		if (last?.end === start && isAlike(last, next)) last.end = end;
		else stretches.push(next);
	}
	return stretches;
}

/** What the rules make of all that is in force at once. */
function judge(said: readonly Segment[], worked: boolean): Omit<Stretch, keyof Interval> {
	const worst = worstOf(said);
	const maintained = worked || said.some(({ condition }) => condition === 'under-maintenance');
	return {
		condition: worstCondition([
			worst?.condition ?? 'operational',
			maintained ? 'under-maintenance' : 'operational',
		]),
		weight: worst?.weight ?? 0,
		counts:
			!maintained ||
			(worst !== undefined && conditionRank(worst.condition) >= conditionRank('partial-outage')),
	};
}

const isAlike = (a: Stretch, b: Stretch) =>
	a.condition === b.condition && a.weight === b.weight && a.counts === b.counts;

/** The worst of what is in force; of two equally bad, the one that counts more. */
function worstOf(segments: readonly Segment[]): Segment | undefined {
	let worst: Segment | undefined;
	for (const segment of segments) {
		const difference = worst
			? conditionRank(segment.condition) - conditionRank(worst.condition)
			: 1;
		if (difference > 0 || (difference === 0 && worst && segment.weight > worst.weight))
			worst = segment;
	}
	return worst;
}

/** Tallies consecutive days, oldest first, in one pass over the history. */
export function tallyDays(
	history: ServiceHistory,
	days: readonly Interval[],
	now: Instant,
): Tally[] {
	const segments = passing(history.segments);
	const maintenance = passing(history.maintenance);
	return days.map((day) =>
		tally(
			{ offered: history.offered, segments: segments(day), maintenance: maintenance(day) },
			day,
			now,
		),
	);
}

/** For windows that only move on: the intervals, sorted by their start, that touch each. */
function passing<T extends Interval>(sorted: readonly T[]): (window: Interval) => T[] {
	let next = 0;
	let active: T[] = [];
	return (window) => {
		active = active.filter(({ end }) => end > window.start);
		for (let item = sorted[next]; item && item.start < window.end; item = sorted[++next]) {
			if (item.end > window.start) active.push(item);
		}
		return active;
	};
}

/** Two tallies as one. */
export function addTallies(a: Tally, b: Tally): Tally {
	return {
		measured: a.measured + b.measured,
		lost: a.lost + b.lost,
		maintenance: a.maintenance + b.maintenance,
		degraded: a.degraded + b.degraded,
		partial: a.partial + b.partial,
		major: a.major + b.major,
	};
}

/** Share of the measured time that was up, from 0 to 1. `undefined` without data: that is not `up`. */
export function uptimeShare({ measured, lost }: Tally): number | undefined {
	return measured > 0 ? 1 - lost / (measured * 1000) : undefined;
}

/** The mean of the shares that are known; `undefined` if none is. */
export function meanShare(shares: readonly (number | undefined)[]): number | undefined {
	const known = shares.filter((share) => share !== undefined);
	return known.length > 0 ? known.reduce((sum, share) => sum + share, 0) / known.length : undefined;
}

/** The worst thing that happened in a tally, or `undefined` if there is no data at all. */
export function worstIn(item: Tally): Condition | undefined {
	if (item.major > 0) return 'major-outage';
	if (item.partial > 0) return 'partial-outage';
	if (item.degraded > 0) return 'degraded-performance';
	if (item.maintenance > 0) return 'under-maintenance';
	return item.measured > 0 ? 'operational' : undefined;
}

/**
 * A share in per cent with two decimals, rounded down so that no downtime reads as none.
 *
 * @example formatPercent(0.99999) // => '99.99'
 */
export function formatPercent(share: number): string {
	// The epsilon keeps 0.9942, which is stored as 0.99419999…, from losing its last digit.
	const hundredths = share >= 1 ? 10_000 : Math.min(9_999, Math.floor(share * 10_000 + 1e-9));
	return hundredths === 10_000 ? '100' : (hundredths / 100).toFixed(2);
}
