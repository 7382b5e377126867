/**
 * Names of what we say, for machines that must know it again. They are made of the ids of records and updates
 * alone, which never change: a site that moves to another host or folder, or is renamed, announces nothing anew.
 */
import { createHash } from 'node:crypto';

// Any fixed UUID will do; this one was made for Allclear and is a promise from the first release on.
const namespace = Buffer.from('3b0c2f6e8a5d4c1f9e7d61a4f0b28c93', 'hex');

/** The id of one update in every feed. */
export const entryId = (record: string, update: string) =>
	`urn:uuid:${uuid(`${record}/${update}`)}`;

/** The `UID` of a maintenance in calendars. */
export const calendarUid = (record: string) => uuid(`${record}/calendar`);

/**
 * The id of a feed.
 * @param was where the page was first published; feeds of two organisations must differ
 */
export function feedId(was: string, service: string | undefined): string {
	return `urn:uuid:${uuid(`${new URL(was).href}/feed/${service ?? ''}`)}`;
}

/** A UUID of version 5 (RFC 9562): the same name gives the same one, everywhere and for ever. */
function uuid(name: string): string {
	const bytes = createHash('sha1').update(namespace).update(name, 'utf8').digest().subarray(0, 16);
	bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
	bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
	return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
