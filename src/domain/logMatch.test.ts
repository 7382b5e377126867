import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KnownLines } from './logMatch.ts';
import { logMatcher } from './logMatch.ts';

const pages: KnownLines[] = [
	{
		path: 'database-down/',
		signatures: [
			'connection to server at "<host>" (<address>), port <port> failed: Connection refused',
		],
		variables: [
			{ name: 'DB_HOST', label: 'host', pattern: '[a-z0-9.-]+' },
			{ name: 'PORT', pattern: '[0-9]+' },
		],
		usedIn: ['incidents/a/'],
	},
	{
		path: 'redis-down/',
		signatures: ['Error 111 connecting to <host>:6379. Connection refused.'],
	},
	{ path: 'disk-full/', signatures: ['<program>: No space left on device'] },
	{
		path: 'wal/',
		signatures: ['PANIC: could not write to file "<file>": No space left on device'],
	},
	{ path: 'everything/', signatures: ['<line>', '<*>', '<line>: error', 'ok'] },
	{ path: 'incident/', signatures: ["KeyError: 'tax_lines' in serialise_order"], past: true },
];
const { match } = logMatcher(pages);
const first = (text: string) => match(text)[0];

describe('a pasted line', () => {
	test('leads to the runbook whose signature it is, whatever the time, the process and the address', () => {
		const found = first(
			'2026-03-01 09:15:00 UTC [4711] psql: error: connection to server at "db-7" (10.9.8.7), port 5433 failed: Connection refused',
		);
		expect(found?.page.path).toBe('database-down/');
		expect(found?.exact).toBe(true);
	});

	test('fills variables from named places, by their name or their label', () => {
		const found = first(
			'connection to server at "db-7" (10.9.8.7), port 5433 failed: Connection refused',
		);
		expect(found?.values).toEqual({ DB_HOST: 'db-7', PORT: '5433' });
	});

	test('never fills a variable with a value that its pattern refuses', () => {
		const found = first(
			'connection to server at "$(rm -rf /)" (10.9.8.7), port 5433 failed: Connection refused',
		);
		expect(found?.page.path).toBe('database-down/');
		expect(found?.values).toEqual({ PORT: '5433' });
	});

	test('is found by a part of a signature, and says which words both have', () => {
		const found = first('could not write to file "pg_wal/1": No space');
		expect(found?.page.path).toBe('wal/');
		expect(found?.exact).toBe(false);
		expect(found?.words).toContain('space');
	});

	test('leads to the signature that says more where two fit', () => {
		expect(first('PANIC: could not write to file "a": No space left on device')?.page.path).toBe(
			'wal/',
		);
		expect(first('tar: No space left on device')?.page.path).toBe('disk-full/');
	});

	test('leads to a past incident', () => {
		const found = first(
			'Traceback\n  File "/app/a.py", line 2\nKeyError: \'tax_lines\' in serialise_order',
		);
		expect(found?.page).toMatchObject({ path: 'incident/', past: true });
	});

	test('leads nowhere if nobody knows it', () => {
		expect(match('the quick brown fox jumps over the lazy dog')).toEqual([]);
	});
});

test('of two signatures with the same words, the one that fits to the letter comes first', () => {
	const { match: matchBoth } = logMatcher([
		{ path: 'a/', signatures: ['queue of orders: worker stopped'] },
		{ path: 'b/', signatures: ['worker stopped: queue of orders'] },
	]);
	expect(matchBoth('12:00:01 worker stopped: queue of orders')[0]?.page.path).toBe('b/');
});

test('a signature that matches everything, or every error, is left out', () => {
	for (const text of ['anything at all: connection device space', 'tar[31]: error', 'all is ok']) {
		expect(match(text).map(({ page }) => page.path)).not.toContain('everything/');
	}
});

// Letters, signs that mean something to patterns, and what no keyboard has.
const anySign = fc.constantFrom(
	...Array.from('ab E1-_$<>*:()[]{}"\'\\/.+?|^%\n\t⏎é漢\u0000\ud800😀'),
);

test('any text is answered without failing', () => {
	fc.assert(
		fc.property(fc.string({ unit: anySign, maxLength: 400 }), (text) => {
			expect(match(text).length).toBeLessThanOrEqual(pages.length);
		}),
	);
});

test('a signature finds itself, whatever stands in its places', () => {
	const word = fc.stringMatching(/^[a-z0-9./-]{1,12}$/);
	fc.assert(
		fc.property(word, word, (file, prefix) => {
			expect(
				first(`${prefix} PANIC: could not write to file "${file}": No space left on device`)?.exact,
			).toBe(true);
		}),
	);
});
