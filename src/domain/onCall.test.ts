import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, day, hour, iso } from '../../tests/support/records.ts';
import type { OnCallInput, Rotation } from '../schemas/onCall.ts';
import { onCallSchema } from '../schemas/onCall.ts';
import { weekdays } from '../schemas/organisation.ts';
import type { WorkCalendar } from './calendar.ts';
import { inZone, workingTimesWithin } from './calendar.ts';
import type { Interval } from './interval.ts';
import { contains, subtract, totalMs, unite } from './interval.ts';
import type { RotationContext, Shift } from './onCall.ts';
import {
	nextShift,
	onCallAt,
	overlappingOverrides,
	shiftsWithin,
	turnAt,
	uncovered,
	wholeShiftsWithin,
} from './onCall.ts';

const zone = 'Europe/Lisbon';
const calendar: WorkCalendar = {
	hours: {
		days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
		from: '09:00',
		until: '18:00',
	},
	holidays: new Set(['2026-04-03']),
	zone,
};
const context: RotationContext = { zone, calendar };

type LayerInput = NonNullable<OnCallInput['rotations']>[number]['layers'][number];
type OverrideInput = NonNullable<OnCallInput['overrides']>[number];

/** Weekly from Monday 09:00, Ana first in the week of 5 January. */
const weekly: LayerInput = {
	handoff: { time: '09:00' },
	starts: '2026-01-05',
	members: ['ana', 'bo', 'cy'],
};

function rotation(layers: LayerInput[], rest: Partial<Rotation> = {}): Rotation {
	const [parsed] = onCallSchema.parse({
		rotations: [{ id: 'primary', name: 'Primary', layers }],
	}).rotations;
	if (!parsed) throw new Error('There is no rotation.');
	return { ...parsed, ...rest };
}

const overridesOf = (...list: Omit<OverrideInput, 'rotation'>[]) =>
	onCallSchema.parse({ overrides: list.map((item) => ({ rotation: 'primary', ...item })) })
		.overrides;

const span = (start: string, end: string): Interval => ({ start: at(start), end: at(end) });
/** Shifts in short, on the wall clock of Lisbon. */
const short = (shifts: readonly Shift[]) =>
	shifts.map(({ person, start, end }) => [person, wall(start), wall(end)].join(' '));
const wall = (instant: number) =>
	inZone(instant, zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).slice(5);

describe('whole shifts', () => {
	const window = span('2026-01-14T12:00:00Z', '2026-01-21T12:00:00Z');

	test('are not cut where one stops looking', () => {
		expect(short(wholeShiftsWithin(rotation([weekly]), [], window, context))).toEqual([
			'bo 01-12T09:00 01-19T09:00',
			'cy 01-19T09:00 01-26T09:00',
		]);
	});

	test('of somebody who has it alone have no end', () => {
		const alone = rotation([{ ...weekly, members: ['ana'] }]);
		expect(wholeShiftsWithin(alone, [], window, context)).toMatchObject([
			{ person: 'ana', end: Infinity },
		]);
	});
});

