import { describe, expect, test } from 'vitest';
import { withoutIdleScripts, withPreloads, withStylesInHead } from './pageHead.ts';

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

test('a page names its scripts, what they import, and what that imports, each once', () => {
	expect(named(page(script('/_astro/a.js'), script('/_astro/d.js')))).toEqual([
		'/_astro/a.js',
		'/_astro/b.js',
		'/_astro/c.js',
		'/_astro/d.js',
	]);
});

test('the names are below the path of the site, and stand in the head', () => {
	const html = withPreloads(page(script('/team/response/_astro/d.js')), imports);
	expect(html).toContain(
		'<title>A</title><link rel="modulepreload" href="/team/response/_astro/c.js"><link rel="modulepreload" href="/team/response/_astro/d.js"></head>',
	);
});

test('a page without scripts of its own stays as it is', () => {
	for (const html of [page(), page('<script type="module">a()</script>')])
		expect(withPreloads(html, imports)).toBe(html);
});

test('style sheets that stand in the text come last in the head, in their order and once each', () => {
	const link = (name: string) => `<link rel="stylesheet" href="/_astro/${name}.css">`;
	expect(
		withStylesInHead(
			`<head>${link('a')}</head><p>1</p>${link('c')}<p>2</p>${link('b')}${link('c')}`,
		),
	).toBe(`<head>${link('a')}${link('c')}${link('b')}</head><p>1</p><p>2</p>`);
	expect(withStylesInHead(page())).toBe(page());
});

describe('scripts of others', () => {
	const ours = '<script type="module">a()</script>';
	const scrolling = '<script type="module" src="/_astro/ec.g1fg5.js"></script>';
	const folding = '<script type="module">x("sl-sidebar-state-persist")</script>';
	const wrapped = '<pre class="wrap" data-language="bash">';
	const scrolls = '<pre data-language="bash">';

	test('that would do nothing are left out, and no other', () => {
		expect(withoutIdleScripts(page(ours, scrolling, wrapped, ours, folding, ours))).toBe(
			page(ours, wrapped, ours, ours),
		);
	});

	test('stay where code scrolls sideways, and where a list folds', () => {
		for (const html of [
			page(scrolling, wrapped, scrolls),
			page('<sl-sidebar-state-persist></sl-sidebar-state-persist>', ours, folding),
		])
			expect(withoutIdleScripts(html)).toBe(html);
	});
});
