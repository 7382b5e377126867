/** The texts of updates, notes and reports: Markdown without HTML, as HTML and as plain text. */
import MarkdownIt from 'markdown-it';

/** Addresses that a text may link to. */
export function isAllowedAddress(address: string): boolean {
	return /^(?:https?:\/\/|mailto:|tel:|\/|#)/i.test(address) && !/\s/.test(address);
}

// HTML is printed as the text it is, and no picture is fetched from anywhere.
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable(
	'image',
);
markdown.validateLink = isAllowedAddress;

/** The text as HTML. Whatever stands in it, only the elements of Markdown come out. */
export function messageToHtml(text: string): string {
	return markdown.render(text).trim();
}

/** The text without any markup: words and line breaks, and the address of a link behind its words. */
export function messageToText(text: string): string {
	const blocks = markdown.parse(text, {}).flatMap((token) => {
		if (token.type === 'inline') return inlineText(token.children ?? []);
		if (token.type === 'fence' || token.type === 'code_block') return token.content.trimEnd();
		return [];
	});
	return blocks.join('\n\n').trim();
}

type Inline = ReturnType<typeof markdown.parse>[number];

function inlineText(tokens: readonly Inline[]): string {
	let text = '';
	let address = '';
	let linkStart = 0;
	for (const token of tokens) {
		switch (token.type) {
			case 'text':
			case 'code_inline':
				text += token.content;
				break;
			case 'softbreak':
			case 'hardbreak':
				text += '\n';
				break;
			case 'link_open':
				address = String(token.attrGet('href') ?? '');
				linkStart = text.length;
				break;
			case 'link_close':
				if (text.slice(linkStart) !== address) text += ` (${address})`;
				break;
		}
	}
	return text;
}
