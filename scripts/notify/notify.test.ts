import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openLedger } from './ledger.ts';
import { headingOf, slackRequest, teamsRequest } from './messages.ts';
import { newsBetween } from './news.ts';
import type { Receiver } from './receivers.ts';
import { readReceivers, receiverSchema } from './receivers.ts';
import { handOver, sendNews } from './send.ts';
import { now, oneNews, soon, state } from '../../tests/support/news.ts';
import { temporaryFolder } from '../../tests/support/whole.ts';

/** A receiver on this machine that answers as it is told and keeps what it got. */
async function listen(answer: (count: number) => number) {
	const got: { headers: IncomingMessage['headers']; body: string }[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			got.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
			response.statusCode = answer(got.length);
			response.end();
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	onTestFinished(() => {
		server.close();
	});
	return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

const ledger = () => openLedger(join(temporaryFolder(), 'ledger/sent.txt'));
const hook = (id: string, url: string, rest: object = {}): Receiver =>
	receiverSchema.parse({ id, kind: 'webhook', url, ...rest });

describe('news', () => {
	test('is what the new page has and the live one has not, oldest first', () => {
		const news = newsBetween(state(['upd111']), state(['upd333', 'upd222', 'upd111']));
		expect(news.map(({ update }) => update.id)).toEqual(['upd222', 'upd333']);
	});

	test('is not a text that was corrected', () => {
		expect(newsBetween(state(['upd111']), state(['upd111'], 'Corrected.'))).toEqual([]);
	});
});

describe('sending', () => {
	test('reaches each receiver once, and a rerun is silent', async () => {
		const { got, url } = await listen(() => 200);
		const book = ledger();
		const send = () => sendNews([hook('ops', url)], oneNews(), book, now, soon);
		expect(await send()).toMatchObject([{ state: 'sent' }]);
		expect(await send()).toMatchObject([{ state: 'sent-before' }]);
		expect(got).toHaveLength(1);
	});

	test('tries a receiver that fails again, with a pause, and then reports it', async () => {
		const flaky = await listen((count) => (count < 3 ? 503 : 200));
		const broken = await listen(() => 500);
		const fine = await listen(() => 200);
		const sent = await sendNews(
			[hook('flaky', flaky.url), hook('broken', broken.url), hook('fine', fine.url)],
			oneNews(),
			ledger(),
			now,
			soon,
		);
		expect(sent.map(({ receiver, state: result }) => [receiver, result])).toEqual([
			['flaky', 'sent'],
			['broken', 'failed'],
			['fine', 'sent'],
		]);
		expect([flaky.got.length, broken.got.length, fine.got.length]).toEqual([3, 3, 1]);
	});

	test('does not try again what was refused, and follows nobody elsewhere', async () => {
		for (const status of [400, 404, 301]) {
			const { got, url } = await listen(() => status);
			const [result] = await sendNews([hook('ops', url)], oneNews(), ledger(), now, soon);
			expect(result).toMatchObject({ state: 'failed', reason: `it answered ${status}` });
			expect(got).toHaveLength(1);
		}
	});

	test('keeps the order: after a failure nothing later is sent to the same receiver', async () => {
		const { got, url } = await listen(() => 400);
		const news = newsBetween(state([]), state(['upd222', 'upd111']));
		await sendNews([hook('ops', url)], news, ledger(), now, soon);
		expect(got).toHaveLength(1);
	});

	test('says why without repeating the address, which is a secret', async () => {
		const [result] = await sendNews(
			[hook('ops', 'http://127.0.0.1:9/secret-path')],
			oneNews(),
			ledger(),
			now,
			soon,
		);
		expect(result?.state).toBe('failed');
		expect(result?.reason).not.toContain('secret-path');
	});

	test('leaves out receivers that asked for other services', async () => {
		const { got, url } = await listen(() => 200);
		await sendNews(
			[
				hook('search', url, { services: ['search'] }),
				hook('cards', url, { services: ['checkout'] }),
			],
			oneNews(),
			ledger(),
			now,
			soon,
		);
		expect(got).toHaveLength(1);
	});
});

test('a webhook is signed over its time and its body', async () => {
	const { got, url } = await listen(() => 204);
	const secret = 'sixteen characters at least';
	await sendNews([hook('ops', url, { secret })], oneNews(), ledger(), now, soon);
	const [request] = got;
	const time = String(request?.headers['x-allclear-timestamp']);
	expect(time).toBe(String(now / 1000));
	expect(request?.headers['x-allclear-signature']).toBe(
		`sha256=${createHmac('sha256', secret)
			.update(`${time}.${request?.body ?? ''}`)
			.digest('hex')}`,
	);
	expect(JSON.parse(request?.body ?? '')).toMatchObject({
		page: { status_indicator: 'major' },
		incident: { id: '2026-03-01-k3f9', incident_updates: [{ id: 'upd111' }] },
	});
});

describe('text that people wrote', () => {
	const hostile = '<!channel> <https://evil.example|here> **bold** & "quotes"';

	test('is text in Slack', () => {
		const [news] = oneNews(hostile);
		if (!news) throw new Error('There is no news.');
		const { blocks } = JSON.parse(slackRequest('https://hooks.example', news).body) as {
			blocks: { type: string; text?: { type: string; text: string } }[];
		};
		expect(blocks[1]?.text).toEqual({ type: 'plain_text', text: hostile, emoji: false });
		const title = { ...news, record: { ...news.record, name: '<!here>' } };
		expect(
			(JSON.parse(slackRequest('https://hooks.example', title).body) as { text: string }).text,
		).toBe('◐ &lt;!here&gt;: Identified');
	});

	test('is a run of text in Teams', () => {
		const [news] = oneNews(hostile);
		if (!news) throw new Error('There is no news.');
		expect(teamsRequest('https://hooks.example', news).body).toContain(
			JSON.stringify({ type: 'TextRun', text: hostile }),
		);
	});
});

test('an escalation is handed over once to what pages people', async () => {
	const { got, url } = await listen(() => 202);
	const pager = receiverSchema.parse({ id: 'pager', kind: 'pagerduty', url, 'routing-key': 'key' });
	const escalation = {
		incident: '2026-03-01-k3f9',
		op: 'abc123',
		title: 'Cards fail',
		to: 'secondary',
		reason: 'Nobody answers.',
		level: 'SEV1',
		url: undefined,
	};
	const book = ledger();
	await handOver([pager], escalation, book, now, soon);
	await handOver([pager], escalation, book, now, soon);
	expect(got).toHaveLength(1);
	expect(JSON.parse(got[0]?.body ?? '')).toMatchObject({
		routing_key: 'key',
		event_action: 'trigger',
		dedup_key: 'allclear-2026-03-01-k3f9-abc123',
		payload: { summary: 'Cards fail: Nobody answers.', severity: 'critical' },
	});
});

describe('the file of receivers', () => {
	const write = (text: string) => {
		const path = join(temporaryFolder(), 'receivers.yaml');
		writeFileSync(path, text);
		return path;
	};

	test('takes secrets from the environment', () => {
		const path = write('receivers:\n  - { id: ops, kind: slack, url: "${HOOK}" }\n');
		expect(readReceivers(path, { HOOK: 'https://hooks.example/x' })).toMatchObject([
			{ url: 'https://hooks.example/x' },
		]);
		expect(() => readReceivers(path, {})).toThrow('names HOOK');
	});

	test('is refused without a word of what stands in it', () => {
		const path = write('receivers:\n  - { id: ops, kind: slack, url: "secret" }\n');
		expect(() => readReceivers(path)).toThrow(/receivers\.0\.url: Write an address/);
		expect(() => readReceivers(path)).not.toThrow('secret');
	});
});

test('the ledger holds no address', async () => {
	const path = join(temporaryFolder(), 'sent.txt');
	const { url } = await listen(() => 200);
	await sendNews([hook('ops', url)], oneNews(), openLedger(path), now, soon);
	expect(readFileSync(path, 'utf8')).toBe('ops 2026-03-01-k3f9/upd111\n');
});

test('a heading says with a shape how bad it is', () => {
	expect(oneNews().map(headingOf)).toEqual(['◐ Cards fail: Identified']);
});
