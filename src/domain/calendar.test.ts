import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, day, hour, iso, minute } from '../../tests/support/records.ts';
import type { WorkCalendar } from './calendar.ts';
import {
	addPeriod,
	addPeriodTo,
	addWorkingTime,
	dateAt,
	daysAgo,
	dayOf,
	daysOfMonth,
	endOfNextWorkday,
	instantOf,
	isWorkday,
	lastDays,
	lastMonths,
	nextDays,
	startOfDate,
	workCalendar,
	workingTime,
	workingTimesWithin,
} from './calendar.ts';
import { totalMs } from './interval.ts';

const lisbon = 'Europe/Lisbon';
/** In 2026 the clocks of Lisbon go on at 01:00 of this day, and back at 02:00 of the other. */
const springForward = '2026-03-29';
const fallBack = '2026-10-25';

const office: WorkCalendar = {
	hours: {
		days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
		from: '09:00',
		until: '18:00',
	},
	holidays: new Set(['2026-04-03']),
	zone: lisbon,
};
/** Works through the nights in which the clocks change. */
const nights: WorkCalendar = {
	...office,
	hours: { days: ['sunday'], from: '00:00', until: '06:00' },
};

const instant = fc.integer({ min: at('2026-01-01'), max: at('2027-01-01') });

test.each([
	['2026-03-02', 'today'],
	['2026-03-01', 'a day ago'],
	['2026-01-31', '30 days ago'],
])('%s is %s', (date, words) => {
	expect(daysAgo(date, '2026-03-02')).toBe(words);
});

describe('days', () => {
	test('are 23 hours long when the clocks go on in Lisbon, and 25 when they go back', () => {
		const length = (date: string) => dayOf(date, lisbon).end - dayOf(date, lisbon).start;
		expect(length('2026-03-28')).toBe(24 * hour);
		expect(length(springForward)).toBe(23 * hour);
		expect(length(fallBack)).toBe(25 * hour);
		expect(length('2026-10-26')).toBe(24 * hour);
	});

	test('begin at midnight of the zone, not of UTC', () => {
		expect(iso(startOfDate('2026-07-01', lisbon))).toBe('2026-06-30T23:00:00.000Z');
		expect(dateAt(at('2026-06-30T22:59:59Z'), lisbon)).toBe('2026-06-30');
		expect(dateAt(at('2026-06-30T23:00:00Z'), lisbon)).toBe('2026-07-01');
	});

	test('begin at their first instant where there is no midnight', () => {
		// In Beirut the clocks go on at midnight.
		expect(iso(dayOf('2026-03-29', 'Asia/Beirut').start)).toBe('2026-03-28T22:00:00.000Z');
		expect(iso(dayOf('2026-03-28', 'Asia/Beirut').end)).toBe('2026-03-28T22:00:00.000Z');
	});

	test('follow each other without a gap, and the last holds now, in every zone', () => {
		const zones = fc.constantFrom(lisbon, 'UTC', 'America/Santiago', 'Pacific/Chatham');
		fc.assert(
			fc.property(instant, zones, (now, zone) => {
				const days = [...lastDays(5, now, zone), ...nextDays(3, now, zone)];
				for (const [index, { start }] of days.slice(1).entries()) {
					expect(days[index]?.end).toBe(start);
				}
				expect(days[4]?.start).toBeLessThanOrEqual(now);
				expect(days[4]?.end).toBeGreaterThan(now);
				expect(days[4]?.date).toBe(dateAt(now, zone));
			}),
		);
	});

	test('of a month are all of its days and no other', () => {
		const days = daysOfMonth('2026-02', lisbon);
		expect(days).toHaveLength(28);
		expect(days[0]?.date).toBe('2026-02-01');
		expect(days.at(-1)?.date).toBe('2026-02-28');
		expect(totalMs(daysOfMonth('2026-03', lisbon))).toBe(31 * day - hour);
		expect(totalMs(daysOfMonth('2026-10', lisbon))).toBe(31 * day + hour);
	});
});

