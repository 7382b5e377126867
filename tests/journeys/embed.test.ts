/** `<allclear-status>` in other people's pages. Nothing here needs a built site: the pages and files are made up. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test as base } from '@playwright/test';
import { embedScript } from '../../src/status/embed.ts';
import { linksOf } from '../../src/status/links.ts';
import { stringsOf } from '../../src/status/strings/index.ts';

/** An answer of the status page: JSON, a text that is none, none because nobody is there, or none that ever comes. */
type Answer = object | string | undefined | typeof never;
const never = Symbol('never');

interface Fixtures {
	/** The page of somebody else, with our element in it. */
	host: Host;
}

class Host {
	/** What went wrong in the page, and what its policy refused. */
	readonly errors: string[] = [];
	heartbeat: Answer = { valid_until: new Date(Date.now() + 3_600_000).toISOString() };
	summary: Answer = summary('operational');
	/** Requests that were left without an answer. */
	waiting = 0;
	readonly page: Page;
	constructor(page: Page) {
		this.page = page;
	}

	/** Opens a fixture, with the element as it is to be. */
	async open(
		element = '<allclear-status></allclear-status>',
		{ fixture = 'plain', policy = '', scriptComes = true } = {},
	) {
		const html = readFileSync(
			join(import.meta.dirname, `../fixtures/embed/${fixture}.html`),
			'utf8',
		).replace('<allclear-status></allclear-status>', element);
		this.page.on('pageerror', (error) => this.errors.push(error.message));
		this.page.on('console', (message) => {
			if (/Content Security Policy|Trusted/i.test(message.text())) this.errors.push(message.text());
		});
		await this.page.route('http://shop.test/', (route) =>
			route.fulfill({
				contentType: 'text/html',
				body: html,
				headers: { 'content-security-policy': policy },
			}),
		);
		await this.page.route('http://status.test/page/**', async (route) => {
			const path = new URL(route.request().url()).pathname.slice('/page/'.length);
			if (path === 'embed.js' && !scriptComes) {
				await route.abort();
				return;
			}
			if (path === 'embed.js') {
				await route.fulfill({ contentType: 'text/javascript', body: await script });
				return;
			}
			const answer = path === 'heartbeat.json' ? this.heartbeat : this.summary;
			if (answer === never) {
				this.waiting += 1;
				return;
			}
			if (answer === undefined) await route.abort();
			else {
				await route.fulfill({
					headers: { 'access-control-allow-origin': '*' },
					...(typeof answer === 'string'
						? { contentType: 'text/html', body: answer }
						: { json: answer }),
				});
			}
		});
		await this.page.goto('http://shop.test/');
	}

	get element() {
		return this.page.locator('allclear-status');
	}
	get link() {
		return this.element.getByRole('link');
	}
}

const test = base.extend<Fixtures>({
	host: async ({ page }, use) => {
		const host = new Host(page);
		await use(host);
		// Whatever happens, the page it is in goes on.
		expect(host.errors).toEqual([]);
	},
});

const script = embedScript({
	name: 'Harbour',
	strings: stringsOf('en'),
	links: linksOf({ url: 'https://status.example.com', languages: ['en'] }, 'en', new Set()),
});

function summary(status: string, ...incidents: string[]) {
	return {
		components: [{ status: 'operational' }, { status }],
		incidents: incidents.map((name) => ({ name })),
	};
}

const strict =
	"default-src 'none'; script-src http://status.test; connect-src http://status.test; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

test('says how it is, in words beside a sign, and leads to the status page', async ({ host }) => {
	await host.open();
	await expect(host.link).toHaveText('●All clear');
	await expect(host.link).toHaveAccessibleName('Harbour status: All clear');
	await expect(host.link).toHaveAttribute('href', 'http://status.test/page/');
});

for (const [status, text] of [
	['under_maintenance', '◆Under maintenance'],
	['degraded_performance', '▲Degraded performance'],
	['partial_outage', '◐Partial outage'],
	['major_outage', '■Major outage'],
]) {
	test(`has a sign and words of its own for ${status}`, async ({ host }) => {
		host.summary = summary(status ?? '', 'Some card payments fail');
		await host.open();
		await expect(host.link).toHaveText(text ?? '');
	});
}

test('never says that all is well while an incident is open', async ({ host }) => {
	host.summary = summary('operational', 'Strange noises');
	await host.open();
	await expect(host.link).toHaveText('▲Degraded performance');
});

test('is a banner with the words of the incident', async ({ host }) => {
	host.summary = summary('major_outage', '<b>Cards</b> fail', 'Search is slow');
	await host.open('<allclear-status mode="banner"></allclear-status>');
	await expect(host.link).toHaveText('■<b>Cards</b> fail (+1)');
	const { width = 0 } = (await host.link.boundingBox()) ?? {};
	expect(width).toBeGreaterThan(600);
});

test('is nothing while all is well, if that is wanted, and says what happens then', async ({
	host,
	page,
}) => {
	await page.clock.install();
	await host.open('<allclear-status mode="quiet"></allclear-status>');
	await expect(host.element).toHaveAttribute('state', 'none');
	await expect(host.element).toBeHidden();
	await expect(host.link).toHaveCount(0);
	host.summary = summary('major_outage', 'Cards fail');
	await page.clock.fastForward('02:01');
	await expect(host.link).toHaveText('■Cards fail');
	await expect(host.element.locator('[aria-live=polite]')).toHaveText('■Cards fail');
});

test('takes the words of the page it is in, and another address', async ({ host }) => {
	await host.open(
		'<allclear-status src="http://status.test/page" label-operational="Tudo bem"></allclear-status>',
	);
	await expect(host.link).toHaveText('●Tudo bem');
	await host.element.evaluate((element) => {
		element.setAttribute('label-operational', 'Tudo ótimo');
	});
	await expect(host.link).toHaveText('●Tudo ótimo');
});

