import { describe, expect, test } from 'vitest';
import type { Parts } from '../../tests/support/content.ts';
import { contentWith, incidentId, now, parts } from '../../tests/support/content.ts';
import { digestCount, digestMarkdown, digestOf } from './digest.ts';

const base: Partial<Parts> = {
	organisation: { ...parts.organisation, review: { runbook: 'P3M' } },
};
const seen = (on: string) => ({ on, by: 'ana', how: 'review', evidence: 'Read it.' }) as const;
const digest = (changes: Partial<Parts>) => digestOf(contentWith({ ...base, ...changes }), now);

/** Somebody always answers. */
const covered: Parts['onCall'] = { ...parts.onCall, rotations: [] };
/** Nothing to look at. */
const quiet: Partial<Parts> = {
	runbooks: {},
	handbook: {},
	postMortems: {},
	incidents: [],
	onCall: covered,
};

describe('digestOf', () => {
	test('lists pages that are due, what nobody ever looked at first', () => {
		const { reviews } = digest({
			...quiet,
			runbooks: {
				'runbooks/late.mdx': { title: 'Late', 'last-validated': seen('2025-11-01'), owner: 'ana' },
				'runbooks/later.mdx': { title: 'Later', 'last-validated': seen('2025-11-20') },
				'runbooks/never.mdx': { title: 'Never' },
				'runbooks/fresh.mdx': { title: 'Fresh', 'last-validated': seen('2026-02-01') },
				'runbooks/draft.mdx': { title: 'Draft', status: 'draft' },
				'runbooks/example.mdx': { title: 'Example', example: true },
			},
			organisation: { ...parts.organisation, review: { runbook: 'P3M', handbook: 'P3M' } },
			handbook: {
				'handbook/old.mdx': { title: 'Old', 'last-validated': seen('2025-11-10') },
				'handbook/gone.mdx': { title: 'Gone', status: 'deprecated' },
			},
		});
		expect(reviews.map(({ title, since }) => [title, since])).toEqual([
			['Never', undefined],
			['Late', '2026-02-01'],
			['Old', '2026-02-10'],
			['Later', '2026-02-20'],
		]);
		expect(reviews[1]?.owner).toBe('Ana');
	});

	test('asks for no page where nobody says how often', () => {
		const found = digestOf(
			contentWith({ ...quiet, runbooks: { 'runbooks/never.mdx': { title: 'Never' } } }),
			now,
		);
		expect(found.reviews).toEqual([]);
	});

	test('lists rehearsals that are due', () => {
		const { rehearsals } = digest({
			...quiet,
			runbooks: {
				'runbooks/tried.mdx': {
					title: 'Tried',
					'rehearse-every': 'P1M',
					'last-validated': { ...seen('2026-01-15'), how: 'rehearsal' },
				},
				'runbooks/untried.mdx': { title: 'Untried', 'rehearse-every': 'P1M' },
				'runbooks/free.mdx': { title: 'Free' },
			},
		});
		expect(rehearsals.map(({ title, since }) => [title, since])).toEqual([
			['Untried', undefined],
			['Tried', '2026-02-15'],
		]);
	});

	test('lists actions that are overdue, not those that are done or have time', () => {
		const action = (id: string, due: string, rest = {}) => ({
			id,
			title: `Do ${id}.`,
			kind: 'prevent' as const,
			owner: 'ana',
			due,
			...rest,
		});
		const { actions } = digest({
			...quiet,
			postMortems: {
				[`post-mortems/${incidentId}.mdx`]: {
					title: 'Nobody could pay',
					incident: incidentId,
					status: 'draft',
					authors: ['Ana'],
					actions: [
						action('late', '2026-03-01'),
						action('soon', '2026-03-02'),
						action('done', '2026-02-01', { status: 'done', closed: '2026-02-01' }),
					],
				},
			},
		});
		expect(actions).toEqual([
			{
				title: 'Do late (late)',
				path: `post-mortems/${incidentId}.mdx`,
				since: '2026-03-01',
				owner: 'Ana',
			},
		]);
	});

	test('lists open items that are overdue among them', () => {
		const { actions } = digest({
			...quiet,
			process: {
				...parts.process,
				'open-items': [
					{ text: 'Write a roster.', owner: 'ana', due: '2026-02-20' },
					{ text: 'Write templates.', due: '2026-03-02' },
					{ text: 'Link the page.' },
				],
			},
		});
		expect(actions).toEqual([
			{ title: 'Write a roster', path: 'process.yaml', since: '2026-02-20', owner: 'Ana' },
		]);
	});

	test('lists post-mortems that are due and not published', () => {
		const overdue = (postMortems: Parts['postMortems']) =>
			digestOf(contentWith({ ...base, postMortems }), now + 90 * 86_400_000).postMortems;
		expect(overdue({}).map(({ path }) => path)).toEqual([`post-mortems/${incidentId}.mdx`]);
		const published = {
			title: 'Nobody could pay',
			incident: incidentId,
			status: 'published' as const,
			authors: ['Ana'],
			published: '2026-03-05T09:00:00Z',
		};
		expect(overdue({ [`post-mortems/${incidentId}.mdx`]: published })).toEqual([]);
	});

	test('names hours of the coming two weeks that a rotation leaves open', () => {
		const [rotation] = parts.onCall.rotations ?? [];
		if (!rotation) throw new Error('The small organisation has a rotation.');
		const until = '2026-03-04';
		const ending = { ...rotation, layers: rotation.layers.map((layer) => ({ ...layer, until })) };
		const { uncovered } = digest({ ...quiet, onCall: { ...parts.onCall, rotations: [ending] } });
		expect(uncovered.map((item) => item.rotation)).toEqual([rotation.name]);
		expect(uncovered[0]?.hours.at(-1)?.end).toBe(now + 14 * 86_400_000);
	});

	test('lists hours of somebody who is still to be named, once', () => {
		const [rotation] = parts.onCall.rotations ?? [];
		const [person] = parts.onCall.people ?? [];
		if (!rotation || !person) throw new Error('There is nobody.');
		const always = {
			...rotation,
			covers: 'always' as const,
			layers: [
				{
					hours: 'always' as const,
					shift: 'week' as const,
					handoff: { day: 'monday' as const, time: '09:00' },
					starts: '2025-01-06',
					members: [person.id],
				},
			],
		};
		const people = [{ ...person, name: 'TBD' }];
		const { uncovered } = digest({
			...quiet,
			onCall: { ...parts.onCall, people, rotations: [always], overrides: [] },
		});
		expect(uncovered).toEqual([
			{ rotation: rotation.name, hours: [{ start: now, end: now + 14 * 86_400_000 }] },
		]);
	});
});

describe('digestMarkdown', () => {
	const words = (changes: Partial<Parts>) => {
		const content = contentWith({ ...base, ...changes });
		return digestMarkdown(digestOf(content, now), content);
	};

	test('says so when there is nothing', () => {
		expect(digestCount(digest(quiet))).toBe(0);
		expect(words(quiet)).toMatchInlineSnapshot(`
			"Nothing is overdue, and every hour of the coming two weeks is covered.
			"
		`);
	});

	test('has a list for each thing, and takes titles for text', () => {
		expect(
			words({
				...quiet,
				runbooks: {
					'runbooks/odd.mdx': { title: '@everyone: [look](x) <b>', 'rehearse-every': 'P1M' },
				},
			}),
		).toMatchInlineSnapshot(`
			"## Pages to be validated

			- @​everyone: \\[look\\](x) \\<b\\>, \`runbooks/odd.mdx\`: never yet

			## Runbooks to be rehearsed

			- @​everyone: \\[look\\](x) \\<b\\>, \`runbooks/odd.mdx\`: never yet
			"
		`);
	});
});
