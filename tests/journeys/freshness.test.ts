/** What the page does while it is open: it stays truthful, whatever it can and cannot learn. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serveFolder } from '../../scripts/lib/serve.ts';
import { distFolder } from '../../scripts/lib/sites.ts';
import { iconAddress } from '../../src/ui/signs.ts';
import { builtAt, expect, setClock, StatusPage, test } from './pages.ts';

const hour = 60 * 60_000;
const after = (milliseconds: number) => new Date(Date.parse(builtAt) + milliseconds).toISOString();
const stale = /^Not refreshed/;

/** Answers requests for the heartbeat with something else. */
async function answerHeartbeat(page: Page, status: number, contentType: string, body: string) {
	await page.unroute('**/heartbeat.json');
	await page.route('**/heartbeat.json', (route) => route.fulfill({ status, contentType, body }));
}

test('says that it was not refreshed when it is too old, and shows no green', async ({
	statusPage,
}) => {
	await setClock(statusPage.page, after(2 * hour));
	await statusPage.goto();
	await expect(statusPage.headline).toHaveText(stale);
	await expect(statusPage.page.locator('#now')).toContainText('20 November 2026, 09:41 UTC');
	await expect(statusPage.page).toHaveTitle(stale);
	await expect(statusPage.page.locator('link[rel=icon]')).toHaveAttribute(
		'href',
		iconAddress('unknown'),
	);
	const colours = await statusPage.page.evaluate(() => {
		const colourOf = (element: Element | null) => element && getComputedStyle(element).color;
		return [
			colourOf(document.querySelector('.s .g.operational')),
			colourOf(document.querySelector('.hero p')),
		];
	});
	expect(colours[0]).toBe(colours[1]);
});

test('believes the server when the reader’s clock is a day ahead or behind', async ({
	statusPage,
}) => {
	for (const clock of [after(24 * hour), after(-24 * hour)]) {
		await setClock(statusPage.page, clock, after(60_000));
		await statusPage.goto();
		await expect(statusPage.headline).toHaveText('Some card payments fail.');
		await setClock(statusPage.page, clock, after(3 * hour));
		await statusPage.goto();
		await expect(statusPage.headline).toHaveText(stale);
	}
});

const broken = [
	{ name: 'is missing', status: 404, type: 'text/html', body: '<h1>Not found</h1>' },
	{ name: 'is a page', status: 200, type: 'text/html', body: '<!doctype html><p>Sign in</p>' },
	{ name: 'is cut off', status: 200, type: 'application/json', body: '{"generated_at": "2026' },
	{ name: 'says nothing', status: 200, type: 'application/json', body: '{}' },
];

for (const { name, status, type, body } of broken) {
	test(`goes by its own clock when the heartbeat ${name}`, async ({ statusPage }) => {
		await answerHeartbeat(statusPage.page, status, type, body);
		await statusPage.goto();
		await expect(statusPage.headline).toHaveText('Some card payments fail.');
		await statusPage.page.clock.setFixedTime(after(25 * 60_000));
		await statusPage.goto();
		await expect(statusPage.page.locator('#now')).toContainText('An update is overdue.');
		await statusPage.page.clock.setFixedTime(after(3 * hour));
		await statusPage.goto();
		await expect(statusPage.headline).toHaveText(stale);
	});
}

/** Pages beside home of which time alone changes what is true, as the build left them and as it foresaw them. */
const others = [
	{
		path: '/services/card-payments/',
		fresh: 'Partial outage since 20 November 2026, 08:12 UTC',
		old: 'Not refreshed.',
	},
	{
		path: '/incidents/example-q7m2/',
		fresh: 'Next update by 10:05 UTC',
		soon: { after: 25 * 60_000, text: 'An update is overdue.' },
		old: 'What it shows may no longer be true.',
	},
	{
		path: '/maintenance/example-j8h4/',
		fresh: 'In progress. 20 November 2026, 07:30 UTC until 11:30 UTC',
		soon: { after: 110 * 60_000, text: 'Taking longer than planned.' },
		old: 'What it shows may no longer be true.',
	},
];

