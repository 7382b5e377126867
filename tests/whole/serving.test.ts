import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
	contentCopy,
	ordinaryEnvironment,
	pinnedNow,
	repository,
	temporaryFolder,
} from '../support/whole.ts';

/** A program that goes on until it is told to end. */
function start(words: readonly string[], env: Readonly<Record<string, string>>) {
	const child = spawn(process.execPath, words, {
		cwd: repository,
		env: { ...ordinaryEnvironment(), ...env },
	});
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const ended = new Promise<number | null>((done) => child.on('exit', done));
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	/** Waits until the program has printed something, and gives it. */
	const printed = async (pattern: RegExp): Promise<RegExpExecArray> => {
		for (let tries = 0; tries < 1200; tries++) {
			const found = pattern.exec(output);
			if (found) return found;
			if (child.exitCode !== null) break;
			await new Promise((done) => setTimeout(done, 100));
		}
		throw new Error(`${String(pattern)} was not printed:\n${output}`);
	};
	return { child, ended, printed };
}

/** Holds a port until the test is over. */
async function occupy(port: number): Promise<void> {
	const server = createServer();
	await new Promise<void>((done, fail) => {
		server.once('error', fail);
		server.listen(port, done);
	});
	onTestFinished(() => {
		server.close();
	});
}

/** The text of an address as soon as it satisfies a condition. */
async function textOnce(url: string, holds: (text: string) => boolean): Promise<string> {
	let last = '';
	for (let tries = 0; tries < 300; tries++) {
		try {
			last = await (await fetch(url)).text();
			if (holds(last)) return last;
		} catch {
			// Not listening yet.
		}
		await new Promise((done) => setTimeout(done, 200));
	}
	throw new Error(`${url} never held what was expected; last:\n${last.slice(0, 500)}`);
}

describe('npm start', () => {
	test('builds and serves both sites, takes the next free port for one that is taken, and ends on Ctrl-C', async () => {
		await occupy(4321);
		const { child, ended, printed } = start(['scripts/start.ts'], {
			BUILD_NOW: pinnedNow,
			DIST_DIR: temporaryFolder(),
		});
		const [, status] = await printed(/Status page: (http:\/\/localhost:\d+)/);
		const [, portal] = await printed(/Portal: +(http:\/\/localhost:\d+)/);
		await printed(/Port 4321 is in use; the status site takes \d+\./);
		expect(status).not.toBe('http://localhost:4321');
		expect(status).not.toBe(portal);
		expect(await (await fetch(`${status}/`)).text()).toContain('Some card payments fail.');
		expect(await (await fetch(`${portal}/`)).text()).toContain('What is going on');
		const feed = await fetch(`${status}/history.atom`);
		expect(feed.headers.get('content-type')).toContain('application/atom+xml');
		expect((await fetch(`${status}/nowhere/`)).status).toBe(404);
		child.kill('SIGINT');
		expect(await ended).toBe(0);
		await expect(fetch(`${status}/`)).rejects.toThrow();
	});
});

describe('the dev servers', () => {
	test.each([
		['status', 'services.yaml', 'Card payments', 'Cards and cash', '/'],
		['portal', 'process.yaml', 'The database does not answer', 'The database keeps silent', '/'],
	])('show a change of a file in the %s site at once', async (site, file, before, after, path) => {
		const content = contentCopy();
		const port = 4400 + (process.pid % 500);
		const astro = join(repository, 'node_modules/astro/bin/astro.mjs');
		start([astro, 'dev', '--port', String(port)], {
			SITE: site,
			CONTENT_DIR: content,
			BUILD_NOW: pinnedNow,
			CACHE_DIR: join(temporaryFolder(), 'cache'),
			ASTRO_TELEMETRY_DISABLED: '1',
		});
		const url = `http://localhost:${port}${path}`;
		await textOnce(url, (text) => text.includes(before));
		const full = join(content, file);
		writeFileSync(full, readFileSync(full, 'utf8').replace(before, after));
		expect(await textOnce(url, (text) => text.includes(after))).toContain(after);
	});
});
