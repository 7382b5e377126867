import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CommandError } from '../../scripts/lib/exitCodes.ts';
import { startBench } from './support/delivering.ts';
import type { World } from './support/everyCommand.ts';
import { callAction } from '../support/actions.ts';
import { callsOf, makeWorld, moment, writingActions } from './support/everyCommand.ts';
import type { Fault } from './support/faultProxy.ts';
import { requests } from './support/faults.ts';

const at = (request: string) => {
	const found = requests[request];
	if (!found) throw new Error(`No such request: ${request}`);
	return found;
};
const said = (status: number, body: unknown) => ({ kind: 'answer', status, body }) as const;

/** Each tells something else: lost before, lost after, half an answer, a refusal, and GitHub away. */
const telling: Record<string, () => Fault[]> = {
	'the branch is made and nobody hears of it': () => [
		{ kind: 'reset-after', at: at('POST refs'), times: 1 },
	],
	'the pull request is opened and half the answer arrives, again and again': () => [
		{ kind: 'truncated', at: at('POST pulls'), times: 99 },
	],
	'the merge is done and GitHub says 502, and then nothing': () => [
		{ kind: 'answer-after', status: 502, body: {}, at: at('PUT merge'), times: 1 },
		{ kind: 'reset-before', at: { method: 'GET', path: /\/pulls\/\d+$/ }, times: 99 },
	],
	'the token is refused midway': () => [
		{ ...said(401, { message: 'Bad credentials' }), at: at('POST trees'), times: 1 },
	],
	'GitHub is away': () => [{ ...said(503, '<title>Unicorn!</title>'), times: 9999 }],
};

let world: World;
let folder: string;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'allclear-'));
	for (const name of ['GH_TOKEN', 'GITHUB_TOKEN', 'GITHUB_REPOSITORY', 'GITHUB_API_URL']) {
		vi.stubEnv(name, undefined);
	}
	vi.stubEnv('CONTENT_DIR', join(folder, 'content'));
	vi.stubEnv('BUILD_NOW', moment);
	vi.stubEnv('ALLCLEAR_PAUSES', '1,2');
	world = await makeWorld(folder);
}, 120_000);
afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(folder, { recursive: true, force: true });
});

test('every action that writes is called here', () => {
	expect(Object.keys(callsOf(world)).sort()).toEqual([...writingActions].sort());
});

describe.each(writingActions)('%s', (name) => {
	test.each(Object.entries(telling))(
		'makes one pull request or none when %s, and the same command finishes it',
		async (_, faults) => {
			rmSync(join(folder, '.git/allclear'), { recursive: true, force: true });
			const bench = await startBench({ from: folder }, faults());
			try {
				vi.stubEnv('GH_TOKEN', 'token-of-nia');
				vi.stubEnv('GITHUB_REPOSITORY', 'acme/status');
				vi.stubEnv('GITHUB_API_URL', bench.proxy.url);
				vi.stubEnv('GITHUB_SERVER_URL', bench.forge.url);
				const call = callsOf(world)[name] ?? { words: [] };
				const before = bench.forge.git('rev-parse', 'main');
				const first = await callAction(name, call).catch((error: unknown) => error);
				if (first instanceof Error) expect(first).toBeInstanceOf(CommandError);
				expect(bench.forge.pulls.length).toBeLessThanOrEqual(1);

				bench.proxy.faults.length = 0;
				vi.stubEnv('BUILD_NOW', '2026-11-20T09:42:30Z');
				const second = await callAction(name, call);
				expect(second.data['status']).toMatch(/^(?:done|already-done|waiting)$/);

				expect(bench.forge.pulls).toHaveLength(1);
				const [pull] = bench.forge.pulls;
				const files = second.data['files'] as string[];
				const tip = pull?.merged?.sha ?? pull?.headSha ?? '';
				const changed = bench.forge.git('diff', '--name-only', before, tip).split('\n');
				expect(changed.sort()).toEqual([...files].sort());
				expect(bench.proxy.badRequests).toEqual([]);
			} finally {
				vi.stubEnv('BUILD_NOW', moment);
				await bench.close();
			}
		},
	);
});
