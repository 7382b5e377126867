/** One update from return to the live page: a forge, a host that builds what is merged, and a reader, on loopback. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startGitForge } from '../../tests/github/support/gitForge.ts';
import { serveFolder } from '../lib/serve.ts';
import { incident, makeClone, repository, responder, run } from './responderLab.ts';

const execute = promisify(execFile);

/** How long after return each stage was reached. */
export async function rehearse(): Promise<{ name: string; seconds: number }[]> {
	const folder = mkdtempSync(join(tmpdir(), 'allclear-'));
	const clone = join(folder, 'clone');
	execFileSync('mkdir', ['-p', clone]);
	makeClone(clone);
	const port = await freePort();
	const site = join(clone, 'content/site.yaml');
	const address = `http://127.0.0.1:${port}`;
	writeFileSync(site, readFileSync(site, 'utf8').replace(/^url: .*$/m, `url: ${address}`));
	const forge = await startGitForge({ files: filesOf(clone) });
	const host = await startHost(folder, forge.git('rev-parse', '--absolute-git-dir'), port);
	try {
		const words = ['update', incident, '--message', 'The disk is full.', '--wait', '--json'];
		const env = responder(forge.url, 'acme/status');
		const { output } = await run('incident', words, clone, env);
		const { stages } = JSON.parse(output) as { stages: Record<string, number> };
		return Object.entries(stages).map(([name, after]) => ({ name, seconds: after / 1000 }));
	} finally {
		await host.close();
		await forge.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Builds the status page whenever the published branch has moved, as a workflow does, and serves it. */
async function startHost(folder: string, bare: string, port: number) {
	const checkout = join(folder, 'host');
	const dist = join(folder, 'dist');
	execFileSync('git', ['clone', '--quiet', bare, checkout]);
	const build = () =>
		execute(process.execPath, [join(repository, 'scripts/build.ts'), 'status'], {
			cwd: repository,
			env: {
				...process.env,
				CONTENT_DIR: join(checkout, 'content'),
				DIST_DIR: dist,
				ASTRO_TELEMETRY_DISABLED: '1',
			},
			maxBuffer: 64 * 1024 * 1024,
		});
	await build();
	const { server } = await serveFolder(join(dist, 'status'), port);
	const closing = new AbortController();
	const commit = () => execFileSync('git', ['-C', checkout, 'rev-parse', 'HEAD']).toString();
	const watching = (async () => {
		let built = commit();
		while (!closing.signal.aborted) {
			await new Promise((resolve) => setTimeout(resolve, 200));
			execFileSync('git', ['-C', checkout, 'pull', '--quiet', '--ff-only']);
			if (commit() === built) continue;
			built = commit();
			await build();
		}
	})();
	return {
		async close() {
			closing.abort();
			await watching;
			server.closeAllConnections();
			server.close();
		},
	};
}

function filesOf(folder: string): Record<string, string> {
	const content = join(folder, 'content');
	return Object.fromEntries(
		readdirSync(content, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && /\.(?:md|mdx|yaml)$/.test(entry.name))
			.map((entry) => {
				const path = join(entry.parentPath, entry.name);
				return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
			}),
	);
}

function freePort(): Promise<number> {
	return new Promise((done) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => {
				done(typeof address === 'object' && address ? address.port : 0);
			});
		});
	});
}