describe('a weekly layer', () => {
	test('hands over at nine on the wall clock before, over and after both clock changes', () => {
		const spring = shiftsWithin(
			rotation([weekly]),
			[],
			span('2026-03-16T09:00:00Z', '2026-04-13T08:00:00Z'),
			context,
		);
		expect(short(spring)).toEqual([
			'bo 03-16T09:00 03-23T09:00',
			'cy 03-23T09:00 03-30T09:00',
			'ana 03-30T09:00 04-06T09:00',
			'bo 04-06T09:00 04-13T09:00',
		]);
		expect(spring.map(({ start, end }) => (end - start) / hour)).toEqual([168, 167, 168, 168]);
		const autumn = shiftsWithin(
			rotation([weekly]),
			[],
			span('2026-10-19T08:00:00Z', '2026-11-02T09:00:00Z'),
			context,
		);
		expect(short(autumn)).toEqual(['cy 10-19T09:00 10-26T09:00', 'ana 10-26T09:00 11-02T09:00']);
		expect(autumn.map(({ start, end }) => (end - start) / hour)).toEqual([169, 168]);
	});

	test('begins on the weekday of its hand-off, on or after the day it names', () => {
		const tuesdays = rotation([{ ...weekly, handoff: { day: 'tuesday', time: '10:00' } }]);
		const shifts = shiftsWithin(
			tuesdays,
			[],
			span('2026-01-06T10:00:00Z', '2026-01-20T10:00:00Z'),
			context,
		);
		expect(short(shifts)).toEqual(['ana 01-06T10:00 01-13T10:00', 'bo 01-13T10:00 01-20T10:00']);
	});

	test('goes back in turns before the day it is counted from', () => {
		const shifts = shiftsWithin(
			rotation([weekly]),
			[],
			span('2025-12-22T09:00:00Z', '2026-01-12T09:00:00Z'),
			context,
		);
		expect(shifts.map(({ person }) => person)).toEqual(['bo', 'cy', 'ana']);
	});

	test('turns every second week if it says so', () => {
		const fortnightly = rotation([{ ...weekly, every: 2 }]);
		const shifts = shiftsWithin(
			fortnightly,
			[],
			span('2026-01-05T09:00:00Z', '2026-02-16T09:00:00Z'),
			context,
		);
		expect(short(shifts)).toEqual([
			'ana 01-05T09:00 01-19T09:00',
			'bo 01-19T09:00 02-02T09:00',
			'cy 02-02T09:00 02-16T09:00',
		]);
	});

	test('goes by the zone of its rotation', () => {
		const tokyo = rotation([weekly], { zone: 'Asia/Tokyo' });
		expect(onCallAt(tokyo, [], at('2026-01-12T00:30:00Z'), context)?.person).toBe('bo');
		expect(onCallAt(rotation([weekly]), [], at('2026-01-12T00:30:00Z'), context)?.person).toBe(
			'ana',
		);
	});
});

describe('a daily layer', () => {
	const daily: LayerInput = { ...weekly, shift: 'day' };

	test('hands over at nine on the wall clock across both clock changes', () => {
		const shifts = shiftsWithin(
			rotation([daily]),
			[],
			span('2026-03-28T09:00:00Z', '2026-03-30T08:00:00Z'),
			context,
		);
		expect(short(shifts)).toEqual(['bo 03-28T09:00 03-29T09:00', 'cy 03-29T09:00 03-30T09:00']);
		expect(shifts.map(({ start, end }) => (end - start) / hour)).toEqual([23, 24]);
		const back = onCallAt(rotation([daily]), [], at('2026-10-25T03:00:00Z'), context);
		expect(back && (back.end - back.start) / hour).toBe(25);
	});

	test('turns every second day if it says so', () => {
		const shifts = shiftsWithin(
			rotation([{ ...daily, every: 2 }]),
			[],
			span('2026-01-05T09:00:00Z', '2026-01-09T09:00:00Z'),
			context,
		);
		expect(short(shifts)).toEqual(['ana 01-05T09:00 01-07T09:00', 'bo 01-07T09:00 01-09T09:00']);
	});

	test('does not go by the weekday of hand-offs', () => {
		const shifts = shiftsWithin(
			rotation([{ ...daily, handoff: { day: 'friday', time: '09:00' } }]),
			[],
			span('2026-01-05T09:00:00Z', '2026-01-06T09:00:00Z'),
			context,
		);
		expect(shifts.map(({ person }) => person)).toEqual(['ana']);
	});
});

