/** Situations with an answer of their own that an incident is in. For responders. */
import type { Process } from '../schemas/process.ts';
import type { Facts } from './predicate.ts';
import { evaluate } from './predicate.ts';

type Situation = Process['situations'][number];

/** Situations that what is known says an incident is in, in the organisation's order. */
export const situationsOf = (
	{ situations }: Pick<Process, 'situations'>,
	facts: Facts,
): Situation[] =>
	situations.filter(({ when }) => when !== undefined && evaluate(when, facts) === true);
