/** The files beside the pages, in a real build under a path: whole, well formed, and leading somewhere. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { bytesBelow } from '../support/whole.ts';
import { builtAt } from './built.ts';
import { brokenRules } from './icalendarRules.ts';
import { brokenJsonFeedRules } from './jsonFeedRules.ts';

const home = 'https://status.harbour.example/company/status/';
const { folder } = builtAt('/company/status/');
const files = new Map(
	[...bytesBelow(folder)].map(([path, bytes]) => [path, bytes.toString('utf8')]),
);

const named = (pattern: RegExp) => [...files].filter(([path]) => pattern.test(path));

/** Whether an absolute address of the site leads to a file. */
function leads(address: string): boolean {
	if (!address.startsWith(home)) return false;
	const path = address.slice(home.length).replace(/#.*$/, '');
	return existsSync(join(folder, path === '' || path.endsWith('/') ? `${path}index.html` : path));
}

describe('a build under a path', () => {
	test('has feeds, badges and a calendar of everything', () => {
		const services = new Set(
			named(/^services\/[^/]+\/index\.html$/).map(([path]) => path.split('/')[1] ?? ''),
		);
		expect(services.size).toBeGreaterThan(10);
		for (const id of services) {
			for (const file of ['history.atom', 'history.rss', 'feed.json', 'badge.svg', 'uptime.svg']) {
				expect(files.has(`services/${id}/${file}`), `${id}/${file}`).toBe(true);
			}
		}
		for (const [path] of named(/^maintenance\/[^/]+\/index\.html$/)) {
			expect(files.has(path.replace('/index.html', '.ics')), path).toBe(true);
		}
		for (const file of [
			'history.atom',
			'history.rss',
			'feed.json',
			'maintenance.ics',
			'badge.svg',
		]) {
			expect(files.has(file), file).toBe(true);
		}
	});

	test('keeps a feed at the id that a service had before, the same to the byte', () => {
		for (const file of ['history.atom', 'history.rss', 'feed.json', 'badge.svg']) {
			expect(files.get(`services/search/${file}`)).toBe(
				files.get(`services/catalogue-search/${file}`),
			);
		}
	});

	test('has well-formed XML and pictures', async () => {
		const xml = named(/\.(?:atom|rss|svg)$|sitemap\.xml$/);
		expect(xml.length).toBeGreaterThan(50);
		const { errors } = await validateXML({
			xml: xml.map(([fileName, contents]) => ({
				fileName: fileName.replaceAll('/', '_'),
				contents,
			})),
			normalization: 'c14n',
		});
		expect(errors).toEqual([]);
	});

	// One call a format: each starts the validator anew.
	test.each([
		[/\.atom$/, 'atom.rng'],
		[/\.rss$/, 'rss.rng'],
	])('has feeds by the grammar of their format: %s', async (pattern, schema) => {
		const feeds = named(pattern);
		expect(feeds.length).toBeGreaterThan(10);
		const { errors } = await validateXML({
			xml: feeds.map(([fileName, contents]) => ({
				fileName: fileName.replaceAll('/', '_'),
				contents,
			})),
			schema: [
				{ fileName: schema, contents: readFileSync(join(import.meta.dirname, schema), 'utf8') },
			],
			extension: 'relaxng',
		});
		expect(errors).toEqual([]);
	});

	test('has feeds and calendars by the rules', () => {
		for (const [path, text] of named(/\.ics$/)) expect(brokenRules(text), path).toEqual([]);
		for (const [path, text] of named(/^(?:services\/[^/]+\/)?feed\.json$/)) {
			expect(brokenJsonFeedRules(JSON.parse(text) as Record<string, unknown>), path).toEqual([]);
		}
	});

	test('has links in feeds and calendars that lead to pages', () => {
		for (const [path, text] of named(/\.(?:atom|rss|ics)$/)) {
			const unfolded = text.replaceAll('\r\n ', '');
			const links = [...unfolded.matchAll(/(?: href="|<link>|^URL:)(https:[^"<\r]+)/gm)];
			for (const [, link = ''] of links) expect(leads(link), `${path}: ${link}`).toBe(true);
		}
	});

	test('lists in its sitemap every page that is to be found, and nothing else', () => {
		const listed = [...(files.get('sitemap.xml') ?? '').matchAll(/<loc>([^<]+)<\/loc>/g)].map(
			([, address = '']) => address,
		);
		const pages = named(/(?:^|\/)index\.html$/)
			.filter(([, html]) => !/name="robots" content="noindex"|http-equiv="refresh"/.test(html))
			.map(([path]) => home + path.replace(/index\.html$/, ''));
		expect(listed.toSorted()).toEqual(pages.toSorted());
		expect(files.get('robots.txt')).toContain(`Sitemap: ${home}sitemap.xml\n`);
	});

	test('gives every link to a page a picture that is there', () => {
		for (const [path, html] of named(/index\.html$/)) {
			if (/name="robots" content="noindex"/.test(html)) continue;
			const picture = /property="og:image" content="([^"]+)"/.exec(html)?.[1] ?? '';
			expect(leads(picture), path).toBe(true);
		}
	});

	test('gives its home in every language the card of the indicator that the API has', () => {
		const { status } = JSON.parse(files.get('api/v2/status.json') ?? '') as {
			status: { indicator: string };
		};
		// The worst condition alone would lead to another card.
		expect(status.indicator).toBe('minor');
		const homes = named(/^(?:[a-z]{2}\/)?index\.html$/);
		expect(homes.map(([path]) => path).toSorted()).toEqual(['de/index.html', 'index.html']);
		for (const [path, html] of homes) {
			expect(html, path).toContain(`content="${home}cards/${status.indicator}.png"`);
		}
	});

	test('shows in the tab of its home how it is', () => {
		const icon = /<link[^>]*rel="icon"[^>]*href="data:image\/svg\+xml,([^"]+)"/.exec(
			files.get('index.html') ?? '',
		)?.[1];
		// The half disc of a partial outage.
		expect(decodeURIComponent(icon ?? '')).toContain('M8 2a6 6 0 1 0 0 12z');
	});
});
