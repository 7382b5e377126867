/** `npm run init`, as somebody runs it who has just made a repository. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { starts } from '../../scripts/init/starts.ts';
import { Example } from '../conformance/support/rule.ts';
import { pinnedNow, repository, runScript, temporaryFolder } from '../support/whole.ts';

const flags = [
	...['--name', 'Acme', '--url', 'https://status.acme.com', '--zone', 'Europe/Lisbon'],
	...['--person', 'Ana Lopes', '--contact', '+351 21 555 01 40', '--colour', '#1f5f8b'],
];

/** An empty folder that is a repository. */
function newRepository(): string {
	const folder = temporaryFolder();
	execFileSync('git', ['init', '--quiet'], { cwd: folder });
	return folder;
}

const run = (script: string, words: readonly string[], folder: string) =>
	runScript(script, words, { BUILD_NOW: pinnedNow }, repository, folder);

describe.each(starts().map(({ name }) => name))('from %s, in an empty folder', (from) => {
	test('makes content that the check takes, with everything left to say as a gap', async () => {
		const folder = newRepository();
		const begun = await run('init.ts', ['--from', from, ...flags, '--json'], folder);
		expect(begun).toMatchObject({ code: 0 });
		const { gaps } = JSON.parse(begun.output) as { gaps: number };
		expect(gaps).toBeGreaterThan(0);

		// What npm run check says, without a process for each start.
		const problems = await new Example(join(folder, 'content'), pinnedNow).problems();
		expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
		// Where nothing has happened yet, the gaps are all that there is to warn of.
		expect(problems).toHaveLength(gaps);
		const declare = readFileSync(join(folder, '.github/ISSUE_TEMPLATE/declare.yml'), 'utf8');
		expect(declare).toContain('Written by npm run forms');
	});
});

describe('npm run init', () => {
	test('builds both sites, the portal with the to-do list, which is all that the check warns of', async () => {
		const folder = newRepository();
		const begun = await run('init.ts', ['--from', 'empty', ...flags, '--json'], folder);
		const { gaps: left } = JSON.parse(begun.output) as { gaps: number };
		const checked = await run('check.ts', ['--json'], folder);
		const { errors, problems } = JSON.parse(checked.output) as {
			errors: number;
			problems: unknown[];
		};
		expect([checked.code, errors, problems.length]).toEqual([0, 0, left]);
		expect(await run('forms.ts', ['--check'], folder)).toMatchObject({ code: 0 });
		const built = await runScript('build.ts', [], {
			BUILD_NOW: pinnedNow,
			CONTENT_DIR: join(folder, 'content'),
			DIST_DIR: join(folder, 'dist'),
		});
		expect(built.code).toBe(0);
		expect(readFileSync(join(folder, 'dist/status/index.html'), 'utf8')).toContain('All clear.');
		const gaps = readFileSync(join(folder, 'dist/portal/gaps/index.html'), 'utf8');
		expect(gaps).toContain('your-domain.example');
	});

	test.each([
		[['--from', 'saas'], 64, 'There is no example `saas`.'],
		[[], 64, '--from, --name, --url, --zone, --person, --contact are missing.'],
		[['--from', 'empty', ...flags, '--colour', '#ffff00'], 64, 'The nearest that can is'],
		[['--from', 'empty', ...flags, '--zone', 'Lisbon'], 64, '`Lisbon` cannot be --zone.'],
	])('refuses %j and says what to do', async (words, code, message) => {
		const ran = await run('init.ts', words, newRepository());
		expect(ran.output).toContain(message);
		expect(ran.code).toBe(code);
	});

	test('loses nothing: not what git does not have, and no incident of one’s own', async () => {
		const folder = newRepository();
		const begin = (...more: string[]) =>
			run('init.ts', ['--from', 'empty', ...flags, ...more], folder);
		mkdirSync(join(folder, 'content'));
		writeFileSync(join(folder, 'content/notes.txt'), 'Do not lose me.');
		const refused = await begin();
		expect(refused).toMatchObject({ code: 65 });
		expect(refused.output).toContain('content/ holds changes that are not committed: content/');
		expect(readFileSync(join(folder, 'content/notes.txt'), 'utf8')).toBe('Do not lose me.');

		mkdirSync(join(folder, 'content/incidents/2026/2026-03-01-k3f9'), { recursive: true });
		writeFileSync(join(folder, 'content/incidents/2026/2026-03-01-k3f9/index.md'), 'Mine.');
		const git = (...words: string[]) =>
			execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@acme.com', ...words], {
				cwd: folder,
			});
		git('add', '--all');
		git('commit', '--quiet', '-m', 'Keep');
		expect((await begin()).output).toContain(
			'content/ holds a record of your own, such as 2026-03-01-k3f9.',
		);
		expect(await begin('--replace', '--dry-run')).toMatchObject({ code: 0 });
		expect(existsSync(join(folder, 'content/notes.txt'))).toBe(true);
		expect(await begin('--replace')).toMatchObject({ code: 0 });
		expect(existsSync(join(folder, 'content/notes.txt'))).toBe(false);
	});
});
