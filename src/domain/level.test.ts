import { describe, expect, test } from 'vitest';
import { at } from '../../tests/support/records.ts';
import type { SeverityInput } from '../schemas/severity.ts';
import { severitySchema } from '../schemas/severity.ts';
import { compareLevels, findLevel, firedRules, levelsAt } from './level.ts';

const now = at('2026-03-01T12:00:00Z');
const level = (id: string, rank: number, rest: Partial<SeverityInput['levels'][number]> = {}) => ({
	id,
	label: id.toUpperCase(),
	name: id,
	rank,
	definition: 'Some.',
	...rest,
});

const severity = severitySchema.parse({
	levels: [
		level('p2', 2, {
			aliases: ['High'],
			criteria: [{ when: { fact: 'users', over: 10 }, text: 'Some users.' }],
		}),
		level('p1', 1, {
			criteria: [{ when: { fact: 'users', over: 50 }, text: 'Half of all users.' }],
		}),
		level('old', 3, {
			until: '2026-03-01T12:00:00Z',
			criteria: [{ when: { fact: 'users', over: 0 }, text: 'Any user.' }],
		}),
	],
	rules: [
		{
			id: 'payments',
			when: { fact: 'payments', is: true },
			'at-least': 'p1',
			'until-proven-otherwise': true,
			text: 'Payments.',
		},
		{
			id: 'launch',
			when: { fact: 'users', over: 0 },
			from: '2026-03-01T12:00:00Z',
			until: '2026-03-08T00:00:00Z',
			'at-least': 'p2',
			text: 'Launch week.',
		},
		{
			id: 'tell',
			when: { fact: 'users', over: 0 },
			notify: [{ who: 'Legal' }],
			text: 'Tell Legal.',
		},
	],
} satisfies SeverityInput);

describe('findLevel', () => {
	test.each([
		['p2', 'p2'],
		['P2', 'p2'],
		['high', 'p2'],
		['HIGH', 'p2'],
		['old', 'old'],
	])('finds %s', (name, id) => {
		expect(findLevel(severity, name)?.id).toBe(id);
	});

	test('finds nothing by a name that no level has', () => {
		expect(findLevel(severity, 'p3')).toBeUndefined();
	});
});

describe('levelsAt', () => {
	const ids = (instant: number) => levelsAt(severity, instant).map(({ id }) => id);

	test('has the levels in force, the worst first', () => {
		expect(ids(now - 1)).toEqual(['p1', 'p2', 'old']);
	});

	test('has no level any more from the very instant at which it was retired', () => {
		expect(ids(now)).toEqual(['p1', 'p2']);
	});
});

describe('firedRules', () => {
	const fired = (facts: Parameters<typeof firedRules>[1], instant = now) =>
		firedRules(severity, facts, instant).map(({ level: { id }, text }) => `${id}: ${text}`);

	test('names every criterion and rule that holds, the worst level first', () => {
		expect(fired({ users: 60, payments: true })).toEqual([
			'p1: Half of all users.',
			'p1: Payments.',
			'p2: Some users.',
			'p2: Launch week.',
		]);
	});

	test('names a rule by its id, and whether its level stands until proven otherwise', () => {
		expect(firedRules(severity, { payments: true }, now)).toMatchObject([
			{ rule: 'payments', untilProvenOtherwise: true },
		]);
		const [criterion] = firedRules(severity, { users: 20 }, now);
		expect(criterion?.rule).toBeUndefined();
		expect(criterion?.untilProvenOtherwise).toBe(false);
	});

	test('takes nothing as true that is not known', () => {
		expect(fired({})).toEqual([]);
		expect(fired({ payments: true })).toEqual(['p1: Payments.']);
	});

	test('goes by the time in which a rule and a level hold', () => {
		expect(fired({ users: 5 }, now)).toEqual(['p2: Launch week.']);
		expect(fired({ users: 5 }, now - 1)).toEqual(['old: Any user.']);
		expect(fired({ users: 5 }, at('2026-03-08'))).toEqual([]);
	});
});

describe('compareLevels', () => {
	test('goes by rank, not by place or name', () => {
		expect(severity.levels.toSorted(compareLevels).map(({ id }) => id)).toEqual([
			'p1',
			'p2',
			'old',
		]);
	});
});
