import { describe, expect, test } from 'vitest';
import type { Process, ProcessInput } from '../schemas/process.ts';
import { processSchema } from '../schemas/process.ts';
import { mitigationLadder } from './mitigationLadder.ts';

const ways: Process['mitigations'] = processSchema.parse({
	mitigations: [
		{ id: 'off', kind: 'feature-off', text: 'Switch it off.' },
		{ id: 'more', kind: 'scale', text: 'Add more.' },
		{ id: 'again', kind: 'restart', text: 'Restart it.' },
	],
} satisfies ProcessInput).mitigations;

type Tried = Parameters<typeof mitigationLadder>[1];
const next = (...tried: Tried) =>
	mitigationLadder(ways, tried)
		.filter((rung) => rung.next)
		.map(({ mitigation }) => mitigation.id);

describe('the next way to try', () => {
	test('is the first while nobody has tried any', () => {
		expect(next()).toEqual(['off']);
	});

	test('is the one after that which did not work, or not enough', () => {
		expect(next({ mitigation: 'feature-off', result: 'failed' })).toEqual(['more']);
		expect(
			next(
				{ mitigation: 'feature-off', result: 'failed' },
				{ mitigation: 'scale', result: 'partly' },
			),
		).toEqual(['again']);
	});

	test('does not go back to what was skipped', () => {
		expect(next({ mitigation: 'scale', result: 'failed' })).toEqual(['again']);
	});

	test('is not one that was tried before', () => {
		expect(
			next(
				{ mitigation: 'scale', result: 'failed' },
				{ mitigation: 'feature-off', result: 'failed' },
			),
		).toEqual(['again']);
	});

	test('is none once one has worked, or all were tried', () => {
		expect(next({ mitigation: 'feature-off', result: 'worked' })).toEqual([]);
		expect(next({ mitigation: 'restart', result: 'failed' })).toEqual([]);
	});

	test('is the first of the order after something that stands in no order', () => {
		expect(next({ mitigation: 'hotfix', result: 'failed' })).toEqual(['off']);
	});
});

test('each way tells what came of it the last time', () => {
	const rungs = mitigationLadder(ways, [
		{ mitigation: 'scale', result: 'failed' },
		{ mitigation: 'scale', result: 'worked' },
	]);
	expect(rungs.map(({ place, result }) => [place, result])).toEqual([
		[1, undefined],
		[2, 'worked'],
		[3, undefined],
	]);
});
