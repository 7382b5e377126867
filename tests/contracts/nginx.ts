/** Starts a real nginx with a server of ours. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from 'vitest';

/** Where it is installed, if it is. */
export const nginx = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx'].find(existsSync);

/** A port that nothing listens on. */
export const freePort = () =>
	new Promise<number>((done) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => {
				done(typeof address === 'object' && address ? address.port : 0);
			});
		});
	});

/** A running nginx. */
export interface Nginx {
	/** Its address without a slash at the end. */
	url: string;
	end: () => void;
}

/**
 * Starts nginx.
 * @param around an empty folder for what it writes
 * @param server the text of a server, given the port that it listens on
 */
export async function startNginx(around: string, server: (port: number) => string): Promise<Nginx> {
	mkdirSync(join(around, 'logs'), { recursive: true });
	// Its workers may be another user than the one who builds.
	chmodSync(around, 0o755);
	const port = await freePort();
	const config = join(around, 'nginx.conf');
	const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
		.map((name) => `${name}_temp_path ${join(around, name)};`)
		.join(' ');
	writeFileSync(
		config,
		`daemon off; pid ${join(around, 'nginx.pid')}; error_log stderr;
		events { }
		http { access_log off; ${kept}
			${server(port)} }`,
	);
	const program = nginx ?? '';
	const check = spawnSync(program, ['-t', '-e', 'stderr', '-c', config], { encoding: 'utf8' });
	expect(check.stderr).toContain('test is successful');
	expect(check.stderr).not.toContain('[warn] "');
	const child = spawn(program, ['-e', 'stderr', '-c', config], { stdio: 'ignore' });
	const url = `http://127.0.0.1:${port}`;
	for (let tries = 0; tries < 100; tries++) {
		try {
			await fetch(url, { redirect: 'manual' });
			return { url, end: () => child.kill('SIGTERM') };
		} catch {
			await new Promise((done) => setTimeout(done, 50));
		}
	}
	throw new Error('nginx did not start.');
}
