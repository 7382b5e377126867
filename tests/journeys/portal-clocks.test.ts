import { readFileSync } from 'node:fs';
import { builtAt, expect, expectNoSidewaysScroll, test } from './pages.ts';

/** Example incidents that are open at the moment of the journeys. */
const openIncident = '/incidents/example-q7m2/';

test.beforeEach(async ({ page }) => {
	await page.clock.install({ time: builtAt });
});

test('counts down to a deadline, then says that it is over, in the tab too', async ({
	portalPage,
	page,
}) => {
	await portalPage.goto(openIncident);
	const table = page.getByRole('table', { name: 'Deadlines' });
	const row = table
		.getByRole('row')
		.filter({ hasText: /in \d+:/ })
		.first();
	const name = (await row.getByRole('rowheader').textContent()) ?? '';
	const due = Number(await row.getAttribute('data-due'));
	const named = table
		.getByRole('row')
		.filter({ has: page.getByRole('rowheader', { name, exact: true }) })
		.first();
	await page.clock.setFixedTime(due - 61_000);
	await page.clock.runFor(1000);
	await expect(named).toContainText('in 1:01');
	await page.clock.setFixedTime(due + 5000);
	await page.clock.runFor(1000);
	await expect(named).toContainText('overdue by 0:05');
	await expect(page).toHaveTitle(/^\(\d+ overdue\) /);
	await expect(page.getByRole('status').filter({ hasText: 'overdue' })).toContainText(name);
});

test('says what a level would ask for, and keeps it in the address', async ({
	portalPage,
	page,
}) => {
	await portalPage.goto('/clocks/#level=sev1&at=2026-11-20T09:30:00Z');
	const due = page.getByRole('table', { name: 'What is due' });
	await expect(due.getByRole('row', { name: /^Acknowledge/ })).toContainText('09:35');
	await expect(due.getByRole('row', { name: /^Acknowledge/ })).toContainText('overdue by 6:');
	const called = page.getByRole('table', { name: 'Who is called' });
	await expect(called.getByRole('row', { name: /Maya Okafor/ })).toContainText('+44 20 7946 0104');
	await expect(page.getByText('War room: #incident-sev1-2026-11-20-0930')).toBeVisible();

	await page.getByLabel('Level').selectOption({ label: 'SEV3 Moderate' });
	await expect(page).toHaveURL(/level=sev3&at=2026-11-20T09%3A30Z/);
	await page.reload();
	await expect(page.getByLabel('Level')).toHaveValue('sev3');
});

test('gives the times away as a calendar', async ({ portalPage, page }) => {
	await portalPage.goto('/clocks/#level=sev1&at=2026-11-20T09:30:00Z');
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Calendar file' }).click(),
	]);
	const text = readFileSync(await file.path(), 'utf8');
	expect(text).toContain('DTSTART:20261120T093500Z');
	expect(text).toContain('SUMMARY:SEV1 Critical: Acknowledge');
	const answer = await page.request.get(
		`${new URL(page.url()).origin}${openIncident}deadlines.ics`,
	);
	expect(await answer.text()).toMatch(/^BEGIN:VCALENDAR/);
});

test.describe('in another zone', () => {
	test.use({ timezoneId: 'Asia/Tokyo' });
	test('shows the reader’s time first, and UTC beside it', async ({ portalPage, page }) => {
		await portalPage.goto('/clocks/#level=sev1&at=2026-11-20T09:30:00Z');
		const row = page
			.getByRole('table', { name: 'What is due' })
			.getByRole('row', { name: /^Acknowledge/ });
		await expect(row).toContainText('18:35');
		await expect(row).toContainText('09:35');
	});
});

