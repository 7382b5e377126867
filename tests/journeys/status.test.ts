import type { Page } from '@playwright/test';
import { builtAt, expect, expectNoSidewaysScroll, setClock, StatusPage, test } from './pages.ts';

const open = 'Some card payments fail';

test('says first what is wrong, since when, and by when the next word comes', async ({
	statusPage,
}) => {
	await statusPage.goto();
	await expect(statusPage.headline).toHaveText(`${open}.`);
	const hero = statusPage.page.locator('section').first();
	await expect(hero).toContainText('Since 20 November 2026, 08:12 UTC');
	await expect(hero).toContainText('Next update by 10:05 UTC');
	await expect(statusPage.page).toHaveTitle(/Some card payments fail/);
});

test('tells everything that was said of an open incident, the newest first', async ({
	statusPage,
}) => {
	await statusPage.goto();
	const card = statusPage.incident(open);
	await expect(
		card.getByRole('listitem').filter({ hasText: 'Card payments: Partial outage' }),
	).toBeVisible();
	await expect(
		card.getByRole('list', { name: 'Updates' }).getByRole('listitem').first(),
	).toContainText('08:55 UTC');
	await expect(card).toContainText('Bank transfer works');
});

test('shows every service with its condition, its last ninety days and its share of uptime', async ({
	statusPage,
}) => {
	await statusPage.goto();
	const row = statusPage.page
		.getByRole('listitem')
		.filter({ has: statusPage.page.getByRole('img', { name: /^Card payments: / }) });
	await expect(row).toContainText('Partial outage');
	await expect(row).toContainText(/9\d\.\d\d %/);
	await expect(statusPage.page.getByRole('img', { name: /in the last 90 days/ })).toHaveCount(14);
});

test('shows running and coming maintenance and the days behind', async ({ statusPage }) => {
	await statusPage.goto();
	const works = statusPage.page
		.getByRole('article')
		.filter({ hasText: 'Product pictures move to new storage' });
	await expect(works).toContainText('In progress');
	await expect(statusPage.page.getByRole('heading', { name: 'Last days' })).toBeVisible();
	await expect(statusPage.page.getByText('Quiet').first()).toBeVisible();
});

test('needs nothing but its HTML, and asks once it is read whether there is news', async ({
	statusPage,
}) => {
	const requests: string[] = [];
	statusPage.page.on('request', (request) => {
		if (!request.url().startsWith('data:')) requests.push(request.url());
	});
	await statusPage.goto();
	await statusPage.page.waitForLoadState('load');
	await expect
		.poll(() => requests)
		.toEqual([`${StatusPage.url}/`, `${StatusPage.url}/heartbeat.json`]);
});

test('gives every update an address', async ({ statusPage }) => {
	await statusPage.goto();
	const address = await statusPage
		.incident(open)
		.getByRole('list', { name: 'Updates' })
		.getByRole('link')
		.first()
		.getAttribute('href');
	await statusPage.goto(address ?? '');
	await expect(statusPage.headline).toHaveText(open);
	await expect(statusPage.page.locator(':target')).toContainText('Fixing');
});

test('shows a corrected text beside what it read until then', async ({ statusPage }) => {
	await statusPage.goto('/incidents/example-h5r1/');
	await statusPage.page.getByText(/^Corrected/).click();
	await expect(statusPage.page.getByText('Until then it read:')).toBeVisible();
});

test('leads to the same page in the other language and back', async ({ statusPage }) => {
	await statusPage.goto('/incidents/example-q7m2/');
	await statusPage.page.getByRole('link', { name: 'Deutsch' }).click();
	await expect(statusPage.headline).toHaveText('Einige Kartenzahlungen schlagen fehl');
	await expect(statusPage.page.locator('html')).toHaveAttribute('lang', 'de');
	await statusPage.page.getByRole('link', { name: 'English' }).click();
	await expect(statusPage.headline).toHaveText(open);
});

