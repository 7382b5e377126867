/** Sending to every receiver by itself: one that fails is tried again, reported, and stops nobody else. */
import type { Ledger } from './ledger.ts';
import type { MailPatience } from './mail.ts';
import {
	addressesOf,
	earlierMailKey,
	mailKey,
	sendMail,
	shortAddress,
	SilentServer,
} from './mail.ts';
import type { Escalation, Request } from './messages.ts';
import {
	escalationRequest,
	headingOf,
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
	/** What a mail server is given. */
	mail?: MailPatience;
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
	const silent = new Set<string>();
	const all = await Promise.all(
		receivers.filter(takesNews).map((receiver) =>
			tell(
				receiver,
				news.filter((item) => concerns(receiver, item)),
				{ ledger, now, wait, silent },
			),
		),
	);
	return all.flat();
}

/** One message that `sendNews` would send, or has sent before. */
export interface Plan {
	receiver: string;
	/** Its host, or its address of mail cut short. */
	to: string;
	heading: string;
	state: 'to-send' | 'sent-before';
}

/** What `sendNews` would send; nothing is sent. */
export function planNews(
	receivers: readonly Receiver[],
	news: readonly News[],
	ledger: Pick<Ledger, 'has'>,
	now: number,
): Plan[] {
	return receivers.filter(takesNews).flatMap((receiver) =>
		news
			.filter((item) => concerns(receiver, item))
			.flatMap((item) =>
				deliveries(receiver, item, now, patience).map((planned): Plan => {
					const before = wasSent(ledger, receiver.id, planned);
					return {
						receiver: receiver.id,
						to: planned.to,
						heading: headingOf(item),
						state: before ? 'sent-before' : 'to-send',
					};
				}),
			),
	);
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
				return once(receiver, { key }, ledger, wait, () => post(request));
			}
			if (receiver.kind === 'webhook' && receiver.takes.includes('escalations')) {
				const request = escalationRequest(receiver.url, receiver.secret, escalation, now);
				return once(receiver, { key }, ledger, wait, () => post(request));
			}
			return [];
		}),
	);
}

/** Whoever is paged hears of escalations alone. */
const takesNews = (receiver: Receiver) =>
	receiver.kind === 'webhook' ? receiver.takes.includes('news') : receiver.kind !== 'pagerduty';

/** What all messages of one run share. */
interface Run {
	ledger: Ledger;
	now: number;
	wait: Patience;
	/** Servers that said nothing. Whoever waits for them again and again keeps the others from being told. */
	silent: Set<string>;
}

async function tell(receiver: Receiver, news: readonly News[], run: Run): Promise<Sent[]> {
	const sent: Sent[] = [];
	for (const item of news) {
		for (const planned of deliveries(receiver, item, run.now, run.wait)) {
			const result = await deliver(receiver, planned, run);
			sent.push(result);
			// What comes later makes no sense to somebody who missed this; the next run begins here.
			if (result.state === 'failed' && receiver.kind !== 'email') return sent;
		}
	}
	return sent;
}

const wasSent = (ledger: Pick<Ledger, 'has'>, id: string, { key, earlier }: Named) =>
	ledger.has(id, key) || (earlier !== undefined && ledger.has(id, earlier));

async function deliver(
	receiver: Receiver,
	{ server = '', send, ...named }: Planned,
	{ ledger, wait, silent }: Run,
): Promise<Sent> {
	return once(receiver, named, ledger, wait, async () => {
		if (silent.has(server)) throw new Refused('not tried, because its mail server says nothing');
		try {
			await send();
		} catch (error) {
			if (!(error instanceof SilentServer)) throw error;
			silent.add(server);
			throw new Refused(error.message, { cause: error });
		}
	});
}

/** What ledgers call a message. */
interface Named {
	key: string;
	/** In an earlier version. */
	earlier?: string | undefined;
}

/** One message to one receiver, or to one address of it. */
interface Planned extends Named {
	/** Whom it goes to, as far as may be read over somebody's shoulder. */
	to: string;
	/** Where it goes; nothing else is sent there after it said nothing. */
	server?: string;
	send: () => Promise<void>;
}

function deliveries(receiver: Receiver, item: News, now: number, wait: Patience): Planned[] {
	const key = newsKey(item);
	const posted = (url: string, request: () => Request): Planned[] => [
		{ key, to: new URL(url).hostname, send: () => post(request()) },
	];
	switch (receiver.kind) {
		case 'slack':
			return posted(receiver.url, () => slackRequest(receiver.url, item));
		case 'teams':
			return posted(receiver.url, () => teamsRequest(receiver.url, item));
		case 'webhook':
			return posted(receiver.url, () => webhookRequest(receiver.url, receiver.secret, item, now));
		case 'email':
			// A full mailbox stops only its own mail.
			return addressesOf(receiver, item).map((to) => ({
				key: mailKey(item, to),
				to: shortAddress(to),
				earlier: earlierMailKey(item, to),
				server: receiver.server,
				send: () => sendMail(receiver, to, item, wait.mail),
			}));
		case 'pagerduty':
			return [];
	}
}

function concerns(receiver: Receiver, item: News): boolean {
	const { services } = receiver;
	return services === undefined || servicesOf(item).some((id) => services.includes(id));
}

async function once(
	{ id }: Pick<Receiver, 'id'>,
	named: Named,
	ledger: Ledger,
	{ attempts, pause }: Patience,
	send: () => Promise<void>,
): Promise<Sent> {
	const { key } = named;
	if (wasSent(ledger, id, named)) return { receiver: id, key, state: 'sent-before' };
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
