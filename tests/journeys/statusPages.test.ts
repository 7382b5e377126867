/** The pages beside home and incident: services, history, uptime, ways to follow, and how figures are made. */
import { builtAt, expect, expectNoSidewaysScroll, setClock, StatusPage, test } from './pages.ts';

const open = 'Some card payments fail';
const paths = [
	'/services/card-payments/',
	'/services/legacy-imports/',
	'/history/',
	'/history/2026-11/',
	'/uptime/',
	'/subscribe/',
	'/how/',
	'/incidents/example-d4w8/report/',
	'/maintenance/example-a2s5/',
];

test('leads from a service on the home page to its days, as a drawing and as a table', async ({
	statusPage,
}) => {
	const { page } = statusPage;
	await statusPage.goto();
	await page.getByRole('link', { name: 'Card payments', exact: true }).click();
	await expect(statusPage.headline).toHaveText('Card payments');
	await expect(page.locator('#now')).toContainText(
		'Partial outage since 20 November 2026, 08:12 UTC',
	);
	await expect(
		page.getByRole('img', { name: /^Card payments: .*%.* in the last 90 days/ }),
	).toBeVisible();
	const day = page
		.getByRole('row')
		.filter({ has: page.getByRole('rowheader', { name: '20 November' }) });
	await expect(day).toContainText('Partial outage');
	await expect(day).toContainText('counted as downtime');
	await day.getByRole('link', { name: open }).click();
	await expect(statusPage.headline).toHaveText(open);
});

test('has the rule one step from every figure, and the ledgers one step further', async ({
	statusPage,
}) => {
	const { page } = statusPage;
	await statusPage.goto('/services/card-payments/');
	await page.getByRole('link', { name: 'How this figure is computed' }).click();
	await expect(page.getByRole('row').filter({ hasText: 'Partial outage' }).first()).toContainText(
		'18 minutes',
	);
	const href = await page.getByRole('link', { name: '2026', exact: true }).getAttribute('href');
	expect((await page.request.get(StatusPage.url + (href ?? ''))).status()).toBe(200);
});

test('says of a service, too, that the page is too old to be believed', async ({ statusPage }) => {
	const later = new Date(Date.parse(builtAt) + 3 * 60 * 60_000).toISOString();
	await setClock(statusPage.page, later);
	await statusPage.goto('/services/card-payments/');
	await expect(statusPage.headline).toHaveText(/^Not refreshed/);
});

test('keeps the page of a service that is no longer offered', async ({ statusPage }) => {
	await statusPage.goto('/services/legacy-imports/');
	await expect(statusPage.page.locator('#now')).toContainText(
		'No longer offered since 30 June 2026',
	);
});

test('leads from the address that a service had before to the one it has', async ({
	statusPage,
}) => {
	await statusPage.goto('/services/search/');
	await expect(statusPage.headline).toHaveText('Catalogue and search');
	await expect(statusPage.page).toHaveURL(/\/services\/catalogue-search\/$/);
});

test('goes back month by month', async ({ statusPage }) => {
	const { page } = statusPage;
	await statusPage.goto('/history/');
	await expect(page.getByRole('link', { name: 'History' })).toHaveAttribute('aria-current', 'page');
	await page.getByRole('link', { name: 'November' }).click();
	await expect(statusPage.headline).toHaveText('November 2026');
	await expect(page.getByRole('listitem').filter({ hasText: open })).toContainText('not over yet');
	await page.getByRole('link', { name: /^Earlier: October 2026/ }).click();
	await expect(statusPage.headline).toHaveText('October 2026');
});

test('shows the uptime of every service by month', async ({ statusPage }) => {
	const { page } = statusPage;
	await statusPage.goto('/uptime/');
	const table = page.getByRole('region', { name: 'Building' }).getByRole('table');
	const headings = table.getByRole('row').first().getByRole('columnheader');
	await expect(headings).toHaveCount(13);
	await expect(headings.nth(1)).toHaveAccessibleName('November 2026');
	const sandbox = table.getByRole('row').filter({ hasText: 'Sandbox' }).getByRole('cell');
	await expect(sandbox.nth(1)).toContainText(/^\d\d\.\d\d/);
	await expect(sandbox.nth(3)).toHaveText('no data');
	await expect(page.getByText('As of 20 November 2026, 09:41 UTC')).toBeVisible();
});

test('tells from the incident what the report says', async ({ statusPage }) => {
	const { page } = statusPage;
	await statusPage.goto('/incidents/example-d4w8/');
	await page.getByRole('link', { name: 'Report' }).click();
	await expect(page.getByText('What we change')).toBeVisible();
	const levels = await page
		.getByRole('heading')
		.evaluateAll((list) => list.map(({ tagName }) => tagName));
	expect(levels).toEqual(['H1', 'H2', 'H2', 'H2', 'H2']);
});

test('copies an address at the press of a button', async ({ statusPage, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	const { page } = statusPage;
	await statusPage.goto('/subscribe/');
	const button = page.getByRole('button', { name: 'Copy: Slack' });
	await button.click();
	await expect(button).toHaveText('Copied');
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
		'/feed subscribe https://status.harbour.example/history.rss',
	);
});

test('offers what there is: no way to follow leads nowhere', async ({ statusPage }) => {
	const { page } = statusPage;
	await statusPage.goto('/subscribe/');
	const hrefs = await page
		// Those of single services are folded away.
		.locator('main a')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
	const own = [...new Set(hrefs)].filter((href) => href.startsWith('/'));
	expect(own.length).toBeGreaterThan(20);
	for (const href of own) {
		const answer = await page.request.get(StatusPage.url + href);
		expect(`${answer.status()} ${href}`).toBe(`200 ${href}`);
	}
});

test.describe('without a script', () => {
	test.use({ javaScriptEnabled: false });
	test('has every address as text, and no button that would do nothing', async ({ statusPage }) => {
		const { page } = statusPage;
		await statusPage.goto('/subscribe/');
		await expect(page.getByText('https://status.harbour.example/history.atom')).toBeVisible();
		await expect(page.getByRole('button')).toHaveCount(0);
		await expect(page.getByRole('link', { name: 'E-mail', exact: true })).toHaveAttribute(
			'href',
			'https://news.harbour.example/status',
		);
	});
});

test.describe('on a small phone', () => {
	test.use({ viewport: { width: 320, height: 640 } });
	test('fits without scrolling sideways on every page', async ({ statusPage }) => {
		for (const path of paths) {
			await statusPage.goto(path);
			await expectNoSidewaysScroll(statusPage.page);
		}
	});
});
