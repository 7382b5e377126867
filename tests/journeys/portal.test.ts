import { builtAt, expect, expectNoSidewaysScroll, test } from './pages.ts';

test('shows what is open, what is due and who is on call', async ({ portalPage }) => {
	await portalPage.page.clock.setFixedTime(builtAt);
	await portalPage.goto();
	const card = portalPage.page.getByRole('article', { name: 'Cards fail at Northgate' });
	await expect(card).toContainText('SEV1 Critical');
	await expect(card).toContainText(/Next word to customers/);
	await expect(portalPage.page.getByText('Maya Okafor', { exact: true })).toBeVisible();
	await expect(portalPage.page.getByRole('link', { name: '+44 20 7946 0104' })).toHaveAttribute(
		'href',
		'tel:+442079460104',
	);
});

test('leads from a symptom to the runbook', async ({ portalPage }) => {
	await portalPage.goto();
	await portalPage.page
		.getByRole('row', { name: /The database does not answer/ })
		.getByRole('link')
		.click();
	await expect(portalPage.headline).toHaveText('Database down');
	await expect(
		portalPage.page.getByRole('region', { name: /./ }).filter({ hasText: 'Expect' }).first(),
	).toBeVisible();
});

test('shows beside a runbook only its neighbours', async ({ portalPage }) => {
	await portalPage.goto('/runbooks/database/database-down/');
	await expect(portalPage.sidebar.getByRole('link', { name: 'Restore from backup' })).toBeVisible();
	await expect(portalPage.sidebar.getByRole('link', { name: 'Redis down' })).toHaveCount(0);
});

test('offers to edit a page where it is kept', async ({ portalPage }) => {
	await portalPage.goto('/runbooks/database/database-down/');
	await expect(portalPage.page.getByRole('link', { name: 'Edit page' })).toHaveAttribute(
		'href',
		'https://github.com/harbour/response/edit/main/content/runbooks/database/database-down.mdx',
	);
});

test('finds runbooks, handbook pages, incidents and what was noted in them', async ({
	portalPage,
}) => {
	await portalPage.goto();
	await expect((await portalPage.search('Redis down')).first()).toContainText('Redis down');
	await portalPage.searchBox.fill('war room');
	await expect(portalPage.searchAnswers.first()).toContainText(/war room/i);
	await portalPage.searchBox.fill('Cards fail at Northgate');
	await expect(portalPage.searchAnswers.first()).toContainText('Cards fail at Northgate');
});

test('announces a rule that holds for a time while it does, by the reader’s clock', async ({
	portalPage,
}) => {
	const rule = portalPage.page.getByRole('complementary', { name: 'Rule in force' });
	for (const [time, there] of [
		['2026-11-25T23:59:59Z', false],
		['2026-11-26T00:00:00Z', true],
		['2026-12-01T00:00:00Z', false],
	] as const) {
		await portalPage.page.clock.setFixedTime(time);
		for (const path of ['/', '/severity/']) {
			await portalPage.goto(path);
			await expect(rule).toHaveCount(there ? 1 : 0);
		}
	}
	await portalPage.page.clock.setFixedTime('2026-11-27T09:00:00Z');
	await portalPage.goto();
	await expect(rule).toContainText(
		'At least SEV2. Freeze deploys until it is resolved. In force until Tue 1 Dec, 00:00 WET/UTC. All rules',
	);
});

test('makes the severity matrix from data', async ({ portalPage }) => {
	await portalPage.goto('/severity/');
	const matrix = portalPage.page.getByRole('table', { name: 'Severity matrix' });
	await expect(matrix.getByRole('columnheader')).toHaveText([
		'SEV1 Critical',
		'SEV2 High',
		'SEV3 Moderate',
		'SEV4 Low',
	]);
	await expect(matrix.getByRole('row', { name: /^Acknowledge/ })).toContainText('5 minutes');
	await expect(matrix.getByRole('row', { name: /^Acknowledge/ })).toContainText(
		'next business day',
	);
});

test('shows an incident with its deadlines, notes and what customers were told', async ({
	portalPage,
}) => {
	await portalPage.goto('/incidents/example-k3f9/');
	await expect(
		portalPage.page
			.getByRole('table', { name: 'Deadlines' })
			.getByRole('row', { name: /^Acknowledge/ }),
	).toContainText('met');
	await expect(portalPage.page.getByText('Customers were told').first()).toBeVisible();
	await expect(portalPage.page.getByText(/^Set the level to SEV1/)).toBeVisible();
});

test('shows an incident that customers do not see', async ({ portalPage }) => {
	await portalPage.goto('/incidents/example-c9v7/');
	await expect(portalPage.page.getByText('do not see this incident')).toBeVisible();
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 375, height: 720 } });
	test('fits without scrolling sideways', async ({ portalPage }) => {
		for (const path of ['/', '/runbooks/database/database-down/', '/severity/']) {
			await portalPage.goto(path);
			await expectNoSidewaysScroll(portalPage.page);
		}
	});

	test('has everything within reach of the thumb', async ({ portalPage: { page }, portalPage }) => {
		await portalPage.goto('/runbooks/database/database-down/');
		const nearby = page.getByRole('navigation', { name: 'Nearby' });
		await expect(nearby).toBeInViewport();
		await nearby.getByRole('button', { name: 'Menu' }).click();
		const main = page.getByRole('navigation', { name: 'Main' });
		await expect(main.getByRole('link', { name: 'Metrics' })).toBeVisible();
		// What lies behind the menu is out of reach, for a keyboard and a screen reader, too.
		await expect(page.locator('.main-frame')).toHaveJSProperty('inert', true);
		await main.getByRole('link', { name: 'Verify' }).click();
		await expect(page.getByRole('heading', { name: 'Verify' })).toBeInViewport();
		await nearby.getByRole('button', { name: 'Menu' }).click();
		await page.keyboard.press('Escape');
		await expect(main.getByRole('link', { name: 'Metrics' })).toBeHidden();
		await nearby.getByRole('button', { name: 'Search' }).click();
		await expect(portalPage.searchBox).toBeFocused();
	});
});

test('shows the scheme of the system, or the one that the reader chose', async ({
	portalPage: { page },
	portalPage,
}) => {
	await page.emulateMedia({ colorScheme: 'light' });
	await portalPage.goto();
	const background = async () =>
		page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	const light = await background();
	await page.getByLabel('Colours').selectOption('dark');
	expect(await background()).not.toBe(light);
	await page.reload();
	expect(await background()).not.toBe(light);
	await page.getByLabel('Colours').selectOption('');
	expect(await background()).toBe(light);
});
