/**
 * When GitHub's interface is away: the same commit on the same branch by git, and when that is away as well, on a
 * branch of this clone. What is checked out is not touched.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, exitCodes } from './exitCodes.ts';
import type { Delivery, Draft } from './forge.ts';
import { commitMessage } from './forge.ts';
import { git, GitError, gitOr } from './git.ts';
import type { FoundPlace } from './githubPlace.ts';
import { keepSecret } from './secrets.ts';

/** The clone, and where its commits would go. */
export interface FallbackOptions {
	top: string;
	gitFolder: string;
	place: FoundPlace;
	token: string;
	/** Git is given up after this long. */
	timeoutMs?: number;
}

/** The branch of this clone that keeps a draft. */
export const pendingBranch = (op: string) => `status-pending/${op}`;

/** Keeps a draft for the next attempt, as near to its readers as can be; `undefined` if git cannot keep it at all. */
export async function saveByGit(
	options: FallbackOptions,
	draft: Draft,
): Promise<Delivery | undefined> {
	const { place } = options;
	const compare = `${place.webUrl}/${place.owner}/${place.repo}/compare/${place.base}...${draft.branch}?expand=1`;
	const saved = (by: 'git' | 'local-clone', branch: string, commit: string, note: string) =>
		({
			status: 'saved',
			by,
			branch,
			commit,
			notes: [note, 'Run the same command again, and it goes on from there.'],
			warnings: [],
		}) satisfies Delivery;
	for (const way of waysOf(options)) {
		try {
			const commit = await push(options, draft, way);
			return saved(
				'git',
				draft.branch,
				commit,
				`GitHub's interface cannot be reached, but git can: it is on the branch ${draft.branch}. Once GitHub's pages work, open it by hand: ${compare}`,
			);
		} catch (error) {
			if (!(error instanceof GitError)) throw error;
		}
	}
	const branch = pendingBranch(draft.op);
	const commit = await keepHere(options, draft, branch);
	return commit === undefined
		? undefined
		: saved(
				'local-clone',
				branch,
				commit,
				`Neither GitHub nor git can reach it, so it is kept on the branch ${branch} of this clone. By hand: git push origin ${branch}:${draft.branch}`,
			);
}

/** The commit of a draft on a branch of this clone; `undefined` where there is nothing to build on, or git fails. */
async function keepHere(
	options: FallbackOptions,
	draft: Draft,
	branch: string,
): Promise<string | undefined> {
	const { top, place } = options;
	const base =
		(await gitOr(top, ['rev-parse', '-q', '--verify', `refs/remotes/origin/${place.base}`])) ??
		(await gitOr(top, ['rev-parse', '-q', '--verify', 'HEAD']));
	if (base === undefined) return undefined;
	try {
		const commit = await commitAside(options, draft, base);
		await git(top, ['update-ref', `refs/heads/${branch}`, commit]);
		return commit;
	} catch (error) {
		// The caller keeps it another way.
		if (error instanceof GitError) return undefined;
		throw error;
	}
}

/** Forgets the branch of this clone that kept a draft, once it has arrived. */
export async function forgetPending(top: string, op: string): Promise<void> {
	await gitOr(top, ['update-ref', '-d', `refs/heads/${pendingBranch(op)}`]);
}

/** Brings what has just been merged into this clone, if nothing of its own is in the way. */
export async function bringHome(options: FallbackOptions, commit: string): Promise<void> {
	const { top, place, timeoutMs = 5000 } = options;
	if (!place.isOrigin) return;
	const branch = await gitOr(top, ['symbolic-ref', '--short', '-q', 'HEAD']);
	if (branch !== place.base) return;
	const way = waysOf(options)[0];
	if (!way) return;
	const fetched = await gitOr(
		top,
		[
			'fetch',
			'--quiet',
			'--no-tags',
			way.address,
			`+refs/heads/${place.base}:refs/remotes/origin/${place.base}`,
		],
		{ env: way.env, timeoutMs },
	);
	// Git refuses to lose anything that somebody has changed here.
	if (fetched !== undefined) await gitOr(top, ['merge', '--quiet', '--ff-only', commit]);
}

