/** Tables in Markdown files, as people and programs both read them. */
import { readFileSync } from 'node:fs';
import MarkdownIt from 'markdown-it';

/** One row: what each column says, as text without marks, and the pieces of code in it. */
export interface Row {
	text: Readonly<Record<string, string>>;
	code: Readonly<Record<string, readonly string[]>>;
	/** Line of the row in its file. */
	line: number;
}

/** All rows of the tables of a file, by the headings of their columns. */
export function readTables(file: string): Row[] {
	const rows: Row[] = [];
	let heads: string[] = [];
	let cells: { text: string; code: string[] }[] = [];
	let line = 0;
	let inHead = false;
	for (const token of new MarkdownIt().parse(readFileSync(file, 'utf8'), {})) {
		if (token.type === 'thead_open') inHead = true;
		if (token.type === 'thead_close') inHead = false;
		if (token.type === 'tr_open') {
			cells = [];
			line = (token.map?.[0] ?? 0) + 1;
		}
		if (token.type === 'inline' && line > 0) {
			const children = token.children ?? [];
			cells.push({
				text: children.map(({ content }) => content).join(''),
				code: children.filter(({ type }) => type === 'code_inline').map(({ content }) => content),
			});
		}
		if (token.type !== 'tr_close') continue;
		if (inHead) heads = cells.map(({ text }) => text);
		else {
			const byHead = <T>(pick: (cell: { text: string; code: string[] }) => T, none: T) =>
				Object.fromEntries(
					heads.map((head, index) => {
						const cell = cells[index];
						return [head, cell ? pick(cell) : none];
					}),
				);
			rows.push({
				text: byHead(({ text }) => text, ''),
				code: byHead(({ code }) => code, []),
				line,
			});
		}
		line = 0;
	}
	return rows;
}
