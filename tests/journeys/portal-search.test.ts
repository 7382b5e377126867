import { expect, expectAccessible, expectNoSidewaysScroll, test } from './pages.ts';

test('opens from anywhere by a key, and closes by Escape', async ({ portalPage }) => {
	const { page } = portalPage;
	await portalPage.goto('/severity/');
	await page.keyboard.press('/');
	await expect(portalPage.searchBox).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toBeHidden();
	await page.keyboard.press('Control+k');
	await expect(portalPage.searchBox).toBeFocused();
});

test('leads to a runbook by keys alone', async ({ portalPage }) => {
	const { page } = portalPage;
	await portalPage.goto();
	await page.keyboard.press('/');
	await page.keyboard.type('datbase');
	await expect(portalPage.searchAnswers.first()).toHaveAttribute('aria-selected', 'true');
	await page.keyboard.press('ArrowDown');
	await expect(portalPage.searchAnswers.nth(1)).toHaveAttribute('aria-selected', 'true');
	await page.keyboard.press('ArrowUp');
	await expect(portalPage.searchAnswers.first()).toContainText('Database down');
	await page.keyboard.press('Enter');
	await expect(portalPage.headline).toHaveText('Database down');
});

test('says of what kind an answer is, how fresh it is and what matched', async ({ portalPage }) => {
	await portalPage.goto();
	await expect((await portalPage.search('redis')).first()).toContainText(
		/Redis down\s*Runbook\s*SEV1 · .* · Platform · worked 2026-10-2\d\s*Matched redis/,
	);
});

test('takes a pasted line: fills the variables of the runbook and names the incidents it was seen in', async ({
	portalPage,
}) => {
	const { page } = portalPage;
	await portalPage.goto();
	const answers = await portalPage.search(
		'2026-11-20T08:59:12Z [4711] psql: error: connection to server at "db-7" (10.0.0.12), port 5432 failed: Connection refused',
	);
	await expect(answers.first()).toContainText('Database down');
	await expect(answers.first()).toContainText('Fills DB_HOST = db-7');
	await expect(answers.first()).toHaveAttribute(
		'href',
		'/runbooks/database/database-down/?DB_HOST=db-7',
	);
	await portalPage.searchBox.fill('FATAL: remaining connection slots are reserved for superusers');
	await expect(answers.first()).toContainText('Connections exhausted');
	await expect(answers.first()).toContainText(/Seen in “.+”/);
	await page.keyboard.press('Escape');
});

test.describe('where a browser keeps no copies', () => {
	test.use({ serviceWorkers: 'block' });

	test('answers the next question without a network', async ({ portalPage, context }) => {
		const { page } = portalPage;
		// The index of a large portal comes in parts: here, one of the words before `n`, and one of all others.
		const asked: string[] = [];
		const change = (path: string, edit: (json: Record<string, unknown>) => unknown, from = path) =>
			page.route(`**${path}`, async (route) => {
				asked.push(path);
				const response = await route.fetch({ url: new URL(from, route.request().url()).href });
				await route.fulfill({ json: edit((await response.json()) as Record<string, unknown>) });
			});
		const words = (part: Record<string, unknown>, early: boolean) =>
			Object.fromEntries(Object.entries(part).filter(([word]) => word < 'n' === early));
		await change('/find.json', (file) => ({ ...file, shards: ['', 'n'] }));
		await change('/find/0.json', (part) => words(part, true));
		await change('/find/1.json', (part) => words(part, false), '/find/0.json');

		await portalPage.goto();
		await expect((await portalPage.search('redis')).first()).toContainText('Redis down');
		await expect.poll(() => asked).toContain('/find/0.json');
		await page.waitForLoadState('networkidle');
		await context.setOffline(true);
		await page.unrouteAll();
		await portalPage.searchBox.fill('disk full');
		await expect(portalPage.searchAnswers.first()).toContainText('Disk full');
	});
});

test('keeps the lines of a pasted stack trace apart', async ({ portalPage }) => {
	await portalPage.goto('/search/');
	const box = portalPage.page.getByRole('combobox', { name: 'Search', exact: true });
	await box.evaluate((input) => {
		const data = new DataTransfer();
		data.setData(
			'text',
			'Traceback (most recent call last):\n  File "/app/orders.py", line 211\nKeyError: \'tax_lines\' in serialise_order',
		);
		input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
	});
	await expect(box).toHaveValue(/last\): ⏎ File .* ⏎ KeyError/);
	const first = portalPage.page.locator('#find-answers').getByRole('option').first();
	await expect(first).toContainText('Incident');
	await expect(first).toContainText('tax_lines');
});

test('looks in the text of pages for what no title has', async ({ portalPage }) => {
	await portalPage.goto();
	const answers = await portalPage.search('pg_stat_activity');
	await expect(answers.first().locator('mark').first()).toContainText('pg_stat_activity');
});

test('is narrowed by kind', async ({ portalPage }) => {
	await portalPage.goto('/search/?q=database');
	await portalPage.page.getByRole('combobox', { name: 'Kind' }).selectOption('Post-mortems');
	await expect(portalPage.page.locator('#find-answers .kind').first()).toHaveText('Post-mortem');
	await expect(portalPage.page.locator('#find-answers .kind', { hasText: 'Runbook' })).toHaveCount(
		0,
	);
});

test.describe('without script', () => {
	test.use({ javaScriptEnabled: false });
	test('leads to a page with lists', async ({ portalPage }) => {
		await portalPage.goto();
		await portalPage.page.getByRole('link', { name: 'Search' }).click();
		await expect(
			portalPage.page.getByRole('main').getByRole('link', { name: 'runbooks' }),
		).toBeVisible();
	});
});

test('is accessible with answers in both schemes', async ({ portalPage }) => {
	await portalPage.goto();
	await expect((await portalPage.search('redis down')).first()).toBeVisible();
	await expectAccessible(portalPage.page);
	await portalPage.page.emulateMedia({ colorScheme: 'dark' });
	await expectAccessible(portalPage.page, 'colours');
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 375, height: 720 } });
	test('fits', async ({ portalPage }) => {
		await portalPage.goto('/search/?q=redis');
		await expect(portalPage.page.locator('#find-answers [role=option]').first()).toBeVisible();
		await expectNoSidewaysScroll(portalPage.page);
	});
});
