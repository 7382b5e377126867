import { describe, expect, test } from 'vitest';
import type { Figure } from './report.ts';
import { isMissed, report } from './report.ts';

const figure: Figure = {
	what: 'status page to bare Astro',
	value: 1.5,
	unit: '×',
	atMost: 2,
	rounds: [1.4, 1.62],
};

describe('isMissed', () => {
	test('is false at the target and true above it', () => {
		expect(isMissed({ ...figure, value: 2 })).toBe(false);
		expect(isMissed({ ...figure, value: 2.01 })).toBe(true);
	});

	test('is true for a figure that could not be computed', () => {
		expect(isMissed({ ...figure, value: NaN })).toBe(true);
	});

	test('is false for what has no target', () => {
		expect(isMissed({ ...figure, atMost: undefined, value: 9 })).toBe(false);
	});
});

describe('report', () => {
	test('says what was measured, against what, and how much it varied', () => {
		const text = report({
			figures: [
				figure,
				{ what: 'peak memory', value: 1.6, unit: 'GB', atMost: 1.5, rounds: [] },
				{ what: 'the same in plain Starlight', value: 3, unit: '×', atMost: undefined, rounds: [] },
			],
			timings: [{ what: 'status page', seconds: [6.04, 5.9, 7] }],
			sizes: [{ what: 'home', bytes: 12_345 }],
		});
		expect(text).toMatchInlineSnapshot(`
			"figure                       measured     target  verdict    min–max
			status page to bare Astro      1.50 ×   ≤ 2.00 ×      met  1.40–1.62
			peak memory                   1.60 GB  ≤ 1.50 GB   missed
			the same in plain Starlight    3.00 ×

			build        median s  min–max s  times
			status page       6.0    5.9–7.0      3

			page   bytes
			home  12,345"
		`);
	});
});
