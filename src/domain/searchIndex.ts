/**
 * A search over titles, names, symptoms and descriptions that forgives: every word counts by how rare it is, a
 * word that nobody wrote takes nothing away, and synonyms and typos are tried. Ranking after BM25F (Robertson,
 * Zaragoza: “The Probabilistic Relevance Framework”), times the share of the question that a page answers.
 */
import type { AskedWord } from './searchQuestion.ts';
import { questionOf } from './searchQuestion.ts';
import type { SearchEntry, SearchKind, SearchShard } from './searchEntry.ts';
import { nameKinds, nameTerm, weightUnits } from './searchShards.ts';
import { joined, termsOf, wordsOf } from './searchTokens.ts';
import { vocabulary } from './searchVocabulary.ts';

/** A thing that was found. */
export interface Found {
	entry: SearchEntry;
	/** For comparing with others of the same search only. */
	score: number;
	/** Which share of what was asked for it answers, from 0 to 1; rare words count more. */
	coverage: number;
	/** Words that were asked for and that it has, as they were typed. */
	matched: string[];
	/** The question is its title, the name of its alert or one of its aliases. */
	exact: boolean;
}

/** What a search may be narrowed to. */
export interface SearchFilter {
	kind?: SearchKind;
	service?: string;
	level?: string;
	owner?: string;
}

/** What is asked for. */
export interface Question {
	text: string;
	/** Somebody typed it, so that words may be unfinished or misspelt; a program's are neither. */
	typed: boolean;
}

/** An index that answers questions once it has the parts that they need. */
export interface SearchIndex {
	/** Numbers of the parts that a question needs and that were not added yet; these may show that it needs more. */
	needed: (question: Question) => number[];
	add: (shard: number, part: SearchShard) => void;
	/** Whether a part was added. */
	has: (shard: number) => boolean;
	search: (question: Question, filter?: SearchFilter, limit?: number) => Found[];
}

/** How soon more of the same word adds nothing. */
const saturation = 3 * weightUnits;
/** How likely somebody in need looks for a thing of this kind. */
const likelihood: Record<SearchKind, number> = {
	runbook: 1,
	level: 0.95,
	handbook: 0.9,
	page: 0.9,
	incident: 0.72,
	'post-mortem': 0.74,
	maintenance: 0.68,
};
/** How much more it counts that the whole question is what a thing is called. */
const namedFactor: Readonly<Record<number, number>> = {
	[nameKinds.title]: 4,
	[nameKinds.alert]: 3.5,
	[nameKinds.alias]: 1.6,
	[nameKinds.heading]: 2.5,
};
/** The name of an alert anywhere in a question. */
const alertFactor = 8;
const doubtfulFactor = 0.85;
/** Things that are looked at closely. */
const closeLooks = 80;

/** Makes an index of these things; `begins` is what each of its parts begins with, in their order. */
export function searchIndex(
	entries: readonly SearchEntry[],
	begins: readonly string[],
): SearchIndex {
	const words = vocabulary(begins);
	const rarity = (term: string) => rarityOf(words.postings(term)?.length ?? 0, entries.length);
	/** What a word stands for that nobody wrote: as much as a middling rare one. */
	const unknown = rarityOf(Math.sqrt(entries.length), entries.length);
	const scores = new Float64Array(entries.length);
	const covered = new Float64Array(entries.length);
	const best = new Float64Array(entries.length);
	const share = new Float64Array(entries.length);

	/** Adds what one word of a question says about every entry. */
	const count = ({ terms }: AskedWord, touched: Set<number>) => {
		const strongest = Math.max(0, ...terms.map(({ text }) => rarity(text)));
		const worth = rarity(terms[0]?.text ?? '') || strongest || unknown;
		const here: number[] = [];
		for (const { text, quality } of terms) {
			const value = quality * Math.min(rarity(text), worth * 1.5);
			for (const posting of words.postings(text) ?? []) {
				const entry = Math.floor(posting / 64);
				const weight = posting % 64;
				const score = (value * weight) / (weight + saturation);
				if (best[entry] === 0) here.push(entry);
				if (score <= (best[entry] ?? 0)) continue;
				best[entry] = score;
				share[entry] = quality;
			}
		}
		for (const entry of here) {
			scores[entry] = (scores[entry] ?? 0) + (best[entry] ?? 0);
			covered[entry] = (covered[entry] ?? 0) + (share[entry] ?? 0) * worth;
			best[entry] = 0;
			touched.add(entry);
		}
		return worth;
	};

	return {
		needed: ({ text: question, typed }) => {
			const asked = questionOf(question, words, typed).map(({ terms }) =>
				terms.map(({ text }) => text),
			);
			return words.missing(
				[...asked.flat(), nameTerm(question)],
				typed ? asked.flatMap(([unit]) => unit ?? []) : [],
			);
		},
		add: words.add,
		has: words.hasPart,
		search: ({ text: question, typed }, filter = {}, limit = 30) => {
			const asked = questionOf(question, words, typed);
			const touched = new Set<number>();
			const total = asked.reduce((sum, word) => sum + count(word, touched), 0);
			const called = namesIn(question, words.postings, entries);
			const found: Found[] = [];
			const order = [...touched]
				.map((number) => {
					const coverage = total === 0 ? 0 : Math.min(1, (covered[number] ?? 0) / total);
					const rough =
						(scores[number] ?? 0) *
						(0.25 + 0.75 * coverage * coverage) *
						(called.get(number)?.factor ?? 1);
					scores[number] = 0;
					covered[number] = 0;
					return { number, coverage, rough };
				})
				.filter(({ number }) => {
					const entry = entries[number];
					return entry !== undefined && fits(entry, filter);
				})
				.sort((a, b) => b.rough - a.rough)
				.slice(0, closeLooks);
			for (const { number, coverage, rough } of order) {
				const entry = entries[number];
				if (!entry) continue;
				const score =
					rough *
					// Nobody pastes a title.
					(typed ? titleFactor(entry.title, asked) : 1) *
					likelihood[entry.kind] *
					(entry.doubtful ? doubtfulFactor : 1);
				const matched = asked.filter(({ terms }) =>
					terms.some(({ text }) => stands(words.postings(text), number)),
				);
				found.push({
					entry,
					score,
					coverage,
					matched: [...new Set(matched.map(({ written }) => written))],
					exact: called.get(number)?.exact ?? false,
				});
			}
			return found.sort(byScore).slice(0, limit);
		},
	};
}

