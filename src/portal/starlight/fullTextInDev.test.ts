import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { portalAt } from '../content.ts';
import { fullTextOf } from './fullTextInDev.ts';

const now = Date.parse('2026-11-20T09:41:00Z');
let root: string;

beforeAll(() => {
	root = join(mkdtempSync(join(tmpdir(), 'allclear-dev-')), 'content');
	cpSync(resolve(import.meta.dirname, '../../../content'), root, { recursive: true });
});
afterAll(() => {
	rmSync(join(root, '..'), { recursive: true, force: true });
});

/** The indexed text of every page, with its address. */
async function texts(): Promise<string[]> {
	const files = await fullTextOf(portalAt(root, now), '/');
	expect(files.has('pagefind.js')).toBe(true);
	return [...files]
		.filter(([name]) => name.endsWith('.pf_fragment'))
		.map(([, bytes]) => gunzipSync(bytes).toString());
}

test('while an author writes, the words of a saved file can be found, and so can those of notes', async () => {
	writeFileSync(
		join(root, 'runbooks/platform/xylophone.mdx'),
		[
			'---',
			'title: Xylophone out of tune',
			'description: The xylophone sounds wrong.',
			'owner: Platform',
			'---',
			'',
			'<Check title="Strike the lowest bar" services={[]}>',
			'Listen for a `rattle`.',
			'</Check>',
		].join('\n'),
	);
	const found = await texts();
	const page = found.find((text) => text.includes('/runbooks/platform/xylophone/'));
	expect(page).toMatch(/Strike the lowest bar.*Listen for a .?rattle/s);
	expect(page).not.toContain('Check title');
	expect(page).toContain('"kind":["runbook"]');
	expect(found.some((text) => text.includes('/incidents/example-'))).toBe(true);
}, 60_000);
