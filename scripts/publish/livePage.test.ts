import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../tests/support/whole.ts';
import { serveFolder } from '../lib/serve.ts';
import { keepPublicState, readPublicState } from '../notify/news.ts';
import { moreOnLivePage } from './livePage.ts';

/** A page that says what it says through its API alone. */
function page(folder: string, url: string, updates: readonly string[]): string {
	const about = { id: 'harbour', name: 'Harbour', url };
	const files = {
		'api/v2/summary.json': { page: about, status: { indicator: 'none', description: 'Fine' } },
		'api/v2/incidents.json': {
			page: about,
			incidents: [
				{
					id: '2026-03-01-k3f9',
					name: 'Cards fail',
					status: 'identified',
					impact: 'major',
					shortlink: `${url}/incidents/2026-03-01-k3f9/`,
					components: [],
					incident_updates: updates.map((id) => ({
						id,
						status: 'identified',
						body: 'x',
						created_at: '2026-03-01T10:00:00Z',
						updated_at: '2026-03-01T10:00:00Z',
						display_at: '2026-03-01T10:00:00Z',
						affected_components: null,
					})),
				},
			],
		},
		'api/v2/scheduled-maintenances.json': { page: about, scheduled_maintenances: [] },
	};
	for (const [path, value] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), JSON.stringify(value));
	}
	return folder;
}

async function live(updates: readonly string[]): Promise<string> {
	const folder = temporaryFolder();
	const { server, port } = await serveFolder(folder, 0);
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	const url = `http://127.0.0.1:${port}`;
	page(folder, url, updates);
	return url;
}

describe('moreOnLivePage', () => {
	test('names what somebody else has published', async () => {
		const url = await live(['aaaaaa', 'bbbbbb']);
		expect(await moreOnLivePage(page(temporaryFolder(), url, ['aaaaaa']))).toEqual([
			'Cards fail (2026-03-01-k3f9), identified',
		]);
	});

	test('finds nothing where the built page says all of it, or more', async () => {
		const url = await live(['aaaaaa']);
		expect(await moreOnLivePage(page(temporaryFolder(), url, ['aaaaaa', 'bbbbbb']))).toEqual([]);
	});

	test('stands in nobody’s way where the live page is away', async () => {
		const folder = page(temporaryFolder(), 'http://127.0.0.1:9', ['aaaaaa']);
		expect(await moreOnLivePage(folder)).toEqual([]);
	});
});

describe('keepPublicState', () => {
	test('keeps a page as it is read later', async () => {
		const url = await live(['aaaaaa']);
		const folder = temporaryFolder();
		expect(await keepPublicState(`${url}/`, folder)).toBe(true);
		expect(await readPublicState(folder)).toEqual(await readPublicState(url));
	});

	test('keeps nothing where there is nothing to be read', async () => {
		const folder = temporaryFolder();
		expect(await keepPublicState('http://127.0.0.1:9', folder)).toBe(false);
		await expect(readPublicState(folder)).rejects.toThrow('cannot be read as a status page');
	});
});
