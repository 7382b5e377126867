/** The portal on paper. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import readQr from 'jsqr';
import { distFolder } from '../../scripts/lib/sites.ts';
import { builtAt, expect, test } from './pages.ts';

const runbook = '/runbooks/database/database-down/';
/** Width of a sheet of A4 between its margins, in pixels. */
const sheetWidth = 718;

/** Shows the page as its sheet, as a browser does that is asked to print. */
async function onPaper(page: Page): Promise<void> {
	await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
}

/** What somebody’s phone reads in what is drawn there. */
async function scanned(code: Locator): Promise<string | undefined> {
	const picture = [...(await code.screenshot())];
	const { pixels, width, height } = await code.page().evaluate(async (bytes) => {
		const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)]));
		const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
		context?.drawImage(bitmap, 0, 0);
		const image = context?.getImageData(0, 0, bitmap.width, bitmap.height);
		return { pixels: [...(image?.data ?? [])], width: bitmap.width, height: bitmap.height };
	}, picture);
	return readQr(new Uint8ClampedArray(pixels), width, height)?.data;
}

test.beforeEach(async ({ page }) => {
	await page.clock.setFixedTime('2026-11-20T12:41:00Z');
	await page.setViewportSize({ width: sheetWidth, height: 1016 });
});

test('a sheet says where it is from, of when it is and when it was validated', async ({
	portalPage,
	page,
}) => {
	await portalPage.goto(runbook);
	const sheet = page.getByRole('complementary', { name: 'This sheet' });
	await expect(sheet).toBeHidden();
	await onPaper(page);
	await expect(sheet).toContainText(`https://respond.harbour.example${runbook}`);
	await expect(sheet).toContainText('As of 20 November 2026');
	await expect(sheet).toContainText('(3 hours ago)');
	await expect(sheet).toContainText('Validated on 15 October 2026 by Tomás Reil');
});

for (const width of [sheetWidth, 390, 1050]) {
	test(`no frame of the site is printed at ${width} pixels, and the text has the whole sheet`, async ({
		portalPage,
		page,
	}) => {
		await page.setViewportSize({ width, height: 800 });
		for (const path of ['/', runbook, '/on-call/', '/incidents/example-q7m2/']) {
			await portalPage.goto(path);
			await onPaper(page);
			await expect(page.getByRole('navigation')).toHaveCount(0);
			await expect(page.getByRole('banner')).toHaveCount(0);
			await expect(portalPage.headline).toBeVisible();
			await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
			const main = await page.getByRole('main').boundingBox();
			expect(main?.width).toBeGreaterThan(width * 0.95);
		}
	});
}

test('what is folded on a screen is open on paper', async ({ portalPage, page }) => {
	await portalPage.goto('/on-call/');
	const ladder = page.getByRole('table', { name: 'Who is called for SEV1 Critical' });
	await expect(ladder).toBeHidden();
	await onPaper(page);
	await expect(ladder.getByText('+44 20 7946 0104')).toBeVisible();
});

test('the code on a runbook’s sheet leads to its live page, and stands on no screen', async ({
	portalPage,
	page,
}) => {
	await portalPage.goto(runbook);
	const code = page.getByRole('img', { name: /^Code that leads to / });
	await expect(code).toBeHidden();
	await onPaper(page);
	expect(await scanned(code)).toBe(`https://respond.harbour.example${runbook}`);
});

test.describe('the pack', () => {
	/** Titles of the runbooks that are printed. */
	const runbooks = (page: Page) => page.locator('article[id^="runbooks/"]:visible');

	test.beforeEach(async ({ page }) => {
		await page.clock.setFixedTime(builtAt);
		await page.goto(pathToFileURL(join(distFolder('portal'), 'pack.html')).href);
	});

	test('prints all runbooks where none is open, with their commands in ink on white', async ({
		page,
	}) => {
		await expect(runbooks(page)).toHaveCount(0);
		await onPaper(page);
		expect(await runbooks(page).count()).toBeGreaterThan(5);
		const body = page.locator('body');
		await expect(body).toHaveCSS('background-color', 'rgb(255, 255, 255)');
		expect(await body.evaluate((node) => getComputedStyle(node).colorScheme)).toBe('light');
		await expect(page.locator('pre.command:visible').first()).toHaveCSS('color', 'rgb(0, 0, 0)');
		await expect(page.getByText(/^As of 20 November 2026.*harbour\.example/)).toBeVisible();
	});

	test('prints the runbook that is open, and no other', async ({ page }) => {
		await page.getByRole('link', { name: 'Database down', exact: true }).click();
		await onPaper(page);
		await expect(runbooks(page)).toHaveCount(1);
		await expect(page.getByRole('heading', { name: 'Database down', exact: true })).toBeVisible();
		await expect(page.locator('#on-call')).toBeHidden();
	});
});
