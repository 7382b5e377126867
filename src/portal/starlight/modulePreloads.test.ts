import { expect, test } from 'vitest';
import { withPreloads } from './modulePreloads.ts';

const imports = new Map([
	['_astro/a.js', ['_astro/b.js']],
	['_astro/b.js', ['_astro/c.js', '_astro/a.js']],
	['_astro/d.js', ['_astro/c.js']],
]);
const page = (...scripts: string[]) =>
	`<html><head><title>A</title></head><body>${scripts.join('')}</body></html>`;
const script = (address: string) => `<script type="module" src="${address}"></script>`;
const named = (html: string) =>
	[...withPreloads(html, imports).matchAll(/rel="modulepreload" href="([^"]+)"/g)].map(
		([, address]) => address,
	);

test('a page names what its scripts import, and what that imports, each once', () => {
	expect(named(page(script('/_astro/a.js'), script('/_astro/d.js')))).toEqual([
		'/_astro/b.js',
		'/_astro/c.js',
	]);
});

test('the names are below the path of the site, and stand in the head', () => {
	const html = withPreloads(page(script('/team/response/_astro/d.js')), imports);
	expect(html).toContain(
		'<title>A</title><link rel="modulepreload" href="/team/response/_astro/c.js"></head>',
	);
});

test('a page without scripts of its own, or whose scripts import nothing, stays as it is', () => {
	for (const html of [
		page(),
		page('<script type="module">a()</script>'),
		page(script('/_astro/c.js')),
	])
		expect(withPreloads(html, imports)).toBe(html);
});
