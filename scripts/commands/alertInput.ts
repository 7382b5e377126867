/** Reading a payload from standard input, within reason. */
import { CommandError, exitCodes } from '../lib/exitCodes.ts';

/** Largest payload that is read. Senders post kilobytes; GitHub passes on at most 64 KB. */
export const maxPayloadBytes = 1024 * 1024;

/**
 * Reads all of a stream, and stops at the limit.
 * @throws {CommandError} if it is empty or too large
 */
export async function readPayloadText(
	stream: AsyncIterable<unknown> & { isTTY?: boolean },
): Promise<string> {
	if (stream.isTTY === true) throw nothing();
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream) {
		const bytes = Buffer.from(chunk as Uint8Array);
		size += bytes.length;
		if (size > maxPayloadBytes) {
			throw new CommandError(
				exitCodes.invalid,
				'The payload has more than 1 MB; nothing of it was kept.',
				'An alert has a few kilobytes. Let the sender post less: Alertmanager has max_alerts for it.',
			);
		}
		chunks.push(bytes);
	}
	const text = Buffer.concat(chunks).toString('utf8');
	if (text.trim() === '') throw nothing();
	return text;
}

/**
 * The payload as a value.
 * @throws {CommandError} if it is no JSON, with the place where it stops to be
 */
export function parsePayload(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// The parser's own message quotes the payload, which is nobody's to print.
		const end = text.trimEnd().at(-1);
		throw new CommandError(
			exitCodes.invalid,
			end === '}' || end === ']'
				? 'The payload is not JSON.'
				: 'The payload is not JSON; it seems to be cut off.',
			'Post what the sender’s webhook posts, whole and unchanged.',
		);
	}
}

const nothing = () =>
	new CommandError(
		exitCodes.usage,
		'No payload came in.',
		'Pass it on standard input: npm run alert < payload.json',
	);
