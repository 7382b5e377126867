import { describe, expect, test } from 'vitest';
import { headersFor, readHeadersFile } from '../../scripts/lib/headersFile.ts';
import { headersFile, nginxFile } from './hosting.ts';

const site = { base: '/company/status/', languages: ['de', 'pt-BR'] };
const calendars = ['2026-03-01-m4nt.ics', '2025-12-01-a2s5.ics'];
const rules = readHeadersFile(headersFile(site, calendars));
const headersAt = (path: string) => headersFor(rules, `/company/status/${path}`);
const valueAt = (path: string, name: string) =>
	headersAt(path).flatMap(([key, value]) => (key === name ? [value] : []));

const pages = [
	'',
	'404.html',
	'incidents/2026-03-01-k3f9/',
	'incidents/2026-03-01-k3f9/report/',
	'maintenance/2026-03-01-m4nt/',
	'services/checkout/',
	'history/',
	'history/2026-03/',
	'uptime/',
	'subscribe/',
	'how/',
	'de/',
	'de/uptime/',
	'de/incidents/2026-03-01-k3f9/',
	'de/incidents/2026-03-01-k3f9/report/',
	'de/maintenance/2026-03-01-m4nt/',
	'pt-BR/services/checkout/',
];
const typed = {
	'api/v2/summary.json': 'application/json',
	'api/v2/incidents/2026-03-01-k3f9.json': 'application/json',
	'ledger/2026.json': 'application/json',
	'history.json': 'application/json',
	'heartbeat.json': 'application/json',
	'schemas/v2/ledger.json': 'application/json',
	'history.atom': 'application/atom+xml',
	'services/checkout/history.atom': 'application/atom+xml',
	'history.rss': 'application/rss+xml',
	'services/checkout/history.rss': 'application/rss+xml',
	'feed.json': 'application/feed+json',
	'services/checkout/feed.json': 'application/feed+json',
	'maintenance.ics': 'text/calendar',
	'maintenance/2026-03-01-m4nt.ics': 'text/calendar',
	'sitemap.xml': 'application/xml',
	'robots.txt': 'text/plain',
	'badge.svg': 'image/svg+xml',
	'services/checkout/uptime.svg': 'image/svg+xml',
	'embed.js': 'text/javascript',
};

const literal = (text: string) => text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');

/** How hosts read a path of `_headers`, as regular expressions. */
const readings: Record<string, (path: string) => RegExp> = {
	/** A name is letters and digits, and what is around it counts; `*` may stand anywhere. */
	Cloudflare: (path) =>
		new RegExp(`^${literal(path).replaceAll('*', '.*').replaceAll(/:\w+/g, '[^/]+')}$`),
	/** A part that begins with a colon is any part; a slash at the end, and one before `*`, may be missing. */
	Netlify: (path) =>
		new RegExp(
			`^/${path
				.split('/')
				.filter(Boolean)
				.map((part) =>
					part.startsWith(':')
						? '[^/]+'
						: part === '*'
							? '?.*'
							: literal(part).replaceAll('*', '.*'),
				)
				.join('/')}/?$`,
			'i',
		),
	/** Some say that nothing after `*` counts. */
	'hosts that stop at a star': (path) =>
		new RegExp(
			`^${literal(path.replace(/\*.*/, '')).replaceAll(/:\w+/g, '[^/]+')}${path.includes('*') ? '.*' : ''}$`,
		),
};

