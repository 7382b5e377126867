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

/** Columns of a table, and what they are on a phone. */
export interface TableColumns {
	/** What the table is about. */
	caption: string;
	head: readonly string[];
	/** Column that stands above the others where a row is a block; the first if not said. */
	main?: number;
	/** Column with ways to reach somebody: there it comes second, large enough for a thumb. */
	reach?: number;
}

/** What the cells of a column are on a phone. */
export const placeOf = (
	{ main = 0, reach }: Pick<TableColumns, 'main' | 'reach'>,
	column: number,
): CellPlace => (column === main ? 'main' : column === reach ? 'reach' : 'plain');

/** The class of a cell by which it stands on a phone; a blank one is only heard. */
export const cellClass = (place: CellPlace, blank: boolean): string | undefined =>
	place === 'main' ? place : blank ? 'none' : place === 'plain' ? undefined : place;

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