describe('lastMonths', () => {
	test('are in a row, and the last holds now, by the clock of the zone', () => {
		// In Lisbon the new year has begun, in the Azores it has not.
		const now = at('2026-01-01T00:30:00Z');
		expect(lastMonths(3, now, lisbon).map(({ month }) => month)).toEqual([
			'2025-11',
			'2025-12',
			'2026-01',
		]);
		expect(lastMonths(1, now, 'Atlantic/Azores')[0]?.month).toBe('2025-12');
	});

	test('are as long as their days together', () => {
		for (const { month, start, end } of lastMonths(12, at('2026-11-20'), lisbon)) {
			const days = daysOfMonth(month, lisbon);
			expect([start, end]).toEqual([days[0]?.start, days.at(-1)?.end]);
		}
	});
});

describe('instantOf', () => {
	test('follows the wall clock across the year', () => {
		expect(iso(instantOf('2026-01-15', '09:00', lisbon))).toBe('2026-01-15T09:00:00.000Z');
		expect(iso(instantOf('2026-07-15', '09:00', lisbon))).toBe('2026-07-15T08:00:00.000Z');
	});

	test('takes the earlier of two where the clock shows a time twice', () => {
		expect(iso(instantOf(fallBack, '01:30', lisbon))).toBe('2026-10-25T00:30:00.000Z');
	});

	test('moves on by the jump where the clock never shows the time', () => {
		expect(iso(instantOf(springForward, '01:30', lisbon))).toBe('2026-03-29T01:30:00.000Z');
	});
});

describe('periods', () => {
	test('end on the last day of a month that is shorter', () => {
		expect(addPeriod('2026-01-31', 'P1M')).toBe('2026-02-28');
	});

	test('keep the time of day across a clock change', () => {
		expect(iso(addPeriodTo(at('2026-03-28T09:00:00Z'), 'P1D', lisbon))).toBe(
			'2026-03-29T08:00:00.000Z',
		);
	});
});

describe('workCalendar', () => {
	const hours = { ...office.hours, zone: undefined };

	test('is nothing where the organisation does not say when it works', () => {
		expect(workCalendar({ workingHours: undefined, holidays: [] }, lisbon)).toBeUndefined();
	});

	test("goes by the site's zone unless working hours name another", () => {
		expect(workCalendar({ workingHours: hours, holidays: [] }, lisbon)?.zone).toBe(lisbon);
		expect(
			workCalendar({ workingHours: { ...hours, zone: 'Asia/Tokyo' }, holidays: [] }, lisbon)?.zone,
		).toBe('Asia/Tokyo');
	});
});

describe('workdays', () => {
	test('are the days of the week that are named, without holidays', () => {
		expect(isWorkday('2026-04-02', office)).toBe(true);
		expect(isWorkday('2026-04-03', office)).toBe(false);
		expect(isWorkday('2026-04-04', office)).toBe(false);
		expect(workingTime('2026-04-03', office)).toBeUndefined();
	});

	test('lose or gain the hour by which the clocks change within them', () => {
		const worked = (date: string) => {
			const time = workingTime(date, nights);
			return time && time.end - time.start;
		};
		expect(worked('2026-03-22')).toBe(6 * hour);
		expect(worked(springForward)).toBe(5 * hour);
		expect(worked(fallBack)).toBe(7 * hour);
	});
});

