/** Delivers into the clone this runs in: a commit on the branch that is checked out. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError, exitCodes } from './exitCodes.ts';
import type { Delivery, Draft, Forge } from './forge.ts';
import { commitMessage, opTrailer } from './forge.ts';
import { git, GitError, gitOr } from './git.ts';

/** The clone whose top folder is `top`. */
export function localClone(top: string): Forge {
	return { deliver: (draft) => deliver(top, draft) };
}

/** The top folder of the clone that holds `folder`; where there is none, the folder above. */
export async function cloneTop(folder: string): Promise<string> {
	return (await gitOr(folder, ['rev-parse', '--show-toplevel'])) ?? dirname(folder);
}

/** The folder in which git keeps what it knows of the clone whose top folder is `top`, if there is a clone. */
export async function gitFolder(top: string): Promise<string | undefined> {
	const ordinary = join(top, '.git');
	// Asking git takes longer than looking; in a further work tree it is a file.
	if (statSync(ordinary, { throwIfNoEntry: false })?.isDirectory() === true) return ordinary;
	return gitOr(top, ['rev-parse', '--path-format=absolute', '--git-common-dir']);
}

/** Address to which `origin` of a clone is pushed, if it has one. */
export async function originOf(top: string, folder: string): Promise<string | undefined> {
	const config = readFileSync(join(folder, 'config'), 'utf8');
	if (!/\[(?:remote|include)/.test(config)) return undefined;
	const addresses = await gitOr(top, ['remote', 'get-url', '--push', 'origin']);
	return addresses?.split('\n')[0];
}

/** Whether a remote has a commit, as far as the clone knows. */
export async function isPushed(top: string, commit: string | undefined): Promise<boolean> {
	if (commit === undefined) return false;
	const holding = await gitOr(top, ['for-each-ref', '--contains', commit, 'refs/remotes']);
	return holding !== undefined && holding !== '';
}

async function deliver(top: string, draft: Draft): Promise<Delivery> {
	const branch = (await gitOr(top, ['symbolic-ref', '--short', '-q', 'HEAD'])) ?? '';
	if (branch === '') {
		throw new CommandError(
			exitCodes.invalid,
			'No branch is checked out, so a commit would be lost.',
			'Check one out: git switch main.',
		);
	}
	const delivery = (status: Delivery['status'], commit: string): Delivery => ({
		status,
		by: 'local-clone',
		branch,
		commit,
		notes: [`Committed to ${branch} as ${commit.slice(0, 10)}. Publish it with git push.`],
		warnings: [],
	});
	const before = await commitOf(top, draft.op);
	if (before !== undefined) return delivery('already-done', before);

	for (const { path, text } of draft.files) {
		const full = join(top, path);
		if (existsSync(full) && readFileSync(full, 'utf8') !== text && (await isNew(top, path))) {
			throw new CommandError(
				exitCodes.invalid,
				`${path} is already there with another text.`,
				'Look at it, then remove it or run the command again.',
			);
		}
		mkdirSync(dirname(full), { recursive: true });
		writeFileSync(full, text);
	}
	const paths = draft.files.map(({ path }) => path);
	try {
		await git(top, ['add', '--', ...paths]);
		// Only our files: what else the author has staged stays staged.
		await git(top, ['commit', '--quiet', '--no-verify', '--only', '-F', '-', '--', ...paths], {
			input: commitMessage(draft),
		});
	} catch (error) {
		if (!(error instanceof GitError)) throw error;
		// The same command, run at the same moment, may have been faster.
		const already = await commitOf(top, draft.op);
		if (already !== undefined) return delivery('already-done', already);
		throw new CommandError(
			exitCodes.invalid,
			`Git could not commit it: ${error.message}`,
			'Mend that, then run the same command again.',
		);
	}
	return delivery('done', await git(top, ['rev-parse', 'HEAD']));
}

/** The commit on this branch that carries the operation. */
async function commitOf(top: string, op: string): Promise<string | undefined> {
	const grep = ['--fixed-strings', `--grep=${opTrailer}: ${op}`];
	// Without a first commit git ends with an error.
	const found = await gitOr(top, ['log', '-1', '--format=%H', ...grep]);
	return found === '' ? undefined : found;
}

/** Whether git does not know the file yet. */
async function isNew(top: string, path: string): Promise<boolean> {
	return (await git(top, ['ls-files', '--', path])) === '';
}
