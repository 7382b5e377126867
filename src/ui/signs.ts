/** One sign a condition, told apart by its shape before its colour: pages, icons, badges, feeds. */
import type { Condition } from '../schemas/vocabulary.ts';

/** SVG drawn in a square of 16. */
export const signShapes: Record<Condition, string> = {
	operational: '<circle cx="8" cy="8" r="6"/>',
	'under-maintenance': '<path d="M8 1.5 14.5 8 8 14.5 1.5 8z"/>',
	'degraded-performance': '<path d="M8 2 15 14H1z"/>',
	'partial-outage':
		'<path d="M8 2a6 6 0 1 0 0 12z"/><path d="M8 2a6 6 0 0 1 0 12" fill="none" stroke="currentColor" stroke-width="2"/>',
	'major-outage': '<path d="M2 2h12v12H2z"/>',
};

/** The same as characters, for text that has no pictures. */
export const signCharacters: Record<Condition, string> = {
	operational: '●',
	'under-maintenance': '◆',
	'degraded-performance': '▲',
	'partial-outage': '◐',
	'major-outage': '■',
};
