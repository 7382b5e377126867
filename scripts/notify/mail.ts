/** Mail to the addresses of a receiver, one each, so that nobody sees the others. */
import { createHash } from 'node:crypto';
import { mailOf } from './messages.ts';
import type { News } from './news.ts';
import { newsKey, servicesOf } from './news.ts';
import type { Receiver } from './receivers.ts';

type MailReceiver = Extract<Receiver, { kind: 'email' }>;

/** How long a mail server may say nothing, in milliseconds. */
export interface MailPatience {
	connectionTimeout: number;
	greetingTimeout: number;
	socketTimeout: number;
}

/**
 * A server that is there answers within a second or two; some let strangers wait for their greeting. One that took a mail
 * may look at it for a while before it says so, and who hangs up earlier tells everybody twice.
 */
const mailPatience: MailPatience = {
	connectionTimeout: 10_000,
	greetingTimeout: 10_000,
	socketTimeout: 30_000,
};

/** Its server said nothing in time: no other address is tried there. */
export class SilentServer extends Error {}

/** Everybody whom news concerns, each once however many lists they are in. */
export function addressesOf(receiver: MailReceiver, item: News): string[] {
	const services = servicesOf(item);
	const own = Object.entries(receiver['to-by-service']).flatMap(([service, list]) =>
		services.includes(service) ? list : [],
	);
	return unique([...receiver.to, ...own]);
}

function unique(addresses: readonly string[]): string[] {
	const seen = new Set<string>();
	return addresses.filter((address) => {
		const same = address.toLowerCase();
		return !seen.has(same) && seen.add(same);
	});
}

/** An address cut short: whoever knows it, knows it again. */
export function shortAddress(address: string): string {
	const plain = /<([^<>]+)>\s*$/.exec(address)?.[1] ?? address;
	return plain.trim().replace(/^(.).*(?=@)/, '$1…');
}

/**
 * What the ledger knows a mail by: the news and the address alone. Where the address stands in which list is no part of
 * it, because lists change.
 */
export const mailKey = (item: News, to: string) => `${newsKey(item)} ${digestOf(to)}`;

/** What ledgers of earlier versions know it by, without the number of the address. */
export const earlierMailKey = (item: News, to: string) => `${newsKey(item)} ${fingerprint(to)}`;

/**
 * Sends news to one address.
 *
 * @throws {SilentServer} if the server says nothing in time
 */
export async function sendMail(
	receiver: MailReceiver,
	to: string,
	item: News,
	patience: MailPatience = mailPatience,
): Promise<void> {
	const { createTransport } = await import('nodemailer');
	const transport = createTransport({ url: receiver.server, ...patience });
	try {
		const { record, update } = item;
		await transport.sendMail({
			from: receiver.from,
			to,
			...mailOf(item),
			messageId: `<${record.id}.${update.id}.${fingerprint(to)}@${new URL(record.shortlink).hostname}>`,
			headers: { 'Auto-Submitted': 'auto-generated' },
		});
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ETIMEDOUT') throw error;
		throw new SilentServer('its mail server says nothing', { cause: error });
	} finally {
		transport.close();
	}
}

/** Tells addresses apart without writing them down; long enough that two are never taken for one. */
const digestOf = (address: string) =>
	createHash('sha256').update(address.toLowerCase()).digest('base64url').slice(0, 22);

/** A short one, as it stands in names of mails and in ledgers of earlier versions. */
function fingerprint(text: string): string {
	let hash = 0x811c9dc5;
	for (const character of text.toLowerCase()) {
		hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
	}
	return (hash >>> 0).toString(36);
}
