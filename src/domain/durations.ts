/** How long the parts of an incident took, from its milestones alone. Nothing of this is ever typed or stored. */
import type { Instant, Milliseconds } from '../schemas/values.ts';
import type { Milestone } from '../schemas/vocabulary.ts';

/** The parts that are measured. */
export const measuredParts = ['detect', 'acknowledge', 'mitigate', 'resolve'] as const;
export type MeasuredPart = (typeof measuredParts)[number];

/** One part: between which milestones, and how long, or what is missing to know it. */
export interface Measured {
	part: MeasuredPart;
	from: Milestone;
	to: Milestone;
	/** `undefined` where a milestone is missing, or the second came before the first. */
	length: Milliseconds | undefined;
	/** Milestones that nobody wrote down. */
	missing: Milestone[];
	/** The second milestone came before the first, so one of the two is wrong. */
	reversed: boolean;
}

const ends = {
	detect: ['impact-started', 'detected'],
	acknowledge: ['alerted', 'acknowledged'],
	mitigate: ['impact-started', 'mitigated'],
	resolve: ['impact-started', 'resolved'],
} as const satisfies Record<MeasuredPart, readonly [Milestone, Milestone]>;

/**
 * Measures every part. Detecting, mitigating and resolving count from the moment customers first felt it;
 * acknowledging counts from the alert, because nobody can answer earlier.
 */
export function measure(milestones: Partial<Record<Milestone, Instant>>): Measured[] {
	return measuredParts.map((part) => {
		const [from, to] = ends[part];
		const [start, end] = [milestones[from], milestones[to]];
		const known = start !== undefined && end !== undefined;
		const reversed = known && end < start;
		return {
			part,
			from,
			to,
			length: known && !reversed ? end - start : undefined,
			missing: [from, to].filter((name) => milestones[name] === undefined),
			reversed,
		};
	});
}
