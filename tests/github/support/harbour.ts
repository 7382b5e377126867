/** The default content in a clone of its own, and commands run there against a peer. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ran } from '../../support/whole.ts';
import { repository, runScript, temporaryFolder } from '../../support/whole.ts';
import { owner, repo } from './gitForge.ts';

/** An open incident that is there from the beginning. */
export const openIncident = '2026-11-18-k3f9';

/** Files of a repository with Harbour's settings and one open incident. */
export function harbourFiles(): Record<string, string> {
	const content = join(repository, 'content');
	const kept = ['site.yaml', 'services.yaml', 'organisation.yaml', 'severity.yaml'];
	const more = ['process.yaml', 'on-call.yaml', 'alerts.yaml'];
	const folder = `content/incidents/2026/${openIncident}`;
	const pages = ['templates'].flatMap((name) =>
		readdirSync(join(content, name)).map((file) => `${name}/${file}`),
	);
	return {
		...Object.fromEntries(
			[...kept, ...more, ...pages]
				.filter((name) => existsSync(join(content, name)))
				.map((name) => [`content/${name}`, readFileSync(join(content, name), 'utf8')]),
		),
		[`${folder}/index.md`]: '---\nopened: 2026-11-18T09:00:00Z\nby: Nia\nlevel: sev2\n---\n',
		[`${folder}/updates/20261118T090000Z-aaaaaa.md`]:
			'---\nat: 2026-11-18T09:00:00Z\ntitle: Uploads fail\nstatus: investigating\nservices:\n  uploads: major-outage\n---\n\nWe are looking.\n',
	};
}

/** A clone of these files, with a first commit. */
export function harbourClone(files: Readonly<Record<string, string>>): string {
	const folder = temporaryFolder();
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(join(folder, path, '..'), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	const git = (...words: string[]) => execFileSync('git', words, { cwd: folder });
	git('init', '--quiet', '--initial-branch', 'main');
	git('config', 'user.name', 'Nia Bell');
	git('config', 'user.email', 'nia@harbour.example');
	git('config', 'core.fsync', 'none');
	git('add', '--all');
	git('commit', '--quiet', '-m', 'Begin');
	return folder;
}

/** The environment of somebody with a token. */
export const signedIn = (apiUrl: string): Record<string, string> => ({
	GITHUB_API_URL: apiUrl,
	GITHUB_REPOSITORY: `${owner}/${repo}`,
	GH_TOKEN: 'token-of-nia',
});

/** Runs a command in a clone. */
export function runIn(
	clone: string,
	script: string,
	words: readonly string[],
	env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
	return runScript(script, words, env, repository, clone);
}
