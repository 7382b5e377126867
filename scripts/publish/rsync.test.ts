import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { smallSite } from '../../tests/support/smallSite.ts';
import { bytesBelow, temporaryFolder } from '../../tests/support/whole.ts';
import type { BuiltSite } from './published.ts';
import { publishByRsync } from './rsync.ts';

// Debian: apt-get install rsync
const hasRsync = spawnSync('rsync', ['--version']).status === 0;

const send = (site: BuiltSite, address: string, dryRun = false) =>
	publishByRsync(site, { name: address, address }, dryRun);

/** A shell in the place of ssh: it runs on this machine what another would, and writes down what it was given. */
function shellInPlaceOfSsh(): { log: string } {
	const folder = temporaryFolder();
	const [program, log] = [join(folder, 'ssh'), join(folder, 'log')];
	writeFileSync(
		program,
		`#!/bin/sh\nprintf '%s\\n' "$*" >>'${log}'\n[ "$1" = -l ] && shift 2\nshift\neval "$*"\n`,
	);
	chmodSync(program, 0o755);
	vi.stubEnv('RSYNC_RSH', program);
	onTestFinished(() => {
		vi.unstubAllEnvs();
	});
	return { log };
}

/** A daemon on this machine with one module, `status`. */
async function startDaemon(folder: string): Promise<string> {
	const port = await new Promise<number>((done) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const { port: free } = server.address() as AddressInfo;
			server.close(() => {
				done(free);
			});
		});
	});
	const config = join(folder, 'rsyncd.conf');
	const pages = join(folder, 'pages');
	mkdirSync(pages);
	const user = process.getuid?.() ?? 0;
	writeFileSync(
		config,
		`use chroot = no\nuid = ${user}\ngid = ${process.getgid?.() ?? 0}\n[status]\npath = ${pages}\nread only = no\n`,
	);
	const daemon = spawn(
		'rsync',
		['--daemon', '--no-detach', '--address=127.0.0.1', `--port=${port}`, `--config=${config}`],
		// With a pipe there it would take itself for a child of inetd.
		{ stdio: 'ignore' },
	);
	onTestFinished(() => {
		daemon.kill();
	});
	const address = `rsync://127.0.0.1:${port}/status`;
	while (spawnSync('rsync', ['--list-only', `${address}/`]).status !== 0) {
		if (daemon.exitCode !== null) throw new Error('The daemon ended.');
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return address;
}

describe.skipIf(!hasRsync)('publishing by rsync', () => {
	test('brings a daemon to what the site is, each time with what changed alone', async () => {
		const folder = temporaryFolder();
		const address = await startDaemon(folder);
		const first = smallSite(temporaryFolder());
		expect(await send(first, `${address}/a/b`)).toEqual({ uploaded: 8, removed: 0, same: 0 });
		expect(bytesBelow(join(folder, 'pages/a/b'))).toEqual(bytesBelow(first.folder));

		const second = smallSite(temporaryFolder(), {
			'index.html': 'home, later',
			'history.atom': undefined,
		});
		const expected = { uploaded: 1, removed: 1, same: 6 };
		expect(await send(second, `${address}/a/b`, true)).toEqual(expected);
		expect(bytesBelow(join(folder, 'pages/a/b'))).toEqual(bytesBelow(first.folder));
		expect(await send(second, `${address}/a/b`)).toEqual(expected);
		expect(bytesBelow(join(folder, 'pages/a/b'))).toEqual(bytesBelow(second.folder));
	});

	test('goes over ssh, and no shell there reads the path', async () => {
		const { log } = shellInPlaceOfSsh();
		const folder = temporaryFolder();
		const site = smallSite(temporaryFolder());
		const path = join(folder, 'our $(touch owned) site; touch owned');
		await send(site, `deploy@host.example:${path}`);
		expect(bytesBelow(path)).toEqual(bytesBelow(site.folder));
		expect(readFileSync(log, 'utf8')).toMatch(/^-l deploy host\.example rsync --server/);
		expect(readFileSync(log, 'utf8')).not.toContain('touch');
		expect(existsSync('owned')).toBe(false);
	});

	test('leaves alone what is no site', async () => {
		shellInPlaceOfSsh();
		const folder = temporaryFolder();
		writeFileSync(join(folder, 'my accounts.xlsx'), 'figures');
		await expect(send(smallSite(temporaryFolder()), `host:${folder}`)).rejects.toThrow(
			`host:${folder} holds something that is not a published site`,
		);
		expect([...bytesBelow(folder).keys()]).toEqual(['my accounts.xlsx']);
	});

	test('says what rsync said', async () => {
		await expect(send(smallSite(temporaryFolder()), 'rsync://127.0.0.1:9/status')).rejects.toThrow(
			/^rsync:\/\/127\.0\.0\.1:9\/status did not take it: .*refused/,
		);
	});
});
