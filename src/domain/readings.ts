/** Since when each update of a record reads as it does today. */
import type { Instant } from '../schemas/values.ts';
import type { Amending } from './amendments.ts';
import type { Stored } from './stored.ts';

/** What is compared: an update by its id, and everything of it that is shown. */
interface Reading {
	id: string;
	at: Instant;
	updatedAt: Instant;
}

/**
 * Dates every update by the last amendment that changed how it reads. An update takes over what earlier ones
 * said (a title, a status), so that a correction of one may change how another reads, or may not.
 *
 * @param entries all files of the record
 * @param today the updates as they read with all of them
 * @param fold the updates as they read with some of them
 */
export function dateReadings<T extends Amending, R extends Reading>(
	entries: readonly Stored<T>[],
	today: readonly R[],
	fold: (entries: Stored<T>[]) => readonly R[],
): R[] {
	const amendedAt = [
		...new Set(entries.filter(({ value }) => isAmendment(value)).map(({ value }) => value.at)),
	].sort((a, b) => b - a);
	// Nearly all records have none.
	if (amendedAt.length === 0) return [...today];

	const since = new Map<string, Instant>();
	let later = new Map(today.map((item) => [item.id, textOf(item)]));
	for (const at of amendedAt) {
		const before = new Map(
			fold(entries.filter(({ value }) => value.at < at)).map((item) => [item.id, textOf(item)]),
		);
		for (const [id, text] of later) {
			if (!since.has(id) && before.has(id) && before.get(id) !== text) since.set(id, at);
		}
		later = new Map([...later].map(([id, text]) => [id, before.get(id) ?? text]));
	}
	return today.map((item) => ({ ...item, updatedAt: since.get(item.id) ?? item.at }));
}

const isAmendment = ({ corrects, redacts }: Amending) =>
	corrects !== undefined || redacts !== undefined;

/** Everything that an update shows, but for its own date. */
const textOf = (reading: Reading) => JSON.stringify({ ...reading, updatedAt: 0 });
