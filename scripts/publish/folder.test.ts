import { lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { smallSite } from '../../tests/support/smallSite.ts';
import { bytesBelow, temporaryFolder } from '../../tests/support/whole.ts';
import { publishToFolder } from './folder.ts';

const place = () => {
	const path = join(temporaryFolder(), 'srv/status');
	return { name: path, path };
};
const namesAt = (path: string) => [...bytesBelow(path).keys()].sort();

describe('publishing to a folder', () => {
	test('makes it, and brings it to what the site is each time', async () => {
		const to = place();
		const first = smallSite(temporaryFolder());
		await publishToFolder(first, to, false);
		expect(bytesBelow(to.path)).toEqual(bytesBelow(first.folder));

		const second = smallSite(temporaryFolder(), {
			'index.html': 'home, later',
			'history.atom': undefined,
		});
		expect(await publishToFolder(second, to, false)).toEqual({ uploaded: 7, removed: 1, same: 0 });
		expect(bytesBelow(to.path)).toEqual(bytesBelow(second.folder));
		await publishToFolder(first, to, false);
		expect(bytesBelow(to.path)).toEqual(bytesBelow(first.folder));
	});

	test('takes the place of a folder that an earlier site lies in', async () => {
		const to = place();
		smallSite(to.path, { 'old.html': 'gone' });
		await publishToFolder(smallSite(temporaryFolder()), to, false);
		expect(lstatSync(to.path).isSymbolicLink()).toBe(true);
		expect(namesAt(to.path)).not.toContain('old.html');
	});

	test('always has a whole site for readers', async () => {
		const to = place();
		const sites = ['one', 'two'].map((text) =>
			smallSite(temporaryFolder(), { 'index.html': text, 'heartbeat.json': text }),
		);
		const [one, two] = sites;
		if (!one || !two) throw new Error('There are two.');
		await publishToFolder(one, to, false);
		const state = { over: false };
		const writing = (async () => {
			for (let round = 0; round < 40; round++)
				await publishToFolder(round % 2 === 0 ? two : one, to, false);
			state.over = true;
		})();
		const seen = new Set<string>();
		// Turned between two reads, the link leads on to a whole site, so nothing is ever missing.
		while (!state.over) seen.add(await readFile(join(to.path, 'index.html'), 'utf8'));
		await writing;
		expect([...seen].sort()).toEqual(['one', 'two']);
	});

	test('leaves alone what is no site', async () => {
		const to = place();
		mkdirSync(to.path, { recursive: true });
		writeFileSync(join(to.path, 'accounts.xlsx'), 'figures');
		await expect(publishToFolder(smallSite(temporaryFolder()), to, false)).rejects.toThrow(
			'holds something that is not a published site, and publishing would delete it.',
		);
		expect(readFileSync(join(to.path, 'accounts.xlsx'), 'utf8')).toBe('figures');
	});

	test('writes nothing in a dry run', async () => {
		const to = place();
		expect(await publishToFolder(smallSite(temporaryFolder()), to, true)).toEqual({
			uploaded: 8,
			removed: 0,
			same: 0,
		});
		expect(lstatSync(to.path, { throwIfNoEntry: false })).toBeUndefined();
	});
});
