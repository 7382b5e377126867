import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { from, instant, model, until } from '../../tests/support/arbitraries.ts';
import { at, day, hour, minute } from '../../tests/support/records.ts';
import type { Condition } from '../schemas/vocabulary.ts';
import { conditions } from '../schemas/vocabulary.ts';
import { dayOf, daysOfMonth, lastDays } from './calendar.ts';
import { conditionRank } from './condition.ts';
import type { Interval } from './interval.ts';
import { clip, contains, totalMs } from './interval.ts';
import type { Segment, ServiceHistory } from './serviceHistory.ts';
import type { Tally } from './uptime.ts';
import {
	addTallies,
	emptyTally,
	formatPercent,
	meanShare,
	stretchesOf,
	tally,
	tallyDays,
	uptimeShare,
	worstIn,
} from './uptime.ts';

const midnight = at('2026-03-01');
const today = { start: midnight, end: midnight + day };
const always = { start: -Infinity, end: Infinity };
const weights: Record<Condition, number> = {
	operational: 0,
	'under-maintenance': 0,
	'degraded-performance': 0,
	'partial-outage': 300,
	'major-outage': 1000,
};

/** A segment from and until an hour of the day. */
const segment = (start: number, end: number, condition: Condition, weight?: number): Segment => ({
	start: midnight + start * hour,
	end: midnight + end * hour,
	condition,
	weight: weight ?? weights[condition],
	incident: 'one',
});
const works = (start: number, end: number) => ({
	start: midnight + start * hour,
	end: midnight + end * hour,
	id: 'works',
});
const history = (
	segments: Segment[],
	maintenance: ServiceHistory['maintenance'] = [],
	offered: Interval = always,
): ServiceHistory => ({ id: 'checkout', offered, segments, maintenance });
const ofToday = (...args: Parameters<typeof history>) => tally(history(...args), today, today.end);

describe('tally', () => {
	test('counts a quiet day as all measured', () => {
		expect(ofToday([])).toEqual({ ...emptyTally, measured: day });
	});

	test('weighs every condition', () => {
		expect(
			ofToday([
				segment(1, 2, 'degraded-performance'),
				segment(3, 5, 'partial-outage'),
				segment(6, 9, 'major-outage'),
			]),
		).toEqual({
			measured: day,
			lost: 2 * hour * 300 + 3 * hour * 1000,
			maintenance: 0,
			degraded: hour,
			partial: 2 * hour,
			major: 3 * hour,
		});
	});

	test('counts overlaps once, as the worst of them', () => {
		expect(
			ofToday([
				segment(1, 4, 'partial-outage'),
				segment(2, 3, 'major-outage'),
				segment(2, 5, 'major-outage'),
			]),
		).toMatchObject({ partial: hour, major: 3 * hour, lost: hour * 300 + 3 * hour * 1000 });
	});

	test('takes the heavier weight of two that are equally bad', () => {
		const both = [segment(1, 2, 'partial-outage', 300), segment(1, 2, 'partial-outage', 500)];
		expect(ofToday(both).lost).toBe(hour * 500);
		expect(ofToday(both.toReversed()).lost).toBe(hour * 500);
	});

	test('goes by the worse condition even where a better one weighs more', () => {
		expect(
			ofToday([segment(1, 2, 'partial-outage', 900), segment(1, 2, 'major-outage', 800)]),
		).toMatchObject({ lost: hour * 800, major: hour, partial: 0 });
	});

	test('costs the day before midnight only, when it was over exactly then', () => {
		const next = { start: today.end, end: today.end + day };
		const past = history([segment(22, 24, 'major-outage')]);
		expect(tally(past, today, next.end).major).toBe(2 * hour);
		expect(tally(past, next, next.end)).toEqual({ ...emptyTally, measured: day });
	});

	test('gives two segments that touch no instant in common', () => {
		expect(ofToday([segment(1, 2, 'major-outage'), segment(2, 3, 'partial-outage')])).toMatchObject(
			{ major: hour, partial: hour, lost: hour * 1300 },
		);
	});

	test('counts what goes on until now, and nothing of the time after', () => {
		const now = midnight + 10 * hour;
		expect(tally(history([segment(8, Infinity, 'major-outage')]), today, now)).toMatchObject({
			measured: 10 * hour,
			major: 2 * hour,
		});
	});
});