for (const { path, fresh, soon, old } of others) {
	test(`stays truthful at ${path}, whatever the heartbeat and the reader’s clock say`, async ({
		statusPage,
	}) => {
		const { page } = statusPage;
		const main = page.locator('#main');
		// A minute after the build, in which nothing has changed, and the clock a day wrong.
		for (const clock of [after(24 * hour), after(-24 * hour)]) {
			await setClock(page, clock, after(60_000));
			await open(statusPage, path);
			await expect(main).toContainText(fresh);
			await expect(main).not.toContainText(old);
			if (soon) {
				await expect(main).not.toContainText(soon.text);
				await setClock(page, clock, after(soon.after));
				await open(statusPage, path);
				await expect(main).toContainText(soon.text);
				await expect(main).not.toContainText(old);
			}
			await setClock(page, clock, after(3 * hour));
			await open(statusPage, path);
			await expect(main).toContainText(old);
			await expect(main).toContainText('last refreshed 20 November 2026, 09:41 UTC');
		}
		for (const { status, type, body } of broken) {
			await answerHeartbeat(page, status, type, body);
			await page.clock.setFixedTime(builtAt);
			await open(statusPage, path);
			await expect(main).toContainText(fresh);
			await expect(main).not.toContainText(old);
			if (soon) {
				await page.clock.setFixedTime(after(soon.after));
				await open(statusPage, path);
				await expect(main).toContainText(soon.text);
			}
			await page.clock.setFixedTime(after(3 * hour));
			await open(statusPage, path);
			await expect(main).toContainText(old);
		}
	});
}

/** Opens a page and waits until it has asked once. */
async function open(statusPage: StatusPage, path = '/') {
	const asked = statusPage.page.waitForResponse('**/heartbeat.json');
	await statusPage.goto(path);
	await (await asked).finished();
}

/** Lets the server have a build of a later moment, in which the open incident is over. */
async function publishNews(page: Page) {
	const generated = after(10 * 60_000);
	await page.unroute('**/heartbeat.json');
	await page.route('**/heartbeat.json', (route) =>
		route.fulfill({
			json: { generated_at: generated, valid_until: after(48 * hour) },
			headers: { date: new Date(generated).toUTCString() },
		}),
	);
	await page.route(`${StatusPage.url}/`, async (route) => {
		const response = await route.fetch();
		const text = await response.text();
		await route.fulfill({
			response,
			body: text
				.replace(/data-built="\d+"/, `data-built="${Date.parse(generated)}"`)
				.replaceAll('Some card payments fail', 'Cards work again'),
		});
	});
}

test('takes over a newer build by itself while nobody reads further down', async ({
	statusPage,
}) => {
	const { page } = statusPage;
	await open(statusPage);
	await publishNews(page);
	await page.clock.fastForward(70_000);
	await expect(statusPage.headline).toHaveText('Cards work again.');
	await expect(page).toHaveTitle(/^Cards work again/);
});

