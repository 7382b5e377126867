import { describe, expect, test } from 'vitest';
import { inTurns, median, ratios } from './measure.ts';

describe('median', () => {
	test('is the value in the middle, in whatever order they come', () => {
		expect(median([9, 1, 5])).toBe(5);
	});

	test('is the mean of the two in the middle of an even number', () => {
		expect(median([4, 1, 2, 90])).toBe(3);
	});

	test('of nothing is not a number', () => {
		expect(median([])).toBeNaN();
	});
});

describe('inTurns', () => {
	test('runs both as often as asked, and changes who goes first', async () => {
		const order: string[] = [];
		const run = (who: string, seconds: number) => () => {
			order.push(who);
			return Promise.resolve({ seconds, peakBytes: 0 });
		};
		const seconds = await inTurns(3, run('ours', 4), run('peer', 2));
		expect(order).toEqual(['ours', 'peer', 'peer', 'ours', 'ours', 'peer']);
		expect(seconds).toEqual({ ours: [4, 4, 4], peer: [2, 2, 2] });
	});
});

describe('ratios', () => {
	test('compares builds of the same turn', () => {
		expect(ratios({ ours: [2, 9], peer: [1, 3] })).toEqual([2, 3]);
	});
});
