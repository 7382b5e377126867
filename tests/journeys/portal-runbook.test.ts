import type { Page } from '@playwright/test';
import { builtAt, expect, expectAccessible, expectNoSidewaysScroll, test } from './pages.ts';

const pool = '/runbooks/database/connection-pool-exhausted/';
const restore = '/runbooks/database/restore-from-backup/';

const step = (page: Page, title: string) =>
	page
		.getByRole('region', { name: title })
		.filter({ has: page.getByRole('heading', { level: 3 }) });
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a link fills the commands, and what is copied is exactly the command', async ({
	page,
	portalPage,
}) => {
	await portalPage.goto(`${pool}?host=db-2.internal&DB_NAME=shop_eu`);
	const first = step(page, 'Is the server full, or only the pooler?');
	await first.getByRole('button', { name: 'Copy' }).first().click();
	await expect(first.getByRole('button', { name: 'Copied' })).toBeVisible();
	expect(await clipboard(page)).toBe(
		'psql "host=db-2.internal port=5432 dbname=shop_eu user=responder connect_timeout=5 application_name=incident"',
	);
	await page.getByText('Values in the commands').click();
	await page.getByLabel('DB_USER').fill('ana');
	await expect(first).toContainText('user=ana connect_timeout=5');
});

test('a value from a link that fails its pattern is refused, shown, and not replaced by a default', async ({
	page,
	portalPage,
}) => {
	await portalPage.goto(`${pool}?namespace=${encodeURIComponent('; rm -rf /')}`);
	await expect(page.getByText('The link said “; rm -rf /”, which was refused.')).toBeVisible();
	const asked = step(page, 'Do clients wait in the pooler?');
	await expect(asked).toContainText('--namespace "$NAMESPACE"');
	await expect(asked.getByRole('button', { name: 'Needs NAMESPACE' })).toBeVisible();
	await page.getByLabel('NAMESPACE').fill('shop');
	await expect(asked.getByRole('button', { name: 'Copy' })).toBeVisible();
});

test('a missing value leads to its field and back to the command', async ({ page, portalPage }) => {
	await portalPage.goto(pool);
	const cancel = step(page, 'Cancel what blocks; if that fails, end it');
	await cancel.getByLabel(/^Only if/).check();
	const button = cancel.locator('.copy-command').first();
	await expect(button).toHaveText('Needs PID');
	await button.click();
	await expect(page.getByLabel('PID')).toBeFocused();
	await page.keyboard.type('4711');
	await page.keyboard.press('Enter');
	await expect(button).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(button).toHaveText('Copied');
	expect(await clipboard(page)).toBe('select pg_cancel_backend(4711);');
});

test('a step that destroys something is locked until its guards are ticked; its undo never is', async ({
	page,
	portalPage,
}) => {
	await portalPage.goto('/runbooks/platform/redis-down/');
	const empty = step(page, 'Empty the cache, and only the cache');
	const button = empty.locator('.copy-command').first();
	await expect(button).toHaveText('Locked: 2 things to make sure of');
	await button.click();
	await expect(empty.getByLabel(/^Only if: The database/)).toBeFocused();
	for (const guard of await empty.getByLabel(/^Only if/).all()) await guard.check();
	await expect(button).not.toHaveText(/^Locked/);

	const change = step(page, 'Let buyers go first');
	await portalPage.goto(pool);
	await expect(change.locator('.undo .copy-command')).toHaveText('Copy');
});

