/** A page that was built once is right at every instant: compared with pages that were built then. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serveFolder } from '../../scripts/lib/serve.ts';
import { buildSite, distFolder } from '../../scripts/lib/sites.ts';
import { expect, setClock, test } from './pages.ts';

/** Sites built at several instants from the same files. */
interface Story {
	name: string;
	/** Changes the copy of the default content. */
	arrange: (content: string) => void;
	built: string;
	later: readonly string[];
}

/** While an incident is open a build is believed for two hours, else for two days. */
const stories: readonly Story[] = [
	{
		name: 'an open incident',
		arrange: () => undefined,
		built: '2026-11-20T09:41:00Z',
		later: [
			'2026-11-20T09:42:00Z',
			'2026-11-20T10:04:00Z',
			'2026-11-20T10:05:00Z',
			'2026-11-20T10:31:00Z',
			'2026-11-20T11:00:00Z',
			'2026-11-20T11:40:00Z',
		],
	},
	{
		name: 'maintenance to come, and two days that begin',
		arrange: (content) => {
			rmSync(join(content, 'incidents/example/example-q7m2'), { recursive: true });
			// With an icon of the organisation's own, of which later states bring only the sign.
			const site = join(content, 'site.yaml');
			writeFileSync(
				site,
				readFileSync(site, 'utf8').replace('\nbrand:\n', '\nbrand:\n  icon: own.svg\n'),
			);
		},
		built: '2026-11-20T22:15:00Z',
		later: [
			'2026-11-20T23:59:00Z',
			'2026-11-21T00:00:00Z',
			'2026-11-21T07:35:00Z',
			'2026-11-21T14:20:00Z',
			'2026-11-22T00:01:00Z',
			'2026-11-22T22:00:00Z',
		],
	},
];

const environment = { ...process.env };
const folder = mkdtempSync(join(tmpdir(), 'allclear-'));
const publicFiles = join(folder, 'public');
const servers: Server[] = [];
const addresses = new Map<string, string>();

/** Builds the status page of a story at an instant and serves it. */
async function serveStory({ name, arrange }: Story, now: string): Promise<void> {
	const content = join(folder, 'content', name);
	cpSync('content', content, { recursive: true });
	arrange(content);
	// Example data would move along; these files are of that day.
	for (const entry of readdirSync(content, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		writeFileSync(path, readFileSync(path, 'utf8').replace(/^example: true\n/m, ''));
	}
	process.env['CONTENT_DIR'] = content;
	process.env['PUBLIC_DIR'] = publicFiles;
	process.env['BUILD_NOW'] = now;
	process.env['DIST_DIR'] = join(folder, name, now);
	const { exitCode, message } = await buildSite('status');
	if (exitCode !== 0) throw new Error(message);
	const { server, port } = await serveFolder(distFolder('status'), 0);
	servers.push(server);
	addresses.set(`${name} ${now}`, `http://localhost:${port}/`);
}

test.describe.configure({ mode: 'default', timeout: 300_000 });

test.beforeAll(async () => {
	test.setTimeout(300_000);
	cpSync('public', publicFiles, { recursive: true });
	writeFileSync(
		join(publicFiles, 'status/own.svg'),
		'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g><path d="M0 0h9v9z"/></g></svg>',
	);
	for (const story of stories)
		for (const now of [story.built, ...story.later]) await serveStory(story, now);
});

test.afterAll(() => {
	// Other journeys may run in this process.
	for (const name of ['CONTENT_DIR', 'PUBLIC_DIR', 'BUILD_NOW', 'DIST_DIR']) {
		const before = environment[name];
		if (before === undefined) Reflect.deleteProperty(process.env, name);
		else process.env[name] = before;
	}
	for (const server of servers) {
		server.closeAllConnections();
		server.close();
	}
	rmSync(folder, { recursive: true, force: true });
});

/** What a reader sees, but for figures that are as of the build. */
async function seen(page: Page): Promise<unknown> {
	return page.evaluate(() => {
		const text = (element: Element | null) =>
			(element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
		const marks = (bar: Element) => {
			const first = Number(bar.getAttribute('viewBox')?.split(' ')[0]);
			return [...bar.querySelectorAll('path')]
				.flatMap((path) =>
					(path.getAttribute('d') ?? '').split('M').flatMap((rectangle) => {
						const [, x, y] = /^(\d+) (\d+)h/.exec(rectangle) ?? [];
						const day = (Number(x) - first) / 4;
						return day >= 0 && day < 90 ? `${path.getAttribute('class')} ${day} ${y}` : [];
					}),
				)
				.sort();
		};
		return {
			title: document.title,
			icon: document.querySelector('link[rel=icon]')?.getAttribute('href'),
			headline: text(document.getElementById('now')),
			sign: document.querySelector('#now .g')?.getAttribute('class'),
			cards: [...document.querySelectorAll('article')].map(text),
			groups: [...document.querySelectorAll('.grp > summary')].map((group) => [
				text(group).replace(/[\d.]+ %$/, ''),
				group.querySelector('.g')?.getAttribute('class'),
				group.parentElement?.hasAttribute('open'),
			]),
			services: [...document.querySelectorAll('.s > li')].map((row) => [
				row.id,
				row.querySelector('.g')?.getAttribute('class'),
				text(row.querySelector('.c')),
				marks(row.querySelector('.bar') as Element),
			]),
			days: text(document.getElementById('days')),
		};
	});
}

for (const story of stories) {
	for (const instant of story.later) {
		test(`with ${story.name}, shows at ${instant} what a build of that moment shows`, async ({
			page,
		}) => {
			const address = (now: string) => addresses.get(`${story.name} ${now}`) ?? '';
			await setClock(page, instant);
			await page.goto(address(story.built));
			const advanced = await seen(page);
			await page.goto(address(instant));
			expect(advanced).toEqual(await seen(page));
		});
	}
}
