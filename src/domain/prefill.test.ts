import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at } from '../../tests/support/records.ts';
import { parseFile } from '../read/readFile.ts';
import { kindOf } from '../read/lines.ts';
import { entryFileName } from '../read/records.ts';
import { conditions, incidentStatuses } from '../schemas/vocabulary.ts';
import { longestAddress, newFileUrl } from './prefill.ts';
import { acknowledgingEntry, noteEntry, resolvingEntry, updateEntry } from './prefilledEntries.ts';

const place = {
	folder: 'incidents/2026/2026-03-01-k3f9',
	root: 'content',
	at: at('2026-03-01T09:15:30Z'),
	op: 'k3f9xa',
};
const page = { server: 'https://github.com', repository: 'harbour/response', branch: 'main' };

/** What our reader makes of an entry, or what it says against it. */
function read({ path, text }: { path: string; text: string }) {
	const file = path.slice('content/'.length);
	const kind = kindOf(file);
	if (!kind) throw new Error(`Nothing reads ${file}.`);
	const parsed = parseFile(kind, file, text);
	return 'file' in parsed ? parsed.file.value : parsed.problems.map(({ message }) => message);
}

describe('the address of GitHub’s page for a new file', () => {
	test('holds path and text', () => {
		const { path, text } = resolvingEntry({ message: 'It works again: 100 % & more.' }, place);
		const { url, holdsText } = newFileUrl({ ...page, path, text });
		expect(holdsText).toBe(true);
		const { origin, pathname, searchParams } = new URL(url);
		expect(`${origin}${pathname}`).toBe('https://github.com/harbour/response/new/main');
		expect(Object.fromEntries(searchParams)).toEqual({ filename: path, value: text });
	});

	test('is that of an enterprise’s own GitHub and of any branch', () => {
		const { url } = newFileUrl({
			server: 'https://git.harbour.example/',
			repository: 'harbour/response',
			branch: 'release/1 #2',
			path: 'a b.md',
			text: '',
		});
		expect(url).toBe(
			'https://git.harbour.example/harbour/response/new/release/1%20%232?filename=a%20b.md&value=',
		);
	});

	test('is without the text if that is too long for an address', () => {
		const long = newFileUrl({ ...page, path: 'a.md', text: 'é'.repeat(longestAddress / 6) });
		expect(long).toEqual({
			url: 'https://github.com/harbour/response/new/main?filename=a.md',
			holdsText: false,
		});
	});

	test('never breaks, whatever the text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (path, text) => {
				const { url, holdsText } = newFileUrl({ ...page, path: path.toWellFormed(), text });
				expect(url.length).toBeLessThanOrEqual(longestAddress);
				if (holdsText) expect(new URL(url).searchParams.get('value')).toBe(text.toWellFormed());
			}),
		);
	});
});

describe('an entry for that page', () => {
	test('is a valid file under the name that our commands would give it', () => {
		const update = updateEntry(
			{
				title: 'Card payments fail: "declined"',
				status: 'identified',
				since: at('2026-03-01T09:00:00Z'),
				services: { 'card-payments': 'partial-outage', checkout: 'operational' },
				nextUpdate: at('2026-03-01T09:45:00Z'),
				message: 'We know the cause.\n\nMore soon.',
			},
			place,
		);
		expect(update.path).toBe(
			`content/incidents/2026/2026-03-01-k3f9/updates/${entryFileName(place.at, place.op)}`,
		);
		expect(update.text).toMatchInlineSnapshot(`
			"---
			at: 2026-03-01T09:15:30Z
			title: "Card payments fail: \\"declined\\""
			status: identified
			since: 2026-03-01T09:00:00Z
			services:
			  card-payments: partial-outage
			  checkout: operational
			next-update: 2026-03-01T09:45:00Z
			---

			We know the cause.

			More soon.
			"
		`);
		expect(read(update)).toMatchObject({
			at: place.at,
			title: 'Card payments fail: "declined"',
			status: 'identified',
			body: 'We know the cause.\n\nMore soon.',
		});
	});

	test('is a note of a kind, with what the kind asks for', () => {
		expect(read(acknowledgingEntry('maya-okafor', place))).toMatchObject({
			kind: 'acknowledged',
			by: 'maya-okafor',
		});
		const note = noteEntry(
			'mitigation',
			{
				by: 'maya-okafor',
				message: 'Took it back.',
				fields: { mitigation: 'rollback', result: 'worked' },
			},
			place,
		);
		expect(note.path).toContain('/notes/');
		expect(read(note)).toMatchObject({ kind: 'mitigation', mitigation: 'rollback' });
		expect(read(resolvingEntry({ message: 'It works again.' }, place))).toMatchObject({
			status: 'resolved',
		});
	});

	test('says what was typed and nothing else, whatever was typed', () => {
		const typed = fc.oneof(
			fc.string({ unit: 'grapheme', minLength: 1 }),
			fc.constantFrom(
				'true',
				'null',
				'~',
				'1',
				'- a',
				'*a',
				'a: b',
				'#',
				'---',
				"'",
				'"',
				'2026-01-01',
			),
		);
		fc.assert(
			fc.property(
				typed,
				typed,
				fc.constantFrom(...incidentStatuses),
				fc.constantFrom(...conditions),
				(title, by, status, condition) => {
					const update = updateEntry(
						{ title, status, services: { checkout: condition }, message: 'Text.' },
						place,
					);
					const value = read(update);
					if (Array.isArray(value)) {
						// Only what no command would take either: empty, or with a character that nobody sees.
						expect(value.join(' ')).toMatch(/^This text (?:is empty|has a )/);
						return;
					}
					expect(value).toMatchObject({ title: title.trim(), status, body: 'Text.' });
					const note = read(noteEntry('observation', { by, message: 'Text.' }, place));
					if (!Array.isArray(note)) expect(note).toMatchObject({ by: by.trim() });
				},
			),
		);
	});
});
