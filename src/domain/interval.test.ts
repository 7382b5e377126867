import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Interval } from './interval.ts';
import { clip, contains, subtract, totalMs, unite } from './interval.ts';

const interval = fc
	.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 10 }))
	.map(([start, length]): Interval => ({ start, end: start + length }));
const intervals = fc.array(interval, { maxLength: 8 });

/** Every whole millisecond of the intervals: what they are, without any arithmetic on them. */
function points(list: readonly Interval[]): number[] {
	const found = new Set(
		list.flatMap(({ start, end }) =>
			Array.from({ length: Math.max(end - start, 0) }, (_, index) => start + index),
		),
	);
	return [...found].sort((a, b) => a - b);
}

describe('clip', () => {
	test('gives the part within the window and keeps the other fields', () => {
		expect(clip({ start: 0, end: 10, name: 'a' }, { start: 4, end: 20 })).toEqual({
			start: 4,
			end: 10,
			name: 'a',
		});
	});

	test('gives nothing for two intervals that only touch', () => {
		expect(clip({ start: 0, end: 10 }, { start: 10, end: 20 })).toBeUndefined();
		expect(clip({ start: 10, end: 20 }, { start: 0, end: 10 })).toBeUndefined();
	});

	test('gives the window for an interval that is not over', () => {
		expect(clip({ start: 0, end: Infinity }, { start: 4, end: 9 })).toEqual({ start: 4, end: 9 });
	});
});

describe('unite', () => {
	test('makes one of intervals that overlap or touch, whatever their order', () => {
		expect(
			unite([
				{ start: 10, end: 12 },
				{ start: 0, end: 5 },
				{ start: 5, end: 7 },
				{ start: 2, end: 3 },
			]),
		).toEqual([
			{ start: 0, end: 7 },
			{ start: 10, end: 12 },
		]);
	});

	test('drops intervals without any length', () => {
		expect(
			unite([
				{ start: 3, end: 3 },
				{ start: 9, end: 4 },
			]),
		).toEqual([]);
	});

	test('keeps the same time, in order and with a gap between every two', () => {
		fc.assert(
			fc.property(intervals, (list) => {
				const united = unite(list);
				expect(points(united)).toEqual(points(list));
				for (const [index, { start }] of united.entries()) {
					expect(united[index - 1]?.end ?? -Infinity).toBeLessThan(start);
				}
			}),
		);
	});

	test('leaves what it was given as it was', () => {
		const given = [
			{ start: 0, end: 5 },
			{ start: 4, end: 9 },
		];
		unite(given);
		expect(given).toEqual([
			{ start: 0, end: 5 },
			{ start: 4, end: 9 },
		]);
	});
});

describe('totalMs', () => {
	test('counts overlaps once', () => {
		expect(
			totalMs([
				{ start: 0, end: 10 },
				{ start: 5, end: 15 },
			]),
		).toBe(15);
	});

	test('counts every millisecond that any of them holds, and no other', () => {
		fc.assert(
			fc.property(intervals, (list) => {
				expect(totalMs(list)).toBe(points(list).length);
			}),
		);
	});
});

describe('subtract', () => {
	test('leaves what no hole covers, for all intervals and holes', () => {
		fc.assert(
			fc.property(intervals, intervals, (list, holes) => {
				const gone = new Set(points(holes));
				expect(points(subtract(list, holes))).toEqual(points(list).filter((at) => !gone.has(at)));
			}),
		);
	});

	test('takes nothing away where a hole only touches', () => {
		expect(
			subtract(
				[{ start: 10, end: 20 }],
				[
					{ start: 0, end: 10 },
					{ start: 20, end: 30 },
				],
			),
		).toEqual([{ start: 10, end: 20 }]);
	});

	test('cuts an interval that is not over', () => {
		expect(subtract([{ start: 0, end: Infinity }], [{ start: 5, end: 8 }])).toEqual([
			{ start: 0, end: 5 },
			{ start: 8, end: Infinity },
		]);
	});
});

describe('contains', () => {
	test('holds its start and not its end', () => {
		expect(contains({ start: 4, end: 8 }, 4)).toBe(true);
		expect(contains({ start: 4, end: 8 }, 7)).toBe(true);
		expect(contains({ start: 4, end: 8 }, 8)).toBe(false);
		expect(contains({ start: 4, end: 8 }, 3)).toBe(false);
	});
});