/** Whether an entry is among postings, which are in the order of entries. */
function stands(postings: readonly number[] | undefined, entry: number): boolean {
	let [low, high] = [0, postings?.length ?? 0];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((postings?.[middle] ?? 0) < entry * 64) low = middle + 1;
		else high = middle;
	}
	return Math.floor((postings?.[low] ?? -1) / 64) === entry;
}

/** The best first; of equal ones, always the same. */
const byScore = (a: Found, b: Found) =>
	b.score - a.score || compare(a.entry.title, b.entry.title) || compare(a.entry.path, b.entry.path);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const rarityOf = (pages: number, all: number) =>
	pages === 0 ? 0 : Math.log(1 + (all - pages + 0.5) / (pages + 0.5));

/** More for a title that is asked for as a whole, and for one that has the whole question in it. */
function titleFactor(title: string, asked: readonly AskedWord[]): number {
	const own = new Set(wordsOf(title).flatMap(termsOf));
	const has = ({ terms }: AskedWord) =>
		terms.some(({ text, quality }) => quality >= 0.5 && own.has(text));
	const hits = asked.filter(has).length;
	const ofTitle = Math.min(1, hits / Math.max(1, wordsOf(title).length));
	const ofQuestion = asked.length === 0 ? 0 : hits / asked.length;
	return 1 + 0.5 * ofTitle + 0.6 * ofQuestion * ofQuestion;
}

/** Entries that are called as the question says, as a whole or by an alert that is named in it. */
function namesIn(
	question: string,
	postings: (term: string) => number[] | undefined,
	entries: readonly SearchEntry[],
) {
	const called = new Map<number, { factor: number; exact: boolean }>();
	const add = (posting: number, factor: number) => {
		const number = Math.floor(posting / 64);
		const kind = posting % 64;
		// An alert leads to a runbook; incidents that it began are many.
		if (kind === nameKinds.alert && entries[number]?.kind !== 'runbook') return;
		if (factor > (called.get(number)?.factor ?? 1))
			called.set(number, { factor, exact: kind !== nameKinds.heading });
	};
	for (const posting of postings(nameTerm(question)) ?? [])
		add(posting, namedFactor[posting % 64] ?? 1);
	for (const word of wordsOf(question)) {
		if (word.parts.length < 2) continue;
		for (const posting of postings(`${joined(word)}=`) ?? [])
			if (posting % 64 === nameKinds.alert) add(posting, alertFactor);
	}
	return called;
}

/** Whether a thing is among those that a search is narrowed to. */
export function fits(entry: SearchEntry, { kind, service, level, owner }: SearchFilter): boolean {
	return (
		(kind === undefined || entry.kind === kind) &&
		(service === undefined || (entry.services ?? []).includes(service)) &&
		(level === undefined || entry.level === level) &&
		(owner === undefined || entry.owner === owner)
	);
}