test('ticks, branches and notes are kept for each incident and handed on', async ({
	page,
	portalPage,
}) => {
	await portalPage.goto(pool);
	const chooser = page.getByLabel('Followed for');
	await chooser.selectOption({ index: 1 });
	const first = step(page, 'Is the server full, or only the pooler?');
	await first.getByRole('link', { name: 'Who holds them, and doing what?' }).click();
	await expect(page).toHaveURL(/#who-holds$/);
	const second = step(page, 'Who holds them, and doing what?');
	await expect(second).toHaveClass(/current/);
	await second.getByRole('checkbox', { name: /^Done/ }).check();
	await page.getByLabel('Note', { exact: true }).fill('The worker holds nearly all');
	await page.keyboard.press('Enter');

	await page.reload();
	await expect(first.getByRole('checkbox', { name: /^Done/ })).toBeChecked();
	await expect(second.getByRole('checkbox', { name: /^Done/ })).toBeChecked();
	const lines = page.getByRole('region', { name: 'What was done' }).getByRole('listitem');
	await expect(lines).toHaveText([
		/Z Began Connections exhausted/,
		/used is near allowed → Who holds them, and doing what\?/,
		/Done: Who holds them/,
		/The worker holds nearly all/,
	]);
	await page.getByRole('button', { name: 'Copy as text' }).click();
	expect(await clipboard(page)).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ {2}Began Connections/);

	await page.getByLabel('as', { exact: true }).selectOption('maya-okafor');
	const github = page.getByRole('link', { name: 'Add to the incident on GitHub' });
	await page.context().route('https://github.com/**', (route) => route.abort());
	await github.click();
	const url = new URL((await github.getAttribute('href')) ?? '');
	expect(url.pathname).toBe('/harbour/response/new/main');
	expect(url.searchParams.get('filename')).toMatch(
		/^content\/incidents\/example\/example-[a-z0-9]{4}\/notes\/\d{8}T\d{6}Z-[a-z0-9]{6}\.md$/,
	);
	expect(url.searchParams.get('value')).toContain('kind: observation');
	expect(url.searchParams.get('value')).toContain('The worker holds nearly all');

	await chooser.selectOption({ label: 'no incident' });
	await expect(first.getByRole('checkbox', { name: /^Done/ })).not.toBeChecked();
});

test('a step that takes too long says so, and whom to call', async ({ page, portalPage }) => {
	await page.clock.install({ time: new Date(builtAt) });
	await portalPage.goto(pool);
	// Only as fast as the test, however busy the machine is.
	await page.clock.pauseAt(new Date(Date.parse(builtAt) + 60_000));
	await page.getByRole('button', { name: 'Begin' }).click();
	const first = step(page, 'Is the server full, or only the pooler?');
	await page.clock.runFor(61_000);
	await expect(first.locator('.timebox')).toHaveText('1:01 of 2 minutes');
	await page.clock.runFor(60_000);
	const says = page.locator('#run-says');
	await expect(says).toContainText(
		'“Is the server full, or only the pooler?” takes longer than planned.',
	);
	await expect(says.getByRole('link')).toHaveAttribute('href', /^tel:\+/);
	await page.getByRole('button', { name: 'It is over' }).click();
	await expect(says).toBeEmpty();
});

for (const [width, height] of [
	[390, 844],
	[360, 640],
] as const) {
	test(`on a screen of ${width} by ${height}, whom to call lies above the bar, in a third of it`, async ({
		page,
		portalPage,
	}) => {
		await page.setViewportSize({ width, height });
		await page.clock.install({ time: new Date(builtAt) });
		await portalPage.goto(pool);
		await page.clock.pauseAt(new Date(Date.parse(builtAt) + 60_000));
		await page.getByRole('button', { name: 'Begin' }).click();
		await page.clock.runFor(40 * 60_000);
		const call = page.locator('#run-says a');
		await expect(page.locator('#run-says')).toContainText(
			/It should be over by now\. And 3 more\.$/,
		);
		const { hit, above, high, share } = await call.evaluate((link) => {
			const box = link.getBoundingClientRect();
			const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
			const strip = document.querySelector('#run-strip')?.getBoundingClientRect();
			return {
				hit: middle === link,
				above:
					(strip?.bottom ?? 0) <=
					(document.querySelector('.bar')?.getBoundingClientRect().top ?? 0),
				high: box.height,
				share: (strip?.height ?? 0) / innerHeight,
			};
		});
		expect({ hit, above }).toEqual({ hit: true, above: true });
		expect(high).toBeGreaterThanOrEqual(44);
		expect(share).toBeLessThanOrEqual(1 / 3);
	});
}

