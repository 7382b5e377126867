/** Arithmetic on stretches of time, in integer milliseconds. */
import type { Instant, Milliseconds } from '../schemas/values.ts';

/** A half-open stretch of time: includes `start`, excludes `end`. `Infinity` as an end: not over yet. */
export interface Interval {
	start: Instant;
	end: Instant;
}

/** The part of `interval` within `window`, or `undefined` if there is none. */
export function clip<T extends Interval>(interval: T, window: Interval): T | undefined {
	const start = Math.max(interval.start, window.start);
	const end = Math.min(interval.end, window.end);
	return start < end ? { ...interval, start, end } : undefined;
}

/** The same time without overlaps, in order; stretches that touch become one. */
export function unite(intervals: readonly Interval[]): Interval[] {
	const united: Interval[] = [];
	for (const { start, end } of intervals.toSorted((a, b) => a.start - b.start)) {
		if (start >= end) continue;
		const last = united.at(-1);
		if (last && start <= last.end) last.end = Math.max(last.end, end);
		else united.push({ start, end });
	}
	return united;
}

/** How long the intervals last together; overlaps count once. */
export function totalMs(intervals: readonly Interval[]): Milliseconds {
	return unite(intervals).reduce((sum, { start, end }) => sum + (end - start), 0);
}

/** What is left of `intervals` without the time of `holes`, in order and without overlaps. */
export function subtract(intervals: readonly Interval[], holes: readonly Interval[]): Interval[] {
	const gaps = unite(holes);
	return unite(intervals).flatMap(({ start, end }) => {
		const parts: Interval[] = [];
		let from = start;
		for (const gap of gaps) {
			if (gap.end <= from || gap.start >= end) continue;
			if (gap.start > from) parts.push({ start: from, end: gap.start });
			from = gap.end;
		}
		if (from < end) parts.push({ start: from, end });
		return parts;
	});
}

/** Whether `instant` lies within the interval. */
export function contains({ start, end }: Interval, instant: Instant): boolean {
	return start <= instant && instant < end;
}
