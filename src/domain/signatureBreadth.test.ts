import { expect, test } from 'vitest';
import { tooWide } from './signatureBreadth.ts';

test.each([
	'error',
	'Exception',
	'ERROR: <message>',
	'<a> failed <b>',
	'<a> failed: <b>',
	'timeout after <n> ms on <host>',
	'Connection refused',
	'connection timed out',
	'permission denied',
	'<name> does not exist',
	'failed with <code>',
])('a signature that says nothing of one trouble is too wide: %s', (text) => {
	expect(tooWide(text)).toBeDefined();
});

test.each([
	'ECONNREFUSED <host>:6379',
	'OOMKilled',
	'401 invalid_api_key',
	'missed heartbeat from <worker>',
	'pg_dump: error: <reason>',
	'Liveness probe failed: <reason>',
	'connect() failed (111: Connection refused) while connecting to upstream',
	'key of <name:word> found in <file>',
	'<program>: No space left on device',
	'job <job> failed after <attempts> attempts',
])('a signature with words of its own is not: %s', (text) => {
	expect(tooWide(text)).toBeUndefined();
});

test('says which lines fit as well', () => {
	expect(tooWide('<a> failed <b>')).toMatch(
		/^`<a> failed <b>` fits lines .*, such as “.+” and “.+”\.$/,
	);
	expect(tooWide('fatal: <reason>')).toBe(
		'`fatal: <reason>` fits lines that have nothing to do with each other, such as “FATAL: role "reporting" does not exist” and “FATAL: database "test" does not exist”.',
	);
	expect(tooWide('critical exception')).toBe(
		'`critical exception` has hardly a word that another log would not have.',
	);
});
