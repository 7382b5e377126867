/** Which repository is meant, and with which token it may be written. */
import { execFile } from 'node:child_process';
import { CommandError, exitCodes } from './exitCodes.ts';
import type { Place } from './githubForge.ts';

/** A repository with its addresses. */
export interface FoundPlace extends Place {
	/** Of GitHub's interface, without a slash at its end. */
	apiUrl: string;
	/** Of GitHub's pages, without a slash at its end. */
	webUrl: string;
	/** Whether the clone's `origin` is this repository. */
	isOrigin: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

interface Hints {
	/** `--repo`. */
	asked?: string | undefined;
	env: Environment;
	/** `repository` of `organisation.yaml`. */
	organisation?: { slug: string; branch: string; server: string } | undefined;
	/** Where the clone's `origin` is pushed to. */
	remote?: string | undefined;
}

/**
 * The repository on GitHub that is meant: `--repo`, `GITHUB_REPOSITORY`, or the clone's `origin` if that is on GitHub.
 * What `organisation.yaml` says is believed only of the server and the branch: an example names a repository, too.
 *
 * @throws {CommandError} if it is named and cannot be understood
 */
export function findPlace({ asked, env, organisation, remote }: Hints): FoundPlace | undefined {
	const webUrl = trimmed(env['GITHUB_SERVER_URL'] ?? webOf(env['GITHUB_API_URL']));
	const server = webUrl ?? trimmed(organisation?.server) ?? 'https://github.com';
	const origin = remote === undefined ? undefined : parseRemote(remote);
	// Without being told, no token goes to a host that only a clone's settings name.
	const known = origin && [hostOf(server), 'github.com'].includes(origin.host) ? origin : undefined;
	const named = asked ?? env['GITHUB_REPOSITORY'];
	const slug = named === undefined || named === '' ? known?.slug : named;
	if (slug === undefined) return undefined;
	const [, owner = '', repo = ''] = /^([\w.-]+)\/([\w.-]+)$/.exec(slug) ?? [];
	if (repo === '') {
		throw new CommandError(
			exitCodes.usage,
			`\`${slug}\` is not a repository on GitHub.`,
			'Write its owner and its name: --repo owner/name.',
		);
	}
	const web = webUrl ?? (known ? `https://${known.host}` : server);
	const apiUrl = trimmed(env['GITHUB_API_URL']) ?? apiOf(web);
	refuseOpenWire(apiUrl);
	return {
		owner,
		repo,
		base: organisation?.branch ?? 'main',
		apiUrl,
		webUrl: web,
		isOrigin: origin?.slug.toLowerCase() === slug.toLowerCase() && origin.host === hostOf(web),
	};
}

/** The token for a place: from the environment as GitHub's own tool reads it, or from that tool. */
export async function findToken(
	{ webUrl }: Pick<FoundPlace, 'webUrl'>,
	env: Environment,
): Promise<string | undefined> {
	const host = hostOf(webUrl);
	return tokenOf(host, env) ?? (isLoopback(host) ? undefined : await toolToken(host));
}

/** The token that the environment has for a host. */
export function tokenOf(host: string, env: Environment): string | undefined {
	const ordinary = ['GH_TOKEN', 'GITHUB_TOKEN'];
	const enterprise = ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'];
	// A token of github.com is sent elsewhere only where the environment names that other host itself.
	const told = [env['GITHUB_API_URL'], env['GITHUB_SERVER_URL']].some(
		(address) => address !== undefined && address !== '' && hostOf(webOf(address) ?? '') === host,
	);
	const names = host === 'github.com' ? ordinary : [...enterprise, ...(told ? ordinary : [])];
	return names
		.map((name) => env[name]?.trim())
		.find((token) => token !== undefined && token !== '');
}

/** `git@github.com:a/b.git`, `ssh://git@host:22/a/b`, `https://user@host/a/b.git` → host and name. */
export function parseRemote(remote: string): { host: string; slug: string } | undefined {
	const match =
		/^(?:https?|ssh|git):\/\/(?:[^@/]+@)?([^/:]+)(?::\d+)?\/+([^/]+\/[^/]+?)(?:\.git)?\/?$/.exec(
			remote,
		) ?? /^(?:[^@/]+@)?([^/:]+):([^/]+\/[^/]+?)(?:\.git)?\/?$/.exec(remote);
	const [, host, slug] = match ?? [];
	return host === undefined || slug === undefined ? undefined : { host: host.toLowerCase(), slug };
}

const trimmed = (address: string | undefined) =>
	address === undefined || address === '' ? undefined : address.replace(/\/+$/, '');

/** GitHub's pages, from the address of its interface. */
function webOf(apiUrl: string | undefined): string | undefined {
	const address = trimmed(apiUrl);
	if (address === undefined) return undefined;
	return address
		.replace(/^https:\/\/api\.github\.com$/, 'https://github.com')
		.replace(/\/api\/v3$/, '');
}

const apiOf = (webUrl: string) =>
	webUrl === 'https://github.com' ? 'https://api.github.com' : `${webUrl}/api/v3`;

function hostOf(address: string): string {
	return URL.canParse(address) ? new URL(address).hostname : '';
}

const isLoopback = (host: string) => ['localhost', '127.0.0.1', '[::1]'].includes(host);

/** A token is worth as much as what it may write. */
function refuseOpenWire(address: string): void {
	if (URL.canParse(address)) {
		const { protocol, hostname } = new URL(address);
		if (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))) return;
	}
	throw new CommandError(
		exitCodes.usage,
		`No token is sent to ${address}.`,
		'Write an address that begins with https:// into GITHUB_API_URL.',
	);
}

/** What GitHub's own tool knows, if it is there. */
function toolToken(host: string): Promise<string | undefined> {
	return new Promise((done) => {
		execFile('gh', ['auth', 'token', '--hostname', host], { timeout: 3000 }, (error, stdout) => {
			const token = stdout.trim();
			done(error || token === '' ? undefined : token);
		});
	});
}