describe('maintenance', () => {
	test('is neither up nor down', () => {
		expect(ofToday([], [works(2, 5)])).toEqual({
			...emptyTally,
			measured: 21 * hour,
			maintenance: 3 * hour,
		});
	});

	test.each(['partial-outage', 'major-outage'] as const)(
		'does not excuse a %s at the same time',
		(condition) => {
			expect(ofToday([segment(3, 4, condition)], [works(2, 5)])).toMatchObject({
				measured: 22 * hour,
				maintenance: 2 * hour,
				lost: hour * weights[condition],
			});
		},
	);

	test('excuses degraded performance', () => {
		expect(ofToday([segment(3, 4, 'degraded-performance')], [works(2, 5)])).toMatchObject({
			measured: 21 * hour,
			maintenance: 3 * hour,
			degraded: 0,
		});
	});

	test('counts once where two overlap', () => {
		expect(ofToday([], [works(2, 5), works(4, 6)]).maintenance).toBe(4 * hour);
	});

	test('is maintenance also where an incident says so', () => {
		expect(ofToday([segment(3, 4, 'under-maintenance')])).toMatchObject({
			measured: 23 * hour,
			maintenance: hour,
		});
	});

	test('excuses degraded performance also where an incident says that it is maintenance', () => {
		const both = [segment(2, 5, 'under-maintenance'), segment(3, 4, 'degraded-performance', 100)];
		expect(ofToday(both)).toEqual({
			...emptyTally,
			measured: 21 * hour,
			maintenance: 3 * hour,
		});
	});
});

describe('stretches', () => {
	const ofHours = (item: ServiceHistory, window: Interval = today) =>
		stretchesOf(item, window).map(({ start, end, ...rest }) => ({
			from: (start - midnight) / hour,
			to: (end - midnight) / hour,
			...rest,
		}));

	test('say once what was in force when, and whether it counts', () => {
		expect(
			ofHours(
				history([segment(3, 6, 'partial-outage'), segment(4, 5, 'major-outage')], [works(2, 4)]),
			),
		).toEqual([
			{ from: 2, to: 3, condition: 'under-maintenance', weight: 0, counts: false },
			{ from: 3, to: 4, condition: 'partial-outage', weight: 300, counts: true },
			{ from: 4, to: 5, condition: 'major-outage', weight: 1000, counts: true },
			{ from: 5, to: 6, condition: 'partial-outage', weight: 300, counts: true },
		]);
	});

	test('become one where two incidents say the same one after the other', () => {
		expect(
			ofHours(history([segment(1, 3, 'major-outage'), segment(2, 5, 'major-outage')])),
		).toEqual([{ from: 1, to: 5, condition: 'major-outage', weight: 1000, counts: true }]);
	});

	test('end with the window and the offer, and go on where those do', () => {
		const open = [segment(20, Infinity, 'major-outage')];
		expect(ofHours(history(open))).toMatchObject([{ from: 20, to: 24 }]);
		expect(ofHours(history(open), always)).toMatchObject([{ from: 20, to: Infinity }]);
		const retired = { start: midnight, end: midnight + 22 * hour };
		expect(ofHours(history(open, [], retired), always)).toMatchObject([{ from: 20, to: 22 }]);
	});
});

describe('no data', () => {
	const noData = (offered: Interval, now: number) => {
		const item = tally(history([segment(0, 24, 'major-outage')], [], offered), today, now);
		return [item, uptimeShare(item), worstIn(item)];
	};
	const nothing = [emptyTally, undefined, undefined];

	test('is there before a service was offered, and it is not up', () => {
		expect(noData({ start: today.end, end: Infinity }, today.end + day)).toEqual(nothing);
	});

	test('is there after a service was retired, and it is not up', () => {
		expect(noData({ start: -Infinity, end: today.start }, today.end)).toEqual(nothing);
	});

	test('is there after now, and it is not up', () => {
		expect(noData(always, today.start)).toEqual(nothing);
	});

	test('leaves only the part of a day in which the service was offered', () => {
		const offered = { start: midnight + 6 * hour, end: midnight + 20 * hour };
		expect(ofToday([segment(0, 7, 'major-outage')], [], offered)).toMatchObject({
			measured: 14 * hour,
			major: hour,
		});
	});
});

const spans = fc
	.tuple(fc.integer({ min: 0, max: 23 * 60 }), fc.integer({ min: 1, max: 300 }))
	.map(([start, length]) => ({
		start: midnight + start * minute,
		end: midnight + (start + length) * minute,
	}));
