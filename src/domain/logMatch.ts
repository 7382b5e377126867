/**
 * From a pasted line of a log to the page that knows it. What changes from one time to the next is masked; the
 * rest is compared with signatures by how rare the words are that both have. A signature that fits to the letter
 * also says what stood in the places it names.
 */
import { masked, maskVolatile, pastedLines } from './logMask.ts';
import type { FitLine } from './signature.ts';
import { namedPlace, signature as readSignature } from './signature.ts';

/** A variable of a runbook that a signature can fill. */
export interface FillableVariable {
	name: string;
	/** Label of an alert that means the same; a capture of that name fills it too. */
	label?: string;
	/** Regular expression over the whole value. */
	pattern?: string;
}

/** What is known of the lines of one page or one incident. It travels in `/lines.json`. */
export interface KnownLines {
	/** Address of the page below the portal's own, as in `SearchEntry`. */
	path: string;
	/** Lines with `<name>`, `<name:type>` or `<*>` for what changes. */
	signatures: string[];
	variables?: FillableVariable[];
	/** For a runbook: addresses of incidents in which it was used, newest first. */
	usedIn?: string[];
	/** It is an incident: the lines were noted there. */
	past?: true;
}

/** `/lines.json`: the same, with places in the entries of `/find.json` instead of addresses. */
export interface LinesFile {
	version: 1;
	pages: (Omit<KnownLines, 'path' | 'usedIn'> & { at: number; usedIn?: number[] })[];
}

/** Lines with the addresses of what they lead to, which are in the order of `/find.json`. */
export function knownLines({ pages }: LinesFile, paths: readonly string[]): KnownLines[] {
	return pages.map(({ at, usedIn, ...page }) => ({
		...page,
		path: paths[at] ?? '',
		...(usedIn && { usedIn: usedIn.flatMap((place) => paths[place] ?? []) }),
	}));
}

/** A page that a pasted text leads to. */
export interface LineMatch {
	page: KnownLines;
	/** For comparing with others of the same text only. */
	score: number;
	/** How much of the signature stands in the line, from 0 to 1; rare words count more. */
	share: number;
	/** The signature fits to the letter. */
	exact: boolean;
	signature: string;
	/** The line of the text that matched. */
	line: string;
	/** Words that both have, as the text writes them. */
	words: string[];
	/** Values for the page's variables; only those that the variable's pattern accepts. */
	values: Record<string, string>;
}

/** Compares texts with all lines that are known. */
export interface LogMatcher {
	match: (text: string, limit?: number) => LineMatch[];
}

interface Signature {
	page: number;
	text: string;
	/** Its words with how rare each is; read when it is first near, like all below. */
	words?: { word: string; rarity: number }[];
	/** Sum of the rarities of its words. */
	rarity?: number;
	fit?: FitLine;
}

/** Signatures of one line that are looked at closely. */
const closeLooks = 8;
/** What shares less than this part of what the nearest signature shares is not looked at. */
const leastOfMost = 0.4;
/** Less than this share of a signature is chance. */
const leastShare = 0.55;
/** Fewer words than this of a signature that does not fit to the letter are chance too. */
const fewestWords = 3;

/** Makes the matcher. A signature that says nothing of its own, such as `<line>`, leads nowhere. */
export function logMatcher(pages: readonly KnownLines[]): LogMatcher {
	const known = pages.flatMap(({ signatures }, page) =>
		signatures.map((text): Signature => ({ page, text })),
	);
	const postings = postingsOf(known.map(({ text }) => text));
	const rarityOf = (word: string) =>
		Math.log(1 + known.length / (postings.get(word)?.length ?? known.length));
	const wordsOf = (signature: Signature) =>
		(signature.words ??= wordsOfSignature(signature.text).map((word) => ({
			word,
			rarity: rarityOf(word),
		})));
	const rarityOfAll = (signature: Signature) =>
		(signature.rarity ??= wordsOf(signature).reduce((sum, { rarity }) => sum + rarity, 0));
	const common = Math.max(50, known.length / 8);

	// Kept between lines: a list of thousands of zeros for each would take longer than the rest.
	const sharedBy = new Float64Array(known.length);
	const closest = (line: string) => {
		const words = [...new Set(lineWords(maskVolatile(line)))];
		const rare = words.filter((word) => (postings.get(word)?.length ?? 0) <= common);
		const touched: number[] = [];
		let most = 0;
		// Words of every other line lead nowhere by themselves; they count where rarer ones led.
		for (const word of rare.length > 0 ? rare : words) {
			const rarity = rarityOf(word);
			for (const number of postings.get(word) ?? []) {
				const before = sharedBy[number] ?? 0;
				if (before === 0) touched.push(number);
				sharedBy[number] = before + rarity;
				most = Math.max(most, before + rarity);
			}
		}
		const near = largest(touched, sharedBy, closeLooks * 6);
		const least = most * leastOfMost;
		const nearest = near.filter((number) => (sharedBy[number] ?? 0) >= least);
		for (const number of touched) sharedBy[number] = 0;
		const has = new Set(words);
		return nearest
			.flatMap((number) => {
				const signature = known[number];
				if (!signature || !saysSomething(wordsOf(signature))) return [];
				const both = wordsOf(signature).filter(({ word }) => has.has(word));
				const shared = both.reduce((total, { rarity }) => total + rarity, 0);
				return [{ signature, shared, share: shared / rarityOfAll(signature), both }];
			})
			.sort((a, b) => b.shared * b.share - a.shared * a.share)
			.slice(0, closeLooks);
	};

	return {
		match: (text, limit = 10) => {
			const best = new Map<number, LineMatch>();
			for (const line of pastedLines(text)) {
				for (const { signature, shared, share, both } of closest(line)) {
					const page = pages[signature.page];
					if (!page || share < leastShare) continue;
					signature.fit ??= readSignature(signature.text);
					const values = signature.fit(line);
					const exact = values !== undefined;
					// A few everyday words of a signature are chance; its whole text is not.
					if (!exact && both.length < fewestWords) continue;
					const score = shared * share * share * (exact ? 1.5 : 1);
					const before = best.get(signature.page);
					if (before && before.score >= score) {
						// More lines of the same page say a little more.
						before.score += score * 0.05;
						continue;
					}
					best.set(signature.page, {
						page,
						score: score + (before ? before.score * 0.05 : 0),
						share,
						exact,
						signature: signature.text,
						line,
						words: asWritten(
							both.map(({ word }) => word),
							line,
						),
						values: values ? valuesFor(values, page.variables ?? []) : {},
					});
				}
			}
			return [...best.values()]
				.sort((a, b) => b.score - a.score || (a.page.path < b.page.path ? -1 : 1))
				.slice(0, limit);
		},
	};
}

