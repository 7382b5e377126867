/** What a cell of a table can hold: a text, a link, a time, or several of them below each other. */
export type CellPart =
	| string
	| {
			text: string;
			href?: string | undefined;
			class?: string | undefined;
			/** The text is this instant, which browsers show on the reader's clock too. */
			iso?: string | undefined;
	  };
export type Cell = CellPart | CellPart[];

/** A link where there is an address, else the text alone. */
export const linked = (text: string, href: string | undefined): CellPart =>
	href === undefined ? text : { text, href };

/** What a cell is on a phone, where its row is a block. */
export type CellPlace = 'main' | 'reach' | 'plain';

/** The parts of a cell, each on its line. */
export const partsOf = (cell: Cell): CellPart[] => (Array.isArray(cell) ? cell : [cell]);

/** Whether a cell has nothing to say. */
export const isBlank = (cell: Cell): boolean =>
	partsOf(cell).every((part) => part === '' || part === '—');

/**
 * Attributes of a cell: its role, which it would lose where its row is a block, and the name of its column, which then
 * stands before it.
 */
export function cellAttributes(
	column: string,
	{ heading = false, place = 'plain' }: { heading?: boolean; place?: CellPlace } = {},
): Record<string, string> {
	return {
		...(heading && { scope: 'row' }),
		role: heading ? 'rowheader' : 'cell',
		...(place === 'plain' && column !== '' && { 'data-label': column }),
	};
}
