/** One sign a condition, told apart by its shape before its colour: pages, icons, badges, feeds. */
import type { Condition } from '../schemas/vocabulary.ts';

/** SVG drawn in a square of 16. */
export const signShapes: Record<Condition, string> = {
	operational: '<circle cx="8" cy="8" r="6"/>',
	'under-maintenance': '<path d="M8 1.5 14.5 8 8 14.5 1.5 8z"/>',
	'degraded-performance': '<path d="M8 2 15 14H1z"/>',
	'partial-outage':
		'<path d="M8 2a6 6 0 1 0 0 12z"/><path d="M8 3a5 5 0 0 1 0 10" fill="none" stroke="currentColor" stroke-width="2"/>',
	'major-outage': '<path d="M2 2h12v12H2z"/>',
};

/** What is not known, because nobody has looked for too long. */
export const unknownShape =
	'<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3 2"/>';

/** Colours for places that have no stylesheet, readable on light and dark. */
const plainColours: Record<Condition | 'unknown', string> = {
	operational: '#1f7a55',
	'under-maintenance': '#3b63c4',
	'degraded-performance': '#a06a00',
	'partial-outage': '#b8500a',
	'major-outage': '#c02626',
	unknown: '#767676',
};

/**
 * A sign as the icon of a tab.
 * @param brand address of a picture; the sign then stands in its corner
 */
export function iconAddress(condition: Condition | 'unknown', brand?: string): string {
	const picture = brand === undefined ? '' : `<image href="${brand}" width="16" height="16"/>`;
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${picture}`;
	return `data:image/svg+xml,${encodeURIComponent(svg)}${iconSign(condition, brand !== undefined)}`;
}

/**
 * The end of such an address, from its first `%3Cg` on: all that differs between two icons of a site, so that a page
 * carries a picture once. Its script puts another end to the address that it has.
 */
export function iconSign(condition: Condition | 'unknown', inCorner: boolean): string {
	const colour = plainColours[condition];
	const shape = condition === 'unknown' ? unknownShape : signShapes[condition];
	const place = inCorner ? ' transform="translate(8 8) scale(.5)"' : '';
	const ground = inCorner ? '<circle cx="8" cy="8" r="8" fill="#fff"/>' : '';
	return encodeURIComponent(
		`<g fill="${colour}" color="${colour}"${place}>${ground}${shape}</g></svg>`,
	);
}

/** The same as characters, for text that has no pictures. */
export const signCharacters: Record<Condition, string> = {
	operational: '●',
	'under-maintenance': '◆',
	'degraded-performance': '▲',
	'partial-outage': '◐',
	'major-outage': '■',
};
