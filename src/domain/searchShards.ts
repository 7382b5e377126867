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

/** A part that is larger than so many characters is divided by its next letter. */
const largestShard = 40_000;

/** The parts of the index by the beginning of their words. */
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
	const terms = [...postings].map(([term, list]): [string, number[]] => [
		term,
		list.map((value, place) => value - (list[place - 1] ?? 0)),
	]);
	return new Map(divide('', terms));
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

function divide(prefix: string, terms: readonly [string, number[]][]): [string, SearchShard][] {
	const size = terms.reduce((sum, [term, list]) => sum + term.length + 6 + list.length * 4, 0);
	const here = terms.filter(([term]) => term.length === prefix.length);
	if (size <= largestShard || here.length === terms.length)
		return terms.length === 0 ? [] : [[prefix, Object.fromEntries(terms)]];
	const longer = terms.filter(([term]) => term.length > prefix.length);
	const groups = Map.groupBy(longer, ([term]) => term.slice(0, prefix.length + 1));
	return [
		...(here.length > 0 ? ([[prefix, Object.fromEntries(here)]] as [string, SearchShard][]) : []),
		...[...groups]
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.flatMap(([next, list]) => divide(next, list)),
	];
}

/** Neighbouring words written as one. */
const pairsOf = (words: readonly Word[]) =>
	words.slice(1).flatMap((word, before) => {
		const first = words[before];
		return first ? stem(joined(first) + joined(word)) : [];
	});
