import { describe, expect, test } from 'vitest';
import type { Progress } from './runbookProgress.ts';
import { noProgress } from './runbookProgress.ts';
import {
	begunAfresh,
	changedValues,
	guardHolds,
	guardLasts,
	keepValue,
	keptBefore,
	keptSince,
	laidAside,
	ofThisTrouble,
} from './runbookRuns.ts';

const at = Date.parse('2026-03-01T06:12:00Z');
const hour = 3_600_000;
const line = (text: string) => ({ at, runbook: 'Pool', what: 'note' as const, text });
const progress: Progress = {
	values: { DB_HOST: 'db-a', PID: '4711' },
	valuesAt: { DB_HOST: at, PID: at + 60_000 },
	runbooks: {
		pool: {
			begun: at,
			steps: { cancel: { begun: at } },
			guards: { 'cancel/not-a-pay': at },
			overran: {},
		},
		down: { begun: at, steps: { ask: { done: at } }, guards: { 'fence/sure': at }, overran: {} },
	},
	tape: [line('The worker holds them')],
	earlier: [line('The night before')],
	touched: at,
};
const defaults = { DB_HOST: 'db-primary', DB_USER: 'responder' };

test('a guard holds for half an hour, and not if the clock has jumped', () => {
	expect(guardHolds(undefined, at)).toBe(false);
	expect(guardHolds(at, at)).toBe(true);
	expect(guardHolds(at, at + guardLasts - 1)).toBe(true);
	expect(guardHolds(at, at + guardLasts)).toBe(false);
	expect(guardHolds(at + 1, at)).toBe(true);
	expect(guardHolds(at + hour, at)).toBe(false);
});

describe('a link', () => {
	test('that says what is kept changes nothing', () => {
		expect(changedValues({ DB_HOST: 'db-a' }, progress, 'pool', defaults)).toEqual([]);
	});

	test('that says something else is another run', () => {
		expect(changedValues({ DB_HOST: 'db-b', NAMESPACE: 'x' }, progress, 'pool', defaults)).toEqual([
			{ name: 'DB_HOST', from: 'db-a', to: 'db-b' },
		]);
	});

	test('differs from a default only once the runbook was begun with it', () => {
		const user = { DB_USER: 'ana' };
		expect(changedValues(user, progress, 'pool', defaults)).toHaveLength(1);
		expect(changedValues(user, noProgress(), 'pool', defaults)).toEqual([]);
	});
});

describe('a fresh run', () => {
	test('for no incident has nothing of the last, whose tape is laid aside in its order', () => {
		expect(laidAside(progress)).toEqual({
			...noProgress(),
			earlier: [line('The night before'), line('The worker holds them')],
			touched: at,
		});
	});

	test('within an incident keeps its tape and the steps of other runbooks, and no guard', () => {
		const fresh = begunAfresh(progress, 'pool');
		expect(fresh.tape).toEqual(progress.tape);
		expect([fresh.values, fresh.valuesAt]).toEqual([{}, {}]);
		expect(fresh.runbooks).toEqual({
			down: { begun: at, steps: { ask: { done: at } }, guards: {}, overran: {} },
		});
	});

	test('begins by itself after twelve hours, however often one looks', () => {
		expect(ofThisTrouble(progress, at + 12 * hour)).toBe(progress);
		const later = ofThisTrouble(progress, at + 12 * hour + 1);
		expect(later).toEqual(laidAside(progress));
		expect(ofThisTrouble(later, at + 13 * hour)).toEqual(later);
	});
});

describe('values', () => {
	test('know when they were given, and giving the same again says it anew', () => {
		const kept = noProgress();
		keepValue(kept, 'PID', '4711', at);
		keepValue(kept, 'PID', '4711', at + hour);
		expect([kept.values, kept.valuesAt]).toEqual([{ PID: '4711' }, { PID: at + hour }]);
		keepValue(kept, 'PID', '', at + hour);
		expect([kept.values, kept.valuesAt]).toEqual([{}, {}]);
	});

	test('of before the page was opened are kept ones, since the oldest of them', () => {
		const names = ['DB_HOST', 'PID', 'DEPLOYMENT'];
		expect(keptBefore(progress, names, at + hour)).toEqual(['DB_HOST', 'PID']);
		expect(keptBefore(progress, names, at)).toEqual([]);
		expect(keptSince(progress, ['PID', 'DB_HOST'])).toBe(at);
		const old = { ...progress, valuesAt: {} };
		expect(keptBefore(old, names, at)).toEqual(['DB_HOST', 'PID']);
		expect(keptSince(old, ['PID'])).toBe(at);
	});
});
