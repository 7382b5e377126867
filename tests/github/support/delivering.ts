/** One delivery through a proxy to a peer, the way commands deliver. */
import type { Patience } from '../../../scripts/lib/attempts.ts';
import { blobName } from '../../../scripts/lib/blobName.ts';
import { CommandError } from '../../../scripts/lib/exitCodes.ts';
import type { Delivery, Draft, Journey, Terms } from '../../../scripts/lib/forge.ts';
import { createGitHub } from '../../../scripts/lib/github.ts';
import { githubForge } from '../../../scripts/lib/githubForge.ts';
import { UnreachableError } from '../../../scripts/lib/attempts.ts';
import type { Fault, FaultProxy } from './faultProxy.ts';
import { startFaultProxy } from './faultProxy.ts';
import type { GitForge } from './gitForge.ts';
import { owner, repo, startGitForge } from './gitForge.ts';

/** Nobody waits in a test. */
export const hasty: Patience = {
	pauses: [1, 2, 4, 8],
	giveUpAfterMs: 60_000,
	contendForMs: 60_000,
};

export const terms: Terms = {
	merge: 'at-once',
	asDraft: false,
	labels: ['incident'],
	reviewers: ['ravi'],
	teams: [],
};

/** An update of an incident. */
export function updateDraft(op = 'k3f9xa', more: Partial<Draft> = {}): Draft {
	const record = '2026-03-01-k3f9';
	return {
		op,
		kind: 'incident',
		record,
		files: [
			{
				path: `content/incidents/2026/${record}/updates/20260301T091500Z-${op}.md`,
				text: `---\nat: 2026-03-01T09:15:00Z\n---\n\nWe know the cause (${op}).\n`,
			},
		],
		branch: `status/incident/${record}--${op}`,
		title: `Update incident ${record}`,
		body: 'We know the cause.',
		...more,
	};
}

/** A peer behind a proxy. */
export interface Bench {
	forge: GitForge;
	proxy: FaultProxy;
	close: () => Promise<void>;
}

export async function startBench(
	options: Parameters<typeof startGitForge>[0] = {},
	faults: Fault[] = [],
): Promise<Bench> {
	const forge = await startGitForge(options);
	const proxy = await startFaultProxy(forge.url, faults);
	return {
		forge,
		proxy,
		async close() {
			await proxy.close();
			await forge.close();
		},
	};
}

/** What a command keeps between two runs. */
export type Memory = Pick<Journey, 'resumed' | 'pull'>;

/** Delivers as a command does. An error that people are told is an outcome as well. */
export async function deliverOnce(
	proxy: Pick<FaultProxy, 'url'>,
	draft: Draft,
	memory: Memory = { resumed: false },
	more: { terms?: Terms; token?: string; timeoutMs?: number; patience?: Patience } = {},
): Promise<Delivery | CommandError | UnreachableError> {
	const github = createGitHub({
		apiUrl: proxy.url,
		owner,
		repo,
		token: more.token ?? 'token-of-nia',
		timeoutMs: more.timeoutMs ?? 5000,
		patience: 1,
	});
	const forge = githubForge(github, { owner, repo, base: 'main' }, more.patience ?? hasty);
	const journey: Journey = {
		...memory,
		opened: ({ number }) => {
			memory.pull = number;
		},
	};
	try {
		return await forge.deliver(draft, more.terms ?? terms, journey);
	} catch (error) {
		if (error instanceof CommandError || error instanceof UnreachableError) return error;
		throw error;
	} finally {
		memory.resumed = true;
	}
}

/** What git says became of a draft: how often it is on the published branch, and in how many pull requests. */
export function truthOf({ pulls, git }: GitForge, { files, op }: Draft) {
	const paths = files.map(({ path }) => path);
	const there = git('ls-tree', '-r', 'main', '--', ...paths);
	const commits = there === '' ? '' : git('log', '--format=%H', 'main', '--', ...paths);
	return {
		whole: files.every(({ path, text }) => there.includes(`${blobName(text)}\t${path}`)),
		partly: there !== '',
		commits: commits === '' ? 0 : commits.split('\n').length,
		pulls: pulls.filter(({ head }) => head.includes(op)).length,
	};
}
