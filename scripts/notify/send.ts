/** Sending to every receiver by itself: one that fails is tried again, reported, and stops nobody else. */
import type { Ledger } from './ledger.ts';
import type { Escalation, Request } from './messages.ts';
import {
	escalationRequest,
	mailOf,
	pagerDutyRequest,
	slackRequest,
	teamsRequest,
	webhookRequest,
} from './messages.ts';
import type { News } from './news.ts';
import { newsKey, servicesOf } from './news.ts';
import type { Receiver } from './receivers.ts';

/** What became of one message to one receiver. */
export interface Sent {
	receiver: string;
	key: string;
	state: 'sent' | 'sent-before' | 'failed';
	/** Why it failed; never with an address, which may be a secret. */
	reason?: string;
}

/** How often and how patiently a receiver is tried. */
export interface Patience {
	attempts: number;
	/** Milliseconds before the second attempt; doubled each time. */
	pause: number;
}

/** Three attempts within six seconds. */
export const patience: Patience = { attempts: 3, pause: 2000 };

/** Sends news, oldest first, to every receiver that wants it. Receivers are served side by side. */
export async function sendNews(
	receivers: readonly Receiver[],
	news: readonly News[],
	ledger: Ledger,
	now: number,
	wait: Patience = patience,
): Promise<Sent[]> {
	const all = await Promise.all(
		receivers.filter(takesNews).map((receiver) =>
			tell(
				receiver,
				news.filter((item) => concerns(receiver, item)),
				ledger,
				now,
				wait,
			),
		),
	);
	return all.flat();
}

/** Hands an escalation over to whatever pages people. */
export async function handOver(
	receivers: readonly Receiver[],
	escalation: Escalation,
	ledger: Ledger,
	now: number,
	wait: Patience = patience,
): Promise<Sent[]> {
	const key = `escalation ${escalation.incident}/${escalation.op}`;
	return Promise.all(
		receivers.flatMap((receiver) => {
			if (receiver.kind === 'pagerduty') {
				const request = pagerDutyRequest(receiver.url, receiver['routing-key'], escalation);
				return once(receiver, key, ledger, wait, () => post(request));
			}
			if (receiver.kind === 'webhook' && receiver.takes.includes('escalations')) {
				const request = escalationRequest(receiver.url, receiver.secret, escalation, now);
				return once(receiver, key, ledger, wait, () => post(request));
			}
			return [];
		}),
	);
}

/** Whoever is paged hears of escalations alone. */
const takesNews = (receiver: Receiver) =>
	receiver.kind === 'webhook' ? receiver.takes.includes('news') : receiver.kind !== 'pagerduty';

async function tell(
	receiver: Receiver,
	news: readonly News[],
	ledger: Ledger,
	now: number,
	wait: Patience,
): Promise<Sent[]> {
	const sent: Sent[] = [];
	for (const item of news) {
		for (const { key, send } of deliveries(receiver, item, now)) {
			const result = await once(receiver, key, ledger, wait, send);
			sent.push(result);
			// What comes later makes no sense to somebody who missed this; the next run begins here.
			if (result.state === 'failed' && receiver.kind !== 'email') return sent;
		}
	}
	return sent;
}

function deliveries(
	receiver: Receiver,
	item: News,
	now: number,
): { key: string; send: () => Promise<void> }[] {
	const key = newsKey(item);
	switch (receiver.kind) {
		case 'slack':
			return [{ key, send: () => post(slackRequest(receiver.url, item)) }];
		case 'teams':
			return [{ key, send: () => post(teamsRequest(receiver.url, item)) }];
		case 'webhook':
			return [{ key, send: () => post(webhookRequest(receiver.url, receiver.secret, item, now)) }];
		case 'email':
			// One mail an address: nobody sees the others, and a full mailbox stops only its own.
			return addressesOf(receiver, item).map((to, index) => ({
				key: `${key} ${index} ${fingerprint(to)}`,
				send: () => mail(receiver, to, item),
			}));
		case 'pagerduty':
			return [];
	}
}

type Mail = Extract<Receiver, { kind: 'email' }>;

function addressesOf(receiver: Mail, item: News): string[] {
	const services = servicesOf(item);
	const own = Object.entries(receiver['to-by-service']).flatMap(([service, list]) =>
		services.includes(service) ? list : [],
	);
	return [...new Set([...receiver.to, ...own])];
}

async function mail(receiver: Mail, to: string, item: News): Promise<void> {
	const { createTransport } = await import('nodemailer');
	const transport = createTransport(receiver.server);
	try {
		const { record, update } = item;
		await transport.sendMail({
			from: receiver.from,
			to,
			...mailOf(item),
			messageId: `<${record.id}.${update.id}.${fingerprint(to)}@${new URL(record.shortlink).hostname}>`,
			headers: { 'Auto-Submitted': 'auto-generated' },
		});
	} finally {
		transport.close();
	}
}

function concerns(receiver: Receiver, item: News): boolean {
	const { services } = receiver;
	return services === undefined || servicesOf(item).some((id) => services.includes(id));
}

async function once(
	{ id }: Pick<Receiver, 'id'>,
	key: string,
	ledger: Ledger,
	{ attempts, pause }: Patience,
	send: () => Promise<void>,
): Promise<Sent> {
	if (ledger.has(id, key)) return { receiver: id, key, state: 'sent-before' };
	for (let attempt = 1; ; attempt++) {
		try {
			await send();
			ledger.add(id, key);
			return { receiver: id, key, state: 'sent' };
		} catch (error) {
			const final = error instanceof Refused;
			if (final || attempt >= attempts) {
				return { receiver: id, key, state: 'failed', reason: reasonOf(error) };
			}
			await new Promise((resolve) => setTimeout(resolve, pause * 2 ** (attempt - 1)));
		}
	}
}

/** The receiver will not take it, however often it is tried. */
class Refused extends Error {}

async function post({ url, headers, body }: Request): Promise<void> {
	const answer = await fetch(url, {
		method: 'POST',
		headers,
		body,
		// A webhook that moved has to be told again by its owner: what is sent may be secret.
		redirect: 'manual',
		signal: AbortSignal.timeout(15_000),
	});
	await answer.arrayBuffer();
	if (answer.status >= 200 && answer.status < 300) return;
	const message = `it answered ${answer.status}`;
	if (answer.status >= 300 && answer.status < 500 && answer.status !== 408 && answer.status !== 429)
		throw new Refused(message);
	throw new Error(message);
}

/** Addresses of hooks and mailboxes are secrets; error messages of the network may repeat them. */
function reasonOf(error: unknown): string {
	if (error instanceof Refused) return error.message;
	if (error instanceof Error) {
		if (/^it answered \d+$/.test(error.message)) return error.message;
		const code =
			(error as { code?: unknown }).code ?? (error.cause as { code?: unknown } | undefined)?.code;
		if (typeof code === 'string') return code;
		return error.name;
	}
	return 'it failed';
}

/** Tells addresses apart in the ledger without writing them down. */
function fingerprint(text: string): string {
	let hash = 0x811c9dc5;
	for (const character of text.toLowerCase()) {
		hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
	}
	return (hash >>> 0).toString(36);
}
