/** Merging a pull request at once, or leaving that to GitHub. */
import type { GitHubError, MergeMethod, Pull } from './githubApi.ts';
import { GitHubError as ApiError } from './githubApi.ts';
import type { Verdict } from './attempts.ts';
import { UnreachableError } from './attempts.ts';
import { opTrailer } from './forge.ts';
import type { Steps } from './githubForge.ts';

/** Where it was merged, or why it waits, as a sentence. */
export type Merged = Pick<Pull, 'merged' | 'mergedAt'> | { waits: string };

/**
 * Merges a pull request if its branch still ends in `head`.
 *
 * @param how `when-green`: only if nothing stands in the way; otherwise GitHub is asked to do it
 */
export async function mergePull(
	steps: Steps,
	pull: Pull,
	head: string,
	how: 'at-once' | 'when-green',
): Promise<Merged> {
	if (how === 'at-once') {
		const merged = await mergeNow(steps, pull, head);
		return 'waits' in merged && !('final' in merged)
			? whenGreen(steps, pull, merged.waits)
			: merged;
	}
	const now = await settled(steps, pull.number);
	if (now.state === 'merged') return now;
	// Of checks that the branch does not require, GitHub merges neither before nor after they have passed.
	if (now.mergeState === 'unstable') {
		return {
			waits:
				'Its checks have not passed yet, and GitHub waits by itself only for checks that the branch requires: merge it once they have.',
		};
	}
	if (now.mergeState === 'blocked' || now.mergeState === 'behind') return whenGreen(steps, now);
	const merged = await mergeNow(steps, now, head);
	return 'waits' in merged && !('final' in merged) ? whenGreen(steps, now) : merged;
}

/** Reads the pull request until GitHub knows whether it can be merged. */
async function settled({ github, tries }: Steps, number: number): Promise<Pull> {
	for (let attempt = 0; ; attempt++) {
		const pull = await tries.read(() => github.pull(number));
		const known = pull.state !== 'open' || pull.mergeable !== undefined;
		if (known || !(await tries.pause(attempt))) return pull;
	}
}

type Outcome = Merged & { final?: true };

async function mergeNow(steps: Steps, pull: Pull, head: string): Promise<Outcome> {
	const { github, tries, draft, repository } = steps;
	const title = `${draft.title.slice(0, 200)} (#${pull.number})`;
	const message = `${draft.body.slice(0, 60_000)}\n\n${opTrailer}: ${draft.op}`.trim();
	const methods: MergeMethod[] = [...repository.methods];
	const outcome = (now: Pull): Outcome | undefined =>
		now.state === 'merged' ? { merged: now.merged, mergedAt: now.mergedAt } : undefined;
	const look = () => tries.read(() => github.pull(pull.number));

	return tries.write<Outcome>({
		write: async () => {
			const method = methods[0] ?? 'merge';
			const merged = await github.merge(pull.number, head, { method, title, message });
			return { merged, mergedAt: undefined };
		},
		done: async () => outcome(await look()),
		async refused(error, attempt) {
			if (![405, 409, 422].includes(error.status ?? 0)) return undefined;
			const now = await look();
			const already = outcome(now);
			if (already) return { value: already };
			if (now.state === 'closed') {
				return { value: { waits: 'Somebody has closed it.', final: true } };
			}
			if (/(squash merges|merge commits|rebase merges) are not allowed/i.test(error.message)) {
				methods.shift();
				return methods.length > 0
					? { again: true, otherwise: { waits: error.message } }
					: { value: { waits: error.message, final: true } };
			}
			return verdict(error, attempt, now, head);
		},
	});
}

/** What it means that GitHub does not merge. */
function verdict(
	{ message, status }: GitHubError,
	attempt: number,
	now: Pull,
	head: string,
): Verdict<Outcome> {
	if (now.head !== head && status === 409) {
		return { value: { waits: 'Somebody has added to its branch; look at it.', final: true } };
	}
	if (now.mergeable === false) {
		return {
			value: { waits: 'It conflicts with what was merged meanwhile; look at it.', final: true },
		};
	}
	const waits = `GitHub does not merge it yet: ${message.replace(/[.]?$/, '.')}`;
	// The published branch has moved on: whoever moved it is done.
	if (status === 409 || /base branch was modified/i.test(message)) {
		return { again: true, otherwise: { waits }, contended: true };
	}
	// While GitHub is still working it out, it says no.
	if (now.mergeable === undefined || attempt < 1) return { again: true, otherwise: { waits } };
	return { value: { waits } };
}

/**
 * Leaves merging to GitHub.
 *
 * @param why what stands in the way, if it was tried before
 */
async function whenGreen(
	{ github, tries, repository }: Steps,
	pull: Pull,
	why?: string,
): Promise<Merged> {
	const [method = 'merge'] = repository.methods;
	try {
		await tries.write<true>({
			write: async () => {
				await github.mergeWhenGreen(pull.node, method);
				return true;
			},
			// Asked twice, GitHub merges once.
			done: () => Promise.resolve(undefined),
		});
		return {
			waits:
				why === undefined
					? 'GitHub merges it once its checks have passed.'
					: `${why} It does so by itself once nothing is missing.`,
		};
	} catch (error) {
		if (error instanceof UnreachableError) throw error;
		if (!(error instanceof ApiError)) throw error;
		const allow = 'Settings, General, Allow auto-merge';
		if (/auto.?merge is not allowed/i.test(error.message)) {
			return {
				waits:
					why === undefined
						? `It waits for people, because this repository does not let GitHub merge by itself: ${allow}.`
						: `${why} ${allow} would let it do so by itself.`,
			};
		}
		return { waits: why ?? `It waits for people: ${error.message}` };
	}
}
