/** What GitHub refused: it is neither lost nor kept from customers, and whoever writes next is told of it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { gatherContent } from '../../scripts/publish/contents.ts';
import { callAction } from '../support/actions.ts';
import type { Bench } from './support/delivering.ts';
import { startBench } from './support/delivering.ts';
import { harbourClone, harbourFiles, openIncident } from './support/harbour.ts';

let clone: string;
let bench: Bench;
beforeEach(async () => {
	const files = harbourFiles();
	clone = harbourClone(files);
	bench = await startBench({ files }, [
		{ kind: 'answer', status: 401, body: { message: 'Bad credentials' }, times: 1e9 },
	]);
	vi.stubEnv('CONTENT_DIR', join(clone, 'content'));
	vi.stubEnv('ALLCLEAR_PAUSES', '1,1');
	vi.stubEnv('GITHUB_TOKEN', undefined);
	vi.stubEnv('GH_TOKEN', 'token-of-nia');
	vi.stubEnv('GITHUB_REPOSITORY', 'acme/status');
	vi.stubEnv('GITHUB_API_URL', bench.proxy.url);
	vi.stubEnv('GITHUB_SERVER_URL', bench.forge.url);
});
afterEach(async () => {
	vi.unstubAllEnvs();
	await bench.close();
});

const update = (message: string, ...more: string[]) =>
	callAction('incident update', { words: [openIncident, '--message', message, ...more] });
const gathered = async (later = 0) => {
	const { included, notIncluded, unfinished, root, dispose } = await gatherContent(
		true,
		Date.now() + later,
	);
	const folder = join(root ?? join(clone, 'content'), `incidents/2026/${openIncident}/updates`);
	const text = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
	dispose();
	return { included, notIncluded, unfinished, text: text.join('\n') };
};
const title = `Update incident ${openIncident}`;

describe('a publication from this clone', () => {
	test('includes what GitHub refused', async () => {
		await expect(update('The disk is full.')).rejects.toMatchObject({ exitCode: 77 });
		expect(await gathered()).toMatchObject({
			included: [title],
			notIncluded: [],
			unfinished: [],
			text: expect.stringContaining('The disk is full.') as string,
		});
	});

	test('includes nothing of a dry run, or of what we refused ourselves', async () => {
		await update('The disk is full.', '--dry-run');
		await expect(update('The disk is full.', '--service', 'nope=major-outage')).rejects.toThrow();
		expect(await gathered(3_600_000)).toMatchObject({
			included: [],
			notIncluded: [],
			unfinished: [],
			text: expect.not.stringContaining('The disk is full.') as string,
		});
	});

	test('names what broke off on its way, once nobody can be at it any more', async () => {
		await update('The disk is full.').catch(() => undefined);
		const folder = join(clone, '.git/allclear/drafts');
		const path = join(folder, readdirSync(folder)[0] ?? '');
		const { heldAt, ...saved } = JSON.parse(readFileSync(path, 'utf8')) as { heldAt?: number };
		expect(heldAt).toBeGreaterThan(0);
		writeFileSync(path, JSON.stringify(saved));
		expect(await gathered()).toMatchObject({ included: [], unfinished: [] });
		expect(await gathered(120_000)).toMatchObject({ included: [], unfinished: [title] });
	});
});
