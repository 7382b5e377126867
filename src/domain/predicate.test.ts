import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Predicate } from '../schemas/predicate.ts';
import { predicateSchema } from '../schemas/predicate.ts';
import { hour } from '../../tests/support/records.ts';
import type { FactValue, Facts } from './predicate.ts';
import { evaluate, factsIn } from './predicate.ts';

const holds = (predicate: Predicate, facts: Facts = {}) =>
	evaluate(predicateSchema.parse(predicate), facts);

describe('one comparison', () => {
	test.each<[Predicate, FactValue, boolean]>([
		[{ fact: 'x', is: true }, true, true],
		[{ fact: 'x', is: true }, false, false],
		[{ fact: 'x', is: 'sev1' }, 'sev1', true],
		[{ fact: 'x', is: 'sev1' }, 'sev2', false],
		[{ fact: 'x', is: 3 }, 3, true],
		[{ fact: 'x', is: 3 }, '3', false],
		[{ fact: 'x', over: 50 }, 50, false],
		[{ fact: 'x', over: 50 }, 51, true],
		[{ fact: 'x', 'at-least': 50 }, 50, true],
		[{ fact: 'x', 'at-least': 50 }, 49, false],
		[{ fact: 'x', under: 50 }, 50, false],
		[{ fact: 'x', under: 50 }, 49, true],
		[{ fact: 'x', 'at-most': 50 }, 50, true],
		[{ fact: 'x', 'at-most': 50 }, 51, false],
		[{ fact: 'x', over: 10, under: 20 }, 15, true],
		[{ fact: 'x', over: 10, under: 20 }, 25, false],
		[{ fact: 'x', over: 10 }, 'many', false],
		[{ fact: 'x', includes: 'a' }, ['a', 'b'], true],
		[{ fact: 'x', includes: 'c' }, ['a', 'b'], false],
		[{ fact: 'x', includes: ['c', 'b'] }, ['a', 'b'], true],
		[{ fact: 'x', includes: 'a' }, [], false],
		[{ fact: 'x', includes: ['sev1', 'sev2'] }, 'sev2', true],
		[{ fact: 'x', 'longer-than': 'PT1H' }, hour, false],
		[{ fact: 'x', 'longer-than': 'PT1H' }, hour + 1, true],
		[{ fact: 'x', 'longer-than': 'P1D' }, 25 * hour, true],
	])('%j of %j is %j', (predicate, value, result) => {
		expect(holds(predicate, { x: value })).toBe(result);
	});

	test('of a fact that is not known is neither true nor false', () => {
		for (const test of [
			{ is: false },
			{ under: 5 },
			{ includes: 'a' },
			{ 'longer-than': 'PT1H' },
		]) {
			expect(holds({ fact: 'x', ...test })).toBeUndefined();
			expect(holds({ fact: 'x', ...test }, { x: undefined })).toBeUndefined();
		}
	});
});

describe('a length of time', () => {
	test.each(['P1M', 'PT', 'P', 'Pancakes'])(
		'cannot be %s, because how long that is is not known',
		(text) => {
			const read = predicateSchema.safeParse({ fact: 'duration', 'longer-than': text });
			expect(read.success).toBe(false);
		},
	);
});

const yes: Predicate = { fact: 'yes', is: true };
const no: Predicate = { fact: 'no', is: true };
const unknown: Predicate = { fact: 'unknown', is: true };
const facts = { yes: true, no: false };

describe('all, any and not', () => {
	test.each<[string, Predicate, boolean | undefined]>([
		['all of true and true', { all: [yes, yes] }, true],
		['all of true and false', { all: [yes, no] }, false],
		['all of true and unknown', { all: [yes, unknown] }, undefined],
		['all of false and unknown', { all: [unknown, no] }, false],
		['any of false and false', { any: [no, no] }, false],
		['any of true and false', { any: [no, yes] }, true],
		['any of true and unknown', { any: [unknown, yes] }, true],
		['any of false and unknown', { any: [no, unknown] }, undefined],
		['not of true', { not: yes }, false],
		['not of false', { not: no }, true],
		['not of unknown', { not: unknown }, undefined],
	])('%s', (_, predicate, result) => {
		expect(holds(predicate, facts)).toBe(result);
	});
});

describe('evaluate', () => {
	const names = ['a', 'b', 'c'];
	const { predicate } = fc.letrec<{ predicate: Predicate }>((tie) => ({
		predicate: fc.oneof(
			{ maxDepth: 3 },
			fc.record({ fact: fc.constantFrom(...names), is: fc.boolean() }),
			fc.record({ all: fc.array(tie('predicate'), { minLength: 1, maxLength: 3 }) }),
			fc.record({ any: fc.array(tie('predicate'), { minLength: 1, maxLength: 3 }) }),
			fc.record({ not: tie('predicate') }),
		),
	}));
	const some = fc.record(
		{ a: fc.boolean(), b: fc.boolean(), c: fc.boolean() },
		{ requiredKeys: [] },
	);

	test('never takes back what it said once more is known', () => {
		fc.assert(
			fc.property(predicate, some, some, (condition, known, more) => {
				const before = evaluate(condition, known);
				if (before !== undefined) expect(evaluate(condition, { ...more, ...known })).toBe(before);
			}),
		);
	});

	test('decides everything once everything is known', () => {
		fc.assert(
			fc.property(predicate, fc.boolean(), fc.boolean(), fc.boolean(), (condition, a, b, c) => {
				expect(evaluate(condition, { a, b, c })).toBeTypeOf('boolean');
			}),
		);
	});

	test('asks only for the facts that a condition names', () => {
		fc.assert(
			fc.property(predicate, some, (condition, known) => {
				const named = factsIn(condition);
				const needed = Object.fromEntries(
					Object.entries(known).filter(([name]) => named.includes(name)),
				);
				expect(evaluate(condition, needed)).toBe(evaluate(condition, known));
			}),
		);
	});
});

describe('factsIn', () => {
	test('names every fact, however deep', () => {
		expect(factsIn({ all: [yes, { any: [no, { not: unknown }] }] })).toEqual([
			'yes',
			'no',
			'unknown',
		]);
	});
});
