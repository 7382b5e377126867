import { expect, test } from 'vitest';
import type { Tally } from '../domain/uptime.ts';
import { emptyTally } from '../domain/uptime.ts';
import { barHeight, drawBars } from './bars.ts';

const hour = 3_600_000;
const day = (bad: Partial<Tally> = {}): Tally => ({ ...emptyTally, measured: 24 * hour, ...bad });

/** Places and heights of the rectangles in a path. */
const rectangles = (path: string) =>
	[...path.matchAll(/M(\d+) (\d+)h3/g)].map(([, x, y]) => [Number(x) / 4, barHeight - Number(y)]);

test('a good day has no colour', () => {
	const { track, marks, empty } = drawBars([day(), day()]);
	expect(rectangles(track)).toEqual([
		[0, barHeight],
		[1, barHeight],
	]);
	expect([marks, empty]).toEqual([[], '']);
});

test('a mark is as high as the share of the day it took, and never too low to be seen', () => {
	const [outage, slow] = drawBars([day({ major: 12 * hour }), day({ degraded: hour / 60 })]).marks;
	expect([outage?.condition, rectangles(outage?.path ?? '')]).toEqual(['major-outage', [[0, 12]]]);
	expect([slow?.condition, rectangles(slow?.path ?? '')]).toEqual([
		'degraded-performance',
		[[1, 4]],
	]);
});

test('a day without data is drawn apart, for no data is not a good day', () => {
	const { track, empty } = drawBars([emptyTally, day()]);
	expect(rectangles(empty)).toEqual([[0, barHeight]]);
	expect(rectangles(track)).toEqual([[1, barHeight]]);
});

test('a day that has just begun is no lack of data, and the days after it are drawn ready', () => {
	const { track, empty } = drawBars([day(), emptyTally], 2);
	expect(empty).toBe('');
	expect(rectangles(track).map(([x]) => x)).toEqual([0, 1, 2, 3]);
});
