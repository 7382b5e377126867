/** What the room of an incident is called. A browser asks it too, so there is no calendar here. */

/** What the placeholders of a pattern stand for. */
export interface WarRoomWords {
	/** Label of the level, e.g. `SEV1`. */
	level: string;
	/** Day on the organisation's clock, e.g. `2026-03-01`. */
	date: string;
	/** Time on the organisation's clock, e.g. `09:15`. */
	time: string;
	/** Id of the incident; missing while it has none. */
	id?: string | undefined;
}

/**
 * The name of the chat channel, by the organisation's pattern. In lower case and without anything that chat programs
 * refuse in a name; a placeholder that nothing is known of is left out.
 */
export function warRoomName(pattern: string, words: WarRoomWords): string {
	const values: Record<string, string | undefined> = {
		level: words.level,
		date: words.date,
		time: words.time.replace(':', ''),
		id: words.id,
	};
	return pattern
		.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}#_-]+/gu, '-')
		.replaceAll(/-{2,}/g, '-')
		.replaceAll(/^-|-$/g, '');
}