test('an alert for another host finds no guard ticked and no value of the last, whose tape stays', async ({
	page,
	portalPage,
}) => {
	await portalPage.goto('/r/DatabaseConnectionsHigh/?host=db-a');
	await expect(page.getByLabel('DB_HOST')).toHaveValue('db-a');
	await page.getByLabel('Followed for').selectOption({ label: 'no incident' });
	await expect(page.getByLabel('DB_HOST')).toHaveValue('db-a');
	const cancel = step(page, 'Cancel what blocks; if that fails, end it');
	await cancel.getByLabel(/^Only if/).check();
	await page.getByText('Values in the commands').click();
	await page.getByLabel('PID').fill('4711');
	await page.getByLabel('Note', { exact: true }).fill('db-a is full');
	await page.keyboard.press('Enter');
	const copy = cancel.locator('.copy-command').first();
	await expect(copy).toHaveText('Copy');

	await portalPage.goto('/r/DatabaseConnectionsHigh/?host=db-b');
	await expect(page.locator('#run-fresh')).toHaveText(
		'A fresh run: DB_HOST is db-b, and was db-a. What was done before is kept under “What was done”.',
	);
	await expect(page.getByLabel('DB_HOST')).toHaveValue('db-b');
	await expect(page.getByLabel('PID')).toHaveValue('');
	await expect(cancel.getByLabel(/^Only if/)).not.toBeChecked();
	await expect(copy).toHaveText('Locked: one thing to make sure of');
	const tape = page.getByRole('region', { name: 'What was done' });
	await tape.getByText(/^Earlier runs for no incident/).click();
	await expect(tape.getByText('db-a is full')).toBeVisible();
	await expectAccessible(page);
});

test('a guard holds for half an hour, and kept values say since when', async ({
	page,
	portalPage,
}) => {
	await page.clock.install({ time: new Date(builtAt) });
	await portalPage.goto(restore);
	await page.getByLabel('Followed for').selectOption({ label: 'no incident' });
	const back = step(page, 'Put back what is missing');
	for (const guard of await back.getByLabel(/^Only if/).all()) await guard.check();
	const copy = back.locator('.copy-command').first();
	await page.getByText('Values in the commands').click();
	await page.getByLabel(/^TABLE /).fill('payments');
	await expect(copy).toHaveText('Copy');
	await expect(page.locator('#run-kept')).toBeEmpty();

	await page.clock.fastForward('31:00');
	await expect(copy).toHaveText(/^Locked/);
	await expect(back.getByText(/more than 30 minutes ago: look again\.$/).first()).toBeVisible();

	await page.clock.fastForward('10:00:00');
	await page.reload();
	await expect(copy).toHaveText(/^Locked/);
	await expect(page.locator('#run-kept')).toHaveText(/kept from \d\d:\d\d/);
	await expect(page.getByLabel(/^TABLE /)).toBeVisible();
	await expect(page.getByLabel(/^TABLE /)).toHaveValue('payments');
});

test('the only open incident is chosen already, and can be left for none', async ({
	page,
	portalPage,
}) => {
	await portalPage.goto(pool);
	const chooser = page.getByLabel('Followed for');
	await expect(chooser).not.toHaveValue('');
	await expect(page.getByText('the only one that is open')).toBeVisible();
	await chooser.selectOption({ label: 'no incident' });
	await page.reload();
	await expect(chooser).toHaveValue('');
	await expect(page.getByText('the only one that is open')).toBeHidden();
});

