/** What a reader is sent: by our own server, and by a real nginx with the file that a build makes for it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headersFor, readHeadersFile } from '../../scripts/lib/headersFile.ts';
import { bytesBelow } from '../support/whole.ts';
import type { Built } from './built.ts';
import { builtAt, endServers, folderForFile, served } from './built.ts';
import { nginx, startNginx } from './nginx.ts';

const ends: (() => void)[] = [];
afterAll(() => {
	for (const end of ends) end();
	endServers();
});

/** Starts nginx with the site at its path; gives its address without a slash at the end. */
async function nginxWith({ folder, base }: Built): Promise<string> {
	const around = folderForFile();
	const root = join(around, 'www');
	const place = join(root, base);
	mkdirSync(dirname(place), { recursive: true });
	cpSync(folder, place, { recursive: true });
	const { url, end } = await startNginx(
		around,
		(port) =>
			`server { listen 127.0.0.1:${port}; root ${root}; include ${join(folder, '_nginx.conf')}; }`,
	);
	ends.push(end);
	return url + base.replace(/\/$/, '');
}

const types: [string, string][] = [
	['/', 'text/html'],
	['/incidents/example-k3f9/', 'text/html'],
	['/services/card-payments/', 'text/html'],
	['/api/v2/summary.json', 'application/json'],
	['/api/v2/incidents/unresolved.json', 'application/json'],
	['/api/v2/scheduled-maintenances/upcoming.json', 'application/json'],
	['/api/v2/incidents/example-k3f9.json', 'application/json'],
	['/history.json', 'application/json'],
	['/heartbeat.json', 'application/json'],
	['/ledger/2026.json', 'application/json'],
	['/schemas/v2/summary.json', 'application/json'],
	['/history.atom', 'application/atom+xml'],
	['/services/card-payments/history.atom', 'application/atom+xml'],
	['/history.rss', 'application/rss+xml'],
	['/feed.json', 'application/feed+json'],
	['/maintenance.ics', 'text/calendar'],
	['/maintenance/example-a2s5.ics', 'text/calendar'],
	['/sitemap.xml', 'application/xml'],
	['/robots.txt', 'text/plain'],
	['/badge.svg', 'image/svg+xml'],
	['/services/card-payments/uptime.svg', 'image/svg+xml'],
	['/embed.js', 'text/javascript'],
];

const hosts = [
	{ host: 'our own server', base: '/', start: served, there: true },
	{ host: 'our own server', base: '/company/status/', start: served, there: true },
	{ host: 'nginx', base: '/', start: nginxWith, there: nginx !== undefined },
	{ host: 'nginx', base: '/company/status/', start: nginxWith, there: nginx !== undefined },
];

