/** Makes the index of a search, in parts: a browser fetches those that a question needs. */
import type { SearchableEntry, SearchShard } from './searchEntry.ts';
import type { Word } from './searchTokens.ts';
import { joined, normalised, stem, termsOf, wordsOf } from './searchTokens.ts';
import { stopWords } from './searchWords.ts';

/** How much a word says about a page, by where it stands. */
const weights = {
	title: 8,
	alerts: 6,
	aliases: 5,
	symptoms: 2,
	headings: 2,
	description: 1.5,
	services: 1,
	kind: 2,
	other: 0.5,
};
/** Weights travel as whole numbers. */
export const weightUnits = 2;
const heaviest = 63;

/** What an entry is called, as whole texts: `=` begins such a term, and its weight says of what kind it is. */
export const nameKinds = { title: 1, alert: 2, alias: 3, heading: 4 } as const;

/** A part ends with the word that makes it as large as this, in characters of JSON. */
const shardSize = 12_000;

/**
 * The parts of the index in the order of their words, each by what it begins with: a word stands in the last part
 * that does not begin behind it.
 */
export function searchShards(
	entries: readonly SearchableEntry[],
	serviceNames: Readonly<Record<string, string>> = {},
): Map<string, SearchShard> {
	const postings = new Map<string, number[]>();
	for (const [number, entry] of entries.entries()) {
		for (const [term, weight] of termsOfEntry(entry, serviceNames)) {
			const list = postings.get(term);
			const value = number * 64 + weight;
			if (list) list.push(value);
			else postings.set(term, [value]);
		}
	}
	return divide([...postings].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function divide(sorted: readonly [term: string, list: number[]][]): Map<string, SearchShard> {
	const shards = new Map<string, SearchShard>();
	let part: SearchShard = {};
	let size = Infinity;
	let before = '';
	for (const [term, list] of sorted) {
		if (size >= shardSize) {
			part = {};
			size = 0;
			shards.set(shards.size === 0 ? '' : boundary(before, term), part);
		}
		part[term] = list.map((value, place) => value - (list[place - 1] ?? 0));
		size += JSON.stringify(part[term]).length + term.length + 4;
		before = term;
	}
	return shards;
}

/** The shortest beginning of `term` that `before` does not reach. */
function boundary(before: string, term: string): string {
	let length = 1;
	while (term.slice(0, length) <= before) length++;
	return term.slice(0, length);
}

function termsOfEntry(
	entry: SearchableEntry,
	serviceNames: Readonly<Record<string, string>>,
): Map<string, number> {
	const weighted = new Map<string, number>();
	const add = (text: string | undefined, weight: number, pairs = false) => {
		const words = wordsOf(text ?? '');
		const terms = new Set(words.flatMap(termsOf));
		// `war room` is also written `warroom`.
		if (pairs) for (const pair of pairsOf(words)) terms.add(pair);
		for (const term of terms)
			if (weight > 3 || !stopWords.has(term))
				weighted.set(term, (weighted.get(term) ?? 0) + weight);
	};
	add(entry.title, weights.title, true);
	for (const alert of entry.alerts ?? []) add(alert, weights.alerts);
	for (const alias of entry.aliases ?? []) add(alias, weights.aliases, true);
	add(entry.symptoms?.join(' . '), weights.symptoms);
	add(entry.headings?.join(' . '), weights.headings);
	add(entry.description, weights.description);
	add(entry.services?.map((id) => `${id} ${serviceNames[id] ?? ''}`).join(' '), weights.services);
	add([entry.owner, entry.level].join(' '), weights.other);
	add(entry.kind, weights.kind);
	const terms = new Map<string, number>();
	for (const [term, weight] of weighted)
		terms.set(term, Math.min(heaviest, Math.max(1, Math.round(weight * weightUnits))));
	const name = (text: string, kind: keyof typeof nameKinds) => {
		const key = nameTerm(text);
		if (!terms.has(key)) terms.set(key, nameKinds[kind]);
	};
	name(entry.title, 'title');
	for (const alert of entry.alerts ?? []) name(alert, 'alert');
	for (const alias of entry.aliases ?? []) name(alias, 'alias');
	for (const heading of entry.headings ?? []) name(heading, 'heading');
	return terms;
}

/** The term of a whole name. Its mark stands behind, so that it lies where its first word does. */
export const nameTerm = (text: string) => `${normalised(text)}=`;

/** Neighbouring words written as one. */
const pairsOf = (words: readonly Word[]) =>
	words.slice(1).flatMap((word, before) => {
		const first = words[before];
		return first ? stem(joined(first) + joined(word)) : [];
	});
