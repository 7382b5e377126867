import { describe, expect, test } from 'vitest';
import { canRunForEver, safePattern } from './backtracking.ts';

describe('a pattern that a browser could sit over for ever', () => {
	test.each([
		'(a+)+b',
		'(a*)*',
		'([a-z]+)*-x',
		'(?:[a-z0-9]+-?)+\\.example',
		'(\\w+\\s?)*x',
		'(a|a)*b',
		'(\\d|\\w)+-',
		'(a|ab|b)*c',
		'(?<name>(x{2,})+)y',
		'(a?b?)*c',
		'x(?i:a+)+y',
		'(.*,){20,}x',
	])('is found: %s', (pattern) => {
		expect(canRunForEver(pattern)).toBe(true);
	});

	test.each([
		'[a-z0-9-]+',
		'[a-z0-9]+(?:-[a-z0-9]+)*',
		'([a-z]+,)*[a-z]+',
		'(\\d{1,3}\\.){3}\\d{1,3}',
		'mongodb(\\+srv)?://[A-Za-z0-9./-]+',
		'(previous|v[0-9]+\\.[0-9]+\\.[0-9]+)',
		'[0-9a-f]{7,40}',
		'(foo|for)+',
		'\\d+\\d+',
		'(?=.*x)[a-z]+',
		'[1-9][0-9]*(mb|gb)',
		'https?://[A-Za-z0-9.:-]+',
		'[(]+[)]',
		'a{2}b{}]',
		'',
	])('is not what is read in one way: %s', (pattern) => {
		expect(canRunForEver(pattern)).toBe(false);
	});
});

test('only a pattern that is safe goes to where values come from links', () => {
	expect(safePattern('[a-z]+')).toBe('[a-z]+');
	expect(safePattern('(a+)+b')).toBeUndefined();
	expect(safePattern(undefined)).toBeUndefined();
});
