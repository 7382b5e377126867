import { expect, test } from 'vitest';
import type { SearchableEntry } from './searchEntry.ts';
import { searchIndex } from './searchIndex.ts';
import { searchShards } from './searchShards.ts';

const few: SearchableEntry[] = [{ kind: 'runbook', title: 'Redis down', path: 'redis/' }];
const letters = 'abcdefghijklmnopqrstuvwxyz';
const many: SearchableEntry[] = Array.from({ length: 3000 }, (_, number) => {
	const word = [number % 26, Math.floor(number / 26) % 26, Math.floor(number / 676)]
		.map((letter) => letters[letter])
		.join('');
	return { kind: 'runbook', title: `${word}ora ${word}eta`, path: `${number}/` };
});

test('a small index is one part', () => {
	expect([...searchShards(few).keys()]).toEqual(['']);
});

test('a large index is divided in the order of its words, into parts of one size', () => {
	const shards = [...searchShards(many)];
	expect(shards.length).toBeGreaterThan(5);
	for (const [number, [begin, part]] of shards.entries()) {
		const next = shards[number + 1]?.[0] ?? '\uffff';
		expect(Object.keys(part).every((term) => begin <= term && term < next)).toBe(true);
		expect(JSON.stringify(part).length).toBeLessThan(16_000);
		if (number < shards.length - 1) expect(JSON.stringify(part).length).toBeGreaterThan(11_000);
	}
	const words = shards.flatMap(([, part]) => Object.keys(part));
	expect(new Set(words).size).toBe(words.length);
	expect(words).toContain('abcora');
});

test('a question needs few parts of a large index, and finds all it should in them', () => {
	const shards = [...searchShards(many)];
	const index = searchIndex(
		many,
		shards.map(([begin]) => begin),
	);
	const question = { text: 'abcora', typed: true };
	const needed = index.needed(question);
	expect(needed.length).toBeLessThan(4);
	for (const number of needed) index.add(number, shards[number]?.[1] ?? {});
	expect(index.needed(question)).toEqual([]);
	expect(index.search(question)[0]?.entry.title).toBe('abcora abceta');
});

test.each(['ecrtificate', 'ccertificate'])(
	'a slip at the beginning of a word leads to the part in which the word stands: %s',
	(text) => {
		const all: SearchableEntry[] = [
			...many,
			{ kind: 'runbook', title: 'Certificate expired', path: 'certificate/' },
		];
		const shards = [...searchShards(all)];
		const index = searchIndex(
			all,
			shards.map(([begin]) => begin),
		);
		const question = { text, typed: true };
		const fetched = new Set<number>();
		for (let round = 0; round < 2; round++) {
			for (const number of index.needed(question)) {
				index.add(number, shards[number]?.[1] ?? {});
				fetched.add(number);
			}
		}
		expect(index.search(question)[0]?.entry.title).toBe('Certificate expired');
		expect(fetched.size).toBeLessThan(6);
		expect(index.needed({ ...question, typed: false })).toEqual([]);
	},
);

test('the same entries are the same parts', () => {
	expect(JSON.stringify([...searchShards(many)])).toBe(JSON.stringify([...searchShards(many)]));
});

test('a slip within a word leads to the word, however many words lie between the two', () => {
	const between: SearchableEntry[] = many.map(({ path }, number) => ({
		kind: 'runbook',
		title: `certg${number.toString(36)}x`,
		path,
	}));
	const all: SearchableEntry[] = [
		...between,
		{ kind: 'runbook', title: 'Certificate expired', path: 'certificate/' },
	];
	const shards = [...searchShards(all)];
	const index = searchIndex(
		all,
		shards.map(([begin]) => begin),
	);
	const question = { text: 'certzficate', typed: true };
	for (let round = 0; round < 2; round++)
		for (const number of index.needed(question)) index.add(number, shards[number]?.[1] ?? {});
	expect(index.search(question)[0]?.entry.title).toBe('Certificate expired');
});
