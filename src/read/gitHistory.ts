/** When files last changed, by git: one pass over the history for a whole content root. */
import { execFileSync } from 'node:child_process';
import { join, relative, sep } from 'node:path';
import type { Content } from '../domain/content.ts';
import { sourceBelowRoot } from '../domain/sources.ts';

/** What git knows. `unavailable` says why it knows nothing. */
export type History =
	| {
			/** By path below the root, of files and folders. */
			lastChange: ReadonlyMap<string, number>;
			/** Of any file or folder that was asked for, by its path in the repository. */
			lastChangeOf: (path: string) => number | undefined;
	  }
	| { unavailable: 'no repository' | 'shallow clone' };

/**
 * The last commit of every file below `root`, and of those elsewhere in the repository that are asked for.
 *
 * @param beside paths in the repository, of files or folders
 */
export function gitHistory(root: string, beside: readonly string[] = []): History {
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
		const asked = beside.map((path) => `:(top,literal)${path}`);
		log = git('log', '--format=%x00%ct', '--name-only', '--', '.', ...asked);
	} catch {
		// A repository without any commit.
		return { unavailable: 'no repository' };
	}
	const lastChange = new Map<string, number>();
	const inRepository = new Map<string, number>();
	for (const commit of log.split('\0').slice(1)) {
		const [seconds, ...paths] = commit.split('\n').filter((line) => line !== '');
		for (const path of paths) {
			const at = Number(seconds) * 1000;
			// The newest commit comes first; a folder changes with whatever is in it.
			for (let name = path; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('/')))) {
				if (inRepository.has(name)) break;
				inRepository.set(name, at);
				lastChange.set(relative(root, join(top, name)).split(sep).join('/'), at);
			}
		}
	}
	return {
		lastChange,
		lastChangeOf: (path) => inRepository.get(path.replace(/^\.?\/|\/$/g, '')),
	};
}

/** Every file and page of a content root, and when what its pages describe last changed. */
export function contentHistory(
	root: string,
	{ handbook, organisation, runbooks }: Pick<Content, 'handbook' | 'organisation' | 'runbooks'>,
): History {
	const sources = [...runbooks, ...handbook].flatMap(({ value }) => value.sources);
	const history = gitHistory(root, [...new Set(sources)]);
	if ('unavailable' in history) return history;
	const { lastChange, lastChangeOf } = history;
	return {
		lastChange,
		// A content root may lie elsewhere than its organisation says, such as that of an example.
		lastChangeOf: (path) => {
			const below = sourceBelowRoot(path, organisation);
			return below === undefined ? lastChangeOf(path) : lastChange.get(below);
		},
	};
}
