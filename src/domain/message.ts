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

// A heading in a message would stand in the outline of the page around it, where it means nothing.
markdown.renderer.rules['heading_open'] = (tokens, index) =>
	isHeading(tokens[index]) ? `<${tokens[index].tag}>` : '<p><strong>';
markdown.renderer.rules['heading_close'] = (tokens, index) =>
	isHeading(tokens[index]) ? `</${tokens[index].tag}>\n` : '</strong></p>\n';

/**
 * The text as HTML. Whatever stands in it, only the elements of Markdown come out. Headings become strong
 * lines; a text with an outline of its own says at which level of the page it begins.
 */
export function messageToHtml(text: string, { headings }: { headings?: number } = {}): string {
	const tokens = markdown.parse(text, {});
	const least = Math.min(...tokens.filter(isHeading).map(levelOf));
	let last = (headings ?? 0) - 1;
	for (const token of tokens.filter(isHeading)) {
		if (headings === undefined) token.tag = '';
		else if (token.nesting > 0) {
			// No level is left out, whichever the author left out.
			last = Math.min(levelOf(token) - least + headings, last + 1, 6);
			token.tag = `h${last}`;
		} else token.tag = `h${last}`;
	}
	return markdown.renderer.render(tokens, markdown.options, {}).trim();
}

type Token = ReturnType<typeof markdown.parse>[number];

const isHeading = (token: Token | undefined): token is Token =>
	token !== undefined && /^h[1-6]$/.test(token.tag);
const levelOf = ({ tag }: Token) => Number(tag.slice(1));

/** The text without any markup: words and line breaks, and the address of a link behind its words. */
export function messageToText(text: string): string {
	const blocks = markdown.parse(text, {}).flatMap((token) => {
		if (token.type === 'inline') return inlineText(token.children ?? []);
		if (token.type === 'fence' || token.type === 'code_block') return token.content.trimEnd();
		return [];
	});
	return blocks.join('\n\n').trim();
}

function inlineText(tokens: readonly Token[]): string {
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
