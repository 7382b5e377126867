/**
 * Every interval that counts, year by year, so that anyone can compute the published figures again. A year is
 * one of the organisation's zone. An interval that crosses new year is in both years, cut at midnight; the
 * running year has no end yet, so nothing in it is cut there.
 */
import type { Instant, Milliseconds } from '../schemas/values.ts';
import { inZone, startOfDate } from './calendar.ts';
import type { Interval } from './interval.ts';
import { clip } from './interval.ts';
import type { Segment, ServiceHistory } from './serviceHistory.ts';
import type { Stretch } from './uptime.ts';
import { stretchesOf } from './uptime.ts';
import type { Model } from './view.ts';

/** The intervals of one year. */
export interface YearLedger {
	year: number;
	/** From new year to new year; `Infinity` for the running year. */
	window: Interval;
	/** Services that were offered in that year, in the order of the file. */
	services: ServiceLedger[];
}

/** What a service went through in a year; nothing outside of its offer. */
export interface ServiceLedger {
	id: string;
	/** What incidents said of it; they may overlap. */
	incidents: Segment[];
	maintenance: ServiceHistory['maintenance'];
	/** The same by the rules: in order, without overlaps. */
	stretches: Stretch[];
	/** Sums of a year that is over. */
	totals: LedgerTotals | undefined;
}

/** Sums of a year, with maintenance taken out of the measured time as the rules say, and left in. */
export interface LedgerTotals {
	offered: Milliseconds;
	without: { measured: Milliseconds; lost: number };
	with: { measured: Milliseconds; lost: number };
}

/** The years that have a ledger: from the first service's first to the one of `now`, oldest first. */
export function ledgerYears({ site, services }: Pick<Model, 'site' | 'services'>, now: Instant) {
	const yearOf = (instant: Instant) => inZone(instant, site.zone).year;
	const last = yearOf(now);
	const first = Math.min(
		last,
		...services.groups.flatMap((group) => group.services.map(({ since }) => yearOf(since))),
	);
	return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The ledger of one year, as known at `now`. */
export function ledgerOf(
	{ site, histories }: Pick<Model, 'site' | 'histories'>,
	year: number,
	now: Instant,
): YearLedger {
	const newYear = (number: number) => startOfDate(`${number}-01-01`, site.zone);
	const end = newYear(year + 1);
	const isOver = end <= now;
	const window = { start: newYear(year), end: isOver ? end : Infinity };
	return {
		year,
		window,
		services: histories.flatMap((history) => {
			const offered = clip(window, history.offered);
			if (!offered) return [];
			const stretches = stretchesOf(history, offered);
			return {
				id: history.id,
				incidents: history.segments.flatMap((segment) => clip(segment, offered) ?? []),
				maintenance: history.maintenance.flatMap((interval) => clip(interval, offered) ?? []),
				stretches,
				totals: isOver ? totalsOf(offered, stretches) : undefined,
			};
		}),
	};
}

function totalsOf(offered: Interval, stretches: readonly Stretch[]): LedgerTotals {
	const all = offered.end - offered.start;
	const totals = { without: { measured: all, lost: 0 }, with: { measured: all, lost: 0 } };
	for (const { start, end, weight, counts } of stretches) {
		const length = end - start;
		totals.with.lost += length * weight;
		if (counts) totals.without.lost += length * weight;
		else totals.without.measured -= length;
	}
	return { offered: all, ...totals };
}
