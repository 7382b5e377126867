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
	words: string[];
	/** Sum of the rarities of its words. */
	rarity: number;
	/** Read when it is first needed. */
	fit?: FitLine | undefined;
}

/** Signatures of one line that are looked at closely. */
const closeLooks = 8;
/** What shares less than this part of what the nearest signature shares is not looked at. */
const leastOfMost = 0.4;
/** Less than this share of a signature is chance. */
const leastShare = 0.55;
/** Fewer words than this of a signature that does not fit to the letter are chance too. */
const fewestWords = 3;

/** Makes the matcher. A signature that says nothing of its own, such as `<line>`, is left out. */
export function logMatcher(pages: readonly KnownLines[]): LogMatcher {
	const known: Signature[] = [];
	for (const [number, { signatures }] of pages.entries()) {
		for (const text of signatures) {
			const read = signatureOf(text, number);
			if (read.words.length > 1 || isName(read.words)) known.push(read);
		}
	}
	const postings = new Map<string, number[]>();
	for (const [number, { words }] of known.entries()) {
		for (const word of words) {
			const list = postings.get(word);
			if (list) list.push(number);
			else postings.set(word, [number]);
		}
	}
	const rarities = new Map<string, number>();
	for (const [word, list] of postings) rarities.set(word, Math.log(1 + known.length / list.length));
	const rarityOf = (word: string) => rarities.get(word) ?? Math.LN2;
	for (const signature of known)
		signature.rarity = signature.words.reduce((sum, word) => sum + rarityOf(word), 0);
	const common = Math.max(50, known.length / 8);

	// Kept between lines: a list of thousands of zeros for each would take longer than the rest.
	const sharedBy = new Float64Array(known.length);
	const closest = (line: string): { signature: Signature; shared: number; words: string[] }[] => {
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
		const near = touched.filter((number) => (sharedBy[number] ?? 0) >= most * leastOfMost);
		near.sort((a, b) => (sharedBy[b] ?? 0) - (sharedBy[a] ?? 0));
		for (const number of touched) sharedBy[number] = 0;
		const has = new Set(words);
		return near
			.slice(0, closeLooks * 6)
			.flatMap((number) => {
				const signature = known[number];
				if (!signature) return [];
				const both = signature.words.filter((word) => has.has(word));
				const sum = both.reduce((total, word) => total + rarityOf(word), 0);
				return [{ signature, shared: sum, words: both }];
			})
			.sort(
				(a, b) =>
					b.shared * (b.shared / b.signature.rarity) - a.shared * (a.shared / a.signature.rarity),
			)
			.slice(0, closeLooks);
	};

	return {
		match: (text, limit = 10) => {
			const best = new Map<number, LineMatch>();
			for (const line of pastedLines(text)) {
				for (const { signature, shared, words } of closest(line)) {
					const share = signature.rarity === 0 ? 0 : shared / signature.rarity;
					const page = pages[signature.page];
					if (!page || share < leastShare) continue;
					signature.fit ??= readSignature(signature.text);
					const values = signature.fit(line);
					const exact = values !== undefined;
					// A few everyday words of a signature are chance; its whole text is not.
					if (!exact && words.length < fewestWords) continue;
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
						words: asWritten(words, line),
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

function signatureOf(text: string, page: number): Signature {
	// Thousands of them are read before the first answer, and most have no place in them.
	const whole = text.includes('<') ? text.replaceAll(namedPlace, masked) : text;
	return { page, text, words: [...new Set(lineWords(maskVolatile(whole)))], rarity: 0 };
}

/** Words of a masked line. Names such as `pg_stat_activity` and `TCPConnectWrap` are one word. */
function lineWords(line: string): string[] {
	const text = (line.includes(masked) ? line.replaceAll(masked, ' ') : line).toLowerCase();
	// What letters are in all scripts takes a browser ten times as long to look up.
	return text.match(/[^\0-\x7f]/.test(text) ? /[\p{L}\p{N}_]{2,}/gu : /\w{2,}/g) ?? [];
}

/** One word that is a name of an error by itself: `ECONNREFUSED`, `misconf`. Never an everyday word. */
const isName = ([word, ...more]: readonly string[]) =>
	word !== undefined && more.length === 0 && word.length >= 6;

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
