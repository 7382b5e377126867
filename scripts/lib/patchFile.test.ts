import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Draft } from './forge.ts';
import { patchOf } from './patchFile.ts';

let folder: string;
const git = (...words: string[]) =>
	execFileSync('git', words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const old = 'first\nsecond\nthird\n';

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'allclear-'));
	git('init', '--quiet', '-b', 'main');
	git('config', 'user.name', 'Nia');
	git('config', 'user.email', 'nia@harbour.example');
	git('config', 'core.fsync', 'none');
	writeFileSync(join(folder, 'old.md'), old);
	git('add', '.');
	git('commit', '--quiet', '-m', 'Begin');
});
afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

const draftOf = (body: string, text: string, changed: string): Draft => ({
	op: 'k3f9xa',
	kind: 'incident',
	record: 'x',
	files: [
		{ path: 'content/new-k3f9xa.md', text },
		{ path: 'old.md', text: changed, was: old },
	],
	branch: 'b',
	title:
		'Update incident: Störung bei „Uploads“, die einen recht langen Titel hat, damit er umbricht',
	body,
});

const line = fc.oneof(
	fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\n\r\u0000]/g, '')),
	fc.constantFrom(
		'---',
		'diff --git a/x b/x',
		'From: somebody',
		'-- ',
		'Index: x',
		'> From x',
		'',
		'@@ -1 +1 @@',
	),
);
const text = fc
	.tuple(fc.array(line, { minLength: 1, maxLength: 5 }), fc.boolean())
	.map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''));

test('git makes of a patch exactly the files of the draft, whatever stands in them and beside them', () => {
	fc.assert(
		fc.property(text, text, text, (body, created, changed) => {
			fc.pre(changed !== old && created !== '');
			const patch = join(folder, '.git/test.patch');
			writeFileSync(patch, patchOf(draftOf(body, created, changed), 'Zoë 🦊', 0));
			git('am', '--quiet', '--keep-cr', patch);
			try {
				expect(readFileSync(join(folder, 'content/new-k3f9xa.md'), 'utf8')).toBe(created);
				expect(readFileSync(join(folder, 'old.md'), 'utf8')).toBe(changed);
				expect(git('log', '-1', '--format=%an')).toBe('Zoë 🦊\n');
				expect(git('log', '-1', '--format=%B').trim()).toMatch(/Status-Op: k3f9xa$/);
			} finally {
				git('reset', '--quiet', '--hard', 'HEAD^');
			}
		}),
		{ numRuns: 12 },
	);
	// A dozen commits, each by several processes of git.
}, 60_000);
