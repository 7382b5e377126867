import { distance } from 'fastest-levenshtein';

/**
 * The known word that was most likely meant, or `undefined` if none is near.
 *
 * @example suggest('chekout', ['checkout', 'search']) // => 'checkout'
 */
export function suggest(word: string, known: Iterable<string>): string | undefined {
	const wanted = word.toLowerCase();
	let best: { word: string; away: number } | undefined;
	for (const candidate of known) {
		const away = distance(wanted, candidate.toLowerCase());
		if (!best || away < best.away) best = { word: candidate, away };
	}
	// A third of the letters may differ, at least two: `apo` still finds `api`, `foo` finds nothing long.
	return best && best.away <= Math.max(2, Math.floor(word.length / 3)) && best.away < word.length
		? best.word
		: undefined;
}

/** `Did you mean …?`, or the list of what there is. */
export function didYouMean(word: string, known: readonly string[], where: string): string {
	const near = suggest(word, known);
	if (near !== undefined) return `Did you mean \`${near}\`?`;
	const shown = known.slice(0, 8).map((item) => `\`${item}\``);
	if (shown.length === 0) return `There are none yet; add it to ${where}.`;
	return `Known are ${shown.join(', ')}${known.length > 8 ? ' and others' : ''}; see ${where}.`;
}
