import { describe, expect, test } from 'vitest';
import { logMatcher } from './logMatch.ts';
import type { SearchFilter } from './searchIndex.ts';
import { searchIndex } from './searchIndex.ts';
import type { SearchableEntry } from './searchEntry.ts';
import { answer, isSettled, withText, wordsAsked } from './searchAnswer.ts';
import { searchShards } from './searchShards.ts';

const list: SearchableEntry[] = [
	{ kind: 'runbook', title: 'Disk full', path: 'disk/', aliases: ['ENOSPC'], owner: 'Platform' },
	{ kind: 'runbook', title: 'Redis down', path: 'redis/', aliases: ['ECONNREFUSED'] },
	{ kind: 'incident', title: 'Uploads slow', path: 'incidents/a/' },
	{ kind: 'handbook', title: 'War room', path: 'war-room/', description: 'Where we meet.' },
];
const entries = new Map(list.map((entry) => [entry.path, entry]));
const matcher = logMatcher([
	{ path: 'disk/', signatures: ['<program>: No space left on device'], usedIn: ['incidents/a/'] },
	{ path: 'incidents/a/', signatures: ['scratch volume has <*> left'], past: true },
]);

function ask(question: string, filter: SearchFilter = {}) {
	const shards = [...searchShards(list)];
	const index = searchIndex(
		list,
		shards.map(([prefix]) => prefix),
	);
	for (const number of index.needed(wordsAsked(question)))
		index.add(number, shards[number]?.[1] ?? {});
	return answer(question, filter, { index, entries, matcher });
}
const paths = (answers: ReturnType<typeof ask>) => answers.map(({ entry }) => entry.path);

describe('an answer', () => {
	test('to a pasted line names the incidents in which the runbook was used', () => {
		const [first] = ask('2026-03-01T09:15:00Z tar[31]: write error: No space left on device');
		expect(first?.entry.path).toBe('disk/');
		expect(first?.certainty).toBe('exact');
		expect(first?.seenIn.map(({ title }) => title)).toEqual(['Uploads slow']);
		expect(first?.matched).toContain('space');
	});

	test('to a pasted line is also found by an alias', () => {
		expect(paths(ask('Error: connect ECONNREFUSED 10.2.3.4:6379'))[0]).toBe('redis/');
	});

	test('to a question in plain words is found although a word is misspelt', () => {
		expect(paths(ask('what do we do when the dsik is full again'))[0]).toBe('disk/');
	});

	test('to a line that was seen in an incident is that incident', () => {
		expect(paths(ask('node-7 scratch volume has 12% left [31]'))[0]).toBe('incidents/a/');
	});

	test('keeps to what the search is narrowed to', () => {
		expect(
			paths(ask('tar: cannot write: No space left on device', { kind: 'incident' })),
		).not.toContain('disk/');
		expect(paths(ask('disk redis', { owner: 'Platform' }))).toEqual(['disk/']);
	});
});

describe('the full text', () => {
	test('is not needed for a name, nor where a title has every word', () => {
		expect(isSettled(ask('Redis down'))).toBe(true);
		expect(isSettled(ask('disk'))).toBe(true);
		expect(isSettled(ask('disk of zebra flurbo'))).toBe(false);
		expect(isSettled([])).toBe(false);
	});

	test('comes after good answers and before weak ones, each page once', () => {
		const answers = ask('disk zebra flurbo quux');
		expect(answers.map(({ certainty }) => certainty)).toEqual(['weak']);
		const hits = [
			{ path: 'war-room/', excerpt: 'the <mark>disk</mark>' },
			{ path: 'nowhere/', excerpt: 'a page that left' },
		];
		expect(paths(withText(answers, hits, {}, entries))).toEqual(['war-room/', 'disk/']);
		const full = withText(ask('disk'), [{ path: 'disk/', excerpt: 'x' }, ...hits], {}, entries);
		expect(paths(full)).toEqual(['disk/', 'war-room/']);
		expect(full[0]?.excerpt).toBe('x');
	});

	test('is told first of pages whose title has some of the words', () => {
		const answers = ask('disk zebra flurbo quux');
		const hits = [
			{ path: 'war-room/', excerpt: 'disk' },
			{ path: 'disk/', excerpt: 'zebra' },
		];
		const both = withText(answers, hits, {}, entries);
		expect(paths(both)).toEqual(['disk/', 'war-room/']);
		expect(both[0]).toMatchObject({ certainty: 'good', matched: ['disk'], excerpt: 'zebra' });
	});

	test('keeps to what the search is narrowed to', () => {
		const hits = [{ path: 'war-room/', excerpt: '' }];
		expect(withText([], hits, { kind: 'runbook' }, entries)).toEqual([]);
	});
});
