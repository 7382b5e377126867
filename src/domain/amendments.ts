/** Corrections and redactions: files that change how an earlier file of the same folder reads. */
import type { Instant } from '../schemas/values.ts';
import type { Stored } from './stored.ts';

/** The fields by which one update amends another. */
export interface Amending {
	at: Instant;
	corrects?: string | undefined;
	redacts?: string | undefined;
	reason?: string | undefined;
	body?: string | undefined;
}

/** An update with the later files that amend it already applied. */
export interface Amended<T> {
	entry: Stored<T>;
	/** What it says today. */
	value: T;
	/** What was corrected, oldest first, each with the text it replaced; none of it if it was redacted since. */
	corrections: { at: Instant; reason: string; replaced: string | undefined }[];
	redaction: { at: Instant; reason: string } | undefined;
	/** Last change to how it reads. */
	updatedAt: Instant;
}

/**
 * Applies amendments to the updates they are about. A correction changes what its update says, fields and
 * all, where it stands in the order; one that amends nothing known is an update of its own.
 *
 * @param entries in the order in which they count
 * @param amend lays the fields of a correction over those of an update; the text is seen to here
 */
export function applyAmendments<T extends Amending>(
	entries: readonly Stored<T>[],
	amend: (value: T, by: T) => T,
): Amended<T>[] {
	const byOp = new Map(entries.map((entry) => [entry.op, entry]));
	const targets = new Map(entries.map((entry) => [entry, targetOf(entry, byOp)]));
	const amendments = Map.groupBy(
		entries.filter((entry) => targets.get(entry)),
		(entry) => targets.get(entry)?.op,
	);
	return entries
		.filter((entry) => !targets.get(entry))
		.map((entry) => {
			const own = amendments.get(entry.op) ?? [];
			const redaction = own.findLast(({ value }) => value.redacts !== undefined)?.value;
			return {
				entry,
				value: own.reduce(
					(said, { value: by }) => ({ ...amend(said, by), body: bodyAfter(said, by) }),
					entry.value,
				),
				corrections: redaction ? [] : correctionsOf(entry, own),
				redaction: redaction && { at: redaction.at, reason: redaction.reason ?? '' },
				updatedAt: Math.max(entry.value.at, ...own.map(({ value }) => value.at)),
			};
		});
}

/** A redaction takes the text away unless it brings another; nothing brings the old one back. */
function bodyAfter(said: Amending, by: Amending): string | undefined {
	return by.redacts === undefined ? (by.body ?? said.body) : by.body;
}

/** The update that an amendment among `entries` is about in the end; `undefined` for an ordinary update or a circle. */
export function targetIn<T extends Amending>(
	entry: Stored<T>,
	entries: readonly Stored<T>[],
): Stored<T> | undefined {
	return targetOf(entry, new Map(entries.map((item) => [item.op, item])));
}

function correctionsOf<T extends Amending>(entry: Stored<T>, amendments: readonly Stored<T>[]) {
	let text = entry.value.body;
	return amendments.map(({ value: { at, reason = '', body } }) => {
		const replaced = body === undefined ? undefined : text;
		text = body ?? text;
		return { at, reason, replaced };
	});
}

/** The update that an amendment is about in the end; `undefined` for an ordinary update or a circle. */
function targetOf<T extends Amending>(
	entry: Stored<T>,
	byOp: ReadonlyMap<string, Stored<T>>,
): Stored<T> | undefined {
	const seen = new Set([entry.op]);
	let target: Stored<T> | undefined;
	let next = entry.value.corrects ?? entry.value.redacts;
	while (next !== undefined) {
		const found = byOp.get(next);
		if (!found) return target;
		if (seen.has(found.op)) return undefined;
		seen.add(found.op);
		target = found;
		next = found.value.corrects ?? found.value.redacts;
	}
	return target;
}
