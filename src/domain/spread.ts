/** Where customers are told of an incident, and where the last word has not arrived yet. For responders. */
import type { Channel, Organisation } from '../schemas/organisation.ts';
import type { Level } from '../schemas/severity.ts';
import type { Instant } from '../schemas/values.ts';
import type { Facts } from './predicate.ts';
import { evaluate } from './predicate.ts';
import type { Response } from './response.ts';

/** One channel, and when the last word to customers was said there too. */
export interface Spread {
	channel: Channel;
	/** `undefined`: not since the last word. */
	told: Instant | undefined;
}

/**
 * Every channel by which the level wants customers told, in its order. The last update counts as said on the status
 * page; elsewhere a note of kind `communication` since then says so. Nothing before customers were told anything.
 */
export function spreadOf(
	{ shown, notes }: Pick<Response, 'shown' | 'notes'>,
	{ notify }: Pick<Level, 'notify'>,
	facts: Facts,
	{ channels }: Pick<Organisation, 'channels'>,
): Spread[] {
	const last = shown?.updates.at(-1)?.at;
	if (last === undefined) return [];
	const wanted = notify
		.filter(({ when }) => when === undefined || evaluate(when, facts) === true)
		.flatMap((item) => item.channels);
	return [...new Set(wanted)].flatMap((id) => {
		const channel = channels.find((item) => item.id === id);
		if (channel?.audience !== 'customers') return [];
		if (channel.kind === 'status-page') return [{ channel, told: last }];
		const told = notes.findLast(
			({ note }) => note.kind === 'communication' && note.channel === id && note.at >= last,
		);
		return [{ channel, told: told?.note.at }];
	});
}
