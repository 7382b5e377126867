/** Every kind of page of both sites, as people see it who need contrast, a keyboard or a screen reader. */
import type { Page } from '@playwright/test';
import type { Scheme } from './pages.ts';
import { expect, expectAccessible, PortalPage, setClock, StatusPage, test } from './pages.ts';

const statusPages = [
	'/',
	'/de/',
	'/incidents/example-k3f9/',
	// Open.
	'/incidents/example-q7m2/',
	'/incidents/example-d4w8/report/',
	'/de/incidents/example-d4w8/',
	// Running, and to come.
	'/maintenance/example-j8h4/',
	'/maintenance/example-e5q9/',
	'/services/card-payments/',
	'/services/legacy-imports/',
	'/history/',
	'/history/2026-11/',
	'/uptime/',
	'/subscribe/',
	'/how/',
	'/404.html',
];

/** Other states and languages of the same: their colours are those above, but for the states that stand below. */
const moreStatusPages = [
	// Retracted, and corrected.
	'/incidents/example-z4y8/',
	'/incidents/example-h5r1/',
	// Over, moved, and cancelled.
	'/maintenance/example-a2s5/',
	'/maintenance/example-x4c2/',
	'/maintenance/example-l7n3/',
	'/de/services/card-payments/',
	'/de/uptime/',
	'/de/subscribe/',
	'/de/how/',
	'/de/incidents/example-q7m2/',
	'/de/maintenance/example-j8h4/',
];

/** What pages say later, with the clock at which they do. */
const laterStates = [
	{ path: '/incidents/example-q7m2/', at: '2026-11-20T10:06:00Z', said: 'An update is overdue' },
	{ path: '/maintenance/example-j8h4/', at: '2026-11-20T11:35:00Z', said: 'Taking longer than' },
	{ path: '/', at: '2026-11-20T12:00:00Z', said: 'Not refreshed.' },
	{ path: '/incidents/example-q7m2/', at: '2026-11-20T12:00:00Z', said: 'last refreshed' },
];

const portalPages = [
	'/',
	'/severity/',
	'/runbooks/database/database-down/',

	'/incidents/',
	'/incidents/example-k3f9/',
	'/incidents/example-q7m2/',
	'/on-call/',
	'/on-call/handoff/',
	'/clocks/',
	'/roles/',
	'/handbook/process/',
	'/post-mortems/example-d4w8/',
	'/metrics/2026-11/',
	'/gaps/',
	'/gates/',
	'/r/NobodyKnowsThis/',
];

/** Looks for every fault once, and in the other schemes for those of colour. */
async function expectAccessibleAt(page: Page, url: string, schemes: readonly Scheme[]) {
	for (const [index, scheme] of schemes.entries()) {
		await page.emulateMedia({
			colorScheme: scheme === 'dark' ? 'dark' : 'light',
			forcedColors: scheme === 'forced colours' ? 'active' : 'none',
		});
		await page.goto(url);
		await expectAccessible(page, index === 0 ? 'all' : 'colours');
	}
}

for (const path of statusPages) {
	test(`the status page is accessible at ${path}`, async ({ statusPage: { page } }) => {
		const schemes = ['light', 'dark', 'forced colours'] as const;
		await expectAccessibleAt(page, StatusPage.url + path, schemes);
	});
}

test('the status page is accessible in its other states and languages', async ({
	statusPage: { page },
}) => {
	test.setTimeout(180_000);
	for (const path of moreStatusPages) {
		await test.step(path, () => expectAccessibleAt(page, StatusPage.url + path, ['light']));
	}
});

for (const { path, at, said } of laterStates) {
	test(`the status page is accessible at ${path} when it says “${said}”`, async ({
		statusPage,
	}) => {
		const { page } = statusPage;
		await setClock(page, at);
		const schemes = ['light', 'dark', 'forced colours'] as const;
		await expectAccessibleAt(page, StatusPage.url + path, schemes);
		await expect(page.locator('main')).toContainText(said);
	});
}

for (const path of portalPages) {
	test(`the portal is accessible at ${path}`, async ({ page }) => {
		await expectAccessibleAt(page, PortalPage.url + path, ['light', 'dark']);
	});
}
