import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { candidatesIn, chooseKept, keptWords } from './keep.ts';

/** A built portal with these files. */
function portal(files: Readonly<Record<string, string>>): string {
	const folder = mkdtempSync(join(tmpdir(), 'allclear-keep-'));
	onTestFinished(() => {
		rmSync(folder, { recursive: true, force: true });
	});
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	return folder;
}
const ofSize = (bytes: number) => 'x'.repeat(bytes);

const whole = {
	'index.html': ofSize(100),
	'on-call/index.html': ofSize(100),
	'_astro/page.js': ofSize(100),
	'find.json': ofSize(100),
	'runbooks/index.html': ofSize(100),
	'runbooks/small/index.html': ofSize(200),
	'runbooks/large/index.html': ofSize(900),
	'pagefind/pagefind.js': ofSize(100),
	'pack.html': ofSize(300),
	'handbook/process/index.html': ofSize(100),
	'incidents/2024-01-02-abcd/index.html': ofSize(100),
	'incidents/2026-11-02-abcd/index.html': ofSize(100),
};

test('keeps everything as long as there is room', () => {
	const { kept, left, bytes } = chooseKept(candidatesIn(portal(whole)), 10_000);
	expect(left).toEqual([]);
	expect(kept).toHaveLength(Object.keys(whole).length);
	expect(bytes).toBe(2300);
});

test('leaves out the largest runbook and the oldest incident first, and says so', () => {
	const kept = chooseKept(candidatesIn(portal(whole)), 1350);
	expect(kept.bytes).toBeLessThanOrEqual(1350);
	expect(kept.kept.map(({ path }) => path)).toContain('runbooks/small/');
	expect(keptWords(kept, 1350)).toMatchInlineSnapshot(`
		[
		  "10 files, 2 KB of at most 2 KB, can be read without a network",
		  "not kept for want of room: runbooks/large/ (1 KB)",
		  "not kept for want of room: incidents/2024-01-02-abcd/ (1 KB)",
		]
	`);
});

test('refuses to build where not even the portal’s own rooms fit', () => {
	expect(() => chooseKept(candidatesIn(portal(whole)), 250)).toThrowErrorMatchingInlineSnapshot(
		`[Error: find.json does not fit into the 1 KB that a browser keeps. Make the pages of the portal itself smaller.]`,
	);
});

test('does not keep what is for hosts, robots and interfaces that nobody uses', () => {
	const folder = portal({
		_headers: 'x',
		'sw.js': 'x',
		'sitemap-0.xml': 'x',
		'404.html': 'x',
		'pagefind/pagefind-ui.js': 'x',
		'pagefind/wasm.unknown.pagefind': 'x',
		'pagefind/wasm.en.pagefind': 'x',
	});
	expect(candidatesIn(folder).map(({ path }) => path)).toEqual(['pagefind/wasm.en.pagefind']);
});

test('a page that says the same in a later build is not fetched again, and one that changed is', () => {
	const revision = (build: string, text: string) =>
		candidatesIn(
			portal({
				'index.html': `<head><meta name="allclear-build" content="${build}"></head>${text}`,
			}),
		)[0]?.revision;
	expect(revision('later', 'Redis down')).toBe(revision('earlier', 'Redis down'));
	expect(revision('later', 'Redis down')).not.toBe(revision('later', 'Redis is down'));
});

test('files that are no pages carry what their bytes are compared with', () => {
	const [home, script] = candidatesIn(portal({ '_astro/a.js': 'alert', 'index.html': '<html>' }));
	expect(home?.integrity).toBeUndefined();
	expect(script?.integrity).toMatch(/^sha256-[A-Za-z0-9+/]{43}=$/);
});
