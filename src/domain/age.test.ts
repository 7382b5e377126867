import { expect, test } from 'vitest';
import { ageWords } from './age.ts';

test.each([
	[-5000, 'less than a minute'],
	[59_999, 'less than a minute'],
	[60_000, '1 minute'],
	[59 * 60_000 + 59_999, '59 minutes'],
	[3_600_000, '1 hour'],
	[86_399_999, '23 hours'],
	[86_400_000, '1 day'],
	[12 * 86_400_000, '12 days'],
])('an age of %i ms is %s', (age, words) => {
	expect(ageWords(age)).toBe(words);
});