describe('several layers', () => {
	test('hold from and until midnight of their days, and the last in the list has it', () => {
		const holiday = rotation([
			weekly,
			{ ...weekly, from: '2026-01-07', until: '2026-01-09', members: ['dee'] },
		]);
		const window = span('2026-01-05T09:00:00Z', '2026-01-12T09:00:00Z');
		expect(short(shiftsWithin(holiday, [], window, context))).toEqual([
			'ana 01-05T09:00 01-07T00:00',
			'dee 01-07T00:00 01-09T00:00',
			'ana 01-09T00:00 01-12T09:00',
		]);
	});

	test('leave a gap where one ends and no other goes on', () => {
		const ending = rotation([{ ...weekly, until: '2026-01-09' }]);
		expect(
			uncovered(ending, [], span('2026-01-05T09:00:00Z', '2026-01-12T09:00:00Z'), context),
		).toEqual([span('2026-01-09T00:00:00Z', '2026-01-12T09:00:00Z')]);
	});

	test('share the day by working hours', () => {
		const shared = rotation([
			{ ...weekly, hours: 'after-hours', members: ['ana'] },
			{ ...weekly, hours: 'business', members: ['bo'] },
		]);
		const window = span('2026-04-01T00:00:00Z', '2026-04-06T12:00:00Z');
		// Good Friday is a holiday, so after-hours goes on until Monday.
		expect(short(shiftsWithin(shared, [], window, context))).toEqual([
			'ana 04-01T01:00 04-01T09:00',
			'bo 04-01T09:00 04-01T18:00',
			'ana 04-01T18:00 04-02T09:00',
			'bo 04-02T09:00 04-02T18:00',
			'ana 04-02T18:00 04-06T09:00',
			'bo 04-06T09:00 04-06T13:00',
		]);
		expect(uncovered(shared, [], window, context)).toEqual([]);
	});

	test('by working hours have nobody by day where nothing says when people work', () => {
		const business = rotation([{ ...weekly, hours: 'business' }]);
		const window = span('2026-04-01T00:00:00Z', '2026-04-02T00:00:00Z');
		expect(shiftsWithin(business, [], window, { zone, calendar: undefined })).toEqual([]);
	});
});

describe('an override', () => {
	const swap = { person: 'dee', from: '2026-01-06T12:00:00Z', until: '2026-01-06T18:00:00Z' };
	const window = span('2026-01-05T09:00:00Z', '2026-01-12T09:00:00Z');

	test('has its time, and the others have the rest', () => {
		const overrides = overridesOf(swap);
		const shifts = shiftsWithin(rotation([weekly]), overrides, window, context);
		expect(short(shifts)).toEqual([
			'ana 01-05T09:00 01-06T12:00',
			'dee 01-06T12:00 01-06T18:00',
			'ana 01-06T18:00 01-12T09:00',
		]);
		expect(shifts.map(({ override }) => override)).toEqual([undefined, overrides[0], undefined]);
	});

	test('wins over the last layer too, and covers what no layer does', () => {
		const ending = rotation([
			{ ...weekly, until: '2026-01-09' },
			{ ...weekly, until: '2026-01-07', members: ['cy'] },
		]);
		const overrides = overridesOf(swap, {
			person: 'eve',
			from: '2026-01-09T00:00:00Z',
			until: '2026-01-12T09:00:00Z',
		});
		expect(onCallAt(ending, overrides, at('2026-01-06T13:00:00Z'), context)?.person).toBe('dee');
		expect(uncovered(ending, overrides, window, context)).toEqual([]);
	});

	test('of another rotation changes nothing', () => {
		const [other] = onCallSchema.parse({
			overrides: [{ rotation: 'secondary', ...swap }],
		}).overrides;
		const shifts = shiftsWithin(rotation([weekly]), other ? [other] : [], window, context);
		expect(shifts.map(({ person }) => person)).toEqual(['ana']);
	});

	test('later in the list wins over an earlier one', () => {
		const overrides = overridesOf(swap, {
			person: 'eve',
			from: '2026-01-06T15:00:00Z',
			until: '2026-01-06T20:00:00Z',
		});
		const shifts = shiftsWithin(rotation([weekly]), overrides, window, context);
		expect(short(shifts)).toEqual([
			'ana 01-05T09:00 01-06T12:00',
			'dee 01-06T12:00 01-06T15:00',
			'eve 01-06T15:00 01-06T20:00',
			'ana 01-06T20:00 01-12T09:00',
		]);
	});

	test('that gives someone what they have anyway stays visible', () => {
		const overrides = overridesOf({ ...swap, person: 'ana' });
		const shifts = shiftsWithin(rotation([weekly]), overrides, window, context);
		expect(shifts).toHaveLength(3);
	});
});

