/** What somebody asks for: its words, each with what it may also be called and what may be meant by it. */
import type { Vocabulary } from './searchVocabulary.ts';
import { isBeginning } from './searchVocabulary.ts';
import type { Word } from './searchTokens.ts';
import { joined, stem, wordsOf } from './searchTokens.ts';
import { stopWords, synonyms } from './searchWords.ts';

/** One word of a question. */
export interface AskedWord {
	/** As it was typed. */
	written: string;
	/** What it is looked up as, itself first. */
	terms: AskedTerm[];
}

interface AskedTerm {
	text: string;
	/** How much of the meaning it keeps: 1 as asked, less for synonyms, beginnings and typos. */
	quality: number;
}

/** More words than this are no question. */
const mostWords = 40;
const synonymQuality = 0.75;

/**
 * Takes a question apart, with the words that there are in mind.
 *
 * @param typed words may be unfinished or misspelt; a program's are neither
 */
export function questionOf(question: string, vocabulary: Vocabulary, typed: boolean): AskedWord[] {
	const words = wordsOf(question).slice(0, mostWords);
	const phrases = synonymsIn(words);
	const telling = words.filter(({ whole }) => !stopWords.has(whole.replaceAll(/['’-]/g, '')));
	const asked = new Map<string, AskedWord>();
	for (const word of telling.length > 0 ? telling : words) {
		const units = unitsOf(word, vocabulary);
		for (const unit of units) {
			if (asked.has(unit)) continue;
			const written = units.length > 1 ? unit : word.written;
			const alone = units.length === 1;
			const terms: AskedTerm[] = [{ text: unit, quality: 1 }];
			if (alone) {
				for (const text of [word.whole, stem(joined(word))])
					if (text !== unit) terms.push({ text, quality: 1 });
			}
			if (typed) terms.push(...meant(unit, word, alone, word === words.at(-1), vocabulary));
			for (const text of phrases.get(word) ?? []) terms.push({ text, quality: synonymQuality });
			const following = words[words.indexOf(word) + 1];
			if (following) terms.push({ text: stem(joined(word) + joined(following)), quality: 1 });
			asked.set(unit, { written, terms });
		}
	}
	return [...asked.values()];
}

/** A name that some page has as a whole is one word; any other is what it is made of. */
function unitsOf(word: Word, vocabulary: Vocabulary): string[] {
	if (word.parts.length === 1) return [word.parts[0] ?? word.whole];
	for (const whole of [word.whole, stem(joined(word))]) if (vocabulary.has(whole)) return [whole];
	const parts = word.parts.filter((part) => !stopWords.has(part));
	return parts.length > 0 ? parts : [word.whole];
}

/** What may be meant by a word that is not finished or misspelt. */
function meant(
	unit: string,
	word: Word,
	alone: boolean,
	last: boolean,
	vocabulary: Vocabulary,
): AskedTerm[] {
	const terms: AskedTerm[] = [];
	const known = vocabulary.has(unit);
	// The last word may not be finished.
	if ((!known || last) && isBeginning(unit)) {
		for (const text of vocabulary.beginningWith(unit))
			terms.push({
				text,
				quality: (known ? 0.5 : 0.8) * (0.6 + (0.4 * unit.length) / text.length),
			});
	}
	if (!known) {
		// What looks like an ending may be the typo.
		const forms = alone && joined(word) !== unit ? [unit, joined(word)] : [unit];
		for (const { text, away } of forms.flatMap((form) => vocabulary.similarTo(form)))
			terms.push({ text, quality: away === 1 ? 0.75 : 0.5 });
	}
	return terms;
}

/** By each member of a group of synonyms, what its groups are found by. */
const groupsByMember = new Map<string, string[]>();
for (const group of synonyms) {
	const members = group.map((member) => wordsOf(member).flatMap(({ parts }) => parts));
	// Two words that follow each other in a name are also kept as one.
	const single = members.filter((parts) => parts.length <= 2).map((parts) => stem(parts.join('')));
	for (const parts of members) {
		const key = parts.join(' ');
		groupsByMember.set(key, [...new Set([...(groupsByMember.get(key) ?? []), ...single])]);
	}
}
const longestMember = Math.max(...[...groupsByMember.keys()].map((key) => key.split(' ').length));

/** Other words for the words of a question; those of a phrase stand at its last word that means something. */
function synonymsIn(words: readonly Word[]): Map<Word, string[]> {
	const found = new Map<Word, string[]>();
	for (const start of words.keys()) {
		for (let length = 1; length <= longestMember && start + length <= words.length; length++) {
			const phrase = words.slice(start, start + length);
			const group = groupsByMember.get(phrase.flatMap(({ parts }) => parts).join(' '));
			const at = phrase.findLast(({ whole }) => !stopWords.has(whole)) ?? phrase.at(-1);
			if (!group || !at) continue;
			const others = group.filter((term) => !at.parts.includes(term));
			found.set(at, [...new Set([...(found.get(at) ?? []), ...others])]);
		}
	}
	return found;
}
