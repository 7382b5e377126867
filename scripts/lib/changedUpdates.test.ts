import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { changedUpdates } from './changedUpdates.ts';

let clone: string;
let root: string;
const git = (...words: string[]) =>
	execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.com', ...words], {
		cwd: clone,
		stdio: 'ignore',
	});
const write = (path: string, text: string) => {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), text);
};
const incident = 'incidents/2026/2026-03-01-k3f9';
const first = `${incident}/updates/20260301T091500Z-aaaaaa.md`;
const german = `${incident}/updates/20260301T091500Z-aaaaaa.de.md`;
const planned = 'maintenance/2026/2026-03-02-m4nt/updates/20260302T091500Z-bbbbbb.md';
const note = `${incident}/notes/20260301T091600Z-cccccc.md`;
const example = 'incidents/example/example-k3f9/updates/20260301T091500Z-dddddd.md';

const cure =
	'Bring it back as it was, and write a new update that corrects or redacts it. If the text has to go from the file, too, label the pull request `redaction`.';

beforeEach(() => {
	clone = mkdtempSync(join(tmpdir(), 'allclear-'));
	root = join(clone, 'content');
	for (const path of [first, german, planned, note, example]) write(path, `First text of ${path}.`);
	git('init', '--quiet', '--initial-branch', 'main');
	git('add', '.');
	git('commit', '-qm', 'Begin');
});
afterEach(() => {
	rmSync(clone, { recursive: true });
});

test('an update that is there already may neither be changed nor deleted', async () => {
	write(first, 'Another text.');
	rmSync(join(root, german));
	rmSync(join(root, planned));
	git('add', '.');
	git('commit', '-qm', 'Change');
	expect(await changedUpdates(root, 'HEAD^')).toEqual([
		{
			severity: 'error',
			file: german,
			message: 'Customers were told this, and the file is deleted.',
			cure,
		},
		{
			severity: 'error',
			file: first,
			message: 'Customers were told this, and the file is changed.',
			cure,
		},
		{
			severity: 'error',
			file: planned,
			message: 'Customers were told this, and the file is deleted.',
			cure,
		},
	]);
});

test('what is not committed yet counts as well', async () => {
	write(first, 'Another text.');
	expect(await changedUpdates(root, 'HEAD')).toMatchObject([{ file: first }]);
});

test('a file that was moved is missing where it was', async () => {
	git('mv', `content/${first}`, `content/${incident}/updates/20260301T091700Z-aaaaaa.md`);
	expect(await changedUpdates(root, 'HEAD')).toMatchObject([{ file: first }]);
});

test('new updates, notes and example data are nobody’s concern', async () => {
	write(`${incident}/updates/20260301T093000Z-eeeeee.md`, 'It is over.');
	write(note, 'Another note.');
	rmSync(join(root, 'incidents/example'), { recursive: true });
	git('add', '.');
	expect(await changedUpdates(root, 'HEAD')).toEqual([]);
});

test('what others published since this branch began is not missing on it', async () => {
	git('switch', '-qc', 'mine');
	git('switch', '-q', 'main');
	write(`${incident}/updates/20260301T093000Z-eeeeee.md`, 'It is over.');
	git('add', '.');
	git('commit', '-qm', 'Resolve');
	git('switch', '-q', 'mine');
	expect(await changedUpdates(root, 'main')).toEqual([]);
});

test('a commit that is not there is an error', async () => {
	await expect(changedUpdates(root, 'no-such-ref')).rejects.toThrow();
});