test('every runbook of an incident’s page is followed for that incident, also by way of an alert', async ({
	page,
	portalPage,
}) => {
	await portalPage.goto('/');
	await page.getByRole('link', { name: 'The whole incident' }).click();
	const id = new URL(page.url()).pathname.split('/').at(-2) ?? '';
	const addresses = await page
		.getByRole('main')
		.locator('a[href*="/runbooks/"]:not([href^="http"])')
		.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).search));
	expect(addresses.length).toBeGreaterThan(2);
	expect(new Set(addresses)).toEqual(new Set([`?incident=${id}`]));

	await portalPage.goto(pool);
	const chooser = page.getByLabel('Followed for');
	await chooser.selectOption({ label: 'no incident' });
	for (const way of [`/incidents/${id}/`, `/r/DatabaseConnectionsHigh/?host=db-7&incident=${id}`]) {
		await portalPage.goto(way);
		if (way.startsWith('/incidents'))
			await page.locator(`main a[href$="${pool}?incident=${id}"]`).first().click();
		await expect(chooser).toHaveValue(id);
		await page.getByRole('checkbox', { name: /^Done/ }).first().check();
		await expect(page.getByRole('link', { name: 'Add to the incident on GitHub' })).toBeVisible();
		// What somebody chooses outlasts the address.
		await chooser.selectOption({ label: 'no incident' });
		await page.reload();
		await expect(chooser).toHaveValue('');
	}
	await expect(page.getByLabel('DB_HOST')).toHaveValue('db-7');
});

test('a message is a command with its incident, and a text to copy', async ({
	page,
	portalPage,
}) => {
	await portalPage.goto(pool);
	const tell = step(page, 'Say that it is resolved');
	const chooser = page.getByLabel('Followed for');
	const incident = await chooser.inputValue();
	const [command, text] = [
		tell.locator('.copy-command').first(),
		tell.locator('.copy-command').nth(1),
	];
	await command.click();
	expect(await clipboard(page)).toBe(`npm run message -- ${incident} chat-resolved`);
	await tell.getByText('Its text, to be filled in by hand').click();
	await text.click();
	expect(await clipboard(page)).toMatch(
		/^\*\*Resolved: \{\{ title \}\}\*\*[^]*Thank you to everybody who answered\.$/,
	);
	await expect(page.getByRole('region', { name: 'What was done' })).toContainText(
		'Copied at “Say that it is resolved”: the text of “It is over”',
	);

	await chooser.selectOption({ label: 'no incident' });
	await expect(command).toHaveText('Needs incident');
	await command.click();
	await expect(chooser).toBeFocused();
});

test('a change whose command was copied is a change, whether or not anybody ticked it', async ({
	page,
	portalPage,
}) => {
	await page.clock.install({ time: new Date(builtAt) });
	await portalPage.goto(`${pool}?DEPLOYMENT=worker`);
	await page.clock.pauseAt(new Date(Date.parse(builtAt) + 60_000));
	const change = step(page, 'Let buyers go first');
	await change.locator('.undo .copy-command').first().click();
	await page.clock.runFor(20 * 60_000);
	const tape = page.getByRole('region', { name: 'What was done' });
	await expect(tape).toContainText('Nothing has been changed yet');

	await page.getByRole('button', { name: 'Start over' }).click();
	await change.locator('pre + .copy-command').first().click();
	await page.clock.runFor(31 * 60_000);
	await expect(page.locator('#run-says')).toContainText(/It should be over by now\.$/);
});

test('a step that can do harm says how freely it may be taken at the level of the incident', async ({
	page,
	portalPage,
}) => {
	await portalPage.goto('/runbooks/platform/redis-down/');
	const tone = step(page, 'Empty the cache, and only the cache').locator('.tone');
	await expect(tone).toHaveText('At SEV1 this may be done without asking.');
	await expect(step(page, 'Give it room').locator('.tone')).toHaveCount(0);
	await page.getByLabel('Followed for').selectOption({ label: 'no incident' });
	await expect(tone).toBeEmpty();
});

test('without room to store, a calm sentence says so and the page goes on', async ({
	page,
	portalPage,
}) => {
	await page.addInitScript(() => {
		Storage.prototype.setItem = () => {
			throw new DOMException('full', 'QuotaExceededError');
		};
	});
	await portalPage.goto(pool);
	const first = step(page, 'Is the server full, or only the pooler?');
	await first.getByRole('checkbox', { name: /^Done/ }).check();
	await expect(page.getByText('Progress lasts until the page is closed.')).toBeVisible();
	await expect(first.getByRole('checkbox', { name: /^Done/ })).toBeChecked();
	await expect(page.getByRole('region', { name: 'What was done' })).toContainText('Done: Is the');
});