interface Way {
	address: string;
	env: Record<string, string>;
}

/** By the token, and as this clone does it. */
function waysOf({ place, token }: FallbackOptions): Way[] {
	keepSecret(token);
	const { webUrl, owner, repo, isOrigin } = place;
	const header = `http.${webUrl}/.extraHeader`;
	const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
	const given = Number(process.env['GIT_CONFIG_COUNT'] ?? 0) || 0;
	return [
		{
			address: `${webUrl}/${owner}/${repo}.git`,
			// In the environment nobody sees it, as they would in a list of processes. What is set already goes first.
			env: {
				GIT_CONFIG_COUNT: String(given + 2),
				[`GIT_CONFIG_KEY_${given}`]: header,
				[`GIT_CONFIG_VALUE_${given}`]: '',
				[`GIT_CONFIG_KEY_${given + 1}`]: header,
				[`GIT_CONFIG_VALUE_${given + 1}`]: `Authorization: Basic ${basic}`,
			},
		},
		...(isOrigin ? [{ address: 'origin', env: {} }] : []),
	];
}

async function push(
	options: FallbackOptions,
	draft: Draft,
	{ address, env }: Way,
): Promise<string> {
	const { top, place, timeoutMs = 20_000 } = options;
	const how = { env, timeoutMs };
	const refs = [place.base, draft.branch].map((branch) => `refs/heads/${branch}`);
	const listed = await git(top, ['ls-remote', address, ...refs], how);
	const heads = new Map(
		listed.split('\n').map((line): [string, string] => {
			const [commit = '', ref = ''] = line.split('\t');
			return [ref, commit];
		}),
	);
	// An earlier attempt came this far.
	const there = heads.get(refs[1] ?? '');
	if (there !== undefined) return there;
	const base = heads.get(refs[0] ?? '');
	if (base === undefined) throw new GitError(`There is no branch ${place.base}.`);
	const known = await gitOr(top, ['cat-file', '-e', `${base}^{commit}`]);
	if (known === undefined) {
		await git(
			top,
			['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', address, refs[0] ?? ''],
			how,
		);
	}
	const commit = await commitAside(options, draft, base);
	await git(
		top,
		['push', '--quiet', '--no-verify', address, `${commit}:refs/heads/${draft.branch}`],
		how,
	);
	return commit;
}

/** A commit on `base` that changes nothing of what is checked out. */
async function commitAside(
	{ top, gitFolder }: Pick<FallbackOptions, 'top' | 'gitFolder'>,
	draft: Draft,
	base: string,
): Promise<string> {
	const index = join(gitFolder, `allclear-index-${draft.op}`);
	const env = { GIT_INDEX_FILE: index };
	try {
		await git(top, ['read-tree', base], { env });
		for (const { path, text, was } of draft.files) {
			const there = await gitOr(top, ['rev-parse', '-q', '--verify', `${base}:${path}`]);
			const expected =
				was === undefined ? undefined : await git(top, ['hash-object', '--stdin'], { input: was });
			const blob = await git(top, ['hash-object', '-w', '--stdin'], { input: text });
			if (there !== expected && there !== blob) {
				throw new CommandError(
					exitCodes.invalid,
					`${path} has changed on the published branch since your copy was fetched.`,
					'Fetch what is new with git pull, then run the command again.',
				);
			}
			await git(top, ['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`], { env });
		}
		const tree = await git(top, ['write-tree'], { env });
		const named = await gitOr(top, ['config', 'user.email']);
		const identity =
			named === undefined || named === ''
				? { GIT_AUTHOR_NAME: 'allclear', GIT_AUTHOR_EMAIL: 'allclear@localhost' }
				: {};
		const committer = Object.fromEntries(
			Object.entries(identity).map(([key, value]) => [key.replace('AUTHOR', 'COMMITTER'), value]),
		);
		return await git(top, ['commit-tree', tree, '-p', base, '-F', '-'], {
			env: { ...identity, ...committer },
			input: commitMessage(draft),
		});
	} finally {
		rmSync(index, { force: true });
	}
}
