import { describe, expect, test } from 'vitest';
import { commandLine, earlierChanges } from './earlierChanges.ts';
import type { SavedDraft } from './savedDrafts.ts';

const now = Date.parse('2026-11-20T09:41:00Z');
const saved = (body: string, more: Partial<SavedDraft> = {}): SavedDraft => ({
	version: 1,
	draft: {
		op: 'k3f9xa',
		kind: 'incident',
		record: '2026-11-20-k3f9',
		files: [],
		branch: 'b',
		title: 'Update incident 2026-11-20-k3f9',
		body,
	},
	savedAt: now - 120_000,
	...more,
});
const told = (...list: SavedDraft[]) =>
	earlierChanges(
		{
			unfinished: () => list.map((item, index) => ({ path: `/d/${index}`, key: '', saved: item })),
		} as unknown as Parameters<typeof earlierChanges>[0],
		'another',
		now,
	);

describe('a change that has not arrived', () => {
	test('is told apart by its words and its time, and finished by its command', () => {
		const command = commandLine({
			name: 'incident update',
			positionals: ['k3f9'],
			given: { message: "It's full.", service: ['uploads=major-outage'], wait: true, again: true },
		});
		expect(told(saved("It's full.", command === undefined ? {} : { command }))).toEqual([
			String.raw`An earlier change has not arrived: Update incident 2026-11-20-k3f9 (“It's full”), asked for at 2026-11-20T09:39:00Z. Finish it with: npm run incident -- update k3f9 --message 'It'\''s full.' --service uploads=major-outage (or delete /d/0)`,
		]);
	});

	test('without a command, or with a long text, is shown by its first words', () => {
		const text = `${'The disk is full and nobody knows why it is. '.repeat(9)}\n\nMore.`;
		const given = { message: text };
		expect(commandLine({ name: 'incident update', positionals: ['k3f9'], given })).toBeUndefined();
		expect(commandLine({ given })).toBeUndefined();
		expect(told(saved(text))).toEqual([
			'An earlier change has not arrived: Update incident 2026-11-20-k3f9 (“The disk is full and nobody knows why it is”), asked for at 2026-11-20T09:39:00Z. Run its command again with the same text, or delete /d/0.',
		]);
	});

	test('whose text came from standard input is not finished by its command alone', () => {
		const given = { message: '-' };
		expect(commandLine({ name: 'incident update', positionals: ['k3f9'], given })).toBeUndefined();
	});

	test('that the same command would not go on with any more is said anew', () => {
		expect(told(saved('', { savedAt: now - 25 * 3_600_000, command: 'npm run x' }))).toEqual([
			'An earlier change has not arrived: Update incident 2026-11-20-k3f9, asked for at 2026-11-19T08:41:00Z. It is more than a day old: if it still holds, say it anew; then delete /d/0.',
		]);
	});

	test('that may be on its way this moment is left alone', () => {
		expect(told(saved('x', { savedAt: now - 30_000 }))).toEqual([]);
	});
});
