/** Incidents that turned out to be another one. */
import type { Incident } from './incident.ts';

/**
 * Follows `duplicate-of` to the incident that is meant in the end. A duplicate is over when that one is,
 * and what it said still counts as downtime; the intervals are united where they are summed.
 * A duplicate of an unknown incident, or of itself in a circle, stays an incident of its own.
 */
export function joinDuplicates(incidents: readonly Incident[]): Incident[] {
	const byId = new Map(incidents.map((incident) => [incident.id, incident]));
	return incidents.map((incident) => {
		const original = originalOf(incident, byId);
		if (!original) return { ...incident, duplicateOf: undefined };
		const { resolvedAt } = original;
		return {
			...incident,
			duplicateOf: original.id,
			open: false,
			status: original.open ? incident.status : 'resolved',
			resolvedAt: incident.resolvedAt ?? resolvedAt,
			nextUpdate: undefined,
			workaround: undefined,
			services: original.open
				? incident.services
				: incident.services.map((service) => ({ ...service, condition: 'operational' })),
			afflictions: incident.afflictions
				.map((item) => ({ ...item, end: Math.min(item.end, resolvedAt ?? Infinity) }))
				.filter((item) => item.start < item.end),
		};
	});
}

/** What a duplicate is of in the end; `undefined` for what is none, or is one of itself in a circle. */
export function originalOf<T extends { id: string; duplicateOf?: string | undefined }>(
	incident: T,
	byId: ReadonlyMap<string, T>,
): T | undefined {
	const seen = new Set([incident.id]);
	let original: T | undefined;
	let next = incident.duplicateOf;
	while (next !== undefined) {
		const found = byId.get(next);
		if (!found) return original;
		if (seen.has(found.id)) return undefined;
		seen.add(found.id);
		original = found;
		next = found.duplicateOf;
	}
	return original;
}
