import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TapeLine } from './runbookProgress.ts';
import {
	countWords,
	noProgress,
	onThisPage,
	readProgress,
	tapeMessage,
	tapeText,
} from './runbookProgress.ts';

const at = Date.parse('2026-03-01T09:15:00Z');

describe('stored progress', () => {
	test('comes back as it was', () => {
		const progress = {
			values: { POD: 'api' },
			valuesAt: { POD: 5 },
			runbooks: {
				'db-down': {
					begun: 1,
					steps: { ask: { begun: 1, done: 2, took: 'No rows' } },
					guards: { 'put/safe': 3 },
					overran: { triage: 4 },
				},
			},
			tape: [{ at, runbook: 'Database down', what: 'took' as const, step: 'Ask', text: 'so' }],
			earlier: [{ at: 6, runbook: 'Database down', what: 'note' as const, text: 'Told Ana' }],
			touched: at,
		};
		expect(readProgress(JSON.stringify(progress))).toEqual(progress);
	});

	test('that makes no sense is as if nothing was stored', () => {
		for (const text of [
			null,
			'',
			'{',
			'[]',
			'7',
			'{"runbooks":[1],"tape":{"a":1},"values":null}',
		]) {
			expect(readProgress(text)).toEqual(noProgress());
		}
	});

	test('never fails, whatever another page stored', () => {
		fc.assert(
			fc.property(fc.json(), (text) => {
				expect(Object.keys(readProgress(text))).toEqual(Object.keys(noProgress()));
			}),
		);
		expect(readProgress('{"runbooks":{"a":null},"tape":[{"at":"x"},null]}')).toEqual({
			...noProgress(),
			runbooks: { a: { steps: {}, guards: {}, overran: {} } },
		});
	});

	test('of an older version of the page loses the steps and guards that are gone', () => {
		const stored = {
			begun: 1,
			steps: { ask: { done: 1 }, gone: { done: 2 } },
			guards: { 'put/safe': 1, 'put/gone': 2, 'gone/safe': 3 },
			overran: {},
		};
		expect(
			onThisPage(stored, [
				{ id: 'ask', guards: [] },
				{ id: 'put', guards: ['safe'] },
			]),
		).toEqual({ begun: 1, steps: { ask: { done: 1 } }, guards: { 'put/safe': 1 }, overran: {} });
	});
});

describe('the tape', () => {
	const line = (seconds: number, more: Partial<TapeLine>): TapeLine => ({
		at: at + seconds * 1000,
		runbook: 'Database down',
		what: 'note',
		...more,
	});
	const tape = [
		line(0, { what: 'began' }),
		line(61, { what: 'copied', step: 'Is it full?', text: 'psql \\\n  --list' }),
		line(90, { what: 'took', step: 'Is it full?', text: 'No rows → Ask the pooler' }),
		line(95, { text: 'Told ``` Tomás' }),
	];

	test('is a timeline in UTC', () => {
		expect(tapeText(tape)).toMatchInlineSnapshot(`
			"2026-03-01 09:15:00Z  Began Database down
			2026-03-01 09:16:01Z  Copied at “Is it full?”: psql \\
			                          --list
			2026-03-01 09:16:30Z  Is it full? No rows → Ask the pooler
			2026-03-01 09:16:35Z  Told \`\`\` Tomás"
		`);
	});

	test('is one block of code in a note, whatever was typed', () => {
		const message = tapeMessage(tape);
		expect(message.match(/^````/gm)).toHaveLength(2);
		expect(message.startsWith('What was done by Database down:')).toBe(true);
	});
});

test('a figure counts minutes and seconds, and hours when there are some', () => {
	expect([0, 7_400, 760_000, 3_723_000].map(countWords)).toEqual([
		'0:00',
		'0:07',
		'12:40',
		'1:02:03',
	]);
});
