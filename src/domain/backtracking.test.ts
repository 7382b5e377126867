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
		'(?:a?){40}a{40}',
		'(?:[a-z]*-?){12}x',
		'(\\d{1,2})+x',
		'(?:a{1,3}){20}b',
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
		'.*a.*b',
		'([a-z]{2})+',
		'(?:[a-z0-9]{1,20}-)+',
		'[a-z0-9-]{1,253}',
		'(?:-[a-z]+)?(?:x?){1}',
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

test.each([
	['repetitions', '[a-z]*'.repeat(30)],
	['choices', 'a?'.repeat(40) + 'a'.repeat(40)],
	['counts of counts', `${'('.repeat(9)}a${'{10})'.repeat(9)}`],
	['brackets', `${'('.repeat(5000)}a${')'.repeat(5000)}`],
	['letters', 'a'.repeat(5000)],
])('a pattern of too many %s is one, and is not looked through to its end', (_, pattern) => {
	expect(canRunForEver(pattern)).toBe(true);
});

test('only a pattern that is safe goes to where values come from links', () => {
	expect(safePattern('[a-z]+')).toBe('[a-z]+');
	expect(safePattern('(a+)+b')).toBeUndefined();
	expect(safePattern(undefined)).toBeUndefined();
});
