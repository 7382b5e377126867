/** The portal behind a sign-on: the server that `docs/hosts/portal.conf` describes, run by a real nginx. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository } from '../support/whole.ts';
import { endServers, folderForFile } from './built.ts';
import { freePort, nginx, startNginx } from './nginx.ts';

const secret = 'Call Ana at +351 21 555 01 40';
/** Files of a portal, each with a word that nobody may read who is not signed in. */
const files = {
	'index.html': secret,
	'runbooks/disk-full/index.html': secret,
	'r/DiskFull/index.html': secret,
	'pack.html': secret,
	'sw.js': `// ${secret}`,
	'find.json': `["${secret}"]`,
	'404.html': secret,
	'_astro/page.abc.js': 'start();',
	'sign-out/index.html': 'Nothing is kept here any more.',
};

/** What a proxy such as oauth2-proxy answers: 202 for a session, and a redirect that keeps the address asked for. */
function signOnProxy(): Server {
	return createServer((request, response) => {
		const { url = '', headers } = request;
		if (url === '/oauth2/auth') {
			response.writeHead(headers.cookie === 'session=ana' ? 202 : 401).end();
			return;
		}
		const back = encodeURIComponent(String(headers['x-auth-request-redirect'] ?? ''));
		response.writeHead(302, { location: `https://accounts.example/?back=${back}` }).end();
	});
}

describe.skipIf(nginx === undefined)('the portal behind a sign-on', () => {
	let url = '';
	let proxy: Server | undefined;
	const ends: (() => void)[] = [];

	beforeAll(async () => {
		const around = folderForFile();
		const root = join(around, 'portal');
		for (const [path, text] of Object.entries(files)) {
			mkdirSync(dirname(join(root, path)), { recursive: true });
			writeFileSync(join(root, path), text);
		}
		const proxyPort = await freePort();
		proxy = signOnProxy().listen(proxyPort, '127.0.0.1');
		const described = readFileSync(join(repository, 'docs/hosts/portal.conf'), 'utf8');
		const started = await startNginx(around, (port) => {
			const server = described
				.replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
				.replace(/^\s*ssl_certificate.*$/gm, '')
				.replace('/srv/portal', root)
				.replaceAll('127.0.0.1:4180', `127.0.0.1:${proxyPort}`);
			expect(server).not.toMatch(/listen 443|:4180|\/srv\//);
			return `types { text/html html; text/javascript js; application/json json; }\n${server}`;
		});
		url = started.url;
		ends.push(started.end);
	});
	afterAll(() => {
		for (const end of ends) end();
		proxy?.closeAllConnections();
		proxy?.close();
		endServers();
	});

	const get = (path: string, cookie?: string) =>
		fetch(url + path, { redirect: 'manual', headers: cookie === undefined ? {} : { cookie } });
	const addresses = Object.keys(files)
		.filter((path) => files[path as keyof typeof files].includes(secret))
		.map((path) => `/${path.replace(/index\.html$/, '')}`);

	test('shows nothing of it to whoever is not signed in, at any address', async () => {
		expect(addresses).toHaveLength(7);
		for (const path of [...addresses, '/nowhere/', '/runbooks/disk-full', '/../portal/find.json']) {
			for (const cookie of [undefined, 'session=somebody']) {
				const answer = await get(path, cookie);
				expect(answer.status, path).toBe(302);
				expect(answer.headers.get('location'), path).toContain('https://accounts.example/');
				expect(await answer.text(), path).not.toContain(secret);
			}
		}
	});

	test('leads back, after signing in, to the address of the alert with all that it carries', async () => {
		const asked = '/r/DiskFull/?host=db-2&mount=/var/lib&at=2026-03-01T09:00Z';
		const { headers } = await get(asked);
		const back = new URL(headers.get('location') ?? '').searchParams.get('back');
		expect(back).toBe(asked);
	});

	test('shows all of it to whoever is, as it lies there', async () => {
		for (const path of addresses.filter((address) => address !== '/404.html')) {
			const answer = await get(path, 'session=ana');
			expect(answer.status, path).toBe(200);
			expect(await answer.text(), path).toContain(secret);
			// The copies that work without a network need the same answers, unchanged, at these very addresses.
			expect(answer.headers.get('cache-control'), path).toBe('no-cache');
			expect(answer.headers.get('content-security-policy'), path).toBe("frame-ancestors 'none'");
		}
		expect((await get('/nowhere/', 'session=ana')).status).toBe(404);
		const moved = await get('/runbooks/disk-full', 'session=ana');
		expect([moved.status, moved.headers.get('location')]).toEqual([301, '/runbooks/disk-full/']);
	});

	test('forgets when somebody signs out, also when the session is over', async () => {
		const answer = await get('/sign-out/');
		expect(answer.status).toBe(200);
		expect(answer.headers.get('clear-site-data')).toBe('"cache", "storage"');
		expect((await get('/_astro/page.abc.js')).status).toBe(200);
	});

	test('shows nothing while the sign-on cannot be asked', async () => {
		proxy?.closeAllConnections();
		await new Promise((done) => proxy?.close(done));
		const answer = await get('/runbooks/disk-full/', 'session=ana');
		expect(answer.status).toBe(500);
		expect(await answer.text()).not.toContain(secret);
	});
});
