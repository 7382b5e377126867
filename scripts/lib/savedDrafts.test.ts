import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Draft } from './forge.ts';
import type { SavedDrafts } from './savedDrafts.ts';
import { keyOf, savedDrafts } from './savedDrafts.ts';

const minute = 60_000;
const draftOf = (
	op: string,
	at = '2026-03-01T09:15:00Z',
	message = 'The disk is full.',
): Draft => ({
	op,
	kind: 'incident',
	record: '2026-03-01-k3f9',
	files: [
		{
			path: `content/incidents/2026/2026-03-01-k3f9/updates/${at.replaceAll(/[-:]/g, '')}-${op}.md`,
			text: `---\nat: ${at}\n---\n\n${message}\n`,
		},
	],
	branch: `status/incident/2026-03-01-k3f9--${op}`,
	title: 'Update incident 2026-03-01-k3f9',
	body: message,
});

let folder: string;
let drafts: SavedDrafts;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'allclear-'));
	drafts = savedDrafts(join(folder, 'drafts'));
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

describe('the same command', () => {
	test('goes on with a draft that has not arrived', () => {
		drafts.begin('key', draftOf('first1'), 0);
		drafts.update('key', { pull: { number: 7, url: 'https://github.com/a/b/pull/7' } });
		const { saved, before } = drafts.begin('key', draftOf('second'), 60 * minute);
		expect(before).toBe(true);
		expect(saved).toMatchObject({ draft: { op: 'first1' }, pull: { number: 7 } });
	});

	test('begins anew a day later, and the old draft is still there', () => {
		drafts.begin('key', draftOf('first1'), 0);
		const later = 25 * 60 * minute;
		expect(drafts.begin('key', draftOf('second'), later)).toMatchObject({
			before: false,
			saved: { draft: { op: 'second' } },
		});
		expect(drafts.unfinished(later).map(({ saved }) => saved.draft.op)).toEqual([
			'first1',
			'second',
		]);
	});

	test('means what has arrived, for a quarter of an hour, unless it is said again', () => {
		drafts.begin('key', draftOf('first1'), 0);
		drafts.update('key', { arrivedAt: 0 });
		expect(drafts.begin('key', draftOf('second'), 14 * minute).before).toBe(true);
		expect(drafts.begin('key', draftOf('third3'), 14 * minute, { again: true }).before).toBe(false);
		drafts.update('key', { arrivedAt: 14 * minute });
		expect(drafts.begin('key', draftOf('fourth'), 30 * minute).before).toBe(false);
	});

	test('leaves other commands alone', () => {
		drafts.begin('key', draftOf('first1'), 0);
		expect(drafts.begin('other', draftOf('second'), 0).before).toBe(false);
		drafts.update('key', { arrivedAt: 0 });
		expect(drafts.unfinished(0).map(({ key }) => key)).toEqual(['other']);
	});
});

describe('the name of a call', () => {
	const call = { given: { message: '-', json: true }, positionals: ['k3f9'] };
	const key = keyOf(call, draftOf('first1'));

	test('is the same at another time, with another operation, however it is delivered', () => {
		const later = draftOf('second', '2026-03-01T10:00:00Z');
		expect(keyOf({ ...call, given: { message: '-', via: 'clone', wait: true } }, later)).toBe(key);
	});

	test('is another for other words, other standard input and another record', () => {
		const other = draftOf('first1', undefined, 'The disk is empty.');
		expect(keyOf(call, other)).not.toBe(key);
		expect(keyOf({ ...call, positionals: ['x7pm'] }, draftOf('first1'))).not.toBe(key);
		expect(
			keyOf({ ...call, given: { message: '-', status: 'identified' } }, draftOf('first1')),
		).not.toBe(key);
	});
});
