import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { alertClone, fieldsOf } from '../support/alerts.ts';
import { temporaryFolder } from '../support/whole.ts';

afterEach(() => {
	vi.unstubAllEnvs();
});

// Debian's package `prometheus-alertmanager`; `.ci/run` brings it.
const program = 'prometheus-alertmanager';
const missing = spawnSync(program, ['--version']).error !== undefined;

/** A receiver of webhooks on loopback. */
async function receiver() {
	const got: Record<string, unknown>[] = [];
	const waiting: (() => void)[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			got.push(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>);
			response.end();
			for (const wake of waiting.splice(0)) wake();
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	onTestFinished(() => {
		server.close();
	});
	const until = async (holds: (post: Record<string, unknown>) => boolean) => {
		for (;;) {
			const found = got.find(holds);
			if (found) return found;
			await new Promise<void>((done) => waiting.push(done));
		}
	};
	return { port: (server.address() as AddressInfo).port, until };
}

/** A real Alertmanager that posts to `hook`; the address of its interface. */
async function alertmanager(hook: number): Promise<string> {
	const folder = temporaryFolder();
	writeFileSync(
		join(folder, 'config.yml'),
		`route: { receiver: hook, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h }
receivers:
  - name: hook
    webhook_configs: [{ url: 'http://127.0.0.1:${hook}/', send_resolved: true }]
`,
	);
	const child: ChildProcess = spawn(
		program,
		[
			'--config.file=config.yml',
			'--storage.path=data',
			'--web.listen-address=127.0.0.1:0',
			'--cluster.listen-address=',
		],
		{ cwd: folder },
	);
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	let log = '';
	return new Promise((done, fail) => {
		child.on('exit', () => {
			fail(new Error(log));
		});
		child.stderr?.on('data', (chunk: Buffer) => {
			log += chunk.toString('utf8');
			const address = /msg=[^\n]*[Ll]istening[^\n]*address=(127\.0\.0\.1:\d+)/.exec(log)?.[1];
			if (address !== undefined) done(`http://${address}`);
		});
	});
}

describe.skipIf(missing)('a real Alertmanager', () => {
	test('tells of one outage that is kept once, and of its end', async () => {
		const hook = await receiver();
		const address = await alertmanager(hook.port);
		const started = Math.floor(Date.now() / 1000) * 1000 - 60_000;
		const tell = async (fields: object) => {
			const response = await fetch(`${address}/api/v2/alerts`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify([
					{
						labels: { alertname: 'HighErrorRate', service: 'api', severity: 'critical' },
						annotations: { summary: 'API errors' },
						startsAt: new Date(started).toISOString(),
						...fields,
					},
				]),
			});
			expect(response.status).toBe(200);
		};
		const { receive, merge, problems } = alertClone(new Date().toISOString());

		await tell({});
		const firing = await hook.until(({ status }) => status === 'firing');
		const kept = merge(await receive(firing));
		expect(fieldsOf(kept)).toMatchObject({
			source: 'prometheus',
			name: 'HighErrorRate',
			title: 'API errors',
			fired: `${new Date(started).toISOString().slice(0, 19)}Z`,
			severity: 'critical',
			runbook: 'high-error-rate',
		});
		expect((await receive(firing)).data['status']).toBe('already-done');

		await tell({ endsAt: new Date().toISOString() });
		const resolved = await hook.until(({ status }) => status === 'resolved');
		expect(fieldsOf(merge(await receive(resolved)))).toHaveProperty('ended');
		expect(problems()).toEqual([]);
	});
});