test('folds and unfolds a group of services by keyboard, and says which it is', async ({
	statusPage,
}) => {
	const { page } = statusPage;
	await statusPage.goto();
	const group = statusPage.group('Buying');
	const heading = group.locator('summary');
	const row = group.getByRole('link', { name: 'Storefront' });
	/** What a screen reader is told of the heading. */
	const browser = await page.context().newCDPSession(page);
	async function told() {
		const { root } = await browser.send('DOM.getDocument');
		const { nodeId } = await browser.send('DOM.querySelector', {
			nodeId: root.nodeId,
			selector: '.grp > summary',
		});
		const { nodes } = await browser.send('Accessibility.getPartialAXTree', {
			nodeId,
			fetchRelatives: false,
		});
		const { name, properties = [] } = nodes[0] ?? {};
		const expanded = properties.find((property) => property.name === 'expanded');
		return [name?.value, expanded?.value.value] as unknown[];
	}
	const name = 'Buying Partial outage 99.98 %';
	await expect(row).toBeVisible();
	expect(await told()).toEqual([name, true]);

	for (let press = 0; press < 40; press++) {
		await page.keyboard.press('Tab');
		if (await heading.evaluate((element) => element === document.activeElement)) break;
	}
	await expect(heading).toBeFocused();
	await expect(heading).not.toHaveCSS('outline-style', 'none');
	await page.keyboard.press('Enter');
	await expect(row).toBeHidden();
	expect(await told()).toEqual([name, false]);
	// What is folded is no stop on the way through the page.
	await page.keyboard.press('Tab');
	await expect(statusPage.group('Selling').locator('summary')).toBeFocused();
	await page.keyboard.press('Shift+Tab');
	await page.keyboard.press('Space');
	await expect(row).toBeVisible();
	expect(await told()).toEqual([name, true]);
	await page.keyboard.press('Tab');
	await expect(row).toBeFocused();
});

test('answers an unknown address with a 404 that leads back', async ({ statusPage }) => {
	const answer = await statusPage.goto('/nothing/here/');
	expect(answer?.status()).toBe(404);
	await statusPage.page.getByRole('link', { name: 'See how everything is doing' }).click();
	await expect(statusPage.headline).toHaveText(`${open}.`);
});

test('hides an internal incident from every address', async ({ statusPage }) => {
	const answer = await statusPage.goto('/incidents/example-c9v7/');
	expect(answer?.status()).toBe(404);
});

test.describe('without a script', () => {
	test.use({ javaScriptEnabled: false });
	test('leads from the home page through an incident, a service and the history to uptime, all of it whole', async ({
		statusPage,
		browser,
	}) => {
		const { page } = statusPage;
		const scripted = await (await browser.newContext({ javaScriptEnabled: true })).newPage();
		await setClock(scripted, builtAt);
		const words = async (at: Page) => (await at.locator('body').innerText()).split(/\s+/);
		/** What stands on the page is what a script would have left there. */
		async function expectWhole(...said: string[]) {
			await scripted.goto(page.url());
			const read = await words(page);
			expect(read).toEqual(await words(scripted));
			for (const text of said) expect(read.join(' ')).toContain(text);
		}
		await statusPage.goto();
		await expectWhole('Next update by 10:05 UTC', 'Storefront', 'Everything earlier');
		await page.getByRole('link', { name: 'All updates' }).click();
		await expect(statusPage.headline).toHaveText(open);
		await expectWhole('Fixing', 'Identified', 'Investigating', 'Bank transfer works in every shop');
		await page.getByRole('link', { name: 'Status', exact: true }).click();
		await page.getByRole('link', { name: 'Card payments', exact: true }).click();
		await expect(statusPage.headline).toHaveText('Card payments');
		await expectWhole('99.97 % in the last 90 days', '27 minutes counted as downtime');
		await page.getByRole('link', { name: 'Everything earlier is in the history' }).click();
		await expectWhole('November', 'October');
		await page.getByRole('link', { name: 'October' }).click();
		await expectWhole('Checkout fails for some buyers', 'lasted 2 hours, 3 minutes');
		await page.getByRole('link', { name: 'Uptime', exact: true }).click();
		await expectWhole('Per cent of each of the last 12 months', '99.88');
		await scripted.context().close();
	});

	test('reads the same', async ({ statusPage }) => {
		await statusPage.goto();
		await expect(statusPage.headline).toHaveText(`${open}.`);
		await expect(statusPage.page.getByText('Built 20 November 2026, 09:41 UTC')).toBeVisible();
	});
});

test.describe('on a small phone', () => {
	test.use({ viewport: { width: 320, height: 640 } });
	test('fits without scrolling sideways', async ({ statusPage }) => {
		await statusPage.goto();
		await expectNoSidewaysScroll(statusPage.page);
		await statusPage.goto('/incidents/example-k3f9/');
		await expectNoSidewaysScroll(statusPage.page);
	});

	test('fits a logo that is wider', async ({ statusPage }) => {
		await statusPage.goto();
		const name = statusPage.page.locator('header .name');
		await name.evaluate(async (element) => {
			const logo = new Image();
			const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="28"/>';
			logo.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
			logo.height = 28;
			await logo.decode();
			element.replaceChildren(logo);
		});
		expect((await name.boundingBox())?.height).toBeGreaterThanOrEqual(28);
		await expectNoSidewaysScroll(statusPage.page);
	});
});
