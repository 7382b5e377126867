/** Text that others wrote, between words of ours. */

// Letters written from right to left, and characters that set a direction.
const rightToLeft =
	/[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;
const isolates = /[\u2066-\u2069]/g;

/**
 * Keeps a text from turning the words around it, where there is no markup to do so. Text without letters from
 * right to left stays as it is.
 */
export function isolateText(text: string): string {
	return rightToLeft.test(text) ? `\u2068${text.replaceAll(isolates, '')}\u2069` : text;
}

/** The first `length` characters as people count them, with an ellipsis where something is left out. */
export function shorten(text: string, length: number): string {
	// No character people see is longer than this in practice, and only this much is looked at.
	const characters = [...segmenter.segment(text.slice(0, length * 32))];
	if (characters.length <= length && text.length <= length * 32) return text;
	return `${characters
		.slice(0, length - 1)
		.map(({ segment }) => segment)
		.join('')
		.trimEnd()}…`;
}

/** What happened and why, as one line: `Corrected: It read as if all failed.` Without a reason, the fact alone. */
export const because = (what: string, reason: string): string =>
	reason === '' ? what : `${what}: ${reason}`;

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
