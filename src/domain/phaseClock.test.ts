import { describe, expect, test } from 'vitest';
import { phaseState } from './phaseClock.ts';

describe('a phase', () => {
	const states = (from: number | undefined, until: number | undefined, ...at: number[]) =>
		at.map((now) => phaseState({ from, until }, now));

	test('is to come, then now, then over', () => {
		expect(states(5, 30, 0, 4.99, 5, 29.99, 30)).toEqual([
			'to-come',
			'to-come',
			'now',
			'now',
			'over',
		]);
	});

	test('without an end goes on', () => {
		expect(states(15, undefined, 0, 15, 900)).toEqual(['to-come', 'along', 'along']);
	});

	test('without either is not for the clock', () => {
		expect(states(undefined, undefined, 0, 900)).toEqual(['untimed', 'untimed']);
	});
});
