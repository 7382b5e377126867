/** What is done after an incident is over, and what of it was done. */
import type { Process } from '../schemas/process.ts';
import type { Facts } from './predicate.ts';
import { evaluate } from './predicate.ts';
import type { Response } from './response.ts';

/** One thing that is done after an incident is over. */
export interface CloseOut {
	item: Process['closeOut'][number];
	done: boolean;
	/** The command that writes it down. */
	command: string;
}

/** Every item that holds for the incident, in the organisation's order. */
export function closeOutOf(
	items: Process['closeOut'],
	response: Pick<Response, 'id' | 'closedOut' | 'notes'>,
	facts: Facts,
): CloseOut[] {
	return items
		.filter(({ when }) => when === undefined || evaluate(when, facts) === true)
		.map((item) => ({ item, done: isDone(item, response), command: commandFor(item, response) }));
}

/** A settled item is done by saying what became of the thing it is about, and why. */
function isDone(
	{ id, settles }: CloseOut['item'],
	{ closedOut, notes }: Pick<Response, 'closedOut' | 'notes'>,
): boolean {
	if (settles === undefined) return closedOut.includes(id);
	return notes.some(
		({ note }) =>
			note.kind === 'link' &&
			note.what === settles &&
			note.state !== undefined &&
			note.reason !== undefined,
	);
}

function commandFor({ id, settles }: CloseOut['item'], response: Pick<Response, 'id'>): string {
	const note = `npm run incident -- note ${response.id} --kind`;
	return settles === undefined
		? `${note} close-out --set item=${id}`
		: `${note} link --set what=${settles} --set state="…" --set reason="…"`;
}
