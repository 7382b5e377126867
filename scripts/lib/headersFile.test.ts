import { expect, test } from 'vitest';
import { headersFor, readHeadersFile } from './headersFile.ts';

const rules = readHeadersFile(`# For hosts
/status/*
  X-One: 1
/status/services/:service/badge.svg
  X-Two: a: b

/status/api/*
  X-Three: 3
nonsense
`);

test('every rule that fits a path has its say, in order', () => {
	expect(headersFor(rules, '/status/services/checkout/badge.svg')).toEqual([
		['X-One', '1'],
		['X-Two', 'a: b'],
	]);
	expect(headersFor(rules, '/status/api/v2/summary.json')).toEqual([
		['X-One', '1'],
		['X-Three', '3'],
	]);
});

test('a name stands for one part of a path, and a dot for itself', () => {
	expect(headersFor(rules, '/status/services/a/b/badge.svg')).toEqual([['X-One', '1']]);
	expect(headersFor(rules, '/status/services/a/badgexsvg')).toEqual([['X-One', '1']]);
	expect(headersFor(rules, '/elsewhere/')).toEqual([]);
});

test('a rule for everything below a path says which', () => {
	expect(rules.map(({ below }) => below)).toEqual(['/status/', undefined, '/status/api/']);
});
