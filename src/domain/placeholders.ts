/** Words that stand where something is still to be written. */

/** A kind of placeholder, as data: add a line to find another. */
export const placeholders: readonly RegExp[] = [
	/\bTB[ADC]\b/,
	/\bTO ?DO\b|\bFIXME\b/,
	/(?<!\b(?:has|have|had|having|needs?|ought|is|are|was|were)\s)\bto be (?:filled(?: in)?|assigned|decided|defined|determined|announced)\b/i,
	/\[(?:access instructions?|address|contact|date|e-?mail|engineer|link|name|number|owner|person|phone|team|time|title|url)(?:\s*\/[^\]]*)?\](?!\()/i,
	/\[(?:your|insert|add|enter) [^\]]+\](?!\()/i,
	/<(?:your|insert)[ -][^>]+>/i,
	/\byour-?domain\.[a-z]{2,}\b/i,
	/\byour-?(?:api|app|backend|bucket|company|database|db|frontend|host|org|organisation|organization|project|repo|server|service|team)\b(?=[-./:"'`]|$)|\byour-(?:api|app|backend|company|frontend|host|org|project|repo|server|service|team)\b/i,
	/\bchange-?me\b/i,
	/\blorem ipsum\b/i,
	/\bNot written yet\b/,
];

/** A placeholder where it stands in a text. */
export interface Placeholder {
	text: string;
	index: number;
}

/** All placeholders in a text, in order. */
export function placeholdersIn(text: string): Placeholder[] {
	return placeholders
		.flatMap((pattern) =>
			[...text.matchAll(new RegExp(pattern, `g${pattern.flags}`))].map(({ 0: found, index }) => ({
				text: found,
				index,
			})),
		)
		.sort((a, b) => a.index - b.index);
}

/** A placeholder in data or prose. */
export interface PlacedPlaceholder {
	text: string;
	/** Field as its author writes it; only for data. */
	field?: string;
	/** Line in the file; only for prose. */
	line?: number;
}

/** Placeholders in any value of a file, by the field they stand in. */
export function placeholdersInData(
	value: unknown,
	path: readonly string[] = [],
): PlacedPlaceholder[] {
	if (typeof value === 'string') {
		return placeholdersIn(value).map(({ text }) => ({ text, field: path.join('.') }));
	}
	if (Array.isArray(value)) {
		return value.flatMap((item, index) => placeholdersInData(item, [...path, String(index)]));
	}
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, item]) =>
		placeholdersInData(item, [...path, kebab(key)]),
	);
}

/** A field for people, who know items of a list by their ids: `channels.primary.name`. */
export function fieldForPeople(value: unknown, field: string): string {
	let node = value;
	return field
		.split('.')
		.map((part) => {
			const parent = node;
			node = (parent as Record<string, unknown> | undefined)?.[camel(part)];
			const { id } = (node ?? {}) as { id?: unknown };
			return Array.isArray(parent) && typeof id === 'string' ? id : part;
		})
		.join('.');
}

/** Placeholders in a body, by line; commands count, since they are run as they stand. */
export function placeholdersInBody(body: string, bodyLine: number): PlacedPlaceholder[] {
	return body
		.split('\n')
		.flatMap((text, index) =>
			placeholdersIn(text).map((found) => ({ text: found.text, line: bodyLine + index })),
		);
}

const camel = (part: string) =>
	part.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const kebab = (key: string) => key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