describe('addWorkingTime', () => {
	test('counts within a day as the clock does', () => {
		expect(iso(addWorkingTime(at('2026-04-01T09:00:00Z'), 2 * hour, office))).toBe(
			'2026-04-01T11:00:00.000Z',
		);
	});

	test('goes on the next morning, on the wall clock', () => {
		// 17:00 in Lisbon, one hour before the end of the day.
		expect(iso(addWorkingTime(at('2026-04-01T16:00:00Z'), 2 * hour, office))).toBe(
			'2026-04-02T09:00:00.000Z',
		);
	});

	test('leaves out a holiday and the weekend after it', () => {
		// Thursday 17:00; Friday is a holiday, so the second hour is on Monday.
		expect(iso(addWorkingTime(at('2026-04-02T16:00:00Z'), 2 * hour, office))).toBe(
			'2026-04-06T09:00:00.000Z',
		);
	});

	test('is over at the end of a day, not at the start of the next', () => {
		expect(iso(addWorkingTime(at('2026-04-01T08:00:00Z'), 9 * hour, office))).toBe(
			'2026-04-01T17:00:00.000Z',
		);
	});

	test('runs from the next morning for what came in at night', () => {
		expect(iso(addWorkingTime(at('2026-04-01T02:00:00Z'), hour, office))).toBe(
			'2026-04-01T09:00:00.000Z',
		);
	});

	test('ends at the same time of day on either side of a clock change', () => {
		// Friday noon plus one working day is Monday noon, whatever the clocks did on Sunday.
		expect(iso(addWorkingTime(at('2026-03-27T12:00:00Z'), 9 * hour, office))).toBe(
			'2026-03-30T11:00:00.000Z',
		);
		expect(iso(addWorkingTime(at('2026-10-23T11:00:00Z'), 9 * hour, office))).toBe(
			'2026-10-26T12:00:00.000Z',
		);
	});

	test('has exactly that much working time between start and end, for every start and length', () => {
		const length = fc.integer({ min: 1, max: 10_000 }).map((minutes) => minutes * minute);
		fc.assert(
			fc.property(instant, length, fc.constantFrom(office, nights), (from, wanted, calendar) => {
				const limited = calendar === nights ? wanted % (40 * hour) || hour : wanted;
				const end = addWorkingTime(from, limited, calendar);
				expect(totalMs(workingTimesWithin({ start: from, end }, calendar))).toBe(limited);
			}),
			{ numRuns: 60 },
		);
	});

	test('says so where there is not enough working time within a year', () => {
		const never = { ...office, hours: { ...office.hours, from: '09:00', until: '09:01' } };
		expect(() => addWorkingTime(at('2026-01-01'), day, never)).toThrowErrorMatchingInlineSnapshot(
			`[RangeError: There is not enough working time within 400 days.]`,
		);
	});
});

describe('endOfNextWorkday', () => {
	test('is the end of the next day of work, never of the same day', () => {
		// Wednesday before work begins.
		expect(iso(endOfNextWorkday(at('2026-04-01T05:00:00Z'), office))).toBe(
			'2026-04-02T17:00:00.000Z',
		);
	});

	test('leaves out holidays and the weekend', () => {
		expect(iso(endOfNextWorkday(at('2026-04-02T12:00:00Z'), office))).toBe(
			'2026-04-06T17:00:00.000Z',
		);
	});

	test('goes by the date in the zone, not in UTC', () => {
		// 23:30 in UTC is already Wednesday in Lisbon, so the next day of work is Thursday.
		expect(iso(endOfNextWorkday(at('2026-06-30T23:30:00Z'), office))).toBe(
			'2026-07-02T17:00:00.000Z',
		);
	});

	test('follows the wall clock over the weekend of a clock change', () => {
		expect(iso(endOfNextWorkday(at('2026-03-27T12:00:00Z'), office))).toBe(
			'2026-03-30T17:00:00.000Z',
		);
		expect(iso(endOfNextWorkday(at('2026-10-23T12:00:00Z'), office))).toBe(
			'2026-10-26T18:00:00.000Z',
		);
	});
});

describe('workingTimesWithin', () => {
	test('cuts the first and the last day at the window', () => {
		const window = { start: at('2026-04-01T12:00:00Z'), end: at('2026-04-02T10:00:00Z') };
		expect(workingTimesWithin(window, office).map(({ start, end }) => [iso(start), iso(end)]))
			.toMatchInlineSnapshot(`
				[
				  [
				    "2026-04-01T12:00:00.000Z",
				    "2026-04-01T17:00:00.000Z",
				  ],
				  [
				    "2026-04-02T08:00:00.000Z",
				    "2026-04-02T10:00:00.000Z",
				  ],
				]
			`);
	});

	test('is the same whether a window is taken whole or in two parts', () => {
		fc.assert(
			fc.property(
				fc.tuple(instant, fc.nat(20 * day), fc.nat(20 * day)),
				([start, first, second]) => {
					const middle = start + first;
					const end = middle + second;
					const parts = [
						...workingTimesWithin({ start, end: middle }, office),
						...workingTimesWithin({ start: middle, end }, office),
					];
					expect(totalMs(parts)).toBe(totalMs(workingTimesWithin({ start, end }, office)));
				},
			),
			{ numRuns: 50 },
		);
	});
});
