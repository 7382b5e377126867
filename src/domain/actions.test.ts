import { describe, expect, test } from 'vitest';
import type { Parts } from '../../tests/support/content.ts';
import { contentWith, incidentId, now, parts } from '../../tests/support/content.ts';
import { at } from '../../tests/support/records.ts';
import type { PostMortemInput } from '../schemas/page.ts';
import { isHeldBy, isOwnedBy, listActions, listOpenItems } from './actions.ts';

type ActionInput = NonNullable<PostMortemInput['actions']>[number];

const action = (id: string, rest: Partial<ActionInput> = {}): ActionInput => ({
	id,
	title: `Title of ${id}.`,
	kind: 'prevent',
	owner: 'ana',
	due: '2026-04-01',
	...rest,
});

function listed(actions: ActionInput[], at_ = now, fields: Partial<PostMortemInput> = {}) {
	const postMortems: Parts['postMortems'] = {
		[`post-mortems/${incidentId}.mdx`]: {
			title: 'Nobody could pay',
			incident: incidentId,
			status: 'draft',
			authors: ['Ana'],
			actions,
			...fields,
		},
	};
	return listActions(contentWith({ postMortems }), at_);
}

describe('listActions', () => {
	test('puts the longest overdue first, then what is due next, then what was closed last', () => {
		const found = listed([
			action('closed-early', { status: 'done', closed: '2026-02-01' }),
			action('later', { due: '2026-05-01' }),
			action('late', { due: '2026-03-01' }),
			action('closed-late', {
				status: 'verified',
				closed: '2026-03-01',
				'verified-by': 'Bo',
				verification: 'Seen.',
			}),
			action('latest', { due: '2026-02-01' }),
			action('soon', { due: '2026-03-05' }),
		]);
		expect(found.map(({ action: { id }, state }) => `${id} ${state}`)).toEqual([
			'latest overdue',
			'late overdue',
			'soon open',
			'later open',
			'closed-late closed',
			'closed-early closed',
		]);
	});

	test('is not overdue on the day it is due, and one day late on the next', () => {
		const due = [action('a', { due: '2026-03-02' })];
		expect(listed(due, at('2026-03-02T23:59:00Z'))[0]).toMatchObject({
			state: 'open',
			daysLate: 0,
		});
		expect(listed(due, at('2026-03-03T00:00:00Z'))[0]).toMatchObject({
			state: 'overdue',
			daysLate: 1,
		});
	});

	test('counts the day on the organisation’s clock', () => {
		// In Lisbon's summer it is tomorrow already, an hour before UTC says so.
		const found = listed([action('a', { due: '2026-07-01' })], at('2026-07-01T23:30:00Z'));
		expect(found[0]?.state).toBe('overdue');
	});

	test('is as old as its post-mortem, or as the end of the incident until that is published', () => {
		expect(listed([action('a')])[0]?.ageDays).toBe(1);
		const published = { status: 'published', published: '2026-02-20T12:00:00Z' } as const;
		expect(listed([action('a')], now, published)[0]?.ageDays).toBe(10);
	});

	test('stops ageing when it is closed', () => {
		const published = { status: 'published', published: '2026-02-20T12:00:00Z' } as const;
		const done = [action('a', { status: 'done', closed: '2026-02-22' })];
		expect(listed(done, now, published)[0]).toMatchObject({ ageDays: 2, daysLate: 0 });
	});

	test('has no age where the incident cannot be found', () => {
		const postMortems = parts.postMortems;
		const found = listActions(contentWith({ postMortems, incidents: [] }), now);
		expect(found[0]?.ageDays).toBeUndefined();
	});
});

test('isOwnedBy knows an owner by id and by name, whatever the case', () => {
	const [found] = listed([action('a', { owner: 'ana' })]);
	expect(found && ['ana', 'ANA', 'Ana', 'Bo'].map((name) => isOwnedBy(found, name))).toEqual([
		true,
		true,
		true,
		false,
	]);
});

describe('listOpenItems', () => {
	const content = contentWith({
		process: {
			...parts.process,
			'open-items': [
				{ text: 'Some day.' },
				{ text: 'Soon.', due: '2026-03-02', owner: 'Operations' },
				{ text: 'Late.', due: '2026-02-20', owner: 'ana' },
			],
		},
	});

	test('puts the longest overdue first, and what has no date last', () => {
		expect(
			listOpenItems(content, now).map(({ text, index, state, daysLate, owner }) => [
				text,
				index,
				state,
				daysLate,
				owner,
			]),
		).toEqual([
			['Late.', 2, 'overdue', 10, 'Ana'],
			['Soon.', 1, 'open', 0, 'Operations'],
			['Some day.', 0, 'open', 0, undefined],
		]);
	});

	test('knows whose they are, by id or name', () => {
		const [late, , someDay] = listOpenItems(content, now);
		if (!late || !someDay) throw new Error('There are three.');
		expect(['ana', 'ANA', 'bo'].map((who) => isHeldBy(late, who, content))).toEqual([
			true,
			true,
			false,
		]);
		expect(isHeldBy(someDay, 'ana', content)).toBe(false);
	});
});