test('where storing is forbidden and where an older page stored something else, all works', async ({
	page,
	portalPage,
}) => {
	await portalPage.goto(pool);
	await page.evaluate(() => {
		localStorage.setItem(
			'allclear:runbook:v1:of:none',
			JSON.stringify({
				touched: Date.now(),
				runbooks: { 'connection-pool-exhausted': { steps: { gone: { done: 1 } }, guards: 7 } },
				tape: 'no tape',
			}),
		);
	});
	await page.reload();
	await expect(page.getByRole('button', { name: 'Begin' })).toBeVisible();
	await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0);

	await page.addInitScript(() => {
		Object.defineProperty(globalThis, 'localStorage', {
			get: () => {
				throw new DOMException('no', 'SecurityError');
			},
		});
	});
	await page.reload();
	await expect(page.getByText('This browser stores nothing here.')).toBeVisible();
	await page.getByText('Values in the commands').click();
	await page.getByLabel('DB_USER').fill('ana');
	await expect(page.getByText('user=ana').first()).toBeVisible();
});

test('an alert leads on to its runbook with its labels', async ({ page, portalPage }) => {
	await portalPage.goto('/r/DatabaseConnectionsHigh/?host=db-7');
	await expect(page).toHaveURL(/connection-pool-exhausted\/$/);
	await expect(page.getByLabel('DB_HOST')).toHaveValue('db-7');
	const { alerts } = (await (
		await page.request.get(`${new URL(page.url()).origin}/r/alerts.json`)
	).json()) as { alerts: { alert: string; labels: string[]; runbook: { id: string } }[] };
	expect(alerts.find(({ alert }) => alert === 'DatabaseConnectionsHigh')).toMatchObject({
		runbook: { id: 'connection-pool-exhausted' },
		labels: ['host', 'namespace'],
	});
});

test('an alert that nobody knows lands on what to do, and on a first draft of its runbook', async ({
	page,
	portalPage,
}) => {
	await portalPage.goto('/r/KubeNode%3CNotReady%3E/?node=n-3');
	await expect(portalPage.headline).toHaveText('No runbook for KubeNode<NotReady> yet');
	await expect(page.getByRole('table', { name: 'First response by symptom' })).toBeVisible();
	await expect(page.getByRole('definition').filter({ hasText: 'n-3' })).toBeVisible();
	const href = await page.getByRole('link', { name: 'write this runbook' }).getAttribute('href');
	const draft = new URL(href ?? '').searchParams;
	expect(draft.get('filename')).toBe('content/runbooks/kube-node-not-ready.mdx');
	expect(draft.get('value')).toContain('alerts: ["KubeNode<NotReady>"]');
	await expectAccessible(page);
});

test('a decision shows what it was before, and a branch names the step it leads to', async ({
	page,
	portalPage,
}) => {
	await portalPage.goto(pool);
	const first = step(page, 'Is the server full, or only the pooler?');
	await expect(first.locator('.memory')).toContainText('2× Workers idle in transaction');
	await expect(first.locator('.memory')).toContainText(
		'“Ended the idle sessions of worker” failed once',
	);
	await expect(page.locator('.facts')).toContainText('Last worked');
	await expect(page.locator('.facts')).toContainText('Used in example-d4w8');
});

test('the first step is in sight at once, and everything known of the page one click away', async ({
	page,
	portalPage,
}) => {
	await portalPage.goto(pool);
	await expect(step(page, 'Is the server full, or only the pooler?')).toBeInViewport();
	const known = page.locator('.trust');
	await expect(known.getByRole('term').filter({ hasText: 'Last worked' })).toBeHidden();
	await known.locator('summary').click();
	await expect(known.getByRole('term').filter({ hasText: 'Last worked' })).toBeVisible();
});

