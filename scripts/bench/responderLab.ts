/** A responder's clone before an emulator of GitHub, and commands with the clock running. */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createEmulator } from 'emulate';
import { startFaultProxy } from '../../tests/github/support/faultProxy.ts';

export const repository = resolve(import.meta.dirname, '../..');
export const incident = '2026-11-18-k3f9';

export interface ResponderLab {
	/** Updates the incident: seconds until the address of the pull request is printed, and requests until the end. */
	update: () => Promise<{ seconds: number; requests: number }>;
	/** Seconds from the start to the end of a dry run through npm. */
	dryRun: () => Promise<number>;
	close: () => Promise<void>;
}

/** Starts the emulator, with a proxy before it that counts. */
export async function openResponderLab(): Promise<ResponderLab> {
	const folder = mkdtempSync(join(tmpdir(), 'allclear-'));
	const emulator = await createEmulator({
		service: 'github',
		port: 0,
		seed: {
			tokens: { 'token-of-nia': { login: 'nia', scopes: ['repo'] } },
			github: {
				users: [{ login: 'nia' }],
				repos: [{ owner: 'nia', name: 'status', auto_init: true }],
			},
		},
	});
	const proxy = await startFaultProxy(emulator.url);
	makeClone(folder);
	const env = responder(proxy.url, 'nia/status');
	let said = 0;
	return {
		async update() {
			const from = proxy.passed.length;
			const words = ['update', incident, '--message', `We know more (${said++}).`];
			const { seconds } = await run('incident', words, folder, env, /\/pull\/\d+/);
			return { seconds, requests: proxy.passed.length - from };
		},
		async dryRun() {
			const words = ['open', '--title', 'Uploads fail', '--severity', 'sev2', '--dry-run'];
			const more = ['--service', 'uploads=major-outage', '--message', 'We are looking.'];
			const npm = ['run', '--silent', 'incident', '--', ...words, ...more];
			const content = { CONTENT_DIR: join(folder, 'content') };
			return (await timed('npm', npm, repository, { ...env, ...content })).seconds;
		},
		async close() {
			await proxy.close();
			await emulator.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** The default settings and one open incident, in a clone. */
export function makeClone(folder: string): void {
	const content = join(folder, 'content');
	cpSync(join(repository, 'content'), content, { recursive: true });
	for (const name of ['incidents', 'maintenance']) rmSync(join(content, name), { recursive: true });
	const own = join(content, 'incidents/2026', incident);
	mkdirSync(join(own, 'updates'), { recursive: true });
	writeFileSync(
		join(own, 'index.md'),
		'---\nopened: 2026-11-18T09:00:00Z\nby: Nia\nlevel: sev2\n---\n',
	);
	writeFileSync(
		join(own, 'updates/20261118T090000Z-aaaaaa.md'),
		'---\nat: 2026-11-18T09:00:00Z\ntitle: Uploads fail\nstatus: investigating\nservices:\n  uploads: major-outage\n---\n\nWe are looking.\n',
	);
	const git = (...words: string[]) => execFileSync('git', words, { cwd: folder });
	git('init', '--quiet', '--initial-branch', 'main');
	git('config', 'user.name', 'Nia Bell');
	git('config', 'user.email', 'nia@harbour.example');
	git('add', '--all');
	git('commit', '--quiet', '-m', 'Begin');
}

/** The environment of a responder with a token. */
export function responder(apiUrl: string, slug: string): Record<string, string> {
	return {
		GITHUB_API_URL: apiUrl,
		GITHUB_REPOSITORY: slug,
		GH_TOKEN: 'token-of-nia',
		NODE_COMPILE_CACHE: join(repository, '.cache/compile'),
	};
}

/** Runs a command of ours; the clock stops at a word in its output, or at its end. */
export function run(
	script: string,
	words: readonly string[],
	folder: string,
	env: Readonly<Record<string, string>>,
	until?: RegExp,
): Promise<{ seconds: number; output: string }> {
	return timed(
		process.execPath,
		[join(repository, `scripts/${script}.ts`), ...words],
		folder,
		env,
		until,
	);
}

function timed(
	command: string,
	words: readonly string[],
	cwd: string,
	env: Readonly<Record<string, string>>,
	until?: RegExp,
): Promise<{ seconds: number; output: string }> {
	return new Promise((done, fail) => {
		const started = performance.now();
		let seconds: number | undefined;
		let output = '';
		const child = spawn(command, words, { cwd, env: { ...process.env, NO_COLOR: '1', ...env } });
		const hear = (chunk: Buffer) => {
			output += chunk.toString();
			if (until?.test(output)) seconds ??= (performance.now() - started) / 1000;
		};
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		child.on('error', fail);
		child.on('close', (code) => {
			if (code !== 0) {
				fail(new Error(`A measured command ended with ${code}:\n${output}`));
				return;
			}
			done({ seconds: seconds ?? (performance.now() - started) / 1000, output });
		});
	});
}
