import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Problem } from '../../src/domain/problem.ts';
import { bumpedDates } from './bumpedDates.ts';

const page = (on: string) => `---\ntitle: A\nlast-validated:\n  on: ${on}\n---\n\nText.\n`;
const problem = (file: string, field = 'last-validated.on'): Problem => ({
	severity: 'warning',
	file,
	field,
	message: 'Nothing shows it.',
	cure: 'Show it.',
});

test('a date that was changed without evidence is an error, one that was there before is not', async () => {
	const clone = realpathSync(mkdtempSync(join(tmpdir(), 'allclear-')));
	onTestFinished(() => {
		rmSync(clone, { recursive: true });
	});
	const root = join(clone, 'content');
	const write = (name: string, text: string) => {
		writeFileSync(join(root, 'runbooks', name), text);
	};
	const git = (...words: string[]) => execFileSync('git', words, { cwd: clone, stdio: 'ignore' });
	mkdirSync(join(root, 'runbooks'), { recursive: true });
	write('old.mdx', page('2026-01-01'));
	write('bumped.mdx', page('2026-01-01'));
	git('init', '--quiet');
	git('add', '.');
	git('-c', 'user.name=Ana', '-c', 'user.email=ana@example.com', 'commit', '-qm', 'Begin');
	write('bumped.mdx', page('2026-03-01'));
	write('new.mdx', page('2026-03-01'));

	const judged = await bumpedDates(
		[
			problem('runbooks/old.mdx'),
			problem('runbooks/bumped.mdx'),
			problem('runbooks/new.mdx'),
			problem('runbooks/bumped.mdx', 'title'),
		],
		root,
		'HEAD',
	);
	expect(judged.map(({ severity }) => severity)).toEqual(['warning', 'error', 'error', 'warning']);
	await expect(bumpedDates([], root, 'no-such-ref')).rejects.toThrow();
});
