import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { callOf } from '../../scripts/lib/automation.ts';
import { runAction } from '../../scripts/lib/command.ts';
import { actions as incident } from '../../scripts/commands/incidentActions.ts';
import { actions as postMortem } from '../../scripts/commands/postMortem.ts';
import { callAction } from '../support/actions.ts';
import { posts } from '../support/alerts.ts';
import type { Bench } from './support/delivering.ts';
import { startBench } from './support/delivering.ts';
import { harbourClone, harbourFiles, openIncident } from './support/harbour.ts';

const files = harbourFiles();
let clone: string;
let bench: Bench | undefined;
const git = (...words: string[]) =>
	execFileSync('git', words, { cwd: clone, encoding: 'utf8' }).trim();
const commits = () => Number(git('rev-list', '--count', 'HEAD'));
const call = async (name: string, ...words: string[]) => (await callAction(name, { words })).data;
const resolve = ['--message', 'Uploads work again.', '--waive', 'Everybody sees it.'];

beforeEach(() => {
	clone = harbourClone(files);
	vi.stubEnv('CONTENT_DIR', join(clone, 'content'));
	vi.stubEnv('ALLCLEAR_PAUSES', '1,1');
	for (const name of ['GH_TOKEN', 'GITHUB_TOKEN', 'GITHUB_REPOSITORY', 'GITHUB_API_URL']) {
		vi.stubEnv(name, undefined);
	}
});
afterEach(async () => {
	vi.unstubAllEnvs();
	await bench?.close();
	bench = undefined;
});

describe('a command that is run twice', () => {
	test('was done before, also where what it did would refuse it', async () => {
		expect(await call('incident resolve', openIncident, ...resolve)).toMatchObject({
			status: 'done',
		});
		const before = commits();
		const again = await callAction('incident resolve', { words: [openIncident, ...resolve] });
		expect(again.data).toMatchObject({ status: 'already-done', id: openIncident });
		expect(again.lines[0]).toBe(
			`Resolve incident ${openIncident}: done before. To mean it once more, add --again.`,
		);
		expect(commits()).toBe(before);
	});

	test('is refused as ever where it was never done', async () => {
		await call('incident resolve', openIncident, ...resolve);
		await expect(
			call('incident resolve', openIncident, '--message', 'It is over.', '--waive', 'It is.'),
		).rejects.toMatchObject({ exitCode: 65 });
	});

	test('with --again is judged anew', async () => {
		await call('incident resolve', openIncident, ...resolve);
		await expect(
			call('incident resolve', openIncident, ...resolve, '--again'),
		).rejects.toMatchObject({ exitCode: 65 });
	});

	test('means it once more where something else was said in between', async () => {
		await call('incident resolve', openIncident, ...resolve);
		await call('incident reopen', openIncident, '--message', 'They fail again.');
		expect(await call('incident resolve', openIncident, ...resolve)).toMatchObject({
			status: 'done',
		});
		const listed = await callAction('incident list', { words: [] });
		expect(listed.data['incidents']).toEqual([]);
	});

	test('opens one incident, although that went on in between', async () => {
		const words = ['--title', 'Search is slow', '--severity', 'sev3', '--message', 'We look.'];
		const opened = await call('incident open', ...words);
		await call('incident update', String(opened['id']), '--message', 'The index is full.');
		expect(await call('incident open', ...words)).toMatchObject({
			status: 'already-done',
			id: opened['id'],
		});
	});

	test('is refused where the same words came with another text', async () => {
		const kept = JSON.stringify(posts('datadog')[0]);
		await callAction('alert receive', { words: [], input: kept });
		await expect(
			callAction('alert receive', { words: [], input: '{"some":"thing"}' }),
		).rejects.toMatchObject({ exitCode: 65 });
		const spoken = [openIncident, '--message', '-', '--waive', 'Everybody sees it.'];
		await callAction('incident resolve', { words: spoken, input: 'Uploads work again.' });
		await expect(
			callAction('incident resolve', { words: spoken, input: 'It was the disk.' }),
		).rejects.toMatchObject({ exitCode: 65 });
	});

	test('is refused where the same words came from another request', async () => {
		const request = (op: string) => {
			const action = incident['resolve'];
			if (!action) throw new Error('There is no such action.');
			const given = { message: 'It is over.', waive: 'Everybody sees it.' };
			return runAction(action, callOf({ given, positionals: [openIncident], op }));
		};
		await request('k3f9xa');
		await expect(request('k3f9xb')).rejects.toMatchObject({ exitCode: 65 });
	});

	test('begins one post-mortem', async () => {
		await call('incident resolve', openIncident, ...resolve);
		await call('post-mortem new', openIncident);
		expect(await call('post-mortem new', openIncident)).toMatchObject({ status: 'already-done' });
	});

	test('and named by its operation was done before on any machine', async () => {
		const words = [openIncident, ...resolve, '--op', 'k3f9xa'];
		await call('incident resolve', ...words);
		// Another machine has the files, and remembers nothing.
		rmSync(join(clone, '.git/allclear'), { recursive: true });
		const before = commits();
		expect(await call('incident resolve', ...words)).toMatchObject({
			status: 'already-done',
			op: 'k3f9xa',
		});
		expect(commits()).toBe(before);
	});

	test('by a request from outside was done before as well', async () => {
		const request = {
			action: incident['resolve'],
			given: { message: 'It is over.', waive: 'Everybody sees it.' },
			positionals: [openIncident],
			op: 'k3f9xb',
		};
		if (!request.action) throw new Error('There is no such action.');
		await runAction(request.action, callOf(request));
		rmSync(join(clone, '.git/allclear'), { recursive: true });
		expect((await runAction(request.action, callOf(request))).data).toMatchObject({
			status: 'already-done',
		});
		const other = postMortem['new'];
		if (!other) throw new Error('There is no such action.');
		const unknown = callOf({ given: {}, positionals: ['zzzz'], op: 'k3f9xc' });
		await expect(runAction(other, unknown)).rejects.toMatchObject({ exitCode: 64 });
	});
});

