import { expect, test } from 'vitest';
import { percentile, placeOf, sharesOf } from './searchScore.ts';

const query = { q: 'severity', page: 'severity/#sev1', kind: 'words', 'held-out': false } as const;

test('a place within a page counts as the page, once', () => {
	expect(placeOf(query, ['a/', 'severity/#sev2', 'severity/'])).toBe(2);
	expect(placeOf(query, ['severity/#sev1'])).toBe(1);
	expect(placeOf(query, ['b/', 'a/#x', 'a/#y', 'severity/'])).toBe(3);
	expect(placeOf(query, ['a/'])).toBeUndefined();
});

test('shares are in percent of all questions, found or not', () => {
	const places = [1, 1, 3, undefined].map((place) => ({ place }));
	expect(sharesOf(places)).toEqual({ first: 50, three: 75 });
});

test('a percentile is one of the values', () => {
	expect(percentile([5, 1, 4, 2, 3], 0.95)).toBe(5);
	expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3);
});
