/** The portal without a network. Each test has a server of its own, so that it can be stopped. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import sirv from 'sirv';
import { distFolder } from '../../scripts/lib/sites.ts';
import {
	builtAt,
	expect,
	expectAccessible,
	expectNoSidewaysScroll,
	test as base,
} from './pages.ts';
import { openUnwatched } from './unwatchedBrowser.ts';

const firstBuild = new Date(builtAt).toISOString();
const nextBuild = '2026-11-21T06:00:00.000Z';
const loginPage = '<!doctype html><title>Sign in</title><h1>Sign in</h1>';

/** A host of the portal as it may be found. */
class Host {
	url = '';
	/** The session of the sign-on is over: every page is answered with its own. */
	expired = false;
	/** The build that is served. */
	build = firstBuild;
	readonly #files = sirv(distFolder('portal'), { dev: true });
	readonly #server = createServer((request, response) => {
		const [path = '/'] = (request.url ?? '/').split('?');
		const page = path.endsWith('/') || path.endsWith('.html');
		if (this.expired && path !== '/sw.js') {
			response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(loginPage);
		} else if (this.build !== firstBuild && (page || path === '/sw.js')) {
			// Another build of the same content: pages have another id, and the list another revision of each.
			const file = join(distFolder('portal'), path.replace(/\/$/, '/index.html'));
			const text = readFileSync(file, 'utf8')
				.replaceAll(firstBuild, this.build)
				.replaceAll(/revision:([`"])/g, 'revision:$1next-');
			const type = page ? 'text/html; charset=utf-8' : 'text/javascript';
			response.writeHead(200, { 'content-type': type }).end(text);
		} else {
			this.#files(request, response, () => {
				response.writeHead(404).end('Not found');
			});
		}
	});

	async start(): Promise<void> {
		await new Promise<void>((done) => this.#server.listen(0, 'localhost', done));
		const address = this.#server.address();
		this.url = `http://localhost:${typeof address === 'object' ? address?.port : ''}`;
	}

	stop(): void {
		this.#server.closeAllConnections();
		this.#server.close();
	}
}

const test = base.extend<{ host: Host }>({
	host: async ({}, use) => {
		const host = new Host();
		await host.start();
		await use(host);
		host.stop();
	},
});

const bannerOf = (page: Page) => page.locator('[data-copy-banner]');

/** Opens the home and waits until everything is kept. */
async function keepAll(page: Page, host: Host): Promise<void> {
	await page.goto(host.url);
	await page.evaluate(() => navigator.serviceWorker.ready);
}

/** Everything that is kept, by address. */
const keptPages = (page: Page) =>
	page.evaluate(async () => {
		const texts: string[] = [];
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				const kept = await cache.match(request);
				texts.push(`${request.url}\n${await (kept?.text() ?? '')}`);
			}
		}
		return texts;
	});

test('with the server stopped, home, search, every runbook and the pack can be read', async ({
	page,
	host,
}) => {
	test.setTimeout(120_000);
	await keepAll(page, host);
	host.stop();

	await page.goto(host.url);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'Cards fail at Northgate, Tidepay is healthy',
	);
	await expect(bannerOf(page)).toContainText(
		'No network. You are reading a copy of 20 November 2026',
	);
	await expect(bannerOf(page).locator('time')).toHaveAttribute('datetime', firstBuild);

	await page.keyboard.press('/');
	await page.keyboard.type('redis down');
	const answers = page.getByRole('dialog').getByRole('listbox').getByRole('option');
	await expect(answers.first()).toContainText('Redis down');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Redis down');

	await page.goto(`${host.url}/runbooks/`);
	const runbooks = await page
		.getByRole('main')
		.locator('a[href^="/runbooks/"]')
		.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
	expect(runbooks.length).toBeGreaterThan(5);
	for (const runbook of runbooks) {
		await page.goto(`${runbook}?NAMESPACE=shop&incident=example-q7m2`);
		await expect(page.locator('.step').first()).toBeVisible();
	}

	for (const room of ['/on-call/', '/severity/']) {
		await page.goto(host.url + room);
		await expect(page.getByRole('main').getByRole('table').first()).toBeVisible();
	}
	await page.goto(`${host.url}/pack.html`);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('everything in one file');
	await page.goto(`${host.url}/r/NobodyKnowsThis/?instance=db-7`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'No runbook for NobodyKnowsThis yet',
	);
	await expect(bannerOf(page)).toContainText('No network.');
	await expect(page.getByText('Maya Okafor', { exact: true })).toBeVisible();
	await page.goto(`${host.url}/runbooks/nobody-wrote-this/`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Without a network');
});

test('a login page neither takes the place of a runbook nor is kept', async ({ page, host }) => {
	await keepAll(page, host);
	host.expired = true;

	await page.goto(`${host.url}/runbooks/platform/redis-down/`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Redis down');
	await expect(bannerOf(page)).toContainText('Your session seems to be over.');

	// A new build arrives while nobody is signed in: none of it can be kept.
	host.build = nextBuild;
	const outcome = await page.evaluate(async () => {
		const registration = await navigator.serviceWorker.ready;
		const found = new Promise<ServiceWorker | null>((done) => {
			registration.addEventListener('updatefound', () => {
				done(registration.installing);
			});
		});
		await registration.update();
		const worker = await found;
		return new Promise((done) => {
			const look = () => {
				if (worker?.state !== 'installing') done(worker?.state);
			};
			worker?.addEventListener('statechange', look);
			look();
		});
	});
	expect(outcome).toBe('redundant');
	const kept = await keptPages(page);
	expect(kept.length).toBeGreaterThan(20);
	expect(kept.filter((text) => text.includes('Sign in</h1>'))).toEqual([]);

	await bannerOf(page).getByRole('link', { name: 'Sign in again' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
});

test('a new build takes over with the next page, and never reloads the one that is being read', async ({
	host,
	launchOptions,
}) => {
	const page = await openUnwatched(launchOptions);
	const states = () =>
		page.run(`const { waiting, active } = await navigator.serviceWorker.ready;
			return [waiting?.state, active?.state].join();`);
	try {
		await page.goto(host.url);
		await page.run(`await navigator.serviceWorker.ready;
			document.title = 'In the middle of something';`);
		host.build = nextBuild;
		await page.run(`const registration = await navigator.serviceWorker.ready;
			await registration.update();
			while (!registration.waiting) await new Promise((done) => setTimeout(done, 50));`);
		expect(await states()).toBe('installed,activated');
		expect(await page.run('return document.title;')).toBe('In the middle of something');

		await page.goto(`${host.url}/runbooks/`);
		await expect.poll(states, { timeout: 60_000 }).toBe(',activated');
		host.stop();
		await page.goto(host.url);
		const read = `return document.querySelector('[data-copy-banner] time')?.dateTime;`;
		await expect.poll(() => page.run(read)).toBe(nextBuild);
	} finally {
		page.close();
	}
});

test('signing out removes everything the portal keeps, and nothing of anybody else', async ({
	page,
	host,
}) => {
	await keepAll(page, host);
	await page.evaluate(() => {
		localStorage.setItem('allclear:progress:v1', '{}');
		sessionStorage.setItem('allclear:values:v1', '{}');
		localStorage.setItem('other', 'stays');
	});
	await page.goto(`${host.url}/sign-out/`);
	await expect(page.getByText('Nothing of the portal is kept')).toBeVisible();
	await expectAccessible(page);
	const left = await page.evaluate(async () => ({
		caches: await caches.keys(),
		workers: (await navigator.serviceWorker.getRegistrations()).length,
		stored: Object.keys(localStorage).filter((key) => /^(?:allclear:|other$)/.test(key)),
		session: Object.keys(sessionStorage).filter((key) => key.startsWith('allclear:')),
	}));
	expect(left).toEqual({ caches: [], workers: 0, stored: ['other'], session: [] });
	host.stop();
	await expect(page.goto(`${host.url}/runbooks/`)).rejects.toThrow('ERR_CONNECTION_REFUSED');
});

test('works where the browser forbids all storage', async ({ page, host }) => {
	await page.addInitScript(() => {
		const forbid = (target: object, name: string) => {
			Object.defineProperty(target, name, {
				get: () => {
					throw new DOMException('Forbidden', 'SecurityError');
				},
			});
		};
		for (const name of ['localStorage', 'sessionStorage', 'caches']) forbid(window, name);
		forbid(Navigator.prototype, 'serviceWorker');
	});
	await page.goto(`${host.url}/runbooks/platform/redis-down/`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Redis down');
	await expect(bannerOf(page)).toBeHidden();
	await page.goto(`${host.url}/sign-out/`);
	await expect(page.getByRole('status').last()).toContainText('browser’s settings');
});

test.describe('the pack, opened from a disk', () => {
	/** Opens the file without a network, and fails for anything it reaches for or complains of. */
	async function openPack(page: Page, context: BrowserContext): Promise<string[]> {
		const wrong: string[] = [];
		await context.setOffline(true);
		page.on('request', (request) => {
			if (!request.url().startsWith('file:')) wrong.push(request.url());
		});
		page.on('console', (message) => wrong.push(message.text()));
		page.on('pageerror', (error) => wrong.push(error.message));
		await page.clock.setFixedTime(builtAt);
		await page.goto(pathToFileURL(join(distFolder('portal'), 'pack.html')).href);
		return wrong;
	}

	test.describe('read from New York', () => {
		test.use({ timezoneId: 'America/New_York' });

		test('keeps the times of several clocks apart', async ({ page, context }) => {
			await openPack(page, context);
			const until = page.getByRole('table', { name: 'On call now' }).locator('time').first();
			await expect(until).toContainText(/GMT‑5/);
			const [here, elsewhere] = await until.evaluate((time) =>
				[...time.children].map((part) => part.getBoundingClientRect().top),
			);
			expect(elsewhere).toBeGreaterThan(here ?? Infinity);
		});
	});

	test('finds runbooks by words and by lines of logs, and fills what is copied', async ({
		page,
		context,
	}) => {
		const wrong = await openPack(page, context);
		await expect(page.getByText('holds names and phone numbers')).toBeVisible();
		const box = page.getByRole('searchbox');
		const answers = page.locator('[data-answers] a');
		await box.fill('redis down');
		await expect(answers.first()).toHaveText('Redis down');
		await box.fill(
			'2026-11-20 09:12:44.120 UTC [4127] FATAL:  the database system is in recovery mode',
		);
		await expect(answers.first()).toHaveText('Database down');
		await box.press('Enter');
		const runbook = page.getByRole('article');
		await expect(runbook).toHaveCount(1);
		await expect(runbook.getByRole('heading', { level: 2 }).first()).toHaveText('Database down');
		const command = runbook.locator('pre.command').first();
		await expect(command).toContainText('pg_isready --host "db-primary"');
		await runbook.getByLabel('Host name of the primary').fill('db-7; rm -rf /');
		await expect(command).toContainText('--host "$DB_HOST"');
		await runbook.getByRole('button', { name: 'Copy' }).first().click();
		await expect(runbook.getByRole('status').first()).toContainText('Not copied. DB_HOST');

		await box.fill('RedisDown');
		await box.press('Enter');
		const destructive = page.getByRole('article').locator('.destructive');
		const lock = destructive.getByRole('checkbox').first();
		const copy = destructive.getByRole('button').first();
		await expect(copy).toBeDisabled();
		await lock.check();
		await expect(copy).toBeEnabled();
		expect(wrong).toEqual([]);
	});

	test('says who is on call and what is due', async ({ page, context }) => {
		const wrong = await openPack(page, context);
		await expect(
			page
				.locator('#on-call')
				.getByRole('row', { name: /Maya Okafor/ })
				.first(),
		).toBeVisible();
		await page.getByRole('link', { name: 'Clocks' }).click();
		const clocks = page.locator('#clocks');
		await expect(clocks.getByRole('row', { name: /^Acknowledge/ })).toContainText('in 5:00');
		await expect(clocks.getByRole('row', { name: /^Next word to customers/ })).toContainText('in');
		// A call at once is not late.
		const called = clocks.getByRole('table', { name: 'Who is called' });
		const first = called.getByRole('row', { name: /Primary, Maya Okafor/ });
		await expect(first).not.toContainText('overdue');
		await expect(first.getByRole('link', { name: '+44 20 7946 0104' })).toHaveAttribute(
			'href',
			'tel:+442079460104',
		);
		await expectAccessible(page);
		expect(wrong).toEqual([]);
	});

	test('on a phone breaks no word, and numbers are there to be tapped', async ({
		page,
		context,
	}) => {
		await page.setViewportSize({ width: 390, height: 844 });
		const wrong = await openPack(page, context);
		await expectNoSidewaysScroll(page);
		const now = page.getByRole('table', { name: 'On call now' });
		const words = now.getByText('Secondary', { exact: true });
		const lines = await words.evaluate((cell) => {
			const range = document.createRange();
			range.selectNodeContents(cell);
			return range.getClientRects().length;
		});
		expect(lines).toBe(1);
		await expect(now.getByRole('link', { name: '+44 20 7946 0104' })).toBeVisible();
		await expect(
			page
				.getByRole('table', { name: 'People and partners' })
				.getByRole('row', { name: /Maya Okafor/ })
				.getByRole('link', { name: '+44 20 7946 0104' }),
		).toHaveAttribute('href', 'tel:+442079460104');
		await expectAccessible(page);
		expect(wrong).toEqual([]);
	});
});
