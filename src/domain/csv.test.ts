import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { csv } from './csv.ts';

describe('a table for spreadsheets', () => {
	test('quotes what has to be quoted, and ends every line with CR LF', () => {
		expect(csv([['a', 'b, c', 'd "e"', 'f\ng'], ['1']])).toBe('a,"b, c","d ""e""","f\ng"\r\n1\r\n');
	});

	test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '\r=1'])(
		'does not let a spreadsheet run %j',
		(text) => {
			expect(csv([[text]])).toBe(`"'${text}"\r\n`);
		},
	);

	test('reads back as it was written, whatever is in it', () => {
		const cell = fc.string().filter((text) => !/^\s*[=+\-@]|^[\t\r\n]/.test(text));
		fc.assert(
			fc.property(
				fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
				(rows) => {
					expect(readBack(csv(rows))).toEqual(rows);
				},
			),
		);
	});
});

/** A reader by the grammar of RFC 4180. */
function readBack(text: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	let rest = text;
	while (rest !== '') {
		const quoted = /^"((?:[^"]|"")*)"(,|\r\n)/.exec(rest) ?? /^([^",\r\n]*)(,|\r\n)/.exec(rest);
		if (!quoted) throw new Error(`No field: ${rest}`);
		const [whole, value = '', end] = quoted;
		row.push(value.replaceAll('""', '"'));
		rest = rest.slice(whole.length);
		if (end === '\r\n') {
			rows.push(row);
			row = [];
		}
	}
	return rows;
}
