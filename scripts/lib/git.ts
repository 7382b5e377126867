/** Running git, and saying what it said without what nobody should read. */
import { execFile } from 'node:child_process';
import { scrub } from './secrets.ts';

/** Git ended with an error; its message is git's own first line, fit to be printed. */
export class GitError extends Error {
	override name = 'GitError' as const;
}

interface GitOptions {
	env?: Readonly<Record<string, string>>;
	input?: string;
	/** After this many milliseconds git is stopped. */
	timeoutMs?: number;
}

/**
 * What `git` printed, without the space around it.
 * @throws {GitError} if it did not end well
 */
export async function git(
	folder: string,
	words: readonly string[],
	options: GitOptions = {},
): Promise<string> {
	for (let attempt = 1; ; attempt++) {
		try {
			return (await once(folder, words, options)).trim();
		} catch (error) {
			// Another git is at work in this clone; it is done in a moment.
			if (attempt >= 20 || !(error as Error).message.includes('.lock')) throw error;
			await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
		}
	}
}

/** The same, and `undefined` where git answers with an error. */
export async function gitOr(
	folder: string,
	words: readonly string[],
	options?: GitOptions,
): Promise<string | undefined> {
	try {
		return await git(folder, words, options);
	} catch (error) {
		if (error instanceof GitError) return undefined;
		throw error;
	}
}

function once(
	folder: string,
	words: readonly string[],
	{ env = {}, input, timeoutMs = 0 }: GitOptions,
): Promise<string> {
	return new Promise((done, fail) => {
		const child = execFile(
			'git',
			[...words],
			{
				cwd: folder,
				env: { ...process.env, GIT_TERMINAL_PROMPT: '0', ...env },
				maxBuffer: 64 * 1024 * 1024,
				timeout: timeoutMs,
			},
			(error, stdout, stderr) => {
				if (!error) {
					done(stdout);
					return;
				}
				const said = stderr.trim() || (error.killed ? 'git took too long' : error.message);
				fail(new GitError(scrub(said.split('\n')[0] ?? said)));
			},
		);
		child.stdin?.on('error', () => undefined);
		child.stdin?.end(input ?? '');
	});
}
