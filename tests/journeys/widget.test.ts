/** Atlassian's own widget, on a page of another site, asking our status page. It works at an origin's root only. */
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { expect, StatusPage, test } from './pages.ts';

// Its package names an entry that is not in it; this is what its own instructions load.
const script = resolve(
	import.meta.dirname,
	'../../node_modules/@statuspage/status-widget/dist/index.js',
);

test('Statuspage’s widget shows how everything is', async ({ page }) => {
	// Another origin on this machine: browsers keep pages from elsewhere away from it.
	const shop = createServer((_, response) => {
		response.setHeader('content-type', 'text/html');
		response.end(`<title>Shop</title><statuspage-widget src="${StatusPage.url}">`);
	});
	await new Promise<void>((done) => shop.listen(0, done));
	const address = shop.address();
	const asked: string[] = [];
	page.on('response', (response) => {
		if (response.url().startsWith(StatusPage.url)) {
			asked.push(`${response.status()} ${new URL(response.url()).pathname}`);
		}
	});
	try {
		await page.goto(`http://localhost:${typeof address === 'object' ? address?.port : ''}/`);
		await page.addScriptTag({ path: script });
		const widget = page.locator('statuspage-widget');
		await expect(widget).toContainText('Minor Service Outage');
		await expect(widget.locator('.status-indicator')).toHaveClass(/\bminor\b/);
		expect(asked).toEqual(['200 /api/v2/summary.json']);
	} finally {
		shop.closeAllConnections();
		shop.close();
	}
});
