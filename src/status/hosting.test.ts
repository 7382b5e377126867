import { describe, expect, test } from 'vitest';
import { headersFor, readHeadersFile } from '../../scripts/lib/headersFile.ts';
import { headersFile, nginxFile } from './hosting.ts';

const site = { base: '/company/status/', languages: ['de', 'pt-BR'] };
const rules = readHeadersFile(headersFile(site));
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
	'de/incidents/2026-03-01-k3f9/',
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
	'badge.svg': 'image/svg+xml',
	'services/checkout/uptime.svg': 'image/svg+xml',
	'embed.js': 'text/javascript',
};

describe('_headers', () => {
	test.each([...pages, ...Object.keys(typed), '_astro/x.1234.css'])(
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
		for (const path of [...pages, ...Object.keys(typed)]) {
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
		const text = headersFile(site);
		expect(readHeadersFile(text).length).toBeLessThanOrEqual(100);
		expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(2000);
	});
});

describe('the nginx file', () => {
	test('says for every kind of path what `_headers` says', () => {
		const text = nginxFile(site);
		const blocks = text
			.split('\nlocation ~ ')
			.slice(1)
			.map((block) => ({ pattern: new RegExp(block.slice(0, block.indexOf(' {'))), block }));
		for (const path of [...pages, ...Object.keys(typed)]) {
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
