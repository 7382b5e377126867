import { expect, test } from 'vitest';
import { periodWords } from './words.ts';

test.each([
	['P90D', '90 days'],
	['P1M', 'month'],
	['P2W', '2 weeks'],
	['P1Y6M', '1 year, 6 months'],
])('%s is every %s', (period, words) => {
	expect(periodWords(period)).toBe(words);
});
