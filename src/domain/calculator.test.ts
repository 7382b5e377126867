import { describe, expect, test } from 'vitest';
import { at } from '../../tests/support/records.ts';
import { severitySchema } from '../schemas/severity.ts';
import { askedFacts, grade } from './calculator.ts';
import type { Facts } from './predicate.ts';

const now = at('2026-03-02T12:00:00Z');
const level = (id: string, rank: number, criteria: { when: object; text: string }[]) => ({
	id,
	label: id.toUpperCase(),
	name: id,
	rank,
	definition: 'Some.',
	criteria,
});
const scheme = severitySchema.parse({
	levels: [
		level('sev1', 1, [
			{ when: { fact: 'users', 'at-least': 50 }, text: 'Half of all users.' },
			{
				when: {
					all: [
						{ fact: 'handles', includes: 'payments' },
						{ fact: 'users', over: 10 },
					],
				},
				text: 'One buyer in ten cannot pay.',
			},
		]),
		level('sev2', 2, [{ when: { fact: 'users', 'at-least': 5 }, text: 'One user in twenty.' }]),
		{
			...level('old', 1, [{ when: { fact: 'open', is: true }, text: 'Always.' }]),
			until: '2026-01-01T00:00:00Z',
		},
	],
	rules: [
		{
			id: 'loss',
			when: { fact: 'data-loss', is: true },
			'at-least': 'sev1',
			'until-proven-otherwise': true,
			do: 'Stop what writes.',
			text: 'Data may be lost.',
		},
		{
			id: 'mail',
			when: {
				all: [
					{ fact: 'users', over: 10 },
					{ fact: 'rank', is: 1 },
				],
			},
			notify: [{ who: 'Affected customers' }],
			text: 'Customers get an e-mail.',
		},
		{
			id: 'sale',
			from: '2026-11-26T00:00:00Z',
			when: { fact: 'open', is: true },
			'at-least': 'sev1',
			text: 'It is a big day.',
		},
	],
});
const graded = (answers: Facts, when = now) => grade(scheme, answers, when);

describe('grade', () => {
	test('names the level and the criterion that asks for it', () => {
		expect(graded({ users: 8, 'data-loss': false })).toMatchObject({
			level: { id: 'sev2' },
			because: ['One user in twenty.'],
		});
	});

	test('names every reason for the worst level, and no reason for a lighter one', () => {
		const { because, untilProvenOtherwise } = graded({
			users: 60,
			handles: ['payments'],
			'data-loss': true,
		});
		expect(because).toEqual([
			'Half of all users.',
			'One buyer in ten cannot pay.',
			'Data may be lost.',
		]);
		expect(untilProvenOtherwise).toBe(true);
	});

	test('says what rules ask for beside the level, once the level is known', () => {
		expect(graded({ users: 60 }).also).toEqual([
			{ text: 'Customers get an e-mail.', notify: ['Affected customers'], do: undefined },
		]);
		expect(graded({ users: 8 }).also).toEqual([]);
		expect(graded({ 'data-loss': true }).also).toMatchObject([{ do: 'Stop what writes.' }]);
	});

	test('names worse levels that answers could still bring, and which answers', () => {
		expect(graded({ users: 20 }).open).toEqual([
			{ label: 'SEV1', text: 'One buyer in ten cannot pay.', facts: ['handles'] },
			{ label: 'SEV1', text: 'Data may be lost.', facts: ['data-loss'] },
		]);
		expect(graded({ users: 60 }).open).toEqual([]);
	});

	test('has no level where nothing that was answered asks for one', () => {
		expect(graded({ users: 1, 'data-loss': false, handles: [] })).toMatchObject({
			level: undefined,
			because: [],
			open: [],
		});
	});

	test('takes rules and levels only while they are in force', () => {
		expect(graded({ users: 1 }, at('2026-11-26T00:00:00Z')).because).toEqual(['It is a big day.']);
	});
});

test('asks for each fact once', () => {
	expect(askedFacts(scheme)).toEqual(['users', 'handles', 'open', 'data-loss', 'rank']);
});
