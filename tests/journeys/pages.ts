/** The pages of both sites as their readers know them. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { test as base, expect } from '@playwright/test';

/** The status page. */
export class StatusPage {
	readonly page: Page;
	constructor(page: Page) {
		this.page = page;
	}
	static readonly url = process.env['STATUS_URL'] ?? '';
	async goto(path = '/') {
		return this.page.goto(StatusPage.url + path);
	}
	get headline(): Locator {
		return this.page.getByRole('heading', { level: 1 });
	}
	incident(title: string): Locator {
		return this.page.getByRole('article', { name: title });
	}
	group(name: string): Locator {
		return this.page.getByRole('group').filter({ hasText: name });
	}
}

/** The portal. */
export class PortalPage {
	readonly page: Page;
	constructor(page: Page) {
		this.page = page;
	}
	static readonly url = process.env['PORTAL_URL'] ?? '';
	async goto(path = '/') {
		return this.page.goto(PortalPage.url + path);
	}
	get headline(): Locator {
		return this.page.getByRole('heading', { level: 1 });
	}
	get sidebar(): Locator {
		return this.page.getByRole('navigation', { name: 'Main' });
	}
	get searchBox(): Locator {
		return this.page.getByRole('dialog').getByRole('combobox', { name: 'Search', exact: true });
	}
	get searchAnswers(): Locator {
		return this.page.getByRole('dialog').getByRole('listbox').getByRole('option');
	}
	/** Types into the search box and gives the results. */
	async search(words: string): Promise<Locator> {
		await this.page.getByRole('button', { name: 'Search' }).click();
		await this.searchBox.fill(words);
		return this.searchAnswers;
	}
}

/** The moment for which the sites of the journeys are built. */
export const builtAt = process.env['BUILD_NOW'] ?? '';

/** What the server's clock says to each page. */
const serverClocks = new WeakMap<Page, string>();

/** Sets the reader's clock, and that of the server as far as the page looks at it. */
export async function setClock(page: Page, instant: string, server = instant): Promise<void> {
	await page.clock.setFixedTime(instant);
	const routed = serverClocks.has(page);
	serverClocks.set(page, server);
	if (routed) return;
	await page.route('**/heartbeat.json', async (route) => {
		const response = await route.fetch();
		const date = new Date(serverClocks.get(page) ?? '').toUTCString();
		await route.fulfill({ response, headers: { ...response.headers(), date } });
	});
}

export const test = base.extend<{ statusPage: StatusPage; portalPage: PortalPage }>({
	page: async ({ page }, use) => {
		const refused: string[] = [];
		page.on('console', (message) => {
			if (/content security policy/i.test(message.text())) refused.push(message.text());
		});
		await use(page);
		expect(refused, 'what the policy of a page refused').toEqual([]);
		// A page may be in the middle of asking for news.
		await page.unrouteAll({ behavior: 'ignoreErrors' });
	},
	statusPage: async ({ page }, use) => {
		await setClock(page, builtAt);
		await use(new StatusPage(page));
	},
	portalPage: async ({ page }, use) => {
		await use(new PortalPage(page));
	},
});

/** How a page may be coloured. */
export type Scheme = 'light' | 'dark' | 'forced colours';

/**
 * Fails with the rules and elements that keep some people from using the page.
 * @param rules `colours` alone where the same page was looked at in another scheme
 */
export async function expectAccessible(
	page: Page,
	rules: 'all' | 'colours' = 'all',
): Promise<void> {
	const axe = new AxeBuilder({ page }).setLegacyMode().options({
		// What passes is not told of in detail: to name thousands of elements takes longer than to judge them.
		resultTypes: ['violations'],
		...(rules === 'colours' && { runOnly: ['color-contrast', 'link-in-text-block'] }),
	});
	const { violations } = await axe.analyze();
	expect(
		violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
	).toEqual([]);
}

/** Fails if the page is wider than its window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
	const [content, window] = await page.evaluate(() => {
		// What waits to be laid out, and cuts off what is too wide for it, would hide the fault.
		for (const step of document.querySelectorAll<HTMLElement>('.step'))
			step.style.contentVisibility = 'visible';
		return [document.documentElement.scrollWidth, document.documentElement.clientWidth];
	});
	expect(content).toBeLessThanOrEqual(window);
}

export { expect };