describe.each(hosts)('$host at $base', ({ host, base, start, there }) => {
	let url = '';
	beforeAll(async () => {
		if (there) url = await start(builtAt(base));
	});
	const get = (path: string, headers: Record<string, string> = {}) =>
		fetch(url + path, { redirect: 'manual', headers });

	test.skipIf(!there)('sends every kind of file with its type, to any site, as it is', async () => {
		const { folder } = builtAt(base);
		for (const [path, type] of types) {
			const answer = await get(path);
			expect(answer.status, path).toBe(200);
			expect(answer.headers.get('content-type'), path).toMatch(
				new RegExp(`^${type.replace('+', '\\+')}; ?charset=utf-8$`),
			);
			expect(answer.headers.get('access-control-allow-origin'), path).toBe('*');
			expect(answer.headers.get('x-content-type-options'), path).toBe('nosniff');
			const file = path.endsWith('/') ? `${path}index.html` : path;
			expect(await answer.text(), path).toBe(readFileSync(join(folder, file), 'utf8'));
		}
	});

	test.skipIf(!there)(
		'answers what is not there with 404, also where JSON was expected',
		async () => {
			for (const path of [
				'/nowhere/',
				'/api/v2/nothing.json',
				'/api/v2/incidents/nothing.json',
				'/api/v2/',
				'/ledger/1999.json',
			]) {
				const answer = await get(path);
				expect(answer.status, path).toBe(404);
				expect(await answer.text(), path).toContain('<h1');
			}
		},
	);

	test.skipIf(!there)('shows no reader what is for hosts', async () => {
		expect((await get('/_headers')).status).toBe(404);
		expect((await get('/_nginx.conf')).status).toBe(404);
	});

	test.skipIf(!there)('forbids to frame a page', async () => {
		for (const path of ['/', '/incidents/example-k3f9/', '/how/']) {
			expect((await get(path)).headers.get('content-security-policy'), path).toBe(
				"frame-ancestors 'none'",
			);
		}
	});

	test.skipIf(!there)(
		'sends whoever leaves out the slash of a page to where it is, with the query',
		async () => {
			const { folder } = builtAt(base);
			const pages = [...bytesBelow(folder).keys()].filter((path) => path.endsWith('/index.html'));
			expect(pages).toContain('services/card-payments/index.html');
			expect(pages).toContain('de/index.html');
			for (const page of pages) {
				const path = `/${page.slice(0, -'/index.html'.length)}`;
				const answer = await get(`${path}?from=mail&x=%20`);
				expect(answer.status, path).toBe(301);
				const to = new URL(answer.headers.get('location') ?? '', answer.url).href;
				expect(to).toBe(`${url}${path}/?from=mail&x=%20`);
			}
			for (const path of ['/api/v2', '/cards', '/ledger', '/nowhere']) {
				expect((await get(path)).status, path).toBe(404);
			}
		},
	);

	// A site that is a whole origin cannot be asked for without its slash.
	if (base !== '/') {
		test.skipIf(!there)('sends whoever leaves out the slash of the site', async () => {
			const answer = await get('?x=1');
			expect(answer.status).toBe(301);
			expect(new URL(answer.headers.get('location') ?? '', answer.url).href).toBe(`${url}/?x=1`);
		});
	}

	test.skipIf(!there)('answers with 304 while nothing is new', async () => {
		for (const path of ['/', '/history.atom', '/heartbeat.json', '/api/v2/summary.json']) {
			const etag = (await get(path)).headers.get('etag') ?? '';
			expect((await get(path, { 'if-none-match': etag })).status, path).toBe(304);
		}
	});

	if (host !== 'nginx') return;

	test.skipIf(!there)(
		'says of every file how long it may be kept, as `_headers` does, and of every page that it is in no frame',
		async () => {
			const { folder } = builtAt(base);
			const rules = readHeadersFile(readFileSync(join(folder, '_headers'), 'utf8'));
			const files = [...bytesBelow(folder).keys()].filter((path) => !path.startsWith('_'));
			expect(files).toContain('cards/major.png');
			for (const file of files) {
				const path = file.replace(/(^|\/)index\.html$/, '$1');
				const said = new Headers(headersFor(rules, base + path));
				const answer = await get(`/${path}`);
				expect(answer.status, path).toBe(200);
				for (const name of ['cache-control', 'content-security-policy']) {
					expect(answer.headers.get(name), `${name} of ${path}`).toBe(said.get(name));
				}
				expect(said.get('cache-control'), path).toMatch(/^public, max-age=\d+/);
				expect(said.get('content-security-policy'), path).toBe(
					file.endsWith('.html') ? "frame-ancestors 'none'" : null,
				);
				if (!file.endsWith('/index.html')) continue;
				const named = await get(`/${file}`);
				expect(named.headers.get('content-security-policy'), file).toBe("frame-ancestors 'none'");
			}
		},
	);

	test.skipIf(!there)('says how long each may be kept, and compresses it', async () => {
		const kept = async (path: string) => (await get(path)).headers.get('cache-control');
		expect(await kept('/')).toBe('public, max-age=30, stale-while-revalidate=60');
		expect(await kept('/api/v2/status.json')).toBe('public, max-age=30, stale-while-revalidate=60');
		expect(await kept('/heartbeat.json')).toBe('public, max-age=0, must-revalidate');
		// Where to go, and that nothing is there, are not kept for longer than a page.
		for (const path of ['/services/card-payments', '/nowhere/', '/api/v2/nothing.json']) {
			expect(await kept(path), path).toBe('public, max-age=30, stale-while-revalidate=60');
		}
		const packed = execFileSync(
			'curl',
			['-s', '-o', '/dev/null', '-D', '-', '-H', 'Accept-Encoding: gzip', `${url}/history.atom`],
			{ encoding: 'utf8' },
		);
		expect(packed.toLowerCase()).toContain('content-encoding: gzip');
	});
});

describe('the policy in a page', () => {
	test('is strict on every page that shows anything: by hash, and nothing from elsewhere', () => {
		const pages = [...bytesBelow(builtAt('/').folder)]
			.map(([path, bytes]): [string, string] => [path, bytes.toString()])
			.filter(([path, html]) => path.endsWith('.html') && !html.includes('http-equiv="refresh"'));
		expect(pages.length).toBeGreaterThan(10);
		for (const [path, html] of pages) {
			const [, policy = ''] =
				/<meta http-equiv="content-security-policy" content="([^"]+)"/.exec(html) ?? [];
			expect(policy, path).toContain("default-src 'none'");
			expect(policy, path).toMatch(/script-src 'self' 'sha256-/);
			expect(policy, path).not.toMatch(/unsafe|https?:|\*/);
		}
	});
});
