import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/whole.ts';
import type { Bench } from './support/delivering.ts';
import { startBench } from './support/delivering.ts';
import type { Fault } from './support/faultProxy.ts';
import { harbourClone, harbourFiles, openIncident, runIn, signedIn } from './support/harbour.ts';

const files = harbourFiles();
const benches: Bench[] = [];
const bench = async (options: Parameters<typeof startBench>[0] = {}, faults: Fault[] = []) => {
	const started = await startBench({ files, ...options }, faults);
	benches.push(started);
	return started;
};
afterEach(async () => {
	for (const { close } of benches.splice(0)) await close();
});

const update = ['update', openIncident, '--status', 'identified', '--message', 'The disk is full.'];
const away: Fault = {
	kind: 'answer',
	status: 503,
	body: '<!DOCTYPE html><title>Unicorn!</title>',
	at: { method: 'GET', path: /^\/repos\// },
	times: 1e9,
};
const updatesIn = (text: string) => text.split('\n').filter((path) => path.includes('/updates/'));

describe('a command with a token', () => {
	test('opens a pull request, merges it, and prints its address', async () => {
		const { forge, proxy } = await bench();
		const { code, output } = await runIn(
			harbourClone(files),
			'incident.ts',
			update,
			signedIn(proxy.url),
		);
		expect(output).toContain(`Update incident ${openIncident}: merged into main as `);
		expect(output).toContain(`${forge.url}/acme/status/pull/1`);
		expect(code).toBe(0);
		expect(forge.pulls).toMatchObject([{ labels: ['incident'], reviewers: [], state: 'closed' }]);
		expect(updatesIn(forge.git('ls-tree', '-r', '--name-only', 'main'))).toHaveLength(2);
		expect(forge.git('branch', '--format=%(refname:short)')).toBe('main');
		expect(proxy.passed.length).toBeLessThanOrEqual(15);
		expect(proxy.badRequests).toEqual([]);
		expect(proxy.badAnswers).toEqual([]);
	});

	test('happens once, however often it is run', async () => {
		const { forge, proxy } = await bench();
		const clone = harbourClone(files);
		const ran = await Promise.all([
			runIn(clone, 'incident.ts', update, signedIn(proxy.url)),
			runIn(clone, 'incident.ts', update, signedIn(proxy.url)),
		]);
		expect(ran.map(({ code }) => code)).toEqual([0, 0]);
		const third = await runIn(clone, 'incident.ts', update, signedIn(proxy.url));
		expect(third.output).toContain('done before. To mean it once more, add --again.');
		expect(forge.pulls).toHaveLength(1);
		const again = await runIn(clone, 'incident.ts', [...update, '--again'], signedIn(proxy.url));
		expect(again.code).toBe(0);
		expect(forge.pulls).toHaveLength(2);
	});

	test('prints the files and the pull request with --dry-run, and asks GitHub nothing', async () => {
		const { proxy } = await bench();
		const { output } = await runIn(
			harbourClone(files),
			'incident.ts',
			[...update, '--dry-run', '--json'],
			signedIn(proxy.url),
		);
		expect(JSON.parse(output)).toMatchObject({
			status: 'dry-run',
			by: 'github',
			files: [{ text: expect.stringContaining('The disk is full.') as string }],
			pullRequest: {
				repository: 'acme/status',
				base: 'main',
				labels: ['incident'],
				merge: 'at-once',
			},
		});
		expect(proxy.passed).toEqual([]);
	});

	test('brings what was merged into the clone, and leaves alone what is changed there', async () => {
		const { forge, proxy } = await bench();
		const clone = join(temporaryFolder(), 'clone');
		const git = (...words: string[]) =>
			execFileSync('git', words, { cwd: clone, encoding: 'utf8' }).trim();
		execFileSync('git', ['clone', '--quiet', forge.git('rev-parse', '--absolute-git-dir'), clone]);
		git('remote', 'set-url', 'origin', forge.gitUrl);
		writeFileSync(join(clone, 'README.md'), 'Half written.');
		const env = { ...signedIn(proxy.url), GITHUB_SERVER_URL: forge.url };
		expect((await runIn(clone, 'incident.ts', update, env)).code).toBe(0);
		expect(git('rev-parse', 'HEAD')).toBe(forge.git('rev-parse', 'main'));
		expect(git('status', '--porcelain')).toBe('?? README.md');
	});

	test('waits for people where they decide, and ends with 3', async () => {
		const { forge, proxy } = await bench({ settings: { needsApproval: true } });
		const { code, output } = await runIn(
			harbourClone(files),
			'incident.ts',
			[...update, '--json'],
			signedIn(proxy.url),
		);
		expect(JSON.parse(output)).toMatchObject({
			status: 'waiting',
			number: 1,
			notes: [expect.stringContaining('At least 1 approving review is required') as string],
		});
		expect(code).toBe(3);
		expect(forge.pulls[0]?.state).toBe('open');
	});

	test.each([
		['an unknown token', { GH_TOKEN: 'secret-of-nobody' }, {}, /GitHub does not know this token/],
		[
			'a token that may only read',
			{},
			{ push: false },
			/may read acme\/status and not write to it/,
		],
		['an archived repository', {}, { archived: true }, /acme\/status is archived/],
		[
			'another repository',
			{ GITHUB_REPOSITORY: 'acme/other' },
			{},
			/There is no repository acme\/other, or this token may not see it/,
		],
		['a rule that forbids it', {}, { refusesBranches: true }, /A rule of acme\/status forbids it/],
	])('says what is wrong with %s, and keeps the text', async (_, env, settings, message) => {
		const { forge, proxy } = await bench({ settings });
		const clone = harbourClone(files);
		const { code, output } = await runIn(clone, 'incident.ts', update, {
			...signedIn(proxy.url),
			...env,
		});
		expect(output).toMatch(message);
		expect(output).not.toContain('secret-of-nobody');
		expect(code).toBe(77);
		const kept = /What you wrote is kept in (\S+\.json);/.exec(output)?.[1] ?? '';
		expect(readFileSync(kept, 'utf8')).toContain('The disk is full.');
		expect(forge.pulls).toEqual([]);
	});

	test('never prints a token that comes back in an error', async () => {
		const { proxy } = await bench({}, [
			{
				kind: 'answer',
				status: 403,
				body: { message: 'The token token-of-nia may not do that.' },
				headers: { 'x-accepted-github-permissions': 'contents=write' },
				at: { method: 'POST', path: /\/git\/trees$/ },
				times: 1,
			},
		]);
		const { code, output } = await runIn(
			harbourClone(files),
			'incident.ts',
			update,
			signedIn(proxy.url),
		);
		expect(output).toContain('The token … may not do that.');
		expect(output).toContain('Any of these would do: contents=write.');
		expect(output).not.toContain('token-of-nia');
		expect(code).toBe(77);
	});
});

describe('when GitHub’s interface is away', () => {
	const patient = { ALLCLEAR_PAUSES: '1,1' };
	const branchOf = (text: string) => JSON.parse(text) as { branch: string; op: string };

	test('the commit is pushed by git, and the same command opens and merges the pull request', async () => {
		const { forge, proxy } = await bench({}, [away]);
		const clone = harbourClone(files);
		const env = { ...signedIn(proxy.url), GITHUB_SERVER_URL: forge.url, ...patient };
		const first = await runIn(clone, 'incident.ts', [...update, '--json'], env);
		expect(first.code).toBe(75);
		const { branch } = branchOf(first.output);
		expect(forge.git('branch', '--format=%(refname:short)')).toContain(branch);
		expect(execFileSync('git', ['status', '--porcelain'], { cwd: clone, encoding: 'utf8' })).toBe(
			'',
		);

		proxy.faults.length = 0;
		const second = await runIn(clone, 'incident.ts', update, env);
		expect(second.code).toBe(0);
		expect(forge.pulls).toHaveLength(1);
		expect(updatesIn(forge.git('ls-tree', '-r', '--name-only', 'main'))).toHaveLength(2);
		expect(proxy.passed.some(({ url }) => url.includes('/git/trees'))).toBe(false);
	});

	test('and git as well, it is kept on a branch of the clone, and arrives with the same command', async () => {
		const { forge, proxy } = await bench({}, [away]);
		const clone = harbourClone(files);
		const gone = { GITHUB_SERVER_URL: 'http://127.0.0.1:1', ...patient };
		const first = await runIn(clone, 'incident.ts', update, { ...signedIn(proxy.url), ...gone });
		expect(first.code).toBe(75);
		expect(first.output).toContain('Neither GitHub nor git can reach it');
		const branches = () =>
			execFileSync('git', ['branch', '--format=%(refname:short)'], {
				cwd: clone,
				encoding: 'utf8',
			});
		expect(branches()).toMatch(/^status-pending\/[a-z0-9]{6}$/m);

		proxy.faults.length = 0;
		const second = await runIn(clone, 'incident.ts', update, {
			...signedIn(proxy.url),
			...patient,
		});
		expect(second.code).toBe(0);
		expect(forge.pulls).toHaveLength(1);
		expect(branches().trim()).toBe('main');
	});

	test('without a clone it becomes a patch that git takes', async () => {
		const { forge, proxy } = await bench({}, [away]);
		const clone = harbourClone(files);
		execFileSync('rm', ['-rf', '.git'], { cwd: clone });
		const env = { ...signedIn(proxy.url), ...patient, XDG_STATE_HOME: temporaryFolder() };
		const first = await runIn(clone, 'incident.ts', update, env);
		expect(first.code).toBe(75);
		const patch = /It is in (\S+\.patch)\./.exec(first.output)?.[1] ?? '';
		const other = harbourClone(files);
		execFileSync('git', ['am', '--quiet', patch], { cwd: other });
		expect(
			execFileSync('git', ['show', '--stat', 'HEAD'], { cwd: other, encoding: 'utf8' }),
		).toContain('/updates/');

		proxy.faults.length = 0;
		expect((await runIn(clone, 'incident.ts', update, env)).code).toBe(0);
		expect(forge.pulls).toHaveLength(1);
	});
});

describe('a command without a token', () => {
	test('commits in the clone', async () => {
		const clone = harbourClone(files);
		const { code, output } = await runIn(clone, 'incident.ts', update);
		expect(output).toContain('Publish it with git push.');
		expect(code).toBe(0);
	});

	test('writes a patch where there is no clone', async () => {
		const clone = harbourClone(files);
		execFileSync('rm', ['-rf', '.git'], { cwd: clone });
		const env = { XDG_STATE_HOME: temporaryFolder() };
		const { code, output } = await runIn(clone, 'incident.ts', update, env);
		expect(code).toBe(75);
		const patch = /It is in (\S+\.patch)\./.exec(output)?.[1] ?? '';
		expect(existsSync(join(patch))).toBe(true);
	});

	test.each([
		[['--via', 'github'], {}, 64, /not known which repository/],
		[
			['--via', 'github', '--repo', 'acme/status'],
			{ GITHUB_SERVER_URL: 'http://127.0.0.1:1' },
			77,
			/There is no token for 127/,
		],
		[['--via', 'post'], {}, 64, /There is no way `post`/],
		[['--repo', 'status'], {}, 64, /`status` is not a repository on GitHub/],
		[
			['--repo', 'acme/status'],
			{ GITHUB_API_URL: 'http://github.example', GH_TOKEN: 'x' },
			64,
			/No token is sent to http:\/\/github\.example/,
		],
	] as [string[], Record<string, string>, number, RegExp][])(
		'refuses %j',
		async (words, env, code, message) => {
			const ran = await runIn(harbourClone(files), 'incident.ts', [...update, ...words], env);
			expect(ran.output).toMatch(message);
			expect(ran.code).toBe(code);
		},
	);
});
