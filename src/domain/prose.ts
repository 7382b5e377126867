/** Prose of a page as sentences that know their line: what checks of wording look at. */
import type { Page } from './content.ts';

/** A sentence, or a cell of a table with the heads of its row and column. */
export interface Sentence {
	/** Without Markdown's marks. */
	text: string;
	/** Headings above it, the outermost first; a line in bold alone counts as one, and so does `**Label:**` before it. */
	headings: readonly string[];
	/** For a cell: the heads it stands under. */
	cell: { row: string; column: string } | undefined;
	/** Line in the file of a place in the text. */
	lineAt: (index: number) => number;
}

interface Line {
	text: string;
	line: number;
}

/** All sentences of a page in Markdown or MDX, its headings among them; code, components and comments are no prose. */
export function sentencesOf({
	body,
	bodyLine,
}: Pick<Page<unknown>, 'body' | 'bodyLine'>): Sentence[] {
	const found: Sentence[] = [];
	let headings: { depth: number; text: string }[] = [];
	let block: Line[] = [];
	let table: Line[] = [];
	let fence: string | undefined;
	let label: string | undefined;
	const above = () => headings.map(({ text }) => text);
	const flush = () => {
		const labelled = label === undefined ? above() : [...above(), label];
		found.push(...splitBlock(block, labelled), ...splitTable(table, above()));
		block = [];
		table = [];
		label = undefined;
	};
	const enter = (depth: number, text: string, line: number) => {
		flush();
		headings = headings.filter((heading) => heading.depth < depth);
		found.push(...splitBlock([{ text, line }], above()));
		headings.push({ depth, text });
	};

	for (const [index, raw] of body.split('\n').entries()) {
		const line = bodyLine + index;
		const mark = /^\s*(```+|~~~+)/.exec(raw)?.[1];
		if (fence !== undefined) {
			if (mark?.startsWith(fence)) fence = undefined;
			continue;
		}
		if (mark !== undefined) {
			flush();
			fence = mark;
			continue;
		}
		const heading = /^\s{0,3}(#{1,6})\s+(.*)$/.exec(raw);
		const bold = /^\s*\*\*([^*]+)\*\*:?\s*$/.exec(raw);
		if (heading) enter(heading[1]?.length ?? 1, plain(heading[2] ?? ''), line);
		else if (bold && block.length === 0) enter(boldDepth, plain(bold[1] ?? ''), line);
		else if (/^\s*$|^\s*(?:<|\{\/\*|:::|import\s|export\s)/.test(raw)) flush();
		else if (/^\s*\|/.test(raw)) {
			if (block.length > 0) flush();
			table.push({ text: raw, line });
		} else {
			const item = /^\s*(?:[-*+]|\d+[.)])\s+/.exec(raw)?.[0];
			if (item !== undefined || table.length > 0) flush();
			const text = raw.slice(item?.length ?? 0).replace(/^\s*>\s?/, '');
			if (block.length === 0) label = /^\*\*([^*]+?)(?::\*\*|\*\*:)/.exec(text)?.[1];
			block.push({ text: plain(text), line });
		}
	}
	flush();
	return found;
}

/** Below all headings that Markdown has. */
const boldDepth = 7;

/** Words without emphasis, code marks and the targets of links. */
const plain = (text: string) =>
	text
		.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replaceAll(/[*`]|(?<!\w)_|_(?!\w)/g, '')
		.trim();

function splitBlock(lines: readonly Line[], headings: readonly string[]): Sentence[] {
	const starts: { index: number; line: number }[] = [];
	let text = '';
	for (const item of lines) {
		if (text !== '') text += ' ';
		starts.push({ index: text.length, line: item.line });
		text += item.text;
	}
	const ends = [...text.matchAll(/[.!?](?=\s+["“(]?\p{Lu}|\s*$)/gu)].map(({ index }) => index + 1);
	const bounds = [0, ...ends, text.length];
	return bounds.slice(1).flatMap((end, place) => {
		const from = bounds[place] ?? 0;
		const sentence = text.slice(from, end);
		if (sentence.trim() === '') return [];
		const lineAt = (index: number) =>
			starts.findLast((start) => start.index <= from + index)?.line ?? lines[0]?.line ?? 1;
		return [{ text: sentence, headings, cell: undefined, lineAt }];
	});
}

function splitTable(lines: readonly Line[], headings: readonly string[]): Sentence[] {
	const cells = ({ text }: Line) =>
		text
			.trim()
			.replace(/^\||\|$/g, '')
			.split(/(?<!\\)\|/)
			.map(plain);
	const [head, ...rows] = lines.filter(({ text }) => !/^\s*\|?[\s:|-]+$/.test(text));
	if (!head) return [];
	const columns = cells(head);
	return rows.flatMap((line) => {
		const [row = '', ...rest] = cells(line);
		return rest.flatMap((text, index) =>
			text === ''
				? []
				: [
						{
							text,
							headings,
							cell: { row, column: columns[index + 1] ?? '' },
							lineAt: () => line.line,
						},
					],
		);
	});
}
