/** One list from three ways of looking: by lines of logs, by words of titles and symptoms, by the full text. */
import type { LineMatch, LogMatcher } from './logMatch.ts';
import { hasSignsOfLog, looksPasted, masked, maskLine, pastedLines } from './logMask.ts';
import type { SearchEntry } from './searchEntry.ts';
import type { Found, Question, SearchFilter, SearchIndex } from './searchIndex.ts';
import { fits } from './searchIndex.ts';

/** One line of an answer. */
export interface Answer {
	entry: SearchEntry;
	/** How well it answers what was asked: by its name or to the letter, in every word, in most, or in few. */
	certainty: 'exact' | 'full' | 'good' | 'weak';
	/** Words that were asked for and are there. */
	matched: string[];
	/** Values for the variables of a runbook. */
	values: Record<string, string>;
	/** Incidents in which it was used, the newest first. */
	seenIn: SearchEntry[];
	/** The words around what was found in its text. */
	excerpt?: string;
}

/** What is looked in. The matcher may still be on its way. */
export interface SearchSources {
	index: SearchIndex;
	/** By path. */
	entries: ReadonlyMap<string, SearchEntry>;
	matcher?: LogMatcher | undefined;
}

/** A page whose text has all the words, from the full-text index. */
export interface TextHit {
	path: string;
	excerpt: string;
}

/** Less of a question than this is an answer only if there is no better one. */
const goodCoverage = 0.6;
/** All of it, except for what a synonym or a typo leaves. */
const fullCoverage = 0.75;
const mostAnswers = 20;
/** Where a line is known, what answers so much less shares a few of its words by chance. */
const leastOfBest = 0.05;
/** More words than this of a pasted text make its search no better. */
const mostPastedWords = 24;

/** The words of a question that are looked up: of a pasted text, those that tell something. */
export function wordsAsked(question: string): Question {
	const pasted = hasSignsOfLog(question);
	return { text: pasted ? tellingPart(question) : question, typed: !pasted };
}

/** Answers by lines and words, the best first. */
export function answer(
	question: string,
	filter: SearchFilter,
	{ index, entries, matcher }: SearchSources,
): Answer[] {
	const pasted = looksPasted(question);
	const words = index.search(wordsAsked(question), filter, mostAnswers * 2);
	const lines = pasted && matcher ? matcher.match(question, mostAnswers) : [];
	if (lines.length === 0) return words.slice(0, mostAnswers).map(fromWords);

	const byPath = new Map(words.map((found) => [found.entry.path, found]));
	const scored = lines.flatMap((line) => {
		const entry = entries.get(line.page.path);
		if (!entry || !fits(entry, filter)) return [];
		const found = byPath.get(line.page.path);
		return [{ score: line.score + (found?.score ?? 0), answer: fromLine(line, entry, entries) }];
	});
	const taken = new Set(scored.map(({ answer }) => answer.entry.path));
	for (const found of words) {
		if (!taken.has(found.entry.path)) scored.push({ score: found.score, answer: fromWords(found) });
	}
	const best = Math.max(...scored.map(({ score }) => score));
	return scored
		.filter(({ score }) => score >= best * leastOfBest)
		.sort((a, b) => b.score - a.score)
		.slice(0, mostAnswers)
		.map(({ answer: one }) => one);
}

/**
 * Puts pages that have all the words in their text behind good answers and before weak ones; first those whose title
 * or symptoms have some of the words, too.
 */
export function withText(
	answers: readonly Answer[],
	hits: readonly TextHit[],
	filter: SearchFilter,
	entries: ReadonlyMap<string, SearchEntry>,
): Answer[] {
	const excerpts = new Map(hits.map(({ path, excerpt }) => [path, excerpt]));
	const known = answers.map((one) => {
		const excerpt = excerpts.get(one.entry.path);
		return excerpt === undefined ? one : { ...one, excerpt };
	});
	const good = known.filter(({ certainty }) => certainty !== 'weak');
	const before = new Set(good.map(({ entry }) => entry.path));
	const partly = known
		.filter(({ entry }) => excerpts.has(entry.path) && !before.has(entry.path))
		.map((one): Answer => ({ ...one, certainty: 'good' }));
	const named = new Set([...before, ...partly.map(({ entry }) => entry.path)]);
	const inText = hits.flatMap(({ path, excerpt }): Answer[] => {
		const entry = entries.get(path);
		if (!entry || named.has(path) || !fits(entry, filter)) return [];
		return [{ entry, certainty: 'good', matched: [], values: {}, seenIn: [], excerpt }];
	});
	const text = [...partly, ...inText];
	const shown = new Set([...before, ...text.map(({ entry }) => entry.path)]);
	const weak = known.filter(({ entry }) => !shown.has(entry.path));
	return [...good, ...text, ...weak].slice(0, mostAnswers);
}

/**
 * Whether the full text need not be asked: somebody typed a name, pasted a line that is known, or typed words that
 * a title or symptom has. The full text is much more to fetch.
 */
export const isSettled = ([first]: readonly Answer[]) =>
	first?.certainty === 'exact' || first?.certainty === 'full';

function fromWords({ entry, coverage, matched, exact }: Found): Answer {
	const certainty = exact ? 'exact' : certaintyOf(coverage);
	return { entry, certainty, matched, values: {}, seenIn: [] };
}

function fromLine(
	{ page, words, values, exact, share }: LineMatch,
	entry: SearchEntry,
	entries: ReadonlyMap<string, SearchEntry>,
): Answer {
	return {
		entry,
		certainty: exact && words.length > 1 ? 'exact' : certaintyOf(share),
		matched: words,
		values,
		seenIn: (page.usedIn ?? []).flatMap((path) => entries.get(path) ?? []),
	};
}

const certaintyOf = (coverage: number) =>
	coverage >= fullCoverage ? 'full' : coverage >= goodCoverage ? 'good' : 'weak';

/** The words of a pasted text without what changes, as many as are useful. A port says which program was asked. */
function tellingPart(text: string): string {
	const words = pastedLines(text).flatMap((line) => [
		...maskLine(line).replaceAll(masked, ' ').split(/\s+/),
		...[...line.matchAll(portOfAddress)].map(([, port = '']) => port),
	]);
	return [...new Set(words)].slice(0, mostPastedWords).join(' ');
}

/** `10.2.3.4:6379`, `[fe80::1]:6379` */
const portOfAddress = /(?:\d\.\d{1,3}|\]):(\d{2,5})\b/g;
