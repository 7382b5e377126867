import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { callAction } from '../../tests/support/actions.ts';
import { state } from '../../tests/support/news.ts';
import { temporaryFolder } from '../../tests/support/whole.ts';

/** A page in a folder, with these updates of one incident. */
function page(folder: string, updates: readonly string[]): string {
	const { page, status, records } = state(updates);
	mkdirSync(join(folder, 'api/v2'), { recursive: true });
	const write = (name: string, value: unknown) => {
		writeFileSync(join(folder, `api/v2/${name}.json`), JSON.stringify(value));
	};
	write('summary', { page, status });
	write('incidents', { page, incidents: records });
	write('scheduled-maintenances', { scheduled_maintenances: [] });
	return folder;
}

test('a dry run says what would be sent to whom, sends nothing and remembers nothing', async () => {
	const got: string[] = [];
	const server = createServer((request, response) => {
		got.push(request.url ?? '');
		response.end();
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	onTestFinished(() => {
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	const folder = temporaryFolder();
	const receivers = join(folder, 'receivers.yaml');
	writeFileSync(
		receivers,
		`receivers:
  - { id: chat, kind: slack, url: 'http://127.0.0.1:${port}/secret' }
  - { id: other, kind: webhook, url: 'http://127.0.0.1:${port}/other', services: [search] }
  - { id: pager, kind: pagerduty, routing-key: key }
  - id: customers
    kind: email
    server: smtp://user:password@127.0.0.1:9
    from: status@example.com
    to: [ana.silva@example.com, 'Bo <bo@example.org>']
`,
	);
	const ledger = join(folder, 'ledger/sent.txt');
	const words = [
		...['--live', page(join(folder, 'live'), ['upd111'])],
		...['--next', page(join(folder, 'next'), ['upd222', 'upd111'])],
		...['--receivers', receivers, '--ledger', ledger],
	];
	const { lines, data, exitCode } = await callAction('notify news', { words }, '--dry-run');
	expect(lines).toEqual([
		'1 update is new. 3 messages would be sent, and 0 were sent before:',
		'chat, 127.0.0.1: ◐ Cards fail: Identified',
		'customers, a…@example.com: ◐ Cards fail: Identified',
		'customers, b…@example.org: ◐ Cards fail: Identified',
		'Nothing was sent.',
	]);
	expect(data).toMatchObject({ status: 'dry-run', news: ['2026-03-01-k3f9/upd222'] });
	expect(JSON.stringify(data)).not.toMatch(/secret|password|silva/);
	expect(exitCode ?? 0).toBe(0);
	expect(got).toEqual([]);
	expect(existsSync(ledger)).toBe(false);

	mkdirSync(join(folder, 'ledger'));
	writeFileSync(ledger, 'chat 2026-03-01-k3f9/upd222\n');
	const again = await callAction('notify news', { words }, '--dry-run');
	expect(again.lines[0]).toBe('1 update is new. 2 messages would be sent, and 1 was sent before:');
	expect(again.lines.join()).not.toContain('chat');
});
