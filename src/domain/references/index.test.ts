import { describe, expect, test } from 'vitest';
import { contentWith, now } from '../../../tests/support/content.ts';
import { contentProblems } from './index.ts';

describe('contentProblems', () => {
	test('finds nothing in a small organisation in which every name is there', () => {
		expect(contentProblems(contentWith(), now)).toEqual([]);
	});
});