test('offers a newer build to somebody who reads further down, and does not jump', async ({
	statusPage,
}) => {
	const { page } = statusPage;
	await open(statusPage);
	await page.evaluate(() => {
		scrollTo(0, 600);
	});
	await publishNews(page);
	await page.clock.fastForward(70_000);
	const button = page.getByRole('button', { name: 'There is news' });
	await expect(button).toBeVisible();
	expect(await page.evaluate(() => scrollY)).toBe(600);
	await expect(statusPage.headline).toHaveText('Some card payments fail.');
	await button.click();
	await expect(statusPage.headline).toHaveText('Cards work again.');
	expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('asks only whether something is new: the server says no in a few bytes', async ({ page }) => {
	// Not the page of the other tests: while a test answers in the place of a server, a browser keeps nothing.
	const folder = mkdtempSync(join(tmpdir(), 'allclear-'));
	cpSync(distFolder('status'), folder, { recursive: true });
	const { server, port } = await serveFolder(folder, 0);
	const seen: { path: string | undefined; known: boolean; status: number }[] = [];
	server.on('request', ({ url, headers }, response) => {
		response.on('finish', () => {
			const known = (headers['if-none-match'] ?? headers['if-modified-since']) !== undefined;
			seen.push({ path: url, known, status: response.statusCode });
		});
	});
	try {
		await page.clock.install({ time: builtAt });
		await page.goto(`http://localhost:${port}/`);
		await expect.poll(() => seen).toHaveLength(2);
		await page.clock.fastForward(70_000);
		await expect.poll(() => seen).toHaveLength(3);
		writeFileSync(
			join(folder, 'heartbeat.json'),
			JSON.stringify({ generated_at: after(10 * 60_000), valid_until: after(48 * hour) }),
		);
		await page.clock.fastForward(70_000);
		await expect.poll(() => seen).toHaveLength(5);
		expect(seen).toEqual([
			{ path: '/', known: false, status: 200 },
			{ path: '/heartbeat.json', known: false, status: 200 },
			{ path: '/heartbeat.json', known: true, status: 304 },
			// There is a newer build; that of this page is not there yet.
			{ path: '/heartbeat.json', known: true, status: 200 },
			{ path: '/', known: true, status: 304 },
		]);
	} finally {
		server.closeAllConnections();
		server.close();
		rmSync(folder, { recursive: true, force: true });
	}
});

test('does not ask while its tab is hidden', async ({ statusPage }) => {
	const { page } = statusPage;
	await page.addInitScript(() => {
		Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
	});
	let asked = 0;
	page.on('request', (request) => {
		if (request.url().endsWith('heartbeat.json')) asked++;
	});
	await statusPage.goto();
	await page.clock.fastForward(hour);
	await page.evaluate(() => new Promise((done) => setTimeout(done, 0)));
	expect(asked).toBe(0);
});

test('asks ever less often while it gets no answer', async ({ statusPage }) => {
	const { page } = statusPage;
	const asked: number[] = [];
	await page.unroute('**/heartbeat.json');
	await page.route('**/heartbeat.json', async (route) => {
		asked.push(await page.evaluate(() => Date.now()));
		await route.abort();
	});
	await page.clock.install({ time: builtAt });
	await statusPage.goto();
	await expect.poll(() => asked.length).toBe(1);
	for (let minute = 1; minute <= 16; minute++) {
		await page.clock.runFor(60_000);
		await page.waitForTimeout(30);
	}
	const minutes = asked.map((time) => Math.round((time - Date.parse(builtAt)) / 60_000));
	expect(minutes).toEqual([0, 2, 6, 14]);
});

test.describe('for a reader in Tokyo', () => {
	test.use({ timezoneId: 'Asia/Tokyo' });

	test('adds their own time to the organisation’s', async ({ statusPage }) => {
		await statusPage.goto();
		await expect(statusPage.page.locator('#now time').first()).toHaveText(
			'20 November 2026, 08:12 UTC · 17:12 GMT+9',
		);
		await statusPage.goto('/incidents/example-h5r1/');
		await expect(statusPage.page.locator('time').first()).toContainText('GMT+9');
	});
});

/** How far things on the page moved after they had been drawn, one figure a move. */
async function moves(page: Page): Promise<number[]> {
	// What was drawn last is told of a moment later.
	await page.waitForTimeout(300);
	return page.evaluate(() => (window as { moves?: number[] }).moves ?? [-1]);
}

for (const timezoneId of ['Europe/Lisbon', 'Asia/Tokyo']) {
	for (const viewport of [
		{ width: 320, height: 640 },
		{ width: 1280, height: 800 },
	]) {
		test.describe(`in ${timezoneId}, ${viewport.width} pixels wide`, () => {
			test.use({ timezoneId, viewport });

			test('moves nothing while it loads', async ({ statusPage }) => {
				const { page } = statusPage;
				await page.addInitScript(() => {
					const moves: number[] = [];
					Object.assign(window, { moves });
					new PerformanceObserver((list) => {
						for (const entry of list.getEntries()) {
							moves.push((entry as { value?: number }).value ?? 0);
						}
					}).observe({ type: 'layout-shift', buffered: true });
				});
				for (const path of [
					'/',
					'/incidents/example-k3f9/',
					'/incidents/example-q7m2/',
					'/services/card-payments/',
					'/uptime/',
					'/subscribe/',
					'/history/2026-11/',
				]) {
					await statusPage.goto(path);
					expect(await moves(page), path).toEqual([]);
				}
			});
		});
	}
}
