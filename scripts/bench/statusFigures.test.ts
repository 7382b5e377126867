import { describe, expect, test } from 'vitest';
import { growthOf } from './statusFigures.ts';

describe('the growth of a series of builds', () => {
	test('is 2 where each incident costs the same, whatever a build costs without any', () => {
		expect(growthOf([[7], [9], [13]])).toBe(2);
	});

	test('is what the fastest builds say, however disturbed the others were', () => {
		const calm = [[10], [20], [42]];
		const disturbed = [
			[10, 25, 11],
			[38, 20, 31],
			[47, 42, 90],
		];
		expect(growthOf(disturbed)).toBe(growthOf(calm));
	});

	test('is not known where a size was not built', () => {
		expect(growthOf([[10], [20]])).toBeNaN();
	});
});
