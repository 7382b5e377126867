import { describe, expect, test } from 'vitest';
import type { AnswerFacts } from './answers.ts';
import { buildOf, markedCopy, mayBeKept, whyCopy, withoutBuild } from './answers.ts';

const build = '2026-11-20T09:41:00.000Z';
const ours = (id: string) =>
	`<!doctype html><html lang="en"><head><meta name="allclear-build" content="${id}"/></head><body>Redis down</body></html>`;
const loginPage = '<!doctype html><html><head><title>Sign in</title></head><body></body></html>';

const page = (facts: Partial<AnswerFacts> = {}): AnswerFacts => ({
	status: 200,
	type: 'basic',
	redirected: false,
	kind: 'text/html; charset=utf-8',
	html: ours(build),
	...facts,
});
const file = (facts: Partial<AnswerFacts> = {}) =>
	page({ kind: 'application/json', html: undefined, ...facts });

describe('what may be kept', () => {
	test('a page of this build, and a file that was compared with its fingerprint', () => {
		expect(mayBeKept(page(), build)).toBe(true);
		expect(mayBeKept(file(), build)).toBe(true);
	});
	test.each([
		['the login page of an expired session', page({ html: loginPage })],
		['a login page in place of a file', page({ kind: 'text/html', html: loginPage })],
		['a page of another build', page({ html: ours('2026-11-19T09:41:00.000Z') })],
		['a page that was reached by a redirect', page({ redirected: true })],
		['an answer one cannot look into', file({ type: 'opaque', status: 0 })],
		['an answer of another origin', file({ type: 'cors' })],
		['an error', page({ status: 503 })],
		['a part', file({ status: 206 })],
	])('never %s', (_, facts) => {
		expect(mayBeKept(facts, build)).toBe(false);
	});
});

describe('what takes the place of a copy', () => {
	test.each([
		['our page', page()],
		['our page of a newer build', page({ html: ours('2026-11-21T00:00:00.000Z') })],
		['our own page that says a runbook is gone', page({ status: 404 })],
		['a file', file()],
	])('%s does', (_, facts) => {
		expect(whyCopy(facts)).toBeUndefined();
	});
	test.each([
		['the login page of an expired session', page({ html: loginPage }), 'session'],
		[
			'a redirect',
			page({ status: 0, type: 'opaqueredirect', kind: '', html: undefined }),
			'session',
		],
		['a refusal', page({ status: 401 }), 'session'],
		['a login page in place of a file', page({ html: loginPage }), 'session'],
		['an error of a server', page({ status: 502, html: '<html>Bad gateway</html>' }), 'server'],
		[
			'a page of the host that says nothing is there',
			page({ status: 404, html: '<html></html>' }),
			'server',
		],
	])('%s does not', (_, facts, why) => {
		expect(whyCopy(facts)).toBe(why);
	});
});

test('a page is known by its tag, and two builds of the same page differ in nothing else', () => {
	expect(buildOf(ours(build))).toBe(build);
	expect(buildOf(loginPage)).toBeUndefined();
	expect(withoutBuild(ours(build))).toBe(withoutBuild(ours('another')));
});

test('a copy says that it is one, why, and from when it is', () => {
	expect(markedCopy('<!doctype html><html lang="en"><p>', 'network', build)).toBe(
		'<!doctype html><html data-copy="network" data-copy-built="2026-11-20T09:41:00.000Z" lang="en"><p>',
	);
});