describe('overlappingOverrides', () => {
	const pairs = (...list: Omit<OverrideInput, 'rotation'>[]) =>
		overlappingOverrides(overridesOf(...list)).map((pair) => pair.map(({ person }) => person));
	const from = '2026-01-06T12:00:00Z';

	test('finds two that hold at the same time', () => {
		expect(
			pairs(
				{ person: 'ana', from, until: '2026-01-06T18:00:00Z' },
				{ person: 'bo', from: '2026-01-06T17:59:00Z', until: '2026-01-07T00:00:00Z' },
			),
		).toEqual([['ana', 'bo']]);
	});

	test('lets one begin where another ends', () => {
		expect(
			pairs(
				{ person: 'ana', from, until: '2026-01-06T18:00:00Z' },
				{ person: 'bo', from: '2026-01-06T18:00:00Z', until: '2026-01-07T00:00:00Z' },
			),
		).toEqual([]);
	});

	test('lets two rotations have one each', () => {
		const both = onCallSchema.parse({
			overrides: ['primary', 'secondary'].map((name) => ({
				rotation: name,
				person: 'ana',
				from,
				until: '2026-01-07T00:00:00Z',
			})),
		}).overrides;
		expect(overlappingOverrides(both)).toEqual([]);
	});
});

describe('onCallAt', () => {
	test('says who has it, and from when until when', () => {
		const shift = onCallAt(rotation([weekly]), [], at('2026-01-07T03:00:00Z'), context);
		expect(shift).toMatchObject({
			person: 'ana',
			...span('2026-01-05T09:00:00Z', '2026-01-12T09:00:00Z'),
		});
	});

	test('has already handed over at the very instant of the hand-off', () => {
		const who = (time: string) => onCallAt(rotation([weekly]), [], at(time), context)?.person;
		expect(who('2026-01-12T08:59:59Z')).toBe('ana');
		expect(who('2026-01-12T09:00:00Z')).toBe('bo');
	});

	test('has nobody where nothing covers', () => {
		const ended = rotation([{ ...weekly, until: '2026-01-09' }]);
		expect(onCallAt(ended, [], at('2026-01-10T00:00:00Z'), context)).toBeUndefined();
	});

	test('gives the whole of a turn that is longer than a hundred days', () => {
		const halfYears = rotation([{ ...weekly, every: 26 }]);
		const shift = onCallAt(halfYears, [], at('2026-03-01T00:00:00Z'), context);
		expect(shift && [iso(shift.start), iso(shift.end)]).toEqual([
			'2026-01-05T09:00:00.000Z',
			'2026-07-06T08:00:00.000Z',
		]);
	});

	test('gives no end to somebody who has it alone', () => {
		const alone = rotation([{ ...weekly, members: ['ana'] }]);
		expect(onCallAt(alone, [], at('2026-03-01T00:00:00Z'), context)).toMatchObject({
			person: 'ana',
			start: -Infinity,
			end: Infinity,
		});
	});
});

