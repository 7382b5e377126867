import { readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { now, oneNews, soon } from '../../tests/support/news.ts';
import { temporaryFolder } from '../../tests/support/whole.ts';
import { openLedger } from './ledger.ts';
import type { Receiver } from './receivers.ts';
import { receiverSchema } from './receivers.ts';
import { sendNews } from './send.ts';

/** A mail server on this machine; the mailbox of `full@…` is full. */
async function mailServer() {
	const mails: { to: string[]; text: string }[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		onRcptTo: ({ address }, _, callback) => {
			callback(address.startsWith('full@') ? new Error('Mailbox is full') : null);
		},
		onData: (stream, session, callback) => {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				mails.push({
					to: session.envelope.rcptTo.map(({ address }) => address),
					text: Buffer.concat(chunks).toString('utf8'),
				});
				callback();
			});
		},
	});
	await new Promise<void>((done) => {
		server.listen(0, '127.0.0.1', done);
	});
	onTestFinished(
		() =>
			new Promise<void>((done) => {
				server.close(done);
			}),
	);
	return { mails, port: (server.server.address() as AddressInfo).port };
}

/** A server that takes connections and says nothing. */
async function silentServer() {
	const sockets: Socket[] = [];
	const server = createServer((socket) => sockets.push(socket.on('error', () => undefined)));
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	onTestFinished(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	return { sockets, port: (server.address() as AddressInfo).port };
}

const receiver = (port: number, to: string[], more: object = {}): Receiver =>
	receiverSchema.parse({
		id: 'customers',
		kind: 'email',
		server: `smtp://127.0.0.1:${port}`,
		from: 'Harbour status <status@example.com>',
		to,
		...more,
	});

test('mail reaches every address by itself, through a real server, as another’s parser reads it', async () => {
	const { mails, port } = await mailServer();
	const customers = receiver(port, ['ana@example.com', 'full@example.com'], {
		'to-by-service': {
			checkout: ['bo@example.com', 'ana@example.com'],
			search: ['cy@example.com'],
		},
	});
	const [news] = oneNews('Karten werden abgelehnt. Schöne Grüße');
	if (!news) throw new Error('There is no news.');
	const title = { ...news, record: { ...news.record, name: 'Cards fail\r\nBcc: eve@example.com' } };
	const ledger = openLedger(join(temporaryFolder(), 'sent.txt'));
	const sent = await sendNews([customers], [title], ledger, now, soon);
	expect(sent.map(({ state: result }) => result)).toEqual(['sent', 'failed', 'sent']);
	expect(mails.map(({ to }) => to)).toEqual([['ana@example.com'], ['bo@example.com']]);
	const parsed = await PostalMime.parse(mails[0]?.text ?? '');
	expect(parsed.subject).toBe('Harbour: Cards fail Bcc: eve@example.com: Identified');
	expect(parsed.bcc).toBeUndefined();
	expect(parsed.text).toContain('Schöne Grüße');
});

describe('who was told', () => {
	test('is told once, whatever becomes of the addresses around theirs', async () => {
		const { mails, port } = await mailServer();
		const path = join(temporaryFolder(), 'sent.txt');
		const send = async (to: string[], more: object = {}) => {
			const book = openLedger(path);
			const sent = await sendNews([receiver(port, to, more)], oneNews(), book, now, soon);
			return sent.map(({ state }) => state);
		};
		expect(await send(['full@example.com', 'one@example.com', 'two@example.com'])).toEqual([
			...['failed', 'sent', 'sent'],
		]);
		expect(await send(['one@example.com', 'Two@example.com'])).toEqual([
			...['sent-before', 'sent-before'],
		]);
		// Now by the list of a service.
		const moved = { 'to-by-service': { checkout: ['two@example.com', 'three@example.com'] } };
		expect(await send(['one@example.com'], moved)).toEqual(['sent-before', 'sent-before', 'sent']);
		expect(mails.map(({ to: [address] }) => address)).toEqual([
			...['one@example.com', 'two@example.com', 'three@example.com'],
		]);
	});

	test('is in the ledger without an address', async () => {
		const { port } = await mailServer();
		const path = join(temporaryFolder(), 'sent.txt');
		await sendNews([receiver(port, ['one@example.com'])], oneNews(), openLedger(path), now, soon);
		expect(readFileSync(path, 'utf8')).toMatch(/^customers 2026-03-01-k3f9\/upd111 [\w-]{22,}\n$/);
	});

	test('is known from a ledger that counts addresses', async () => {
		const { mails, port } = await mailServer();
		const path = join(temporaryFolder(), 'sent.txt');
		writeFileSync(path, 'customers 2026-03-01-k3f9/upd111 1 oh1hzi\n');
		const to = ['one@example.com', 'two@example.com'];
		const sent = await sendNews([receiver(port, to)], oneNews(), openLedger(path), now, soon);
		expect(sent.map(({ state }) => state)).toEqual(['sent-before', 'sent']);
		expect(mails).toHaveLength(1);
	});
});

describe('a mail server that says nothing', () => {
	const slow = {
		...soon,
		mail: { connectionTimeout: 1500, greetingTimeout: 1500, socketTimeout: 5000 },
	};

	test('is asked once, and its other addresses are left for the next run', async () => {
		const silent = await silentServer();
		const { mails, port } = await mailServer();
		const path = join(temporaryFolder(), 'sent.txt');
		const many = ['one@example.com', 'two@example.com', 'three@example.com'];
		const customers = receiver(silent.port, many);
		const others = { ...receiver(port, ['four@example.com']), id: 'others' };
		const sent = await sendNews([customers, others], oneNews(), openLedger(path), now, slow);
		expect(silent.sockets).toHaveLength(1);
		expect(sent.map(({ state, reason }) => [state, reason])).toEqual([
			['failed', 'its mail server says nothing'],
			['failed', 'not tried, because its mail server says nothing'],
			['failed', 'not tried, because its mail server says nothing'],
			['sent', undefined],
		]);

		const again = await sendNews(
			[{ ...customers, server: `smtp://127.0.0.1:${port}` }, others] as Receiver[],
			oneNews(),
			openLedger(path),
			now,
			slow,
		);
		expect(again.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent', 'sent-before']);
		expect(mails).toHaveLength(4);
	});
});
