import { describe, expect, test } from 'vitest';
import { findPlace, parseRemote, tokenOf } from './githubPlace.ts';

describe('the repository', () => {
	const organisation = {
		slug: 'harbour/response',
		branch: 'published',
		server: 'https://github.com',
	};

	test('is the one that is asked for before the one of the environment, before the clone’s', () => {
		const remote = 'git@github.com:acme/clone.git';
		const env = { GITHUB_REPOSITORY: 'acme/environment' };
		const slug = (place: ReturnType<typeof findPlace>) => place && `${place.owner}/${place.repo}`;
		expect(slug(findPlace({ asked: 'acme/asked', env, remote }))).toBe('acme/asked');
		expect(slug(findPlace({ env, remote }))).toBe('acme/environment');
		expect(slug(findPlace({ env: {}, remote }))).toBe('acme/clone');
	});

	test('is not the one that an example names', () => {
		expect(findPlace({ env: {}, organisation })).toBeUndefined();
		expect(
			findPlace({ env: {}, organisation, remote: 'https://gitlab.example/acme/clone.git' }),
		).toBeUndefined();
	});

	test('has the addresses of its server', () => {
		const remote = 'ssh://git@git.harbour.example:2222/harbour/response.git';
		const server = 'https://git.harbour.example/';
		expect(findPlace({ env: {}, organisation: { ...organisation, server }, remote })).toMatchObject(
			{
				apiUrl: 'https://git.harbour.example/api/v3',
				webUrl: 'https://git.harbour.example',
				base: 'published',
				isOrigin: true,
			},
		);
		expect(
			findPlace({
				asked: 'a/b',
				env: { GITHUB_API_URL: 'https://api.github.com/' },
			}),
		).toMatchObject({ apiUrl: 'https://api.github.com', webUrl: 'https://github.com' });
	});

	test('is never reached over an open wire', () => {
		expect(() =>
			findPlace({ asked: 'a/b', env: { GITHUB_API_URL: 'http://git.harbour.example/api/v3' } }),
		).toThrowErrorMatchingInlineSnapshot(
			`[CommandError: No token is sent to http://git.harbour.example/api/v3.]`,
		);
	});
});

test.each([
	['git@github.com:acme/status.git', 'github.com', 'acme/status'],
	['https://github.com/acme/status', 'github.com', 'acme/status'],
	['https://nia:secret@GitHub.com/acme/status.git', 'github.com', 'acme/status'],
	['ssh://git@git.example:2222/acme/status.git', 'git.example', 'acme/status'],
])('%s is %s and %s', (remote, host, slug) => {
	expect(parseRemote(remote)).toEqual({ host, slug });
});

test.each(['/srv/git/status.git', '../status', 'https://github.com/acme'])(
	'%s is no repository on a server',
	(remote) => {
		expect(parseRemote(remote)).toBeUndefined();
	},
);

describe('the token', () => {
	const env = {
		GH_TOKEN: 'first',
		GITHUB_TOKEN: 'second',
		GITHUB_ENTERPRISE_TOKEN: 'enterprise',
	};

	test('of github.com is GH_TOKEN before GITHUB_TOKEN', () => {
		expect(tokenOf('github.com', env)).toBe('first');
		expect(tokenOf('github.com', { ...env, GH_TOKEN: '' })).toBe('second');
	});

	test('of github.com never goes to another host', () => {
		expect(tokenOf('git.example', { GH_TOKEN: 'first' })).toBeUndefined();
		expect(tokenOf('git.example', env)).toBe('enterprise');
	});

	test('goes to another host that the environment names itself', () => {
		expect(
			tokenOf('git.example', {
				GITHUB_TOKEN: 'of-the-job',
				GITHUB_API_URL: 'https://git.example/api/v3',
			}),
		).toBe('of-the-job');
	});
});
