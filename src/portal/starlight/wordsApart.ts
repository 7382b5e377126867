/**
 * A built page for the index, which takes its text without elements: only what it knows as sentences would be apart, and
 * “Cause” beside “queue” would be found as “Causequeue”. Readers never see this.
 */

/** Elements that say something by themselves, and that Pagefind does not know to end a sentence. */
const saying = 'dt|dd|th|caption|summary|legend|label|option|button|figcaption';

/** The end of one that it knows. */
const sentence = /<\/(?:div|p|li|ul|ol|td|h\d)>/;

const ending = new RegExp(`([^\\s<>])((?:\\s|</\\w+>)*)</(${saying})>`, 'g');

/** The page with a sign after each term and cell, and a blank between elements that stand beside each other. */
export const wordsApart = (html: string): string =>
	html
		.split(/(<(pre|script|style)\b[\s\S]*?<\/\2>)/)
		// By turns: what lies between, an element whose text stays as it is, and its name.
		.map((part, index, parts) => {
			if (index % 3 === 0) return apart(part);
			if (index % 3 === 2) return '';
			return parts[index + 1] === 'pre' ? `${part} ` : part;
		})
		.join('');

const apart = (html: string): string =>
	html
		.replaceAll(ending, (_, last: string, between: string, name: string) => {
			const ended = /[.:;,!?…]/.test(last) || sentence.test(between);
			const sign = ended ? '' : name === 'dt' ? ':' : '.';
			return `${last}${between}${sign} </${name}>`;
		})
		// What a script fills later has no word of its own.
		.replaceAll(/(<\/\w+>)(?=<\w)(?!<(\w+)[^>]*><\/\2>)/g, '$1 ')
		.replaceAll(/(<\/span>)(?=\p{L})|(\p{L})(?=<span\b)/gu, '$& ');