/** Those of `numbers` with the largest values, the largest first; of equal ones, those that came first. */
function largest(numbers: readonly number[], values: Float64Array, count: number): number[] {
	// Sorting hundreds for the sake of a few would take longer than everything else.
	const kept: number[] = [];
	let least = -1;
	for (const number of numbers) {
		const value = values[number] ?? 0;
		if (value <= least) continue;
		let place = kept.length;
		while (place > 0 && value > (values[kept[place - 1] ?? 0] ?? 0)) place--;
		kept.splice(place, 0, number);
		if (kept.length > count) kept.pop();
		if (kept.length === count) least = values[kept[count - 1] ?? 0] ?? 0;
	}
	return kept;
}

/** In which signatures each word stands, without the places in them, read in one pass: there may be thousands. */
function postingsOf(signatures: readonly string[]): Map<string, number[]> {
	const postings = new Map<string, number[]>();
	const text = signatures
		.map((signature) => signature.replaceAll('\n', ' '))
		.join('\n')
		.replaceAll(namedPlace, ' ')
		.toLowerCase();
	let [line, begin] = [0, 0];
	for (let at = 0; at <= text.length; at++) {
		const code = text.charCodeAt(at);
		if (isOfWord(code)) continue;
		if (at - begin > 1) {
			const word = text.slice(begin, at);
			const list = postings.get(word);
			if (!list) postings.set(word, [line]);
			else if (list.at(-1) !== line) list.push(line);
		}
		begin = at + 1;
		if (code === lineEnd) line++;
	}
	return postings;
}

const lineEnd = 10;
const [digits, letters, underscore, ascii] = [[48, 57], [97, 122], 95, 127] as const;
/** Whether a character stands in words: a letter or a digit of any script. */
const isOfWord = (code: number) =>
	(code >= letters[0] && code <= letters[1]) ||
	(code >= digits[0] && code <= digits[1]) ||
	code === underscore ||
	(code > ascii && /[\p{L}\p{N}]/u.test(String.fromCharCode(code)));

function wordsOfSignature(text: string): string[] {
	return [...new Set(lineWords(maskVolatile(text.replaceAll(namedPlace, masked))))];
}

/** More than one word, or one that is a name of an error by itself: `ECONNREFUSED`, `misconf`; never an everyday word. */
const saysSomething = ([first, ...more]: readonly { word: string }[]) =>
	first !== undefined && (more.length > 0 || first.word.length >= 6);

/** Words of a masked line. Names such as `pg_stat_activity` and `TCPConnectWrap` are one word. */
function lineWords(line: string): string[] {
	const text = (line.includes(masked) ? line.replaceAll(masked, ' ') : line).toLowerCase();
	// What letters are in all scripts takes a browser ten times as long to look up.
	return text.match(/[^\0-\x7f]/.test(text) ? /[\p{L}\p{N}_]{2,}/gu : /\w{2,}/g) ?? [];
}

const asWritten = (words: readonly string[], line: string) =>
	words.map((word) => {
		const at = line.toLowerCase().indexOf(word);
		return at === -1 ? word : line.slice(at, at + word.length);
	});

/** Fills variables of the name of a capture, or of its label; what a pattern refuses is left out. */
function valuesFor(
	captured: Readonly<Record<string, string>>,
	variables: readonly FillableVariable[],
): Record<string, string> {
	const values: Record<string, string> = {};
	for (const { name, label, pattern } of variables) {
		const value = captured[name.toLowerCase()] ?? captured[label?.toLowerCase() ?? ''];
		if (value === undefined || !accepts(pattern, value)) continue;
		values[name] = value;
	}
	return values;
}

/** Whether a value is one that a variable takes; without a pattern, anything on one line is. */
function accepts(pattern: string | undefined, value: string): boolean {
	return pattern === undefined
		? !/[\p{Cc}]/u.test(value)
		: new RegExp(`^(?:${pattern})$`).test(value);
}
