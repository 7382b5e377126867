/** Phases of an incident on the clock, each with what is to be done in it. */
import type { Phase, Process } from '../schemas/process.ts';
import type { Instant } from '../schemas/values.ts';
import type { Facts } from './predicate.ts';
import { evaluate } from './predicate.ts';
import type { Response } from './response.ts';

/** One phase of one incident. */
export interface PhaseAt {
	phase: Phase;
	/** When it begins and should be over; `undefined` if nothing says so, or what it is counted from is still to come. */
	from: Instant | undefined;
	until: Instant | undefined;
	/** What of its checklist holds for the incident; what depends on facts that are not known is not there yet. */
	items: Phase['checklist'];
}

/** All phases of an incident, in order. */
export function phasesOf(
	{ phases }: Pick<Process, 'phases'>,
	{ milestones, opened }: Pick<Response, 'milestones' | 'opened'>,
	facts: Facts,
): PhaseAt[] {
	const starts = { ...milestones, alerted: milestones.alerted ?? opened };
	return phases.map((phase): PhaseAt => {
		const start = starts[phase.countedFrom];
		const after = (length: number | undefined) =>
			start === undefined || length === undefined ? undefined : start + length;
		// A phase that only has an end begins at once.
		const timed = phase.from !== undefined || phase.until !== undefined;
		return {
			phase,
			from: after(timed ? (phase.from ?? 0) : undefined),
			until: after(phase.until),
			items: phase.checklist.filter(
				({ when }) => when === undefined || evaluate(when, facts) === true,
			),
		};
	});
}
