/** Names that git gives to bytes. */
import { createHash } from 'node:crypto';

/** What git calls a file with this text. */
export function blobName(text: string): string {
	const bytes = Buffer.from(text);
	return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
