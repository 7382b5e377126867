/** Every kind of page of both sites, as people see it who need contrast, a keyboard or a screen reader. */
import type { Page } from '@playwright/test';
import type { Scheme } from './pages.ts';
import { expectAccessible, PortalPage, StatusPage, test } from './pages.ts';

const statusPages = [
	'/',
	'/de/',
	'/incidents/example-k3f9/',
	'/incidents/example-d4w8/report/',
	'/de/incidents/example-d4w8/',
	'/maintenance/example-a2s5/',
	'/services/card-payments/',
	'/services/legacy-imports/',
	'/history/',
	'/history/2026-11/',
	'/uptime/',
	'/subscribe/',
	'/how/',
	'/404.html',
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

for (const path of portalPages) {
	test(`the portal is accessible at ${path}`, async ({ page }) => {
		await expectAccessibleAt(page, PortalPage.url + path, ['light', 'dark']);
	});
}