test.describe('read from New York', () => {
	test.use({ timezoneId: 'America/New_York' });
	const both = /\d\d:\d\d GMT‑5( · | \()(Fri 20 Nov, )?\d\d:\d\d WET\/UTC/;

	test('each time of an incident is the reader’s, the organisation’s and UTC, in one order', async ({
		portalPage,
		page,
	}) => {
		await portalPage.goto(openIncident);
		const deadlines = page.getByRole('table', { name: 'Deadlines' });
		const next = deadlines.getByRole('row', { name: /^Next word to customers/ });
		await expect(next.locator('.when')).toHaveText(/^\d\d:\d\d GMT‑5\s*\d\d:\d\d WET\/UTC$/);
		await expect(deadlines.getByText('not before').first()).toHaveText(both);
		await page.locator('.deadlines > details > summary').click();
		await expect(page.getByText(/^done/).first()).toHaveText(
			/^done 03:\d\d GMT‑5 \(08:\d\d WET\/UTC\)$/,
		);
		const lead = page.locator('.hero > p, .head > p').first();
		await expect(lead).toContainText('Started 03:12 GMT‑5 (08:12 WET/UTC).');
		await expect(lead).toContainText(/by 04:25 GMT‑5 \(09:25 WET\/UTC\), overdue by \d/);
		await expect(page.getByText(/the next was due by/)).toHaveText(both);
		const called = page.getByRole('table', { name: 'When nobody answers' });
		await expect(called.getByRole('row', { name: /Maya Okafor/ })).toContainText(
			/03:13 GMT‑5 \(08:13 WET\/UTC\).*03:18 GMT‑5 \(08:18 WET\/UTC\)/,
		);
	});

	test('so is who is on call until when, on the home and in a runbook', async ({
		portalPage,
		page,
	}) => {
		await portalPage.goto('/');
		const primary = page.getByRole('listitem').filter({ hasText: /^Primary/ });
		await expect(primary).toContainText('until 15:00 GMT‑5 (20:00 WET/UTC)');
		await expect(page.getByRole('list', { name: 'Due' }).first()).toHaveText(both);
		await portalPage.goto('/runbooks/payments/payments-failing/');
		const called = page.locator('.called').filter({ hasText: /^ · Kwame/ });
		await called.scrollIntoViewIfNeeded();
		await expect(called).toContainText('until Mon 23 Nov, 04:00 GMT‑5 (09:00 WET/UTC)');
	});

	test('so is what a level would ask for', async ({ portalPage, page }) => {
		await portalPage.goto('/clocks/#level=sev1&at=2026-11-20T09:30:00Z');
		const due = page.getByRole('table', { name: 'What is due' });
		const row = due.getByRole('row', { name: /^Acknowledge/ });
		await expect(row.locator('.when')).toHaveText(/^04:35 GMT‑5\s*09:35 WET\/UTC$/);
		await expect(due.getByText('not before').first()).toHaveText(both);
	});
});

test('shows what is overdue first, and puts away what is met', async ({ portalPage, page }) => {
	await portalPage.goto(openIncident);
	const rows = page.getByRole('table', { name: 'Deadlines', exact: true }).locator('tbody > tr');
	await expect(rows.first().locator('.state')).toHaveText(/^overdue by /);
	const due = await rows.evaluateAll((all) => all.map((row) => Number(row.dataset['due'])));
	expect(due).toEqual(due.toSorted((a, b) => a - b));
	const met = page.locator('.deadlines > details');
	await expect(met.getByRole('row').filter({ hasText: 'met' }).first()).toBeHidden();
	await met.getByText(/^\d+ met/).click();
	await expect(met.getByRole('row').filter({ hasText: 'met' }).first()).toBeVisible();
});

test('names the level and the criterion that decided', async ({ portalPage, page }) => {
	await portalPage.goto('/severity/');
	await page.getByLabel(/What share of users is affected/).fill('60');
	await expect(page.getByText('At least SEV1 Critical')).toBeVisible();
	await expect(page.getByRole('status').filter({ hasText: 'At least' })).toContainText(
		'Half of all users or more are affected.',
	);
	await page.getByLabel(/What share of users is affected/).fill('0');
	await page
		.getByRole('group', { name: /Could somebody have got in/ })
		.getByLabel('Yes')
		.check();
	await expect(page.getByRole('status').filter({ hasText: 'At least' })).toContainText(
		'Security leads',
	);
});

test('fills a page of GitHub with what one wants to say', async ({ portalPage, page }) => {
	await portalPage.goto(openIncident);
	await page.getByLabel('You', { exact: true }).selectOption('maya-okafor');
	await page.getByLabel('What you want to say').fill('It isn’t the pool.');
	const link = page.getByRole('link', { name: 'Note for responders' });
	await link.focus();
	const given = new URL((await link.getAttribute('href')) ?? '').searchParams;
	expect(given.get('value')).toMatch(
		/^---\nat: 2026-11-20T09:4[12]:\d\dZ\nby: maya-okafor\nkind: observation\n---\n\nIt isn’t the pool\.\n$/,
	);
	await page.reload();
	await expect(page.getByLabel('You', { exact: true })).toHaveValue('maya-okafor');
});

test('says nothing in the name of nobody, and asks who is there', async ({ portalPage, page }) => {
	await portalPage.goto(openIncident);
	const you = page.getByLabel('You', { exact: true });
	const link = page.getByRole('link', { name: 'Note for responders' });
	const built = await link.getAttribute('href');
	await link.click();
	await expect(you).toBeFocused();
	await expect(page.getByText('Choose yourself first: the note carries your name.')).toBeVisible();
	expect(await link.getAttribute('href')).toBe(built);
	await you.selectOption('maya-okafor');
	await expect(page.getByText('Choose yourself first')).toBeHidden();
	await link.focus();
	expect(await link.getAttribute('href')).toContain('maya-okafor');
	// Customers read no name.
	await you.selectOption('');
	const update = page.getByRole('link', { name: 'Update for customers' });
	await update.focus();
	expect(await update.getAttribute('href')).toContain('filename=');
});

test('shows what is new since a moment', async ({ portalPage, page }) => {
	await portalPage.goto(openIncident);
	const lines = page.locator('.timeline > li');
	const all = await lines.count();
	await page.getByLabel('What is new').selectOption('60');
	await expect(page.getByText(/^\d+ new since 08:41/)).toBeVisible();
	expect(await lines.filter({ visible: true }).count()).toBeLessThan(all);
});

test('names what is new by its first words, and then by whom it is', async ({
	portalPage,
	page,
}) => {
	await portalPage.goto(`${openIncident}?since=2026-11-20T00:00Z`);
	const fresh = page.locator('.news ol > li');
	await expect(fresh.filter({ hasText: /^Decided/ }).first()).toHaveText(
		/^Decided: We send all card payments to Tidepay, .* — Kwame Asante, 08:43 WET$/,
	);
	await expect(fresh.filter({ hasText: /^Ran/ }).first()).toHaveText(/^Ran: \S.* — \S/);
});

test('carries the moment since which something is new in the address', async ({
	portalPage,
	page,
}) => {
	await portalPage.goto(`${openIncident}?since=2026-11-20T08:41Z`);
	await expect(page.getByLabel('Time, on your clock')).toHaveValue('2026-11-20T08:41');
	await expect(page.getByText(/^\d+ new since 08:41/)).toBeVisible();
	const fresh = page.locator('.news ol > li');
	expect(await fresh.count()).toBeGreaterThan(0);
	// What was tried is marked where it stands.
	await expect(page.locator('#tried + ul > li').last()).toHaveClass(/fresh/);
	await page.getByLabel('Time, on your clock').fill('2026-11-20T09:35');
	await expect(page).toHaveURL(/\?since=2026-11-20T09%3A35Z$/);
	await page.getByLabel('What is new').selectOption('');
	await expect(page).toHaveURL(/\/$/);
	await expect(fresh).toHaveCount(0);
});

test('knows who is on call at this moment, however old the page is', async ({
	portalPage,
	page,
}) => {
	await portalPage.goto('/on-call/');
	const primary = page.getByRole('listitem').filter({ hasText: /^Primary/ });
	await expect(primary).toContainText('Maya Okafor');
	await page.clock.setFixedTime('2026-11-21T09:00:00Z');
	await page.clock.runFor(31_000);
	await expect(primary).toContainText('Jonas Lindqvist');
	await expect(primary.getByRole('link', { name: '+44 20 7946 0105' })).toHaveAttribute(
		'href',
		'tel:+442079460105',
	);
	await expect(page.getByText('Every hour that has to be covered has somebody')).toBeVisible();
});

test.describe('without a script', () => {
	test.use({ javaScriptEnabled: false });
	test('has exact times', async ({ portalPage, page }) => {
		await portalPage.goto('/clocks/');
		await page.getByRole('group').filter({ hasText: 'SEV1 Critical' }).locator('summary').click();
		await expect(
			page
				.getByRole('table', { name: 'What SEV1 Critical asks for' })
				.getByRole('row', { name: /^Acknowledge/ }),
		).toContainText('09:46');
		await portalPage.goto('/on-call/');
		await expect(page.getByText('Maya Okafor').first()).toBeVisible();
	});
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 375, height: 720 } });
	test('fits without scrolling sideways', async ({ portalPage }) => {
		for (const path of ['/clocks/', '/roles/', '/on-call/', openIncident]) {
			await portalPage.goto(path);
			await expectNoSidewaysScroll(portalPage.page);
		}
	});
});
