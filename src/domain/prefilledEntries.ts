/**
 * Updates and notes as files, for links that open them on GitHub. A browser builds them too: no YAML library, no
 * clock, no randomness; the caller says when it is and what the operation is called.
 */
import type { Condition, IncidentStatus } from '../schemas/vocabulary.ts';
import type { Instant } from '../schemas/values.ts';

/** A new file. */
export interface Entry {
	/** Path below the top of the repository. */
	path: string;
	text: string;
}

/** Which record an entry is for. */
export interface EntryPlace {
	/** Path of the record's folder below the content root, e.g. `incidents/2026/2026-03-01-k3f9`. */
	folder: string;
	/** Path of the content root below the top of the repository; empty if it is the top. */
	root: string;
	/** When it is said. */
	at: Instant;
	/** Six characters that nobody else has chosen. */
	op: string;
}

/** A word to customers. */
export interface UpdateEntry {
	title?: string | undefined;
	status?: IncidentStatus | undefined;
	/** When it became true, if earlier. */
	since?: Instant | undefined;
	services?: Readonly<Record<string, Condition>> | undefined;
	nextUpdate?: Instant | undefined;
	message: string;
}

/** An update of an incident. */
export function updateEntry(update: UpdateEntry, place: EntryPlace): Entry {
	const services = Object.entries(update.services ?? {});
	return entry('updates', place, update.message, [
		...line('title', update.title),
		...line('status', update.status),
		...instant('since', update.since),
		...(services.length > 0
			? ['services:', ...services.map(([id, condition]) => `  ${quoted(id)}: ${quoted(condition)}`)]
			: []),
		...instant('next-update', update.nextUpdate),
	]);
}

/** The last update of an incident. */
export function resolvingEntry(
	update: Pick<UpdateEntry, 'message' | 'since'>,
	place: EntryPlace,
): Entry {
	return updateEntry({ ...update, status: 'resolved' }, place);
}

/**
 * A note for responders.
 *
 * @param fields what its kind asks for, one text each
 */
export function noteEntry(
	kind: string,
	{
		by,
		message,
		fields = {},
	}: { by: string; message: string; fields?: Readonly<Record<string, string>> },
	place: EntryPlace,
): Entry {
	return entry('notes', place, message, [
		...line('by', by),
		...line('kind', kind),
		...Object.entries(fields).flatMap(([name, value]) => line(name, value)),
	]);
}

/** `I have it`, of an incident. */
export function acknowledgingEntry(by: string, place: EntryPlace): Entry {
	return noteEntry('acknowledged', { by, message: '' }, place);
}

function entry(
	room: 'updates' | 'notes',
	{ folder, root, at, op }: EntryPlace,
	message: string,
	fields: readonly string[],
): Entry {
	const name = `${isoSeconds(at).replaceAll(/[-:]/g, '')}-${op}.md`;
	const body = message.replaceAll(/\r\n?/g, '\n').trim();
	return {
		path: [root, folder, room, name].filter((part) => part !== '').join('/'),
		text: `${['---', ...instant('at', at), ...fields, '---'].join('\n')}\n${body === '' ? '' : `\n${body}\n`}`,
	};
}

const line = (name: string, value: string | undefined) =>
	value === undefined ? [] : [`${name}: ${quoted(value)}`];

const instant = (name: string, value: Instant | undefined) =>
	value === undefined ? [] : [`${name}: ${isoSeconds(value)}`];

/** A text as YAML reads it, whatever it holds: every JSON text is one of YAML. */
function quoted(text: string): string {
	return /^[a-zA-Z][\w -]*[\w]$/.test(text) && !/^(?:true|false|null|yes|no)$/i.test(text)
		? text
		: JSON.stringify(text);
}

/** Whole seconds in UTC: `2026-03-01T09:15:00Z`. */
const isoSeconds = (at: Instant) => `${new Date(at).toISOString().slice(0, 19)}Z`;
