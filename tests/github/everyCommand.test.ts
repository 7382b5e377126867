import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CommandError } from '../../scripts/lib/exitCodes.ts';
import { startBench } from './support/delivering.ts';
import type { World } from './support/everyCommand.ts';
import { callAction } from '../support/actions.ts';
import {
	begun,
	callsOf,
	later,
	makeWorld,
	moment,
	writingActions,
} from './support/everyCommand.ts';
import type { Fault } from './support/faultProxy.ts';
import { requests } from './support/faults.ts';

const at = (request: string) => {
	const found = requests[request];
	if (!found) throw new Error(`No such request: ${request}`);
	return found;
};
const said = (status: number, body: unknown) => ({ kind: 'answer', status, body }) as const;

const mergeLost = 'the merge is done and GitHub says 502, and then nothing';

/** Each tells something else: lost before, lost after, half an answer, a refusal, and GitHub away. */
const telling: Record<string, () => Fault[]> = {
	'the branch is made and nobody hears of it': () => [
		{ kind: 'reset-after', at: at('POST refs'), times: 1 },
	],
	'the pull request is opened and half the answer arrives, again and again': () => [
		{ kind: 'truncated', at: at('POST pulls'), times: 99 },
	],
	[mergeLost]: () => [
		{
			kind: 'answer-after',
			status: 502,
			body: {},
			at: at('PUT merge'),
			times: 1,
			begins: { kind: 'reset-before', at: { method: 'GET', path: /\/pulls\/\d+$/ }, times: 99 },
		},
	],
	'the token is refused midway': () => [
		{ ...said(401, { message: 'Bad credentials' }), at: at('POST trees'), times: 1 },
	],
	'GitHub is away': () => [{ ...said(503, '<title>Unicorn!</title>'), times: 9999 }],
};

/** What waits for review is not merged: what is lost instead is its pull request. */
const pullLost: typeof telling = {
	'the pull request is opened and GitHub says 502, and then nothing': () => [
		{
			kind: 'answer-after',
			status: 502,
			body: {},
			at: at('POST pulls'),
			times: 1,
			begins: { kind: 'reset-before', at: at('GET pulls'), times: 99 },
		},
	],
};
const reviewed = new Set([
	...['incident backfill', 'incident redact', 'post-mortem new', 'post-mortem publish'],
	'runbook new',
]);

const tellingOf = (name: string) =>
	Object.entries(telling).flatMap(([story, faults]) =>
		story === mergeLost && reviewed.has(name)
			? Object.entries(pullLost)
			: [[story, faults] as const],
	);

const kindsOf = ({ kind, begins }: Fault): string[] => [kind, ...(begins ? kindsOf(begins) : [])];

let world: World;
let folder: string;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'allclear-'));
	for (const name of ['GH_TOKEN', 'GITHUB_TOKEN', 'GITHUB_REPOSITORY', 'GITHUB_API_URL']) {
		vi.stubEnv(name, undefined);
	}
	vi.stubEnv('CONTENT_DIR', join(folder, 'content'));
	vi.stubEnv('BUILD_NOW', begun);
	vi.stubEnv('ALLCLEAR_PAUSES', '1,2');
	world = await makeWorld(folder);
	vi.stubEnv('BUILD_NOW', moment);
}, 120_000);
afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(folder, { recursive: true, force: true });
});

test('every action that writes is called here', () => {
	expect(Object.keys(callsOf(world)).sort()).toEqual([...writingActions].sort());
});

describe.each(writingActions)('%s', (name) => {
	test.each(tellingOf(name))(
		'makes one pull request or none when %s, and the same command finishes it',
		async (_, faults) => {
			rmSync(join(folder, '.git/allclear'), { recursive: true, force: true });
			const planned = faults();
			const bench = await startBench({ from: folder }, [...planned]);
			try {
				vi.stubEnv('GH_TOKEN', 'token-of-nia');
				vi.stubEnv('GITHUB_REPOSITORY', 'acme/status');
				vi.stubEnv('GITHUB_API_URL', bench.proxy.url);
				vi.stubEnv('GITHUB_SERVER_URL', bench.forge.url);
				const call = callsOf(world)[name] ?? { words: [] };
				const before = bench.forge.git('rev-parse', 'main');
				const first = await callAction(name, call).catch((error: unknown) => error);
				if (first instanceof Error) expect(first).toBeInstanceOf(CommandError);
				expect(bench.proxy.passed.map(({ fault }) => fault)).toEqual(
					expect.arrayContaining(planned.flatMap(kindsOf)),
				);
				expect(bench.forge.pulls.length).toBeLessThanOrEqual(1);

				bench.proxy.faults.length = 0;
				vi.stubEnv('BUILD_NOW', later);
				const second = await callAction(name, call);
				expect(second.data['status']).toMatch(/^(?:done|already-done|waiting)$/);

				expect(bench.forge.pulls).toHaveLength(1);
				const [pull] = bench.forge.pulls;
				const files = second.data['files'] as string[];
				const tip = pull?.merged?.sha ?? pull?.headSha ?? '';
				const changed = bench.forge.git('diff', '--name-only', before, tip).split('\n');
				expect(changed.sort()).toEqual([...files].sort());
				expect(bench.proxy.badRequests).toEqual([]);
				expect(bench.proxy.badAnswers).toEqual([]);
			} finally {
				vi.stubEnv('BUILD_NOW', moment);
				await bench.close();
			}
		},
	);
});
