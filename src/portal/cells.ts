/** What a cell of a table can hold: a text, a link, or several of them below each other. */
export type CellPart =
	string | { text: string; href?: string | undefined; class?: string | undefined };
export type Cell = CellPart | CellPart[];

/** A link where there is an address, else the text alone. */
export const linked = (text: string, href: string | undefined): CellPart =>
	href === undefined ? text : { text, href };
