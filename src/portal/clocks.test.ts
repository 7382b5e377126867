import { expect, test } from 'vitest';
import type { StripRow } from './clocks.ts';
import { foldedRows } from './clocks.ts';

const row = (name: string, state: StripRow['state']): StripRow => ({
	name,
	state,
	due: undefined,
	done: undefined,
	earliest: undefined,
	policy: undefined,
});
const names = (rows: readonly StripRow[]) => rows.map(({ name }) => name);

test('what was done is put away, and what is overdue comes first', () => {
	const { shown, folded, summary } = foldedRows([
		row('Acknowledge', 'met'),
		row('Tell Support', 'missed'),
		row('Mitigate', 'overdue'),
		row('War room open', 'met'),
		row('Resolve', 'pending'),
		row('Permanent fix', 'no-time'),
	]);
	expect(names(shown)).toEqual(['Mitigate', 'Resolve', 'Permanent fix']);
	expect(names(folded)).toEqual(['Acknowledge', 'Tell Support', 'War room open']);
	expect(summary).toBe('2 met, 1 missed');
});

test('nothing is put away where nothing is left to do, or nothing was done', () => {
	const over = [row('Acknowledge', 'met'), row('Mitigate', 'missed')];
	expect(foldedRows(over)).toEqual({ shown: over, folded: [], summary: '' });
	const fresh = [row('Acknowledge', 'pending')];
	expect(foldedRows(fresh)).toEqual({ shown: fresh, folded: [], summary: '' });
});
