/** By which way a draft goes out. */
import { CommandError, exitCodes } from './exitCodes.ts';

/** The ways. */
export const ways = ['github', 'clone', 'patch'] as const;
export type Way = (typeof ways)[number];

/** What is there. */
export interface Means {
	/** `--via`. */
	asked: string | undefined;
	/** Host of the repository on GitHub, if one is known. */
	host: string | undefined;
	hasToken: boolean;
	hasClone: boolean;
}

/**
 * GitHub if there is a token for a known repository; otherwise the clone; otherwise a patch. Pure.
 * @throws {CommandError} if what is asked for cannot be
 */
export function chooseWay({ asked, host, hasToken, hasClone }: Means): Way {
	if (asked === undefined) {
		if (host !== undefined && hasToken) return 'github';
		return hasClone ? 'clone' : 'patch';
	}
	const way = ways.find((name) => name === asked);
	if (way === undefined) {
		throw new CommandError(
			exitCodes.usage,
			`There is no way \`${asked}\`.`,
			`Write --via ${ways.slice(0, -1).join(', --via ')} or --via ${ways.at(-1)}.`,
		);
	}
	if (way === 'github' && host === undefined) {
		throw new CommandError(
			exitCodes.usage,
			'It is not known which repository on GitHub is meant.',
			'Name it: --repo owner/name, or GITHUB_REPOSITORY.',
		);
	}
	if (way === 'github' && !hasToken) {
		throw new CommandError(
			exitCodes.forbidden,
			`There is no token for ${host}.`,
			'Put one into GH_TOKEN or sign in with gh auth login. It needs contents: write and pull requests: write (repo, for a classic token).',
		);
	}
	if (way === 'clone' && !hasClone) {
		throw new CommandError(
			exitCodes.unreachable,
			'This is not in a clone of a git repository, so there is nowhere to commit it.',
			'Clone your repository, run git init, or write a patch: --via patch.',
		);
	}
	return way;
}
