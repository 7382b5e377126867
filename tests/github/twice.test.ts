/** What is run twice in a clone that has the files of the first run, and what pages people on the way. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CommandError } from '../../scripts/lib/exitCodes.ts';
import { callAction } from '../support/actions.ts';
import type { Bench } from './support/delivering.ts';
import { startBench } from './support/delivering.ts';
import type { World } from './support/everyCommand.ts';
import {
	begun,
	callsOf,
	later,
	makeWorld,
	moment,
	writingActions,
} from './support/everyCommand.ts';
import type { Fault } from './support/faultProxy.ts';

let world: World;
let folder: string;
let began: string;
const open: (() => Promise<unknown>)[] = [];
const git = (...words: string[]) =>
	execFileSync('git', words, { cwd: folder, encoding: 'utf8' }).trim();

const signedOut = ['GH_TOKEN', 'GITHUB_TOKEN', 'GITHUB_REPOSITORY', 'GITHUB_API_URL'];
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'allclear-'));
	for (const name of [...signedOut, 'ALLCLEAR_RECEIVERS']) vi.stubEnv(name, undefined);
	vi.stubEnv('CONTENT_DIR', join(folder, 'content'));
	vi.stubEnv('BUILD_NOW', begun);
	vi.stubEnv('ALLCLEAR_PAUSES', '1,2');
	world = await makeWorld(folder);
	began = git('rev-parse', 'HEAD');
}, 120_000);
afterEach(async () => {
	for (const close of open.splice(0)) await close();
	for (const name of [...signedOut, 'ALLCLEAR_RECEIVERS']) vi.stubEnv(name, undefined);
	vi.stubEnv('BUILD_NOW', moment);
	git('reset', '--quiet', '--hard', began);
	git('clean', '--quiet', '-fd');
	rmSync(join(folder, '.git/allclear'), { recursive: true, force: true });
});
afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(folder, { recursive: true, force: true });
});

describe('run twice within two minutes, with its files in the clone', () => {
	test.each(writingActions)('%s makes one change', async (name) => {
		const call = callsOf(world)[name] ?? { words: [] };
		vi.stubEnv('BUILD_NOW', moment);
		const first = await callAction(name, call);
		expect(first.data['status']).toBe('done');
		const changed = git('diff', '--name-only', began, 'HEAD').split('\n');
		vi.stubEnv('BUILD_NOW', later);
		const second = await callAction(name, call);
		expect(second.data['status']).toBe('already-done');
		expect(git('rev-list', '--count', `${began}..HEAD`)).toBe('1');
		expect(git('diff', '--name-only', began, 'HEAD').split('\n')).toEqual(changed);
	});
});

test('a report from a file is refused the second time: the file can hold something else', async () => {
	const path = join(folder, '.git/report.md');
	writeFileSync(path, 'A full disk stopped uploads.');
	const call = { words: [world.learned, '--file', path] };
	expect((await callAction('post-mortem publish', call)).data['status']).toBe('done');
	writeFileSync(path, 'It was the network.');
	await expect(callAction('post-mortem publish', call)).rejects.toMatchObject({ exitCode: 65 });
});

/** A pager that answers in turn with these, then with 202, and keeps what it got. */
async function pager(...answers: number[]) {
	const got: { dedup_key: string }[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			got.push(JSON.parse(Buffer.concat(chunks).toString()) as { dedup_key: string });
			response.statusCode = answers.shift() ?? 202;
			response.end();
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	open.push(() => new Promise((done) => server.close(done)));
	const path = join(folder, '.git/receivers.yaml');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	writeFileSync(
		path,
		`receivers:\n  - { id: pager, kind: pagerduty, url: "${url}", routing-key: key }\n`,
	);
	vi.stubEnv('ALLCLEAR_RECEIVERS', path);
	return got;
}

const escalate = (...more: string[]) =>
	callAction('incident escalate', {
		words: [world.open, '--reason', 'No progress.', ...more],
	});

describe('an escalation', () => {
	test('in the same words calls the same person once', async () => {
		const got = await pager();
		const first = await escalate();
		const second = await escalate();
		expect(second.data['to']).toBe(first.data['to']);
		expect(second.lines.join('\n')).toContain('done before. To mean it once more, add --again.');
		expect(got).toHaveLength(1);
		expect((await escalate('--again')).data['to']).not.toBe(first.data['to']);
		expect(got).toHaveLength(2);
	});

	test('goes one step on where something else was said in between', async () => {
		const got = await pager();
		const first = await escalate();
		await callAction('incident note', { words: [world.open, '--message', 'Nobody answers.'] });
		expect((await escalate()).data['to']).not.toBe(first.data['to']);
		expect(got).toHaveLength(2);
	});

	test('that the pager did not take is tried again at the same person, whatever was said since', async () => {
		const got = await pager(400);
		const first = await escalate();
		expect(first.exitCode).toBe(75);
		await callAction('incident note', { words: [world.open, '--message', 'The pager is off.'] });
		const second = await escalate();
		expect(second.data['to']).toBe(first.data['to']);
		expect(second.lines).toContain('pager has it.');
		expect(got.map((page) => page.dedup_key)).toEqual([got[0]?.dedup_key, got[0]?.dedup_key]);
		// Now that it was taken, what was said since counts.
		expect((await escalate()).data['to']).not.toBe(first.data['to']);
	});
});

describe('an escalation that GitHub refuses', () => {
	const signIn = async (...faults: Fault[]): Promise<Bench> => {
		const bench = await startBench({ from: folder }, faults);
		open.push(bench.close);
		vi.stubEnv('GH_TOKEN', 'token-of-nia');
		vi.stubEnv('GITHUB_REPOSITORY', 'acme/status');
		vi.stubEnv('GITHUB_API_URL', bench.proxy.url);
		vi.stubEnv('GITHUB_SERVER_URL', bench.forge.url);
		return bench;
	};
	const refusing = {
		kind: 'answer',
		status: 401,
		body: { message: 'Bad credentials' },
		times: 1e9,
	} as const;
	const refusedWith = async () =>
		(await escalate().catch((error: unknown) => error)) as CommandError;

	test('pages all the same, says both, and pages nobody twice when it arrives', async () => {
		const { proxy, forge } = await signIn(refusing);
		const got = await pager();
		const error = await refusedWith();
		expect(error).toMatchObject({
			exitCode: 77,
			message: 'GitHub does not know this token, or it has expired.',
			draft: expect.stringMatching(/drafts\/\w+\.json$/) as string,
		});
		expect(error.hint).toMatch(
			/^It was handed over all the same: pager has it\.\n[\s\S]*\nWhat you wrote is kept in \S+/,
		);
		expect(got).toHaveLength(1);

		proxy.faults.length = 0;
		const second = await escalate();
		expect(second.data['status']).toBe('done');
		expect(second.lines).toContain('pager had it before.');
		expect(got).toHaveLength(1);
		expect(got[0]?.dedup_key).toBe(`allclear-${world.open}-${String(second.data['op'])}`);
		expect(forge.pulls).toHaveLength(1);
	});

	test('says that nobody was paged where that is so', async () => {
		await signIn(refusing);
		expect((await refusedWith()).hint).toMatch(/^Nobody was paged: ALLCLEAR_RECEIVERS names no/);
		await pager(400);
		expect((await refusedWith()).hint).toMatch(
			/^Nobody was paged\. pager did not take it: it answered 400\./,
		);
	});

	test('or that we refuse ourselves pages nobody, and says so', async () => {
		const got = await pager();
		await expect(escalate('--since', '2026-11-20T09:50:00Z')).rejects.toMatchObject({
			hint: expect.stringMatching(/\nNobody was paged\.$/) as string,
		});
		expect(got).toEqual([]);
	});
});