describe('nextShift', () => {
	test('is the one after that of now', () => {
		const next = nextShift(rotation([weekly]), [], at('2026-01-07T03:00:00Z'), context);
		expect(next && short([next])).toEqual(['bo 01-12T09:00 01-19T09:00']);
	});

	test('is the next override where one comes first', () => {
		const overrides = overridesOf({
			person: 'dee',
			from: '2026-01-08T00:00:00Z',
			until: '2026-01-08T06:00:00Z',
		});
		const next = nextShift(rotation([weekly]), overrides, at('2026-01-07T03:00:00Z'), context);
		expect(next?.person).toBe('dee');
	});

	test('is the first to come where nobody has it now', () => {
		const starting = rotation([{ ...weekly, from: '2026-01-19' }]);
		const next = nextShift(starting, [], at('2026-01-07T03:00:00Z'), context);
		expect(next && wall(next.start)).toBe('01-19T00:00');
	});

	test('is the whole of a turn that is longer than a hundred days', () => {
		const halfYears = rotation([{ ...weekly, every: 26 }]);
		const next = nextShift(halfYears, [], at('2026-03-01T00:00:00Z'), context);
		expect(next && [iso(next.start), iso(next.end)]).toEqual([
			'2026-07-06T08:00:00.000Z',
			'2027-01-04T09:00:00.000Z',
		]);
	});
});

describe('turnAt', () => {
	const turn = (layers: LayerInput[], instant: string) => {
		const found = turnAt(rotation(layers), at(instant), zone);
		return found && [found.person, wall(found.start), wall(found.end)].join(' ');
	};

	test('is whole from one hand-off to the next, also where one person has several', () => {
		const alone = { ...weekly, members: ['ana'] };
		expect(turn([alone], '2026-01-14T12:00:00Z')).toBe('ana 01-12T09:00 01-19T09:00');
		expect(turn([weekly], '2026-01-12T09:00:00Z')).toBe('bo 01-12T09:00 01-19T09:00');
		expect(turn([weekly], '2026-01-12T08:59:59Z')).toBe('ana 01-05T09:00 01-12T09:00');
	});

	test('is that of the last layer in force, and nothing where none is', () => {
		const old = { ...weekly, until: '2026-01-10', members: ['old'] };
		const fresh = { ...weekly, from: '2026-01-10', members: ['new'] };
		expect(turn([old, fresh], '2026-01-09T23:59:59Z')).toContain('old');
		expect(turn([old, fresh], '2026-01-10T00:00:00Z')).toContain('new');
		expect(turn([old], '2026-01-10T00:00:00Z')).toBeUndefined();
	});

	test('is not cut short by working hours', () => {
		const business = { ...weekly, hours: 'business' as const };
		expect(turn([business], '2026-01-14T03:00:00Z')).toBe('bo 01-12T09:00 01-19T09:00');
	});
});

describe('uncovered', () => {
	const businessOnly = [{ ...weekly, hours: 'business' as const }];
	const window = span('2026-04-02T00:00:00Z', '2026-04-03T00:00:00Z');

	test('asks only for working hours where the rotation covers only those', () => {
		expect(uncovered(rotation(businessOnly, { covers: 'business' }), [], window, context)).toEqual(
			[],
		);
	});

	test('finds the nights where the rotation should cover them', () => {
		expect(uncovered(rotation(businessOnly), [], window, context)).toEqual([
			span('2026-04-02T00:00:00Z', '2026-04-02T08:00:00Z'),
			span('2026-04-02T17:00:00Z', '2026-04-03T00:00:00Z'),
		]);
		expect(
			uncovered(rotation(businessOnly, { covers: 'after-hours' }), [], window, context),
		).toEqual([
			span('2026-04-02T00:00:00Z', '2026-04-02T08:00:00Z'),
			span('2026-04-02T17:00:00Z', '2026-04-03T00:00:00Z'),
		]);
	});

	test('finds a single hour', () => {
		const gappy = rotation([
			{ ...weekly, until: '2026-01-09' },
			{ ...weekly, from: '2026-01-09' },
		]);
		expect(
			uncovered(gappy, [], span('2026-01-05T09:00:00Z', '2026-01-12T09:00:00Z'), context),
		).toEqual([]);
		const nearly = overridesOf({
			person: 'dee',
			from: '2026-01-09T01:00:00Z',
			until: '2026-01-13T00:00:00Z',
		});
		const ending = rotation([{ ...weekly, until: '2026-01-09' }]);
		expect(
			uncovered(ending, nearly, span('2026-01-05T09:00:00Z', '2026-01-12T09:00:00Z'), context),
		).toEqual([span('2026-01-09T00:00:00Z', '2026-01-09T01:00:00Z')]);
	});
});

