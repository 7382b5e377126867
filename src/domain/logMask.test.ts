import { describe, expect, test } from 'vitest';
import { looksPasted, maskLine, pastedLines } from './logMask.ts';

describe('a masked line', () => {
	test.each([
		['2026-03-01T09:15:00.123Z FATAL: no', '<*> FATAL: no'],
		['2026-03-01 09:15:00 UTC [4711] LOG: no', '<*> <*> LOG: no'],
		['Mar  1 09:15:00 node3 sshd[811]: no', '<*> node3 sshd<*>: no'],
		['connect 10.2.3.4:5432 refused', 'connect <*> refused'],
		['connect [fe80::1]:443 refused', 'connect <*> refused'],
		['request 5f3c2a9e-1b2c-4d5e-8f90-123456789abc failed', 'request <*> failed'],
		['segfault at 0x7ffe12ab', 'segfault at <*>'],
		['object 4b825dc642cb6eb9 missing', 'object <*> missing'],
		['pod api-7d9f8b6c5-x2x4z restarted', 'pod api<*> restarted'],
		['(pid:1234) took 3021ms', '(<*>) took <*>'],
		['expected "42" rows', 'expected <*> rows'],
	])('%s', (line, masked) => {
		expect(maskLine(line)).toBe(masked);
	});

	test('keeps short numbers and words that happen to be hexadecimal', () => {
		expect(maskLine('HTTP 429 from facade (errno 28)')).toBe('HTTP 429 from facade (errno 28)');
	});

	test('is the same for the same trouble at another time and place', () => {
		expect(maskLine('2026-03-01T09:15:00Z [1] connect 10.0.0.1:80 refused')).toBe(
			maskLine('2027-12-31T23:59:59.9Z [99] connect 192.168.7.200:8080 refused'),
		);
	});
});

test('lines of a pasted text are taken once each, without those that say nothing', () => {
	expect(pastedLines('error one\r\n  error one\n---\n12:00:01\nerror two ⏎ error three')).toEqual([
		'error one',
		'error two',
		'error three',
	]);
});

test.each([
	'Error: connect ECONNREFUSED 10.2.3.4:5432',
	'at a\nat b',
	"KeyError: 'tax_lines' in serialise_order",
	'Lock wait timeout exceeded; try restarting transaction',
])('“%s” looks pasted', (text) => {
	expect(looksPasted(text)).toBe(true);
});

test.each(['redis down', 'how do I restart redis', 'DatabaseDown', '>5%', 'x509'])(
	'“%s” looks typed',
	(text) => {
		expect(looksPasted(text)).toBe(false);
	},
);
