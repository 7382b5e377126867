/**
 * About how high a step of a runbook will be, said before a browser lays it out: steps below the screen wait until one
 * comes to them. Rather too high than too low: of two steps that were thought too low, links would lie over each other.
 */

/** Letters in a line of a step on a phone, where it is highest. */
const lettersInLine = 30;
/** Height of a line of text, of the space around a paragraph, and of what every step has, in rem. */
const line = 1.7;
const space = 0.9;
const frame = 6;
/** Height of a line of a command, and of what is around all of them with their button, in rem. */
const codeLine = 1.75;
const codeFrame = 6;

const code = /<figure\b[^>]*--lines:(\d+)[^]*?<\/figure>/g;
/** What nobody sees before it is opened. */
const folded = /(<details\b(?![^>]*\sopen)[^>]*>\s*<summary\b[^]*?<\/summary>)[^]*?<\/details>/g;
const unseen = /<(script|style|noscript|svg)\b[^]*?<\/\1>/g;
const block =
	/<\/?(?:p|li|ul|ol|h\d|summary|details|label|div|section|header|dl|dt|dd|th|td|button|form|blockquote|aside)\b[^>]*>/;

/** Height of a step with this content, in rem on a phone. */
export function stepHeight(html: string): number {
	const seen = html.replaceAll(unseen, '').replaceAll(folded, '$1</details>');
	const codes = [...seen.matchAll(code)].map(([, lines]) => codeFrame + Number(lines) * codeLine);
	const texts = seen
		.replaceAll(code, '')
		.split(block)
		.map((text) => text.replaceAll(/<[^>]*>/g, '').trim().length)
		.filter((letters) => letters > 0)
		.map((letters) => space + Math.ceil(letters / lettersInLine) * line);
	return Math.ceil([frame, ...codes, ...texts].reduce((sum, height) => sum + height));
}