test('the list beside a page marks where one is, and its foot says of when it is', async ({
	page,
	portalPage,
}) => {
	await portalPage.goto(pool);
	const places = page.getByRole('navigation', { name: 'On this page' });
	const current = places.locator('[aria-current="true"]');
	await expect(current).toHaveText('Overview');
	await page.getByRole('heading', { level: 2, name: 'Mend' }).evaluate((place) => {
		place.scrollIntoView();
	});
	await expect(current).toHaveText('Mend');
	await page.mouse.move(600, 400);
	await page.locator('.foot').scrollIntoViewIfNeeded();
	await expect(page.locator('.foot')).toContainText(/As of 20 November 2026 at .* ago\)/);
});

test('a locked and a filled runbook is accessible in both schemes', async ({
	page,
	portalPage,
}) => {
	// Every coloured word of every command is looked at.
	test.slow();
	await portalPage.goto(`/runbooks/platform/redis-down/?POD=${encodeURIComponent('a b')}`);
	await page.getByRole('button', { name: 'Begin' }).click();
	await expectAccessible(page);
	await page.emulateMedia({ colorScheme: 'dark' });
	await expectAccessible(page, 'colours');
});

test('steps below the screen are thought about as high as they are, and their links lie apart', async ({
	page,
	portalPage,
}) => {
	await page.setViewportSize({ width: 375, height: 720 });
	for (const path of [restore, '/runbooks/vendors/third-party-down/']) {
		await portalPage.goto(path);
		const shares = await page.locator('.step').evaluateAll((steps) =>
			steps.map((step) => {
				if (!(step instanceof HTMLElement)) return 0;
				const thought = 16 * parseFloat(step.style.getPropertyValue('--height'));
				step.style.contentVisibility = 'visible';
				return thought / step.getBoundingClientRect().height;
			}),
		);
		expect(shares.length).toBeGreaterThan(6);
		expect(Math.min(...shares)).toBeGreaterThan(0.8);
		expect(Math.max(...shares)).toBeLessThan(2);
	}
});

test('a place far below is where a link leads, and stays there', async ({ page, portalPage }) => {
	await page.setViewportSize({ width: 375, height: 720 });
	await portalPage.goto('/runbooks/vendors/third-party-down/#works-again');
	const place = page.locator('#works-again');
	await expect(place).toBeInViewport();
	const top = async () => (await place.boundingBox())?.y;
	const before = await top();
	await page.mouse.wheel(0, -300);
	await expect.poll(top).toBeGreaterThan((before ?? 0) + 250);
	expect(await top()).toBeLessThan((before ?? 0) + 350);
});

test('fits a phone, and on paper has boxes, whole commands and nothing else', async ({
	page,
	portalPage,
}) => {
	await page.setViewportSize({ width: 375, height: 720 });
	await portalPage.goto(restore);
	await expectNoSidewaysScroll(page);
	await page.emulateMedia({ media: 'print' });
	const box = await page
		.locator('.step')
		.first()
		.evaluate((step) => getComputedStyle(step, '::before').borderTopStyle);
	expect(box).toBe('solid');
	await expect(portalPage.sidebar).toBeHidden();
	await expect(page.locator('.copy-command').first()).toBeHidden();
	const clipped = await page
		.locator('.step pre')
		.evaluateAll((blocks) => blocks.filter((pre) => pre.scrollWidth > pre.clientWidth + 1).length);
	expect(clipped).toBe(0);
});

test.describe('without a script', () => {
	test.use({ javaScriptEnabled: false });
	test('commands can be read and selected, and their values set in the shell', async ({
		page,
		portalPage,
	}) => {
		await portalPage.goto(pool);
		// Playwright looks for no text in what stands in place of a script.
		await expect(page.locator('.assignments')).toContainText('DB_HOST=db-primary');
		await expect(page.getByText('host=$DB_HOST port=5432').first()).toBeVisible();
		await expect(page.getByLabel('Followed for')).toBeHidden();
	});
});
