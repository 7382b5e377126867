/** What somebody who joins an incident late has to know, from its notes. For responders. */
import type { NoteOf } from '../schemas/note.ts';
import type { Instant } from '../schemas/values.ts';
import type { Response, TimelineEntry } from './response.ts';

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
export function suspicionsOf({ notes }: Pick<Response, 'notes'>): Suspicion[] {
	const found: Suspicion[] = [];
	for (const { op, note } of notes) {
		if (note.kind !== 'hypothesis') continue;
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
export function attemptsOf({ notes }: Pick<Response, 'notes'>): Attempt[] {
	return notes
		.flatMap(({ op, note }): Attempt[] => {
			const at = Math.min(note.since ?? note.at, note.at);
			if (note.kind === 'mitigation') return [{ op, at, note }];
			return note.kind === 'command' ? [{ op, at, note }] : [];
		})
		.sort((a, b) => a.at - b.at);
}

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
