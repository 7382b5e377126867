import { expect, expectNoSidewaysScroll, StatusPage, test } from './pages.ts';

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
