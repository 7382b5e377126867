import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { withPolicy } from './contentPolicy.ts';

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const page = (body: string) =>
	`<!doctype html><html><head><meta charset="utf-8"><title>A</title></head><body>${body}</body></html>`;
const policyOf = (html: string) =>
	/<meta http-equiv="content-security-policy" content="([^"]*)">/.exec(withPolicy(html))?.[1] ?? '';
const scripts = (html: string) =>
	policyOf(html)
		.split('; ')
		.find((part) => part.startsWith('script-src '));

test('a page may run the scripts that stand in it, each by its hash, and no others', () => {
	const html = page('<script type="module">one()</script><script>two()</script>');
	expect(scripts(html)?.split(' ').sort()).toEqual(
		["'self'", "'wasm-unsafe-eval'", hashOf('one()'), hashOf('two()'), 'script-src'].sort(),
	);
});

test('what only carries data, and what is fetched, needs no hash', () => {
	const html = page(
		'<script type="application/json" id="run-data">{"a":1}</script><script type="module" src="/_astro/a.js"></script>',
	);
	expect(scripts(html)).toBe("script-src 'self' 'wasm-unsafe-eval'");
});

test('an attribute whose name only ends like one is none', () => {
	expect(scripts(page('<script data-type="x" data-src="y">run()</script>'))).toContain(
		hashOf('run()'),
	);
});

test('the policy stands before everything that could run, and behind what says how to read it', () => {
	expect(withPolicy(page('<script>run()</script>'))).toMatch(
		/<head><meta charset="utf-8"><meta http-equiv="content-security-policy"[^>]*><title>/,
	);
	expect(withPolicy('<html><head data-x><script>a()</script></head></html>')).toMatch(
		/<head data-x><meta http-equiv/,
	);
});

test('the same scripts in another order are the same policy', () => {
	const [a, b] = ['<script>a()</script>', '<script>b()</script>'];
	expect(policyOf(page(a + b))).toBe(policyOf(page(b + a)));
});
