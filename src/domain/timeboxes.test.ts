import { expect, test } from 'vitest';
import type { RunbookProgress } from './runbookProgress.ts';
import type { TimedRunbook } from './timeboxes.ts';
import { overruns, worstOverrun } from './timeboxes.ts';

const minute = 60_000;
const begun = Date.parse('2026-03-02T09:00:00Z');
const data: TimedRunbook = {
	steps: [
		{ id: 'look', title: 'Look', timebox: minute, changes: false },
		{ id: 'act', title: 'Act', changes: true },
	],
	timeboxes: { triage: 2 * minute, firstAction: 5 * minute, resolve: 30 * minute },
};
const progress = (rest: Partial<RunbookProgress> = {}): RunbookProgress => ({
	begun,
	steps: {},
	guards: {},
	overran: {},
	...rest,
});
const over = (minutes: number, rest: Partial<RunbookProgress> = {}) =>
	overruns(data, progress(rest), begun + minutes * minute).map(({ what }) => what);

const triage = 'Finding out takes longer than planned.';
const action = 'Nothing has been changed yet, and something should have been.';
const whole = 'It should be over by now.';

test('each part of the whole is over once its time is exceeded, and not at it', () => {
	expect(over(2)).toEqual([]);
	expect(over(2.5)).toEqual([triage]);
	expect(over(5.5)).toEqual([triage, action]);
	expect(over(30.5)).toEqual([triage, action, whole]);
});

test('finding out ends when a change is begun, the wait for the first action when one is done', () => {
	expect(over(6, { steps: { act: { begun: begun + minute } } })).toEqual([action]);
	expect(over(6, { steps: { act: { begun, done: begun + minute } } })).toEqual([]);
	expect(over(6, { steps: { act: { begun, copied: begun + minute } } })).toEqual([]);
	expect(over(6, { steps: { look: { begun, done: begun, copied: begun } } })).toContain(action);
});

test('a step is timed from when it was begun until it is done', () => {
	const look = { begun: begun + minute };
	expect(over(1.9, { steps: { look } })).toEqual([]);
	expect(over(2, { steps: { look: { begun } } })).toEqual(['“Look” takes longer than planned.']);
	expect(over(2, { steps: { look: { begun, done: begun + minute } } })).toEqual([]);
});

test('nothing is timed before it is begun, or after it is over', () => {
	expect(overruns(data, { steps: {}, guards: {}, overran: {} }, begun + 60 * minute)).toEqual([]);
	expect(over(60, { ended: begun + 3 * minute })).toEqual([]);
});

test('the one that was to take longest is the worst, in whatever order they were exceeded', () => {
	const late = overruns(data, progress({ steps: { look: { begun } } }), begun + 31 * minute);
	expect(late).toHaveLength(4);
	expect(worstOverrun(late)?.what).toBe(whole);
	expect(worstOverrun(late.slice(0, 2))?.what).toBe(triage);
	expect(worstOverrun([])).toBeUndefined();
});
