/** Delivers into the clone this runs in: a commit on the branch that is checked out. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { CommandError, exitCodes } from './exitCodes.ts';
import type { Delivery, Draft, Forge } from './forge.ts';
import { opTrailer } from './forge.ts';

const run = promisify(execFile);

/** The clone whose top folder is `top`. */
export function localClone(top: string): Forge {
	return { deliver: (draft) => deliver(top, draft) };
}

/**
 * The top folder of the clone that holds `folder`.
 * @throws {CommandError} if it is in none
 */
export async function cloneTop(folder: string): Promise<string> {
	try {
		return (await git(folder, 'rev-parse', '--show-toplevel')).trim();
	} catch (cause) {
		throw new CommandError(
			exitCodes.unreachable,
			`${folder} is not in a git repository, so there is nowhere to keep this.`,
			`Run git init there, or clone your repository. (${firstLine(cause)})`,
		);
	}
}

/** Who writes, as git knows them. */
export async function gitUser(folder: string): Promise<string | undefined> {
	try {
		const name = (await git(folder, 'config', 'user.name')).trim();
		return name === '' ? undefined : name;
	} catch {
		// Unset is an answer: git then exits with 1.
		return undefined;
	}
}

async function deliver(top: string, draft: Draft): Promise<Delivery> {
	const branch = (await git(top, 'symbolic-ref', '--short', '-q', 'HEAD').catch(() => '')).trim();
	if (branch === '') {
		throw new CommandError(
			exitCodes.invalid,
			'No branch is checked out, so a commit would be lost.',
			'Check one out: git switch main.',
		);
	}
	const before = await commitOf(top, draft.op);
	if (before !== undefined)
		return { status: 'already-done', by: 'local-clone', commit: before, branch };

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
	await git(top, 'add', '--', ...paths);
	// Only our files: what else the author has staged stays staged.
	await git(
		top,
		'commit',
		'--quiet',
		'--no-verify',
		'--only',
		'-m',
		draft.title,
		'-m',
		draft.body,
		'--trailer',
		`${opTrailer}: ${draft.op}`,
		'--',
		...paths,
	);
	const commit = (await git(top, 'rev-parse', 'HEAD')).trim();
	return { status: 'done', by: 'local-clone', commit, branch };
}

/** The commit on this branch that carries the operation. */
async function commitOf(top: string, op: string): Promise<string | undefined> {
	const hasCommits = await git(top, 'rev-parse', '-q', '--verify', 'HEAD').catch(() => '');
	if (hasCommits === '') return undefined;
	const found = await git(
		top,
		'log',
		'-1',
		'--format=%H',
		'--fixed-strings',
		`--grep=${opTrailer}: ${op}`,
	);
	return found.trim() === '' ? undefined : found.trim();
}

/** Whether git does not know the file yet. */
async function isNew(top: string, path: string): Promise<boolean> {
	return (await git(top, 'ls-files', '--', path)).trim() === '';
}

async function git(folder: string, ...args: string[]): Promise<string> {
	for (let attempt = 1; ; attempt++) {
		try {
			const { stdout } = await run('git', args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
			return stdout;
		} catch (error) {
			// Another git is at work in this clone; it is done in a moment.
			if (attempt >= 20 || !firstLine(error).includes('.lock')) throw error;
			await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
		}
	}
}

function firstLine(error: unknown): string {
	const text = (error as { stderr?: string }).stderr ?? String(error);
	return text.split('\n')[0] ?? '';
}
