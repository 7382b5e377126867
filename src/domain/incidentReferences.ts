/**
 * References such as `INC-2026-03-01-001`: one an incident, and never two the same. They follow from what is known, so that
 * nobody has to allocate them and two incidents that are opened at once cannot get the same; a note of kind `reference`
 * keeps one from changing when something of the same day arrives later.
 */
import type { Response } from './response.ts';

/** What of an incident its reference follows from. */
export type Referenced = Pick<Response, 'id' | 'opened' | 'example' | 'reference'>;

/**
 * The reference of each incident by its id. What a note says holds, for the first of those that say the same; every other
 * incident gets the lowest number of its day that is free, in the order in which they were opened.
 *
 * @param pattern such as `INC-{date}-{###}`; without one only notes count
 */
export function referencesOf(
	incidents: readonly Referenced[],
	pattern: string | undefined,
): Map<string, string> {
	const found = new Map<string, string>();
	const taken = new Set<string>();
	const give = (id: string, reference: string) => {
		found.set(id, reference);
		taken.add(reference);
	};
	const inOrder = incidents.toSorted(
		(a, b) =>
			// What came with the product never takes a number from an incident of one's own.
			Number(a.example) - Number(b.example) || a.opened - b.opened || (a.id < b.id ? -1 : 1),
	);
	for (const { id, reference } of inOrder) {
		if (reference !== undefined && !taken.has(reference)) give(id, reference);
	}
	if (pattern === undefined) return found;
	for (const incident of inOrder) {
		if (found.has(incident.id)) continue;
		for (let number = 1; !found.has(incident.id); number++) {
			const reference = printReference(pattern, referenceDay(incident), number);
			if (!taken.has(reference)) give(incident.id, reference);
		}
	}
	return found;
}

/** The same incidents, each with its reference. */
export function withReferences<T extends Referenced>(
	incidents: readonly T[],
	pattern: string | undefined,
): T[] {
	const references = referencesOf(incidents, pattern);
	return incidents.map((incident) => ({ ...incident, reference: references.get(incident.id) }));
}

/** The day that an incident is counted on: that of its id, which is one of UTC. */
export const referenceDay = ({ id, opened }: Pick<Referenced, 'id' | 'opened'>): string =>
	/^\d{4}-\d{2}-\d{2}/.exec(id)?.[0] ?? new Date(opened).toISOString().slice(0, 10);

function printReference(pattern: string, day: string, number: number): string {
	return pattern
		.replace('{date}', day)
		.replace(/\{(#+)\}/, (_, places: string) => String(number).padStart(places.length, '0'));
}
