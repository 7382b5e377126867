/** The words of an index, as far as its parts were added: which there are, which begin alike, which look alike. */
import { distance } from 'fastest-levenshtein';
import type { SearchShard } from './searchEntry.ts';

/** Words and where they stand. */
export interface Vocabulary {
	has: (term: string) => boolean;
	/** Entries times 64 plus weights. */
	postings: (term: string) => number[] | undefined;
	/** Longer words that begin so, the shortest first. */
	beginningWith: (start: string) => string[];
	/** Words that are one slip of the finger away, or two where they are long; from the parts where they may stand. */
	similarTo: (term: string) => { text: string; away: number }[];
	/**
	 * Numbers of the parts in which these words would stand, without those there are.
	 *
	 * @param typed of these also the parts of words that begin so, and where one turns out to be no word, those in
	 * which the word that was meant may stand
	 */
	missing: (terms: readonly string[], typed: readonly string[]) => number[];
	add: (shard: number, part: SearchShard) => void;
	/** Whether a part was added. */
	hasPart: (shard: number) => boolean;
}

interface Part {
	/** Postings as they travelled, each less the one before it. */
	words: Map<string, number[]>;
	/** Postings of the words that were asked for. */
	postings: Map<string, number[]>;
	byLength: Map<number, { text: string; letters: number }[]> | undefined;
	/** What was found before: a question is asked again at each letter. */
	beginnings: Map<string, string[]>;
	similar: Map<string, { text: string; away: number }[]>;
}

/** Beginnings and typos are looked for among at most so many words. */
const candidates = 24;

/** Whether a word may be the beginning of another; two letters begin too many. */
export const isBeginning = (word: string) => word.length > 2;

/** An empty vocabulary; `begins` is what each of its parts begins with, in their order. */
export function vocabulary(begins: readonly string[]): Vocabulary {
	const parts = new Map<number, Part>();
	/** The part in which a word would stand: the last that does not begin behind it; -1 if there is none. */
	const homeOf = (term: string) => {
		let [low, high] = [0, begins.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((begins[middle] ?? '') <= term) low = middle + 1;
			else high = middle;
		}
		return low - 1;
	};
	/** The parts in which words stand that begin so. */
	const homesOf = (start: string) => {
		const [first, last] = [homeOf(start), homeOf(`${start}\uffff`)];
		return Array.from({ length: last - first + 1 }, (_, place) => first + place).filter(
			(number) => number !== -1,
		);
	};

	/** The parts in which a word may stand that was meant by one that is none: most slips are behind the first letters. */
	const homesNear = (term: string) => [
		...new Set([term.slice(0, 2), ...slips(term).map((slip) => slip.slice(0, 3))].flatMap(homesOf)),
	];

	return {
		has: (term) => parts.get(homeOf(term))?.words.has(term) ?? false,
		postings: (term) => {
			const part = parts.get(homeOf(term));
			const steps = part?.words.get(term);
			if (!part || !steps) return undefined;
			let postings = part.postings.get(term);
			if (!postings) part.postings.set(term, (postings = sums(steps)));
			return postings;
		},
		beginningWith: (start) =>
			homesOf(start)
				.flatMap((number) => {
					const part = parts.get(number);
					if (!part) return [];
					let list = part.beginnings.get(start);
					if (!list) part.beginnings.set(start, (list = longer(start, part.words.keys())));
					return list;
				})
				.slice(0, candidates),
		similarTo: (term) =>
			homesNear(term)
				.flatMap((number) => {
					const part = parts.get(number);
					if (!part) return [];
					let list = part.similar.get(term);
					if (!list) {
						part.byLength ??= lettersByLength(part.words.keys());
						part.similar.set(term, (list = nearWords(term, part.byLength)));
					}
					return list;
				})
				.sort((a, b) => a.away - b.away)
				.slice(0, candidates),
		missing: (terms, typed) => {
			const misspelt = typed.filter((term) => {
				const part = parts.get(homeOf(term));
				return homeOf(term) === -1 || (part !== undefined && !part.words.has(term));
			});
			const wanted = [
				...terms.map(homeOf),
				...typed.filter(isBeginning).flatMap(homesOf),
				...misspelt.flatMap(homesNear),
			];
			return [...new Set(wanted)].filter((number) => number !== -1 && !parts.has(number));
		},
		hasPart: (shard) => parts.has(shard),
		add: (shard, part) => {
			parts.set(shard, {
				words: new Map(Object.entries(part)),
				postings: new Map(),
				byLength: undefined,
				beginnings: new Map(),
				similar: new Map(),
			});
		},
	};
}

function sums(steps: readonly number[]): number[] {
	let value = 0;
	return steps.map((step) => (value += step));
}

const isName = (term: string) => term.endsWith('=');

/** What may have been meant where a slip stands at the beginning, by which parts are divided: `hgih`, `rdeis`, `ddisk`. */
const slips = (term: string) =>
	term.length < 4 || isName(term)
		? []
		: [
				`${term.charAt(1)}${term.charAt(0)}${term.slice(2)}`,
				`${term.charAt(0)}${term.charAt(2)}${term.charAt(1)}${term.slice(3)}`,
				term.slice(1),
			];

const longer = (start: string, terms: Iterable<string>) =>
	[...terms]
		.filter((term) => term.startsWith(start) && term !== start && !isName(term))
		.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
		.slice(0, candidates);

function lettersByLength(terms: Iterable<string>) {
	const byLength = new Map<number, { text: string; letters: number }[]>();
	for (const text of terms) {
		if (isName(text)) continue;
		const item = { text, letters: letterSet(text) };
		const list = byLength.get(text.length);
		if (list) list.push(item);
		else byLength.set(text.length, [item]);
	}
	return byLength;
}

/** Which letters a word has, as bits: one edit changes at most two, so that most words need no closer look. */
function letterSet(text: string): number {
	let bits = 0;
	for (let at = 0; at < text.length; at++) bits |= 1 << (text.charCodeAt(at) % 31);
	return bits;
}

function bitCount(bits: number): number {
	let count = 0;
	for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
	return count;
}

/** The letters of a word in the order of the alphabet. */
const lettersOf = (word: string) => Array.from(word).sort().join('');

function nearWords(term: string, byLength: ReturnType<typeof lettersByLength>) {
	const allowed = term.length < 4 || /^\d+$/.test(term) ? 0 : term.length < 8 ? 1 : 2;
	const near: { text: string; away: number }[] = [];
	if (allowed === 0) return near;
	const letters = letterSet(term);
	const sorted = lettersOf(term);
	for (let length = term.length - allowed; length <= term.length + allowed; length++) {
		for (const { text, letters: own } of byLength.get(length) ?? []) {
			if (bitCount(letters ^ own) > 2 * allowed) continue;
			const apart = distance(term, text);
			// Two letters that changed places are one slip of the finger, although they are two edits.
			const swapped = apart === 2 && text.length === term.length && lettersOf(text) === sorted;
			const away = swapped ? 1 : apart;
			if (away > 0 && away <= allowed) near.push({ text, away });
		}
	}
	return near.sort((a, b) => a.away - b.away).slice(0, candidates);
}
