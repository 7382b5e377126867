import { expect, test } from 'vitest';
import { loopsWithoutExit, waysOn } from './stepGraph.ts';

type Leading = Parameters<typeof waysOn>[0][number];
const step = (id: string, ...then: string[]): Leading => ({
	id,
	kind: 'check',
	branches: then.map((target) => ({ says: 'so', then: target, line: 1 })),
});

test('a step without branches goes on to the next, and the last one ends the page', () => {
	expect(waysOn([step('a'), step('b', 'a'), step('c')])).toEqual([[1], [0], [-1]]);
});

test('two steps that lead only to each other are a loop without an exit', () => {
	expect(
		loopsWithoutExit([step('a', 'b', 'c'), step('b', 'c'), step('c', 'b'), step('d')]),
	).toEqual([[1, 2]]);
});

test('a step that leads only to itself is one too', () => {
	expect(loopsWithoutExit([step('a', 'a'), step('b')])).toEqual([[0]]);
});

test('a loop with one way out is none', () => {
	expect(loopsWithoutExit([step('a', 'b'), step('b', 'a', 'runbook:other')])).toEqual([]);
	expect(loopsWithoutExit([step('a', 'b'), { ...step('b', 'a'), kind: 'escalate' }])).toEqual([]);
});

test('what only leads into such a loop is not named', () => {
	expect(loopsWithoutExit([step('a', 'b'), step('b', 'b')])).toEqual([[1]]);
});