describe('_headers', () => {
	test.each([...pages, ...Object.keys(typed), 'cards/major.png', '_astro/x.1234.css'])(
		'says every header of `%s` once, because hosts join what is said twice',
		(path) => {
			const names = headersAt(path).map(([name]) => name);
			expect(names).toEqual([...new Set(names)]);
			expect(names).toContain('Cache-Control');
			expect(valueAt(path, 'Access-Control-Allow-Origin')).toEqual(['*']);
			expect(valueAt(path, 'X-Content-Type-Options')).toEqual(['nosniff']);
		},
	);

	test.each(pages)(
		'forbids to frame the page `%s`; what else its policy says stands in the page itself',
		(path) => {
			expect(valueAt(path, 'Content-Security-Policy')).toEqual(["frame-ancestors 'none'"]);
		},
	);

	test.each(Object.entries(typed))('gives `%s` the type %s', (path, type) => {
		expect(valueAt(path, 'Content-Type')).toEqual([`${type}; charset=utf-8`]);
		expect(valueAt(path, 'Content-Security-Policy')).toEqual([]);
	});

	test('keeps nothing for long but what has a hash in its name', () => {
		for (const path of [...pages, ...Object.keys(typed), 'cards/major.png']) {
			const seconds = /max-age=(\d+)/.exec(valueAt(path, 'Cache-Control')[0] ?? '')?.[1];
			expect(Number(seconds), path).toBeLessThanOrEqual(3600);
		}
		expect(valueAt('_astro/x.1234.css', 'Cache-Control')).toEqual([
			'public, max-age=31536000, immutable',
		]);
		expect(valueAt('heartbeat.json', 'Cache-Control')).toEqual([
			'public, max-age=0, must-revalidate',
		]);
	});

	test('says nothing of what is beside the site', () => {
		expect(headersFor(rules, '/company/')).toEqual([]);
		expect(headersFor(rules, '/api/v2/summary.json')).toEqual([]);
	});

	test('keeps to the limits of its hosts: a hundred rules, lines of two thousand characters', () => {
		const languages = ['de', 'fr', 'es', 'it', 'pl', 'pt-BR', 'nl', 'sv', 'da'];
		const many = Array.from({ length: 300 }, (_, index) => `2026-03-01-${1000 + index}.ics`);
		const text = headersFile({ ...site, languages }, many);
		const read = readHeadersFile(text);
		expect(read).toHaveLength(100);
		expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(2000);
		// What there is no room for is the oldest calendar, never a page.
		for (const path of [
			'da/services/checkout/',
			'maintenance.ics',
			'maintenance/2026-03-01-1000.ics',
		]) {
			const names = headersFor(read, `/company/status/${path}`).map(([name]) => name);
			expect(names, path).toContain('Cache-Control');
		}
	});

	describe.each(Object.entries(readings))('as %s read it', (_, patternOf) => {
		const blocks = headersFile({ base: '/company/status/', languages: ['de', 'he'] }, calendars)
			.split(/\n(?=\/)/)
			.slice(1)
			.map((block) => block.split('\n'))
			.map(([path = '', ...lines]) => ({
				pattern: patternOf(path),
				headers: lines.filter(Boolean).map((line) => line.trim().split(': ')),
			}));
		const saidOf = (path: string, name: string) => [
			...new Set(
				blocks
					.filter(({ pattern }) => pattern.test(`/company/status/${path}`))
					.flatMap(({ headers }) => headers)
					.flatMap(([key, value]) => (key === name ? [value] : [])),
			),
		];

		test('pages are pages', () => {
			const spoken = pages.filter((path) => !path.startsWith('pt-BR'));
			for (const path of [...spoken, 'he/', 'he/how/']) {
				expect(saidOf(path, 'Content-Type'), path).toEqual([]);
				expect(saidOf(path, 'Content-Security-Policy'), path).toEqual(["frame-ancestors 'none'"]);
				expect(saidOf(path, 'Cache-Control'), path).toEqual([
					'public, max-age=30, stale-while-revalidate=60',
				]);
			}
		});

		test.each(Object.entries(typed))('nothing contradicts what is said of `%s`', (path, type) => {
			expect(saidOf(path, 'Content-Type')).toEqual([`${type}; charset=utf-8`]);
			expect(saidOf(path, 'Cache-Control')).toHaveLength(1);
		});
	});
});

describe('the nginx file', () => {
	test('says for every kind of path what `_headers` says', () => {
		const text = nginxFile(site);
		const blocks = text
			.split('\nlocation ~ ')
			.slice(1)
			.map((block) => ({
				pattern: new RegExp(block.slice(0, block.indexOf(' {'))),
				block: block.slice(0, block.indexOf('\n}')),
			}));
		for (const path of [...pages, ...Object.keys(typed), 'cards/major.png', '_astro/x.1234.css']) {
			const found = blocks.filter(({ pattern }) => pattern.test(`/company/status/${path}`));
			expect(found, path).toHaveLength(1);
			const block = found[0]?.block;
			for (const [name, value] of headersAt(path)) {
				if (name === 'Content-Type') {
					expect(block).toContain(`default_type ${value.split(';')[0]};`);
				} else expect(block).toContain(`add_header ${name} "${value}" always;`);
			}
		}
	});
});
