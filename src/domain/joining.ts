/** What somebody who joins an incident late has to know, from its notes. For responders. */
import type { Note, NoteKind, NoteOf } from '../schemas/note.ts';
import type { Instant } from '../schemas/values.ts';
import type { Response, TimelineEntry } from './response.ts';

/** A note, with the incident it was written in. */
export interface JoinedNote {
	op: string;
	note: Note;
	/** The duplicate it was written in; `undefined` for the incident itself. */
	from: string | undefined;
}

/** The notes of an incident and of everything that turned out to be part of it, in one order. */
export function joinedNotes(response: Response, all: readonly Response[]): JoinedNote[] {
	return [
		...response.notes.map((item) => ({ ...item, from: undefined })),
		...duplicatesOf(response, all).flatMap((duplicate) =>
			duplicate.notes.map((item) => ({ ...item, from: duplicate.id })),
		),
	].sort((a, b) => a.note.at - b.note.at || (a.op < b.op ? -1 : 1));
}

/** Notes of one kind, in their order. */
export const notesOf = <K extends NoteKind>(
	notes: readonly { op: string; note: Note }[],
	kind: K,
): { op: string; note: NoteOf<K> }[] =>
	notes.filter((item): item is { op: string; note: NoteOf<K> } => item.note.kind === kind);

/** Something somebody suspected, and what became of it. */
export interface Suspicion {
	op: string;
	at: Instant;
	by: string;
	text: string;
	state: NoteOf<'hypothesis'>['state'];
	/** When and by whom it was settled; `undefined` while it is open. */
	settled: { at: Instant; by: string; text: string } | undefined;
}

/** What was suspected, in the order in which it was said; a note that settles an earlier one is part of it. */
export function suspicionsOf(notes: readonly { op: string; note: Note }[]): Suspicion[] {
	const found: Suspicion[] = [];
	for (const { op, note } of notesOf(notes, 'hypothesis')) {
		const { at, by, body: text, state } = note;
		const earlier = found.find((item) => item.op === note.of);
		if (!earlier) found.push({ op, at, by, text, state, settled: undefined });
		else {
			earlier.state = state;
			earlier.settled = state === 'open' ? undefined : { at, by, text };
		}
	}
	return found;
}

/** Something that was done, and what came of it. */
export type Attempt = { op: string; at: Instant } & (
	{ note: NoteOf<'mitigation'> } | { note: NoteOf<'command'> }
);

/** What was tried, in order. */
export function attemptsOf(notes: readonly { op: string; note: Note }[]): Attempt[] {
	return notes
		.flatMap(({ op, note }): Attempt[] => {
			const at = Math.min(note.since ?? note.at, note.at);
			if (note.kind === 'mitigation') return [{ op, at, note }];
			return note.kind === 'command' ? [{ op, at, note }] : [];
		})
		.sort((a, b) => a.at - b.at);
}

/** What somebody asked to keep an eye on, and whose time is not over. */
export const watchedAt = (
	notes: readonly { op: string; note: Note }[],
	now: Instant,
): { op: string; note: NoteOf<'watch'> }[] =>
	notesOf(notes, 'watch').filter(({ note }) => note.until === undefined || note.until > now);

/** Where people meet over it: the chat and the call that were named last. */
export const roomsOf = (notes: readonly { op: string; note: Note }[]): NoteOf<'link'>[] =>
	(['chat', 'call'] as const).flatMap(
		(what) =>
			notesOf(notes, 'link')
				.map(({ note }) => note)
				.findLast((note) => note.what === what) ?? [],
	);

/** When an answer that holds was given; `undefined` if no note gave it. */
export const answeredAt = (
	notes: readonly { note: Note }[],
	kind: 'impact' | 'triage',
	field: string,
): Instant | undefined =>
	notes.findLast(
		({ note }) =>
			note.kind === kind &&
			Object.hasOwn(note.kind === 'impact' ? note.facts : note.answers, field),
	)?.note.at;

/** A line of a timeline, with the incident it was written in. */
export type JoinedEntry = TimelineEntry & {
	/** The duplicate it was written in; `undefined` for the incident itself. */
	from: string | undefined;
};

/** The timeline of an incident and of everything that turned out to be part of it, in one order. */
export function joinedTimeline(response: Response, all: readonly Response[]): JoinedEntry[] {
	const joined = duplicatesOf(response, all).flatMap((duplicate) =>
		duplicate.timeline.map((entry): JoinedEntry => ({ ...entry, from: duplicate.id })),
	);
	return [
		...response.timeline.map((entry): JoinedEntry => ({ ...entry, from: undefined })),
		...joined,
	].sort((a, b) => a.at - b.at || (a.op < b.op ? -1 : 1));
}

/** Incidents that turned out to be this one. */
export const duplicatesOf = ({ id }: Pick<Response, 'id'>, all: readonly Response[]): Response[] =>
	all.filter(({ duplicateOf }) => duplicateOf === id);

/** Roles that the level asks for and nobody has. */
export const missingRoles = (
	{ roles }: Pick<Response, 'roles'>,
	wanted: readonly string[],
): string[] => wanted.filter((role) => !roles.some((item) => item.role === role));
