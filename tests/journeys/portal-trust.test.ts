import { readFileSync } from 'node:fs';
import { expect, expectNoSidewaysScroll, test } from './pages.ts';

test('names gaps with whose they are and where they are mended', async ({ portalPage }) => {
	await portalPage.goto();
	await portalPage.sidebar.getByRole('link', { name: /^Gaps/ }).click();
	await expect(portalPage.headline).toHaveText('Gaps');
	// Both count the same, and the page says what else it lists.
	const named = await portalPage.sidebar.getByRole('link', { name: /^Gaps/ }).textContent();
	const count = /\((\d+)\)/.exec(named ?? '')?.[1] ?? '';
	expect(count).toMatch(/^\d+$/);
	await expect(
		portalPage.page.getByText(new RegExp(`^${count} have to be seen to\\.`)),
	).toBeVisible();
	const missing = portalPage.page.getByRole('row', { name: /payouts-late was missing/ });
	await expect(missing).toContainText('Payments');
	await expect(missing.getByRole('code')).toHaveText('npm run runbook -- new payouts-late');
	await expect(missing).not.toContainText('`');
	await expect(missing.getByRole('link')).toHaveAttribute(
		'href',
		'https://github.com/harbour/response/new/main/content?filename=runbooks%2Fpayouts-late.mdx',
	);
	await expect(
		portalPage.page.getByRole('row', { name: /Elio Marchetti, Image registry/ }),
	).toBeVisible();
});

test('says of a gate what is met, who says so, and why it is closed', async ({ portalPage }) => {
	await portalPage.goto('/gates/');
	const gate = portalPage.page.getByRole('table', { name: 'Ready for a big sale day' });
	await expect(portalPage.page.getByText('✗ Closed')).toBeVisible();
	await expect(gate.getByRole('row', { name: /No incident of SEV3 or worse/ })).toContainText(
		'✗ not met',
	);
	await expect(gate.getByRole('row', { name: /All alert sources were seen green/ })).toContainText(
		'✓ met',
	);
});

test('narrows the incident log, keeps it in the address, and gives all of it as CSV', async ({
	portalPage,
}) => {
	const { page } = portalPage;
	await portalPage.goto('/incidents/');
	const rows = page.getByRole('table', { name: 'Incident log' }).locator('tbody tr:visible');
	const all = await rows.count();
	await page.getByLabel('State').selectOption('open');
	await expect(rows).toHaveCount(1);
	await expect(page).toHaveURL(/\?state=open$/);
	await expect(page.locator('#log-filter output')).toHaveText(`1 of ${all}`);
	await page.reload();
	await expect(rows).toHaveCount(1);
	await page.getByRole('button', { name: 'Show all' }).click();
	await expect(rows).toHaveCount(all);
	await expect(page).toHaveURL(/\/incidents\/$/);

	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: 'The whole log as CSV' }).click();
	const lines = readFileSync(await (await download).path(), 'utf8').split('\r\n');
	expect(lines[0]).toMatch(/^id,title,level,status,started/);
	expect(lines).toHaveLength(all + 2);
});

test('says above a post-mortem why it had to be written and where it stands', async ({
	portalPage,
}) => {
	const { page } = portalPage;
	await portalPage.goto('/post-mortems/example-d4w8/');
	await expect(page.locator('.verdict')).toContainText('Required: Every SEV1 and SEV2 has one');
	await expect(page.getByText(/^published .*, in time$/)).toBeVisible();
	await expect(page.getByRole('link', { name: 'Public report' })).toHaveAttribute(
		'href',
		/\/incidents\/example-d4w8\/report\/$/,
	);
	await page.getByText('What was written down, with its evidence').click();
	await expect(page.getByText('Customers were told').first()).toBeVisible();
});

test('holds a month beside the one before', async ({ portalPage }) => {
	const { page } = portalPage;
	await portalPage.goto('/metrics/2026-11/');
	await expect(page.getByText(/^Before, 2026-10: /).first()).toBeVisible();
	for (const name of ['Alerts of 2026-11', 'On-call load of 2026-11', 'Runbooks used in 2026-11']) {
		await expect(page.getByRole('table', { name })).toBeVisible();
	}
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 375, height: 720 } });
	test('they fit without scrolling sideways', async ({ portalPage }) => {
		for (const path of ['/gaps/', '/gates/', '/incidents/', '/post-mortems/example-d4w8/']) {
			await portalPage.goto(path);
			await expectNoSidewaysScroll(portalPage.page);
		}
	});
});
