/** What a responder reads on a phone at night: tables whose rows are blocks, and whom to call within reach of a thumb. */
import type { Locator, Page } from '@playwright/test';
import { builtAt, expect, expectAccessible, expectNoSidewaysScroll, test } from './pages.ts';

const openIncident = '/incidents/example-q7m2/';
const pagesWithTables = [
	'/',
	'/on-call/',
	'/clocks/',
	openIncident,
	'/incidents/',
	'/actions/',
	'/gates/',
	'/gaps/',
	'/post-mortems/',
	'/maintenance/',
	'/runbooks/',
	'/severity/',
	'/handbook/process/',
	'/r/NobodyKnowsThis/',
];
/** Of a thumb, in pixels. */
const large = 44;

test.beforeEach(async ({ page }) => {
	await page.clock.setFixedTime(builtAt);
});

/** Names of tables that are wider than what they stand in. */
const cutTables = (page: Page) =>
	page.evaluate(() => {
		// What is folded is read as well.
		for (const fold of document.querySelectorAll('details')) fold.open = true;
		return [...document.querySelectorAll('.table')]
			.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
			.map((table) => table.ariaLabel);
	});

async function expectForThumb(link: Locator, page: Page): Promise<void> {
	await link.scrollIntoViewIfNeeded();
	await expect(link).toBeInViewport({ ratio: 1 });
	const box = await link.boundingBox();
	expect(box?.height).toBeGreaterThanOrEqual(large);
	expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
}

for (const width of [390, 360]) {
	test.describe(`${width} pixels wide`, () => {
		test.use({ viewport: { width, height: 844 } });

		test('no table is wider than what it stands in', async ({ portalPage, page }) => {
			for (const path of pagesWithTables) {
				await test.step(path, async () => {
					await portalPage.goto(path);
					expect(await cutTables(page)).toEqual([]);
					await expectNoSidewaysScroll(page);
				});
			}
		});

		test('whom to call when nobody answers is a tap away', async ({ portalPage, page }) => {
			const phone = (table: string) =>
				page
					.getByRole('table', { name: table })
					.getByRole('row', { name: /Maya Okafor/ })
					.getByRole('link', { name: '+44 20 7946 0104' });
			await portalPage.goto('/clocks/#level=sev1&at=2026-11-20T09:30:00Z');
			await expectForThumb(phone('Who is called'), page);
			await portalPage.goto(openIncident);
			await expectForThumb(phone('When nobody answers'), page);
			await portalPage.goto('/on-call/');
			await page.locator('summary', { hasText: 'SEV1 Critical' }).click();
			await expectForThumb(phone('Who is called for SEV1 Critical'), page);
		});
	});
}

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 844 } });

	test('a row of the incident log begins with its incident, and the log is narrowed as ever', async ({
		portalPage,
		page,
	}) => {
		await portalPage.goto('/incidents/');
		const rows = page
			.getByRole('table', { name: 'Incident log' })
			.getByRole('row')
			.filter({ has: page.getByRole('cell') });
		const first = rows.first();
		const link = first.getByRole('link', { name: /Cards fail at Northgate/ });
		await expectForThumb(link, page);
		const top = async (place: Locator) => (await place.boundingBox())?.y ?? NaN;
		expect(await top(link)).toBeLessThan(await top(first.getByRole('rowheader')));
		await page.getByLabel('State').selectOption('open');
		await expect(rows.filter({ visible: true })).toHaveCount(1);
	});

	test('an alert without a runbook says at once whom to call, and what to do', async ({
		portalPage,
		page,
	}) => {
		await portalPage.goto('/r/Queue%20%22stuck%22/?instance=db-7');
		await expect(portalPage.headline).toHaveText('No runbook for Queue "stuck" yet');
		// On the first screen, above the bar.
		const phone = page.getByRole('link', { name: '+44 20 7946 0104' });
		await expect(phone).toBeInViewport({ ratio: 1 });
		await expectForThumb(phone, page);
		const main = page.getByRole('main');
		await expect(main.getByRole('link', { name: 'what customers see' })).toHaveAttribute(
			'href',
			/^https:\/\/status\./,
		);
		await expect(main.getByRole('link', { name: 'open an incident on GitHub' })).toHaveAttribute(
			'href',
			'https://github.com/harbour/response/issues/new?template=declare.yml',
		);
		await expect(main.getByText(`npm run incident -- open --title 'Queue "stuck"'`)).toBeVisible();
		await expectAccessible(page);
		await main.getByRole('link', { name: 'Search for Queue "stuck"' }).click();
		await expect(page).toHaveURL(/\/search\/\?q=Queue/);
		await expect(page.getByRole('main').getByRole('combobox', { name: 'Search' })).toHaveValue(
			'Queue "stuck"',
		);
	});

	test('a table is still one for those who hear it', async ({ portalPage, page }) => {
		await portalPage.goto(openIncident);
		const table = page.getByRole('table', { name: 'When nobody answers' });
		await expect(table.getByRole('columnheader')).toHaveText([
			'Called at',
			'Who',
			'Answers by',
			'How to reach them',
		]);
		for (const row of (await table.getByRole('row').all()).slice(1)) {
			await expect(row.getByRole('rowheader')).toHaveCount(1);
			await expect(row.getByRole('cell')).toHaveCount(3);
		}
		await expectAccessible(page);
		await portalPage.goto('/incidents/');
		await expectAccessible(page);
	});
});