describe('OpenStatus', () => {
	/** An incident written down afterwards, the nearest that there is to an import. */
	const past = [
		...['--title', 'Nobody could pay', '--severity', 'sev1', '--service', 'checkout=major-outage'],
		...['--since', '2026-02-01T09:15:00Z', '--at', '2026-02-01T09:20:00Z'],
		...['--message', 'Payments fail.', '--update', '2026-02-01T09:30:00Z identified: The cause.'],
		...['--resolved', '2026-02-01T09:40:00Z', '--resolved-message', 'Payments work again.'],
	];
	/** Files of incidents, as everybody gets them. */
	const told = () => git('ls-tree', '-r', '--name-only', 'HEAD', 'content/incidents').split('\n');

	test('import run twice duplicates all incidents (1.3)', async () => {
		const before = told();
		const { id, status } = await call('incident backfill', ...past);
		expect(status).toBe('done');
		const written = told().filter((path) => !before.includes(path));
		expect(written).toHaveLength(4);
		expect(written.every((path) => path.includes(`/${String(id)}/`))).toBe(true);
		expect(await call('incident backfill', ...past)).toMatchObject({ status: 'already-done', id });
		expect(told()).toEqual([...before, ...written].toSorted());
	});

	test('import run twice, the second time by a program on another machine (1.3)', async () => {
		const words = [...past, '--op', 'k3f9xa'];
		const { id } = await call('incident backfill', ...words);
		const after = told();
		rmSync(join(clone, '.git/allclear'), { recursive: true });
		expect(await call('incident backfill', ...words)).toMatchObject({ status: 'already-done', id });
		expect(told()).toEqual(after);
	});

	test('but what happened twice may be written down twice', async () => {
		const { id } = await call('incident backfill', ...past);
		const other = await call('incident backfill', ...past, '--again');
		expect(other['status']).toBe('done');
		expect(other['id']).not.toBe(id);
	});
});

describe('a change that did not arrive', () => {
	const signIn = async (faults: Parameters<typeof startBench>[1]) => {
		bench = await startBench({ files }, faults);
		vi.stubEnv('GH_TOKEN', 'token-of-nia');
		vi.stubEnv('GITHUB_REPOSITORY', 'acme/status');
		vi.stubEnv('GITHUB_API_URL', bench.proxy.url);
		vi.stubEnv('GITHUB_SERVER_URL', bench.forge.url);
		return bench;
	};
	/** What is kept was written two minutes earlier than it was. A clock that jumps would stop Octokit's own. */
	const growOlder = () => {
		const folder = join(clone, '.git/allclear/drafts');
		for (const name of readdirSync(folder)) {
			const path = join(folder, name);
			const saved = JSON.parse(readFileSync(path, 'utf8')) as { savedAt: number };
			writeFileSync(path, JSON.stringify({ ...saved, savedAt: saved.savedAt - 120_000 }));
		}
	};
	const notes = async () =>
		(await callAction('incident note', { words: [openIncident, '--message', 'A.'] })).lines.filter(
			(line) => line.includes('has not arrived'),
		);

	test('is finished by the same command, although the clone has got it meanwhile', async () => {
		const { forge, proxy } = await signIn([
			{
				kind: 'answer-after',
				status: 502,
				body: {},
				at: { method: 'PUT', path: /merge$/ },
				times: 1,
			},
			{ kind: 'reset-before', at: { method: 'GET', path: /\/pulls\/\d+$/ }, times: 99 },
		]);
		expect(await call('incident resolve', openIncident, ...resolve)).toMatchObject({
			status: 'saved',
		});
		proxy.faults.length = 0;
		git(
			'pull',
			'--quiet',
			'--no-rebase',
			'--allow-unrelated-histories',
			forge.git('rev-parse', '--absolute-git-dir'),
			'main',
		);
		expect(await call('incident resolve', openIncident, ...resolve)).toMatchObject({
			status: 'already-done',
			number: 1,
		});
		expect(forge.pulls).toHaveLength(1);
	});

	test('is named to whoever writes next, with how to finish or forget it', async () => {
		const { proxy } = await signIn([
			{ kind: 'answer', status: 401, body: { message: 'Bad credentials' }, times: 1e9 },
		]);
		const refused = call('incident update', openIncident, '--message', 'The disk is full.');
		await expect(refused).rejects.toMatchObject({
			draft: expect.stringMatching(/\.git\/allclear\/drafts\/\w+\.json$/) as string,
		});
		proxy.faults.length = 0;
		growOlder();
		expect(await notes()).toEqual([
			expect.stringMatching(
				/^Note: An earlier change has not arrived: Update incident \S+ \(“The disk is full”\), asked for at \S+Z\. Finish it with: npm run incident -- update \S+ --message 'The disk is full\.' \(or delete \S+\.json\)$/,
			),
		]);
	});

	test('is not named any more once people have closed its pull request', async () => {
		const { forge } = await signIn([]);
		forge.settings.needsApproval = true;
		const words = [openIncident, '--message', 'The disk is full.'];
		expect(await call('incident update', ...words)).toMatchObject({ status: 'waiting' });
		for (const pull of forge.pulls) pull.state = 'closed';
		await expect(call('incident update', ...words)).rejects.toMatchObject({
			exitCode: 77,
			draft: undefined,
		});
		forge.settings.needsApproval = false;
		growOlder();
		expect(await notes()).toEqual([]);
	});
});
