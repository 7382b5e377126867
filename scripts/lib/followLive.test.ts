import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Followed } from './followLive.ts';
import { followLive } from './followLive.ts';
import type { Delivery, Draft } from './forge.ts';

const mergedAt = Date.parse('2026-03-01T09:20:00.600Z');
const draft: Draft = {
	op: 'k3f9xa',
	kind: 'incident',
	record: '2026-03-01-k3f9',
	files: [
		{
			path: 'content/incidents/2026/2026-03-01-k3f9/updates/20260301T091500Z-k3f9xa.md',
			text: '',
		},
	],
	branch: 'b',
	title: 't',
	body: '',
};
const delivery: Delivery = {
	status: 'done',
	by: 'github',
	branch: 'main',
	pullRequest: { number: 7, url: 'https://github.com/a/b/pull/7' },
	mergedAt,
	notes: [],
	warnings: [],
};
/** What a clone of its own makes of it. */
const local: Delivery = {
	status: 'done',
	by: 'local-clone',
	branch: 'main',
	commit: 'c0ffee',
	notes: [],
	warnings: [],
};

let server: Server;
let pages: Record<string, string>;
/** What happens to the pages before each request for the heartbeat. */
let changes: (() => void)[];
beforeEach(async () => {
	pages = {};
	changes = [];
	server = createServer((request, response) => {
		if (request.url === '/heartbeat.json') changes.shift()?.();
		const page = pages[request.url ?? ''];
		response.statusCode = page === undefined ? 404 : 200;
		response.end(page);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterEach(() => {
	server.close();
});

const beat = (at: string) => JSON.stringify({ generated_at: at });
function follow(
	sent: Delivery = delivery,
	what: Draft = draft,
	atMost = 5000,
	pushed = false,
): Promise<Followed> {
	let now = 0;
	return followLive(sent, what, {
		site: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		github: undefined,
		pushed,
		elapsed: () => (now += 100),
		say: () => undefined,
		every: 1,
		atMost,
	});
}
const names = ({ stages }: Followed) => stages.map(({ name }) => name);

describe('a delivery is live', () => {
	test('once the page was built after the merge and shows it', async () => {
		pages['/incidents/2026-03-01-k3f9/'] = 'nothing yet';
		changes = [
			() => (pages['/heartbeat.json'] = beat('2026-03-01T09:19:59Z')),
			() => (pages['/heartbeat.json'] = beat('2026-03-01T09:21:00Z')),
			() => (pages['/incidents/2026-03-01-k3f9/'] = '<article id="k3f9xa">'),
		];
		const followed = await follow();
		expect(names(followed)).toEqual(['pull request', 'merged', 'live']);
		expect(changes).toEqual([]);
	});

	test('not by a commit or a patch that nobody has published, and nobody waits for that', async () => {
		pages['/heartbeat.json'] = beat('2026-03-01T09:21:00Z');
		changes = [() => undefined];
		const commit = await follow(local);
		expect(names(commit)).toEqual(['committed']);
		expect(commit).toMatchObject({
			merged: false,
			note: expect.stringContaining('git push') as string,
		});
		const patch = await follow({ ...local, by: 'patch-file' });
		expect(names(patch)).toEqual(['written']);
		expect(patch.merged).toBe(false);
		// Nobody looked at the page.
		expect(changes).toHaveLength(1);
	});

	test('by a commit that was pushed, once the page shows it', async () => {
		pages['/heartbeat.json'] = beat('2026-03-01T09:21:00Z');
		changes = [() => undefined, () => (pages['/incidents/2026-03-01-k3f9/'] = 'id="k3f9xa"')];
		expect(names(await follow(local, draft, 5000, true))).toEqual(['committed', 'live']);
	});

	test('not as long as the page is older, and then nobody waits for ever', async () => {
		pages['/heartbeat.json'] = beat('2026-03-01T09:19:59Z');
		pages['/incidents/2026-03-01-k3f9/'] = 'k3f9xa';
		const followed = await follow(delivery, draft, 2000);
		expect(names(followed)).toEqual(['pull request', 'merged']);
		expect(followed.note).toMatch(/does not show it yet\.$/);
	});
});

describe('what has no mark of its own on the page is live', () => {
	const folder = 'content/incidents/2026/2026-03-01-k3f9';
	const after = (path: string, ...texts: string[]) => {
		pages['/heartbeat.json'] = beat('2026-03-01T09:21:00Z');
		pages['/incidents/2026-03-01-k3f9/'] = '<article id="k3f9xa">';
		changes = texts.map((text) => () => (pages[path] = text));
	};
	const record = (...updates: [created: string, updated: string][]) =>
		JSON.stringify({
			incident: {
				incident_updates: updates.map(([created, updated]) => ({
					created_at: `2026-03-01T${created}:00.000Z`,
					updated_at: `2026-03-01T${updated}:00.000Z`,
				})),
			},
		});

	test.each(['corrects', 'redacts'])(
		'where it %s an update, once that was changed by it',
		async (verb) => {
			const what: Draft = {
				...draft,
				files: [
					{
						path: `${folder}/updates/20260301T091800Z-k3f9xb.md`,
						text: `---\nat: 2026-03-01T09:18:00Z\n${verb}: k3f9xa\nreason: It was wrong.\n---\n`,
					},
				],
			};
			after(
				'/api/v2/incidents/2026-03-01-k3f9.json',
				'<html>',
				// Somebody has said something later, and mended something earlier.
				record(['09:10', '09:12'], ['09:19', '09:19']),
				record(['09:10', '09:18'], ['09:19', '09:19']),
			);
			expect(names(await follow(delivery, what))).toEqual(['pull request', 'merged', 'live']);
			expect(changes).toEqual([]);
		},
	);

	test('where it is a report, once that is the one which was published', async () => {
		const what: Draft = {
			...draft,
			files: [
				{ path: `${folder}/report.md`, text: '---\npublished: 2026-03-01T09:18:00Z\n---\n\nA.\n' },
			],
		};
		after(
			'/incidents/2026-03-01-k3f9/report/',
			'<time datetime="2026-03-01T08:00:00.000Z">',
			'<time datetime="2026-03-01T09:18:00.000Z">',
		);
		expect(names(await follow(delivery, what))).toEqual(['pull request', 'merged', 'live']);
		expect(changes).toEqual([]);
	});
});

test('what customers are not shown is not waited for', async () => {
	const note = { ...draft, files: [{ path: 'content/incidents/2026/x/notes/a.md', text: '' }] };
	expect(await follow(delivery, note)).toMatchObject({
		merged: true,
		note: 'Customers are shown nothing of it.',
	});
});

test('what is not merged is said to be so', async () => {
	expect(await follow({ ...delivery, status: 'waiting' }, draft, 500)).toMatchObject({
		merged: false,
		note: 'It is not merged yet.',
	});
});
