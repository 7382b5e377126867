/** What GitHub's refusals mean to the person at the terminal, and what to do about each. */
import { CommandError, exitCodes } from './exitCodes.ts';
import type { GitHubError } from './githubApi.ts';

const needed = 'It needs contents: write and pull requests: write (repo, for a classic token).';

/**
 * An error for people.
 *
 * @param seen whether the token could read the repository: then `not found` means that it may not write
 */
export function refusalOf(
	{ status, message, permissions }: GitHubError,
	{ owner, repo, base }: { owner: string; repo: string; base: string },
	seen: boolean,
): CommandError {
	const name = `${owner}/${repo}`;
	const forbidden = (what: string, cure: string) =>
		new CommandError(exitCodes.forbidden, what, cure);
	if (status === 401) {
		return forbidden(
			'GitHub does not know this token, or it has expired.',
			`Make a new one and put it into GH_TOKEN. ${needed}`,
		);
	}
	if (/not permitted to create or approve pull requests/i.test(message)) {
		return forbidden(
			`GitHub Actions may not open pull requests in ${name}.`,
			'Switch it on: Settings, Actions, General, Allow GitHub Actions to create and approve pull requests.',
		);
	}
	if (/rule violations|protected branch|verified signatures/i.test(message)) {
		return forbidden(
			`A rule of ${name} forbids it: ${message}`,
			'Let this token pass the rule, or write by hand: --via clone keeps the same text as a commit.',
		);
	}
	if (/saml|single sign-on/i.test(message)) {
		return forbidden(
			`${owner} asks for single sign-on, and this token has not been through it.`,
			'Authorise the token for the organisation on GitHub, under its settings.',
		);
	}
	if (status === 403) {
		return forbidden(
			`GitHub does not allow this token to do that in ${name}: ${message}`,
			permissions === undefined ? needed : `Any of these would do: ${permissions}.`,
		);
	}
	if (status === 404 && seen) {
		return forbidden(
			`This token may read ${name} and not write to it.`,
			permissions === undefined
				? 'It needs contents: write and pull requests: write for this repository (repo, for a classic token).'
				: `Any of these permissions would do: ${permissions}.`,
		);
	}
	if (status === 404) {
		return forbidden(
			`There is no repository ${name}, or this token may not see it.`,
			permissions === undefined
				? `Name it with --repo owner/name. ${needed}`
				: `Name it with --repo owner/name. Any of these permissions would do: ${permissions}.`,
		);
	}
	if (status === 409 && /empty/i.test(message)) {
		return new CommandError(
			exitCodes.invalid,
			`${name} is empty.`,
			`Push its first commit to ${base}.`,
		);
	}
	return new CommandError(
		exitCodes.forbidden,
		`GitHub refused: ${message}${status === undefined ? '' : ` (${status})`}`,
		`Look at ${name} on GitHub; nothing was forced.`,
	);
}
