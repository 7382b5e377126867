/** A Markdown or MDX file in two parts: front matter between two lines `---`, and the body below. */
export interface Split {
	frontMatter: string;
	/** Line of the first line of the front matter, from 1. */
	frontMatterLine: number;
	body: string;
	/** Line of the first line of the body that is not empty. */
	bodyLine: number;
}

/** Splits a file; `undefined` if it does not start with front matter that ends. */
export function splitFrontMatter(text: string): Split | undefined {
	const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
	const start = /^---[ \t]*\r?\n/.exec(plain);
	if (!start) return undefined;
	const end = /^---[ \t]*(?:\r?\n|$)/m;
	const rest = plain.slice(start[0].length);
	const match = end.exec(rest);
	if (!match) return undefined;
	const frontMatter = rest.slice(0, match.index);
	const after = rest.slice(match.index + match[0].length);
	const leading = /^(?:[ \t]*\r?\n)*/.exec(after)?.[0] ?? '';
	return {
		frontMatter,
		frontMatterLine: 2,
		body: after.slice(leading.length).trimEnd(),
		bodyLine: 3 + countLines(frontMatter) + countLines(leading),
	};
}

const countLines = (text: string) => text.split('\n').length - 1;
