/** From text to the units that are compared in a search. */

/** A word of a text as it was written, and what it is compared by. */
export interface Word {
	/** As written, without what surrounds it. */
	written: string;
	/** Whole, in small letters: `pg_stat_activity`, `databasedown`, `$namespace`. */
	whole: string;
	/** What it is made of, each without its ending: `pg`, `stat`, `activ`. */
	parts: string[];
}

// Signs that belong to what one searches for: `$NAMESPACE`, `>5%`, `C++`, `user@host`, `a/b`.
const wordLike = /[\p{L}\p{N}_$%<>=&@+#/:.'’-]+/gu;
const outerSigns = /^[/:.'’<>=&@+#-]+(?=[\p{L}\p{N}_$%])|[/:.'’<>=&@#-]+$/gu;
const camel = /(?<=\p{Ll}|\p{N})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/** The words of a text, in order. */
export function wordsOf(text: string): Word[] {
	return (withoutMarks(text).match(wordLike) ?? []).flatMap((raw) => {
		const sign = /^[<>]=?\d/.test(raw) ? raw.replace(/[.:]+$/, '') : raw.replace(outerSigns, '');
		const parts = sign
			.split(/[^\p{L}\p{N}]+/u)
			.flatMap((piece) => piece.split(camel))
			.filter((piece) => piece !== '')
			.map((piece) => stem(piece.toLowerCase()));
		return parts.length === 0 ? [] : [{ written: sign, whole: sign.toLowerCase(), parts }];
	});
}

/** Everything a word of a page can be found by. */
export function termsOf({ whole, parts }: Word): string[] {
	const terms = new Set(parts);
	if (parts.length > 1 || /[^\p{L}\p{N}]/u.test(whole)) {
		terms.add(whole);
		// Whoever writes it as one word has it without its ending, too: `postmortems`.
		if (parts.length > 1) terms.add(stem(whole.replaceAll(/[^\p{L}\p{N}]/gu, '')));
	}
	return [...terms];
}

/** A word without the signs in it: `warroom` for `war-room`. */
export const joined = ({ whole }: Word) => whole.replaceAll(/[^\p{L}\p{N}]/gu, '');

/** A text for comparing as a whole: small letters, words with one space between. */
export function normalised(text: string): string {
	return wordsOf(text)
		.map(({ whole }) => whole.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim())
		.join(' ');
}

const withoutMarks = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '');

/**
 * A word without its English ending: `fails`, `failed` and `failing` become one. Short words and those with
 * digits stay, because `redis` is not a plural and `x509s` no word.
 */
export function stem(word: string): string {
	if (word.length < 5 || /\d/.test(word) || /(?:ss|us|is)$/.test(word)) return word;
	const ending = /(?:ies|ing|ed|es|s|e|y)$/.exec(word)?.[0] ?? '';
	const short = word.slice(0, word.length - ending.length);
	if (short.length < 3 || !/[aeiouy]/.test(short)) return word;
	// `stopped` is made of `stop`, `falling` of `fall`.
	return ['ing', 'ed'].includes(ending) && /([bdgmnprt])\1$/.test(short)
		? short.slice(0, -1)
		: short;
}
