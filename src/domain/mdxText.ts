/** Words of people, alerts and machines as text of a page: nothing in them becomes markup, a component or code. */

/** One line of any text for a page in MDX. Line breaks become spaces, so that no line begins anew. */
export function mdxLine(text: string): string {
	return (
		text
			.replaceAll(/\s+/g, ' ')
			.trim()
			.replaceAll(/[\\`*{}<>[\]|~&$@]/g, '\\$&')
			// An address that becomes a link by itself would swallow what stands behind it, escapes and all.
			.replaceAll(/:(?=\/\/)|(?<=\bwww)\./gi, '\\$&')
			.replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
			.replace(/^[#+=:-]/, '\\$&')
			.replace(/^(\d+)(?=[.)])/, '$1\\')
			// A paragraph that begins with one of these words would be a statement of the page's program.
			.replace(/^(?:import|export)\b/, (word) => `&#${word.charCodeAt(0)};${word.slice(1)}`)
	);
}

/** A block of code whose text can hold anything, even fences. */
export function mdxCode(text: string, language: string): string {
	const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
	const fence = '`'.repeat(Math.max(3, longest + 1));
	return `${fence}${language}\n${text.replaceAll('\r\n', '\n').trimEnd()}\n${fence}`;
}

/** A comment that readers of the page never see. */
export const mdxComment = (text: string) =>
	`{/* ${text.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ').trim()} */}`;

/** An address as the target of a link in a page. */
export const mdxAddress = (url: string) =>
	url.replaceAll(
		/[\s()<>{}\\]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
	);

/** The value of an attribute of a component: quotes and lines in it cannot end it. */
export const mdxAttribute = (text: string) =>
	text.replaceAll(/\s+/g, ' ').trim().replaceAll('&', '&amp;').replaceAll('"', '&quot;');
