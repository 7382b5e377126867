/**
 * How much of a time a service was there. Rules, as `/how/` prints them: the condition at an instant is the
 * worst in force; time of maintenance does not count either way, unless an incident gives the service a
 * partial or major outage then; time before it was offered, after it was retired or after now is no data.
 */
import type { Condition } from '../schemas/vocabulary.ts';
import type { Instant, Milliseconds } from '../schemas/values.ts';
import { conditionRank } from './condition.ts';
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

/** Tallies one stretch of time of one service, as known at `now`. */
export function tally(
	{ offered, segments, maintenance }: Pick<ServiceHistory, 'offered' | 'segments' | 'maintenance'>,
	window: Interval,
	now: Instant,
): Tally {
	const past = clip({ start: window.start, end: Math.min(window.end, now) }, offered);
	if (!past) return emptyTally;
	const incidents = segments.flatMap((segment) => clip(segment, past) ?? []);
	const works = maintenance.flatMap((interval) => clip(interval, past) ?? []);
	if (incidents.length === 0 && works.length === 0) {
		return { ...emptyTally, measured: past.end - past.start };
	}
	const result = { ...emptyTally };
	const edges = [
		...new Set([past, ...incidents, ...works].flatMap(({ start, end }) => [start, end])),
	].sort((a, b) => a - b);
	for (const [index, start] of edges.entries()) {
		const end = edges[index + 1];
		if (end === undefined) break;
		const length = end - start;
		const worst = worstOf(incidents.filter((item) => item.start <= start && end <= item.end));
		const rank = worst ? conditionRank(worst.condition) : 0;
		const maintained =
			worst?.condition === 'under-maintenance' ||
			works.some((item) => item.start <= start && end <= item.end);
		if (maintained && rank < conditionRank('partial-outage')) {
			result.maintenance += length;
			continue;
		}
		result.measured += length;
		if (!worst) continue;
		result.lost += length * worst.weight;
		const kind = countedAs[worst.condition];
		if (kind) result[kind] += length;
	}
	return result;
}

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