const someHistory: fc.Arbitrary<ServiceHistory> = fc
	.record({
		segments: fc.array(
			fc.record({
				span: spans,
				condition: fc.constantFrom(...conditions.slice(1)),
				weight: fc.constantFrom(0, 100, 300, 1000),
			}),
			{ maxLength: 5 },
		),
		maintenance: fc.array(spans, { maxLength: 3 }),
		offered: spans.map(({ start }) => ({ start, end: start + 20 * hour })),
	})
	.map(({ segments, maintenance, offered }) => ({
		id: 'checkout',
		offered,
		segments: segments
			.map(({ span, ...rest }) => ({ ...span, ...rest, incident: 'one' }))
			.sort((a, b) => a.start - b.start),
		maintenance: maintenance
			.map((span) => ({ ...span, id: 'works' }))
			.sort((a, b) => a.start - b.start),
	}));

/** The same by looking at every minute, which is how `/how/` explains it. */
function minuteByMinute(item: ServiceHistory, window: Interval, now: number): Tally {
	let sum = emptyTally;
	for (let start = window.start; start < window.end; start += minute) {
		if (start >= now || !contains(item.offered, start)) continue;
		const rank = (wanted: Segment) => conditionRank(wanted.condition) * 1e6 + wanted.weight;
		const worst = item.segments
			.filter((one) => contains(one, start))
			.sort((a, b) => rank(b) - rank(a))[0];
		const outage = worst?.condition === 'partial-outage' || worst?.condition === 'major-outage';
		const maintained =
			item.segments.some((one) => one.condition === 'under-maintenance' && contains(one, start)) ||
			item.maintenance.some((one) => contains(one, start));
		sum = addTallies(sum, {
			...emptyTally,
			...(maintained && !outage
				? { maintenance: minute }
				: {
						measured: minute,
						lost: minute * (worst?.weight ?? 0),
						degraded: worst?.condition === 'degraded-performance' ? minute : 0,
						partial: worst?.condition === 'partial-outage' ? minute : 0,
						major: worst?.condition === 'major-outage' ? minute : 0,
					}),
		});
	}
	return sum;
}

describe('any history', () => {
	test('is tallied as by looking at every minute of it', () => {
		fc.assert(
			fc.property(someHistory, fc.integer({ min: 0, max: 24 * 60 }), (item, minutes) => {
				const now = midnight + minutes * minute;
				expect(tally(item, today, now)).toEqual(minuteByMinute(item, today, now));
			}),
			{ numRuns: 60 },
		);
	}, 60_000);

	test('has tallies of days that sum exactly to the tally of the whole window', () => {
		fc.assert(
			fc.property(model, instant, fc.integer({ min: 1, max: 120 }), (content, now, count) => {
				const days = lastDays(count, now, 'Europe/Lisbon');
				const window = { start: days[0]?.start ?? now, end: days.at(-1)?.end ?? now };
				for (const item of content.histories) {
					const sum = tallyDays(item, days, now).reduce(addTallies, emptyTally);
					expect(sum).toEqual(tally(item, window, now));
				}
			}),
			{ numRuns: 60 },
		);
	}, 60_000);

	test('accounts for every millisecond that was offered and is past, and for no other', () => {
		fc.assert(
			fc.property(model, instant, (content, now) => {
				const window = { start: from, end: until };
				for (const item of content.histories) {
					const { measured, maintenance, degraded, partial, major, lost } = tally(
						item,
						window,
						now,
					);
					const past = clip({ start: from, end: Math.min(now, until) }, item.offered);
					expect(measured + maintenance).toBe(past ? totalMs([past]) : 0);
					expect(degraded + partial + major).toBeLessThanOrEqual(measured);
					expect(lost).toBeLessThanOrEqual(measured * 1000);
				}
			}),
			{ numRuns: 60 },
		);
	}, 60_000);

	test('is tallied the same day by day as in one pass', () => {
		fc.assert(
			fc.property(model, instant, (content, now) => {
				const days = lastDays(40, now, 'Europe/Lisbon');
				for (const item of content.histories) {
					expect(tallyDays(item, days, now)).toEqual(days.map((one) => tally(item, one, now)));
				}
			}),
			{ numRuns: 40 },
		);
	}, 60_000);
});