describe('any rotation', () => {
	const date = fc
		.integer({ min: 0, max: 300 })
		.map((days) => iso(at('2026-01-05') + days * day).slice(0, 10));
	const layer: fc.Arbitrary<LayerInput> = fc
		.record(
			{
				shift: fc.constantFrom('day', 'week'),
				every: fc.integer({ min: 1, max: 3 }),
				handoff: fc.record({
					day: fc.constantFrom(...weekdays),
					time: fc.constantFrom('00:00', '01:30', '09:00', '23:30'),
				}),
				starts: date,
				members: fc.subarray(['ana', 'bo', 'cy'], { minLength: 1 }),
				hours: fc.constantFrom('always', 'business', 'after-hours'),
				from: date,
				until: date,
			},
			{ requiredKeys: ['handoff', 'starts', 'members'] },
		)
		.map((fields): LayerInput => fields);
	const window = fc
		.tuple(fc.integer({ min: 0, max: 300 * 24 }), fc.integer({ min: 1, max: 40 * 24 }))
		.map(([start, length]) => ({
			start: at('2026-01-05') + start * hour,
			end: at('2026-01-05') + (start + length) * hour,
		}));
	const overrides = fc
		.array(fc.tuple(window, fc.constantFrom('dee', 'eve')), { maxLength: 3 })
		.map((list) =>
			overridesOf(
				...list.map(([{ start, end }, person]) => ({ person, from: iso(start), until: iso(end) })),
			),
		);

	test('has shifts that never overlap, stay within the window and come in order', () => {
		fc.assert(
			fc.property(
				fc.array(layer, { minLength: 1, maxLength: 3 }),
				overrides,
				window,
				(layers, list, within) => {
					const shifts = shiftsWithin(rotation(layers), list, within, context);
					for (const [index, { start, end }] of shifts.entries()) {
						expect(start).toBeLessThan(end);
						expect(start).toBeGreaterThanOrEqual(shifts[index - 1]?.end ?? within.start);
						expect(end).toBeLessThanOrEqual(within.end);
					}
				},
			),
		);
	}, 60_000);

	test('has no gap inside a layer that covers all hours, or all of its hours', () => {
		fc.assert(
			fc.property(layer, window, ({ from: _, until: __, ...rest }, within) => {
				const shifts = shiftsWithin(rotation([rest]), [], within, context);
				const working = workingTimesWithin(within, calendar);
				const wanted = {
					always: [within],
					business: working,
					'after-hours': subtract([within], working),
				}[rest.hours ?? 'always'];
				expect(unite(shifts)).toEqual(unite(wanted));
			}),
		);
	}, 60_000);

	test('is covered or not at every instant, never both', () => {
		fc.assert(
			fc.property(
				fc.array(layer, { minLength: 1, maxLength: 2 }),
				overrides,
				window,
				(layers, list, within) => {
					const some = rotation(layers);
					const gaps = uncovered(some, list, within, context);
					const shifts = shiftsWithin(some, list, within, context);
					expect(totalMs(gaps) + totalMs(shifts)).toBe(within.end - within.start);
					expect(totalMs([...gaps, ...shifts])).toBe(within.end - within.start);
				},
			),
		);
	}, 60_000);

	test('gives the same person for an instant, however wide the window around it', () => {
		fc.assert(
			fc.property(
				fc.array(layer, { minLength: 1, maxLength: 2 }),
				overrides,
				window,
				(layers, list, within) => {
					const some = rotation(layers);
					const middle = Math.floor((within.start + within.end) / 2);
					const narrow = shiftsWithin(some, list, within, context).find((shift) =>
						contains(shift, middle),
					);
					const wide = onCallAt(some, list, middle, context);
					expect(wide?.person).toBe(narrow?.person);
				},
			),
			{ numRuns: 40 },
		);
	}, 60_000);
});
