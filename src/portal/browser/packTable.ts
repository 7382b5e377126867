/** A table of the pack, made where it is read. It stands like those of the portal, on a phone too. */
import type { CellPlace } from '../cells.ts';
import { cellAttributes } from '../cells.ts';
import { element } from './times.ts';

/** A text, or what stands in the cell. */
export type PackCell = string | { class?: string; of: readonly (string | Node)[] };

/** What the table is about, and its columns. */
export interface PackColumns {
	caption: string;
	head: readonly string[];
	/** Column that stands above the others where a row is a block. */
	main?: number;
	/** Column with ways to reach somebody. */
	reach?: number;
}

/** The table with these rows. The first cell of a row is its heading. */
export function packTable(
	{ caption, head, main = 0, reach }: PackColumns,
	rows: readonly (readonly PackCell[])[],
): HTMLElement {
	const frame = element('div', '', 'table rows');
	const table = attributed(element('table'), { role: 'table' });
	const inHead = attributed(element('tr'), { role: 'row' });
	inHead.append(
		...head.map((text) => attributed(element('th', text), { scope: 'col', role: 'columnheader' })),
	);
	const placeOf = (column: number): CellPlace =>
		column === main ? 'main' : column === reach ? 'reach' : 'plain';
	table.append(element('caption', caption));
	attributed(table.createTHead(), { role: 'rowgroup' }).append(inHead);
	attributed(table.createTBody(), { role: 'rowgroup' }).append(
		...rows.map((cells) => {
			const row = attributed(element('tr'), { role: 'row' });
			row.append(
				...cells.map((cell, column) => cellOf(cell, head[column] ?? '', column, placeOf(column))),
			);
			return row;
		}),
	);
	frame.append(table);
	return frame;
}

function cellOf(cell: PackCell, name: string, column: number, place: CellPlace): HTMLElement {
	const heading = column === 0;
	const made = attributed(element(heading ? 'th' : 'td'), cellAttributes(name, { heading, place }));
	if (place !== 'plain') made.classList.add(place);
	if (typeof cell === 'string') {
		made.append(cell);
		if (cell === '' && place === 'plain') made.classList.add('none');
	} else {
		made.append(...cell.of);
		if (cell.class !== undefined) made.classList.add(cell.class);
	}
	return made;
}

function attributed<T extends Element>(made: T, attributes: Readonly<Record<string, string>>): T {
	for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
	return made;
}
