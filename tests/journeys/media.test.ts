/** The status page on paper, for people whom motion disturbs, and in colours that the reader's system sets. */
import type { Page } from '@playwright/test';
import { expect, StatusPage, test } from './pages.ts';

/** Folds every group and every text that was corrected. */
async function foldAll(page: Page) {
	await page.locator('details').evaluateAll((list) => {
		for (const item of list) (item as HTMLDetailsElement).open = false;
	});
}

test.describe('on paper', () => {
	test.use({ colorScheme: 'dark' });

	test('unfolds everything, leaves out what leads elsewhere, and is black on white', async ({
		statusPage,
	}) => {
		const { page } = statusPage;
		for (const { path, folded, screen } of [
			{
				path: '/',
				folded: page.getByRole('link', { name: 'Storefront' }),
				screen: page.getByRole('navigation').first(),
			},
			{
				path: '/subscribe/',
				folded: page.getByText('/services/storefront/history.atom'),
				screen: page.getByRole('button', { name: 'Copy: Slack' }),
			},
			{
				path: '/incidents/example-h5r1/',
				folded: page.locator('details.note p').first(),
				screen: page.getByRole('link', { name: 'Atom' }),
			},
			{
				path: '/history/2026-10/',
				folded: undefined,
				screen: page.getByRole('navigation', { name: 'Months' }),
			},
		]) {
			await page.emulateMedia({ media: 'screen' });
			await statusPage.goto(path);
			await foldAll(page);
			if (folded) await expect(folded).toBeHidden();
			await expect(screen).toBeVisible();
			await page.emulateMedia({ media: 'print' });
			if (folded) await expect(folded).toBeVisible();
			await expect(screen).toBeHidden();
			await expect(page.getByRole('navigation')).toHaveCount(0);
			await expect(statusPage.headline).toBeVisible();
			await expect(page.locator('body')).toHaveCSS('color', 'rgb(0, 0, 0)');
			await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
		}
	});

	test('shows the whole table of uptime', async ({ statusPage: { page } }) => {
		// A narrow sheet between wide margins.
		await page.setViewportSize({ width: 640, height: 900 });
		await page.emulateMedia({ media: 'print' });
		await page.goto(`${StatusPage.url}/uptime/`);
		const beyond = await page
			.locator('.up, .up td')
			.evaluateAll((list) =>
				list
					.filter(
						(element) =>
							element.scrollWidth > element.clientWidth ||
							element.getBoundingClientRect().right > innerWidth,
					)
					.map(({ textContent }) => textContent),
			);
		expect(beyond).toEqual([]);
	});
});

test.describe('for people whom motion disturbs', () => {
	test.use({ contextOptions: { reducedMotion: 'reduce' } });

	test('nothing moves by itself', async ({ statusPage }) => {
		const { page } = statusPage;
		for (const path of ['/', '/subscribe/', '/uptime/']) {
			await statusPage.goto(path);
			await page.locator('details').first().or(statusPage.headline).first().click();
			const moving = await page.evaluate(() => {
				const seconds = (text: string) => Math.max(...text.split(', ').map(parseFloat));
				const moves = [...document.querySelectorAll('*')].flatMap((element) =>
					[undefined, '::before', '::after', '::details-content']
						.map((part) => getComputedStyle(element, part))
						.filter(
							(style) =>
								style.animationName !== 'none' ||
								seconds(style.transitionDuration) + seconds(style.transitionDelay) > 0 ||
								style.scrollBehavior === 'smooth',
						)
						.map(() => element.outerHTML.slice(0, 80)),
				);
				return [...moves, ...document.getAnimations().map(({ id }) => id)];
			});
			expect(moving, path).toEqual([]);
		}
	});
});

/** What is drawn with less contrast to what is behind it than 3 to 1, as WCAG asks of what is no text. */
async function faint(page: Page, selector: string, property: 'fill' | 'borderTopColor') {
	return page.evaluate(
		([places, name]) => {
			const brush = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
			const luminance = (colour: string) => {
				if (!brush) throw new Error('No canvas.');
				brush.clearRect(0, 0, 1, 1);
				brush.fillStyle = colour;
				brush.fillRect(0, 0, 1, 1);
				const [red = 0, green = 0, blue = 0, alpha = 0] = [...brush.getImageData(0, 0, 1, 1).data];
				if (alpha < 255) return undefined;
				const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) =>
					value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
				);
				return 0.2126 * r + 0.7152 * g + 0.0722 * b;
			};
			const paper = luminance(getComputedStyle(document.body).backgroundColor);
			const all = [...document.querySelectorAll(places)];
			const bad = all.filter((element) => {
				const ink = luminance(getComputedStyle(element)[name]);
				if (ink === undefined || paper === undefined) return true;
				return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05) < 3;
			});
			return { seen: all.length, bad: bad.map(({ outerHTML }) => outerHTML.slice(0, 120)) };
		},
		[selector, property] as const,
	);
}

for (const colorScheme of ['light', 'dark'] as const) {
	test(`keeps signs, bars and frames in sight in forced colours, ${colorScheme}`, async ({
		statusPage,
	}) => {
		const { page } = statusPage;
		await page.emulateMedia({ colorScheme, forcedColors: 'active' });
		await statusPage.goto();
		for (const [selector, property] of [
			['.hero .g, .s .g, .hit .g, .t .g', 'fill'],
			['.bar path:not(.track, .empty)', 'fill'],
			['.card, .u > li', 'borderTopColor'],
		] as const) {
			const { seen, bad } = await faint(page, selector, property);
			expect(seen, selector).toBeGreaterThan(0);
			expect(bad, selector).toEqual([]);
		}
		// A day without trouble is drawn as a frame.
		const track = page.locator('.bar .track').first();
		await expect(track).not.toHaveCSS('stroke', 'none');
		const background = await page
			.locator('body')
			.evaluate((body) => getComputedStyle(body).backgroundColor);
		await expect(track).toHaveCSS('fill', background);
	});
}
