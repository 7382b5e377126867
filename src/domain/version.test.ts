import { describe, expect, test } from 'vitest';
import { versionAt } from './version.ts';

const versions = [
	{ from: 100, value: 'first' },
	{ from: 200, value: 'second' },
];

describe('versionAt', () => {
	test('gives the latest version that had begun', () => {
		expect(versionAt(versions, 199)).toBe('first');
		expect(versionAt(versions, 5000)).toBe('second');
	});

	test('lets a version hold from its very instant', () => {
		expect(versionAt(versions, 200)).toBe('second');
	});

	test('gives the first version for a time before any had begun', () => {
		expect(versionAt(versions, 99)).toBe('first');
	});

	test('takes a version without a start to hold since ever', () => {
		expect(versionAt([{ value: 'old' }, { from: 200, value: 'new' }], -1e15)).toBe('old');
	});
});
