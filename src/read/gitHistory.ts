/** When files last changed, by git: one pass over the history for a whole content root. */
import { execFileSync } from 'node:child_process';
import { join, relative, sep } from 'node:path';

/** What git knows. `unavailable` says why it knows nothing. */
export type History =
	{ lastChange: ReadonlyMap<string, number> } | { unavailable: 'no repository' | 'shallow clone' };

/** The last commit of every file below `root`, by its path below the root. */
export function gitHistory(root: string): History {
	const git = (...args: string[]) =>
		execFileSync('git', ['-c', 'core.quotePath=false', ...args], {
			cwd: root,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
			maxBuffer: 512 * 1024 * 1024,
		});
	let top: string;
	try {
		top = git('rev-parse', '--show-toplevel').trim();
	} catch {
		return { unavailable: 'no repository' };
	}
	if (git('rev-parse', '--is-shallow-repository').trim() === 'true') {
		return { unavailable: 'shallow clone' };
	}
	let log: string;
	try {
		log = git('log', '--format=%x00%ct', '--name-only', '--', '.');
	} catch {
		// A repository without any commit.
		return { unavailable: 'no repository' };
	}
	const lastChange = new Map<string, number>();
	for (const commit of log.split('\0').slice(1)) {
		const [seconds, ...paths] = commit.split('\n').filter((line) => line !== '');
		for (const path of paths) {
			const below = relative(root, join(top, path)).split(sep).join('/');
			if (!lastChange.has(below)) lastChange.set(below, Number(seconds) * 1000);
		}
	}
	return { lastChange };
}
