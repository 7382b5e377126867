/** A table of the pack as text. It stands like those of the portal, on a phone too. */
import type { Cell, CellPart, TableColumns } from '../cells.ts';
import { cellAttributes, cellClass, isBlank, partsOf, placeOf } from '../cells.ts';
import { escaped } from './packPage.ts';

/** The table with these rows. The first cell of a row is its heading. */
export function packTable(columns: TableColumns, rows: readonly (readonly Cell[])[]): string {
	const { caption, head } = columns;
	const cell = (content: Cell, column: number) => {
		const place = placeOf(columns, column);
		const heading = column === 0;
		const tag = heading ? 'th' : 'td';
		const name = cellClass(place, isBlank(content));
		const attributes = Object.entries({
			...cellAttributes(head[column] ?? '', { heading, place }),
			...(name !== undefined && { class: name }),
		});
		return `<${tag}${attributes.map(([key, value]) => ` ${key}="${escaped(value)}"`).join('')}>${partsOf(content).map(partText).join('')}</${tag}>`;
	};
	const heads = head.map((text) => `<th scope="col" role="columnheader">${escaped(text)}</th>`);
	const body = rows.map((row) => `<tr role="row">${row.map(cell).join('')}</tr>`);
	return `<div class="table rows"><table role="table"><caption>${escaped(caption)}</caption><thead role="rowgroup"><tr role="row">${heads.join('')}</tr></thead><tbody role="rowgroup">${body.join('')}</tbody></table></div>`;
}

function partText(part: CellPart): string {
	if (typeof part === 'string') return `<div>${escaped(part)}</div>`;
	const text = escaped(part.text);
	return `<div>${part.href === undefined ? text : `<a href="${escaped(part.href)}">${text}</a>`}</div>`;
}