describe('days on which the clocks of Lisbon change', () => {
	const whole = history([]);

	test('measure 23 and 25 hours', () => {
		const measured = (date: string) => {
			const window = dayOf(date, 'Europe/Lisbon');
			return tally(whole, window, window.end).measured;
		};
		expect(measured('2026-03-29')).toBe(23 * hour);
		expect(measured('2026-10-25')).toBe(25 * hour);
	});

	test.each([
		['2026-03', '2026-03-28T12:00:00Z', 31 * day - hour, 23 * hour],
		['2026-10', '2026-10-24T11:00:00Z', 31 * day + hour, 25 * hour],
	])(
		'sum to their month in %s, and an outage of two days takes all of them',
		(month, start, length, changed) => {
			const days = daysOfMonth(month, 'Europe/Lisbon');
			const window = { start: days[0]?.start ?? 0, end: days.at(-1)?.end ?? 0 };
			const down = history([
				{ ...segment(0, 0, 'major-outage'), start: at(start), end: at(start) + 2 * day },
			]);
			const tallies = tallyDays(down, days, window.end);
			expect(tallies.reduce(addTallies, emptyTally)).toEqual({
				...emptyTally,
				measured: length,
				major: 2 * day,
				lost: 2 * day * 1000,
			});
			expect(tallies.map(({ major }) => major).filter((major) => major > 0)[1]).toBe(changed);
		},
	);
});

describe('uptimeShare', () => {
	test('is the part of the measured time that was not lost', () => {
		expect(uptimeShare({ ...emptyTally, measured: 1000, lost: 250_000 })).toBe(0.75);
	});

	test('is not known of a day that was all maintenance', () => {
		expect(uptimeShare(ofToday([], [works(0, 24)]))).toBeUndefined();
	});
});

describe('meanShare', () => {
	test('is the mean of those that are known', () => {
		expect(meanShare([1, undefined, 0.5])).toBe(0.75);
	});

	test('is not known where none of them is', () => {
		expect(meanShare([undefined, undefined])).toBeUndefined();
		expect(meanShare([])).toBeUndefined();
	});
});

describe('worstIn', () => {
	test('names the worst that happened at all', () => {
		expect(worstIn(ofToday([segment(1, 2, 'partial-outage'), segment(3, 4, 'major-outage')]))).toBe(
			'major-outage',
		);
		expect(worstIn(ofToday([segment(1, 2, 'partial-outage')]))).toBe('partial-outage');
		expect(worstIn(ofToday([segment(1, 2, 'degraded-performance')], [works(3, 4)]))).toBe(
			'degraded-performance',
		);
		expect(worstIn(ofToday([], [works(0, 24)]))).toBe('under-maintenance');
		expect(worstIn(ofToday([]))).toBe('operational');
	});
});

describe('formatPercent', () => {
	test.each([
		[1, '100'],
		[0.99999, '99.99'],
		[0.999999999, '99.99'],
		[1 - 1e-14, '99.99'],
		[0.9942, '99.42'],
		[0.99419, '99.41'],
		[0.99419999, '99.41'],
		// Stored as a little less than it is.
		[0.819, '81.90'],
		[0.5, '50.00'],
		[0, '0.00'],
	])('prints %d as %s', (share, text) => {
		expect(formatPercent(share)).toBe(text);
	});

	// Up to a year, in whole milliseconds of a partial outage.
	const measuredAndLost = fc.integer({ min: 1, max: 366 * day }).chain((measured) =>
		fc.tuple(
			fc.constant(measured),
			fc
				.oneof(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: measured }))
				.map((down) => Math.min(down, measured) * 300),
		),
	);

	test('never shows 100 where there was any downtime, not even in a mean', () => {
		fc.assert(
			fc.property(measuredAndLost, fc.integer({ min: 0, max: 30 }), ([measured, lost], others) => {
				const share = uptimeShare({ ...emptyTally, measured, lost });
				expect(formatPercent(share ?? 1)).not.toBe('100');
				const mean = meanShare([...Array.from({ length: others }, () => 1), share]);
				expect(formatPercent(mean ?? 1)).not.toBe('100');
			}),
		);
	});

	test('rounds down, to exactly the hundredth below', () => {
		fc.assert(
			fc.property(measuredAndLost, ([measured, lost]) => {
				const whole = BigInt(measured) * 1000n;
				const hundredths = ((whole - BigInt(lost)) * 10_000n) / whole;
				const share = uptimeShare({ ...emptyTally, measured, lost }) ?? 1;
				expect(Math.round(Number(formatPercent(share)) * 100)).toBe(Number(hundredths));
			}),
		);
	});
});
