import { expect, test } from 'vitest';
import { keepSecret, scrub } from './secrets.ts';

test('a token is not printed, however it is written', () => {
	keepSecret('ghp_abc/def');
	const basic = Buffer.from('x-access-token:ghp_abc/def').toString('base64');
	expect(scrub(`Bad token ghp_abc/def, ghp_abc%2Fdef, Authorization: Basic ${basic}`)).toBe(
		'Bad token …, …, Authorization: Basic …',
	);
});

test('names and passwords in addresses are not printed', () => {
	expect(scrub('fatal: https://nia:secret@github.com/a/b.git is gone')).toBe(
		'fatal: https://github.com/a/b.git is gone',
	);
});
