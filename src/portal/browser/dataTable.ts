/** A table made where it is read. It stands like those that are built, on a phone too. */
import type { CellPlace, TableColumns } from '../cells.ts';
import { cellAttributes, cellClass, isBlank, placeOf } from '../cells.ts';
import { element } from './times.ts';

/** A text, or what stands in the cell. */
export type MadeCell = string | { class?: string | undefined; of: readonly (string | Node)[] };

/** The table with these rows. The first cell of a row is its heading. */
export function dataTable(
	columns: TableColumns,
	rows: readonly (readonly MadeCell[])[],
): HTMLElement {
	const { caption, head } = columns;
	const frame = attributed(element('div', '', 'table rows'), {
		role: 'region',
		'aria-label': caption,
		tabindex: '0',
	});
	const table = attributed(element('table'), { role: 'table' });
	const inHead = attributed(element('tr'), { role: 'row' });
	inHead.append(
		...head.map((text) => attributed(element('th', text), { scope: 'col', role: 'columnheader' })),
	);
	table.append(element('caption', caption));
	attributed(table.createTHead(), { role: 'rowgroup' }).append(inHead);
	attributed(table.createTBody(), { role: 'rowgroup' }).append(
		...rows.map((cells) => {
			const row = attributed(element('tr'), { role: 'row' });
			row.append(
				...cells.map((cell, column) =>
					cellOf(cell, head[column] ?? '', column, placeOf(columns, column)),
				),
			);
			return row;
		}),
	);
	frame.append(table);
	return frame;
}

function cellOf(cell: MadeCell, name: string, column: number, place: CellPlace): HTMLElement {
	const heading = column === 0;
	const { of, class: own } = typeof cell === 'string' ? { of: [cell] } : cell;
	const blank = of.every((part) => typeof part === 'string' && isBlank(part));
	const classes = [cellClass(place, blank), own].filter((given) => given !== undefined);
	const made = attributed(
		element(heading ? 'th' : 'td', '', classes.join(' ')),
		cellAttributes(name, { heading, place }),
	);
	made.append(...of);
	return made;
}

function attributed<T extends Element>(made: T, attributes: Readonly<Record<string, string>>): T {
	for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
	return made;
}