test('follows no address but a web address', async ({ host }) => {
	await host.open('<allclear-status src="javascript:alert(1)//"></allclear-status>');
	await expect(host.link).toHaveAttribute('href', 'http://status.test/page/');
});

test('works under a strict policy', async ({ host }) => {
	await host.open(undefined, { policy: strict });
	await expect(host.link).toHaveText('●All clear');
	await expect(host.link).toHaveCSS('border-radius', '6px');
});

test('stays what it is under a stylesheet that means no good', async ({ host }) => {
	await host.open(undefined, { fixture: 'hostile' });
	await expect(host.link).toBeVisible();
	await expect(host.link).toBeInViewport();
	await expect(host.link).toHaveCSS('font-size', '14px');
	const { width = 0, height = 0 } = (await host.link.boundingBox()) ?? {};
	expect(width).toBeGreaterThan(60);
	expect(height).toBeGreaterThan(20);
	await host.link.click({ trial: true });
});

test.describe('says that it does not know', () => {
	const cases: [string, Partial<Pick<Host, 'heartbeat' | 'summary'>>][] = [
		['when the status page is down', { heartbeat: undefined, summary: undefined }],
		['when a file is missing', { heartbeat: undefined }],
		['when it gets a page where it asked for data', { summary: '<!doctype html><p>Sign in' }],
		['when an answer is cut off', { heartbeat: '{"valid_until":"20' }],
		['when an answer has another shape', { summary: { components: 'none' } }],
		['when it meets a condition that it has never heard of', { summary: summary('on_fire') }],
		[
			'when nobody has built the page for too long',
			{ heartbeat: { valid_until: '2026-01-01T00:00:00Z' } },
		],
		['when the heartbeat has no date', { heartbeat: {} }],
	];
	for (const [when, answers] of cases) {
		test(when, async ({ host }) => {
			Object.assign(host, answers);
			await host.open();
			await expect(host.link).toHaveText('◌Status unknown');
		});
	}

	for (const file of ['heartbeat', 'summary'] as const) {
		test(`when no ${file} comes in ten seconds, and how it is once one does`, async ({
			host,
			page,
		}) => {
			// Stands still but for what the test lets pass.
			const start = Date.now();
			await page.clock.install({ time: start });
			await page.clock.pauseAt(start + 1000);
			const answer = host[file];
			host[file] = never;
			await host.open('<allclear-status>See our status page</allclear-status>');
			await expect.poll(() => host.waiting).toBe(1);
			await page.clock.runFor(9500);
			await expect(host.element).not.toHaveAttribute('state');
			await page.clock.runFor(1000);
			await expect(host.link).toHaveText('◌Status unknown');
			host[file] = answer;
			await page.clock.runFor(110_000);
			await expect(host.link).toHaveText('●All clear');
			// While it is known, an answer that never comes takes that away again.
			host[file] = never;
			await page.clock.runFor(120_000);
			await expect.poll(() => host.waiting).toBe(2);
			await page.clock.runFor(10_500);
			await expect(host.link).toHaveText('◌Status unknown');
		});
	}

	test('when the policy of the page it is in lets it ask nobody', async ({ host, page }) => {
		const asked: string[] = [];
		page.on('request', (request) => asked.push(request.url()));
		const policy = strict.replace(/connect-src [^;]+/, "connect-src 'self'");
		await host.open(undefined, { policy });
		await expect(host.link).toHaveText('◌Status unknown');
		await expect(host.link).toHaveAttribute('href', 'http://status.test/page/');
		// The browser tells whoever wrote the policy, and nobody else.
		const refused = host.errors.splice(0);
		expect(refused.length).toBeGreaterThan(0);
		for (const text of refused) expect(text).toMatch(/connect-src|Content Security Policy/);
		expect(asked).not.toContain('http://status.test/page/heartbeat.json');
	});

	test('but nothing where it only speaks of trouble', async ({ host }) => {
		host.summary = undefined;
		await host.open('<allclear-status mode="quiet"></allclear-status>');
		await expect(host.element).toHaveAttribute('state', 'none');
		await expect(host.element).toBeHidden();
	});
});

test('leaves what stands between its tags until it comes, or if it never does', async ({
	host,
	page,
}) => {
	const fallback =
		'<allclear-status><a href="http://status.test/page/">Status</a></allclear-status>';
	await host.open(fallback, { scriptComes: false });
	await expect(page.getByRole('link', { name: 'Status' })).toBeVisible();
});

test('may be loaded twice', async ({ host, page }) => {
	await host.open();
	await page.addScriptTag({ url: 'http://status.test/page/embed.js' });
	await expect(host.link).toHaveCount(1);
});

test('asks no more once it is taken out', async ({ host, page }) => {
	await page.clock.install();
	await host.open();
	await expect(host.link).toBeVisible();
	await host.element.evaluate((element) => {
		element.remove();
	});
	let asked = 0;
	page.on('request', () => (asked += 1));
	await page.clock.fastForward('10:00');
	expect(asked).toBe(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
	test.describe(`in the ${colorScheme} scheme`, () => {
		test.use({ colorScheme });
		test('is accessible', async ({ host, page }) => {
			host.summary = summary('major_outage', 'Cards fail');
			await host.open(
				'<allclear-status></allclear-status><allclear-status mode="banner"></allclear-status>',
			);
			await expect(host.link.first()).toBeVisible();
			const { violations } = await new AxeBuilder({ page }).analyze();
			expect(violations).toEqual([]);
		});
	});
}
