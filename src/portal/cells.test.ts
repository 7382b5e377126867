import { expect, test } from 'vitest';
import { cellAttributes, isBlank } from './cells.ts';

test('a cell keeps its role, and carries the name of its column unless it stands without one', () => {
	expect(cellAttributes('Due')).toEqual({ role: 'cell', 'data-label': 'Due' });
	expect(cellAttributes('Who', { heading: true, place: 'main' })).toEqual({
		scope: 'row',
		role: 'rowheader',
	});
	expect(cellAttributes('')).toEqual({ role: 'cell' });
});

test('a dash, an empty text and no part at all say nothing', () => {
	expect([[], '', '—', ['—']].map(isBlank)).toEqual([true, true, true, true]);
	expect(isBlank(['—', { text: 'ticket' }])).toBe(false);
});
