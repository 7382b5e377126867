import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SearchableEntry } from './searchEntry.ts';
import type { SearchFilter } from './searchIndex.ts';
import { searchIndex } from './searchIndex.ts';
import { searchShards } from './searchShards.ts';

/** A search that fetches what it needs, as a browser does. */
function searchIn(list: readonly SearchableEntry[]) {
	const shards = [...searchShards(list)];
	const index = searchIndex(
		list,
		shards.map(([prefix]) => prefix),
	);
	return (text: string, filter: SearchFilter = {}, typed = true) => {
		const question = { text, typed };
		for (let round = 0; round < 2; round++)
			for (const number of index.needed(question)) index.add(number, shards[number]?.[1] ?? {});
		return index.search(question, filter);
	};
}

const entries: SearchableEntry[] = [
	{
		kind: 'runbook',
		title: 'Database down',
		path: 'database-down/',
		alerts: ['DatabaseDown'],
		aliases: ['postgres', 'failover'],
		symptoms: ['Every save fails with a read-only error'],
		services: ['orders'],
		owner: 'Platform',
		level: 'SEV1',
	},
	{
		kind: 'runbook',
		title: 'Redis down',
		path: 'redis-down/',
		alerts: ['RedisDown'],
		aliases: ['ECONNREFUSED', 'cache'],
		symptoms: ['Baskets are empty, and shop owners are signed out'],
		services: ['checkout'],
	},
	{
		kind: 'runbook',
		title: 'Connections exhausted',
		path: 'connections/',
		alerts: ['DatabaseConnectionsHigh'],
		symptoms: ['Pages load slowly, then fail in waves', 'Commands with $NAMESPACE fail'],
	},
	{ kind: 'incident', title: 'Database down after the upgrade', path: 'incidents/a/' },
	{ kind: 'handbook', title: 'War room', path: 'handbook/war-room/', symptoms: ['Opening it'] },
	{ kind: 'runbook', title: 'Site down', path: 'site-down/', aliases: ['k8s', 'dns'] },
];
const search = searchIn(entries);
const first = (question: string) => search(question)[0]?.entry.path;

describe('what comes first', () => {
	test.each([
		['the title as it is', 'redis down', 'redis-down/'],
		['the title before a longer one that holds it', 'Database down', 'database-down/'],
		['the name of an alert', 'DatabaseConnectionsHigh', 'connections/'],
		['the name of an alert in small letters', 'databaseconnectionshigh', 'connections/'],
		['an alias', 'econnrefused', 'redis-down/'],
		['the beginning of a word', 'exhau', 'connections/'],
		['a synonym', 'kubernetes', 'site-down/'],
		['a synonym of several words', 'load on k8s', 'site-down/'],
		['a synonym of another alias', 'pg', 'database-down/'],
		['a word with a missing letter', 'datbase down', 'database-down/'],
		['a word with two letters swapped', 'reids down', 'redis-down/'],
		['another form of a word', 'exhausting connection', 'connections/'],
		['words of a symptom', 'shop owners signed out', 'redis-down/'],
		['two words written as one', 'warroom', 'handbook/war-room/'],
		['a word with a sign', '$NAMESPACE', 'connections/'],
	])('%s', (_, question, path) => {
		expect(first(question)).toBe(path);
	});
});

test('a word that nobody wrote takes nothing away', () => {
	expect(first('redis zebra down')).toBe('redis-down/');
	expect(first('why is the redis of flurbo baskets empty')).toBe('redis-down/');
});

test('says which words matched and how much of the question is answered', () => {
	const [found] = search('redis zebra');
	expect(found?.matched).toEqual(['redis']);
	expect(found?.coverage).toBeGreaterThan(0);
	expect(found?.coverage).toBeLessThan(1);
});

test('knows a name from a description', () => {
	expect(search('RedisDown')[0]?.exact).toBe(true);
	expect(search('baskets')[0]?.exact).toBe(false);
});

test('is narrowed by kind, service, level and owner', () => {
	const paths = (filter: Parameters<typeof search>[1]) =>
		search('down', filter).map(({ entry }) => entry.path);
	expect(paths({ kind: 'incident' })).toEqual(['incidents/a/']);
	expect(paths({ service: 'checkout' })).toEqual(['redis-down/']);
	expect(paths({ level: 'SEV1' })).toEqual(['database-down/']);
	expect(paths({ owner: 'Platform' })).toEqual(['database-down/']);
});

test('the name of an alert anywhere leads to its runbook, not to incidents that it began', () => {
	const all = searchIn([
		...entries,
		{
			kind: 'incident',
			title: 'QueueBacklog critical',
			path: 'incidents/b/',
			alerts: ['QueueBacklog'],
		},
		{ kind: 'runbook', title: 'Jobs pile up', path: 'jobs/', alerts: ['QueueBacklog'] },
	]);
	expect(all('[FIRING:1] QueueBacklog (critical)', {}, false)[0]?.entry.path).toBe('jobs/');
});

test('what is not to be relied on comes after what is', () => {
	const both = searchIn([
		{ kind: 'runbook', title: 'Queue full', path: 'old/', doubtful: true },
		{ kind: 'runbook', title: 'Queue full', path: 'z-new/' },
	]);
	expect(both('queue')[0]?.entry.path).toBe('z-new/');
});

test('nothing is found for nothing', () => {
	expect(search('')).toEqual([]);
	expect(search(' … ')).toEqual([]);
});

test('every page is found first by its own title, among others with words of their own', () => {
	const word = fc.stringMatching(/^[a-z]{3,9}$/);
	fc.assert(
		fc.property(
			fc.uniqueArray(
				fc.tuple(word, word).map((pair) => pair.join(' ')),
				{ minLength: 2, maxLength: 12 },
			),
			(titles) => {
				const index = searchIn(
					titles.map((title, number) => ({ kind: 'runbook', title, path: String(number) })),
				);
				for (const [number, title] of titles.entries())
					expect(index(title)[0]?.entry.path).toBe(String(number));
			},
		),
	);
});

// Letters, signs that mean something to patterns, and what no keyboard has.
const anySign = fc.constantFrom(
	...Array.from('ab E1-_$<>*:()[]{}"\'\\/.+?|^%\n\t⏎é漢\u0000\ud800😀'),
);

test('any question is answered without failing', () => {
	fc.assert(
		fc.property(fc.string({ unit: anySign }), (question) => {
			expect(search(question).length).toBeLessThanOrEqual(entries.length);
		}),
	);
});
