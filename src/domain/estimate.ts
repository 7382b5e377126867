/** How long an incident may take, from how long similar ones took. It proposes; whoever leads the incident decides. */
import type { Services } from '../schemas/services.ts';
import type { Instant, Milliseconds } from '../schemas/values.ts';
import type { Response } from './response.ts';
import { serviceIds } from './serviceHistory.ts';

/** An estimate, and what it stands on. */
export interface Estimate {
	/** Median of the time from the start of the impact until it was over. */
	length: Milliseconds;
	/** When that would be for this incident. */
	until: Instant;
	/** What makes them similar. */
	by: 'cause' | 'service';
	/** The similar incidents, the latest first. */
	basis: { id: string; title: string; length: Milliseconds }[];
}

/** What is looked at of an incident. */
export type Estimated = Pick<
	Response,
	| 'cause'
	| 'duplicateOf'
	| 'excludedFromMetrics'
	| 'id'
	| 'milestones'
	| 'opened'
	| 'resolvedAt'
	| 'shown'
	| 'title'
>;

/**
 * The median of earlier incidents with the same cause; without any, of those that hurt one of the same services.
 * `undefined` if there was none.
 */
export function estimateOf(
	incident: Estimated,
	all: readonly Estimated[],
	services: Services,
): Estimate | undefined {
	const today = serviceIds(services);
	const hurt = (of: Estimated) => (of.shown?.services ?? []).map(({ id }) => today.get(id) ?? id);
	const earlier = all.filter(
		(other) =>
			other.id !== incident.id &&
			other.duplicateOf === undefined &&
			other.excludedFromMetrics === undefined &&
			!other.shown?.retraction &&
			other.resolvedAt !== undefined &&
			other.resolvedAt <= incident.opened,
	);
	const cause = incident.cause?.cause;
	const sameCause =
		cause === undefined ? [] : earlier.filter((other) => other.cause?.cause === cause);
	const sameService = earlier.filter((other) =>
		hurt(other).some((service) => hurt(incident).includes(service)),
	);
	const similar = sameCause.length > 0 ? sameCause : sameService;
	const basis = similar
		.toSorted((a, b) => b.opened - a.opened)
		.map(({ id, title, resolvedAt = 0, ...other }) => ({
			id,
			title,
			length: Math.max(0, resolvedAt - startOf(other)),
		}));
	const length = median(basis.map((item) => item.length));
	if (length === undefined) return undefined;
	return {
		length,
		until: startOf(incident) + length,
		by: sameCause.length > 0 ? 'cause' : 'service',
		basis,
	};
}

const startOf = ({ milestones, opened }: Pick<Estimated, 'milestones' | 'opened'>): Instant =>
	milestones['impact-started'] ?? opened;

function median(lengths: readonly Milliseconds[]): Milliseconds | undefined {
	const sorted = lengths.toSorted((a, b) => a - b);
	const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
	return low === undefined || high === undefined ? undefined : Math.round((low + high) / 2);
}
