/** Whether a post-mortem has to be written, why, and by when. */
import type { PostMortem } from '../schemas/page.ts';
import type { Severity } from '../schemas/severity.ts';
import type { Instant } from '../schemas/values.ts';
import type { Incident } from './incident.ts';
import type { Facts } from './predicate.ts';
import { evaluate } from './predicate.ts';
import type { Response } from './response.ts';

/** What the policy says of one incident. */
export interface Verdict {
	state: 'required' | 'recommended' | 'not-required';
	/** Every rule that fired, in the organisation's words. */
	reasons: string[];
	/** By when it has to be published: the earliest of the rules that fired. */
	due: Instant | undefined;
	/** When it was published. */
	published: Instant | undefined;
}

/**
 * Applies the policy. An incident that is open has no due date where the time runs from its end; one that was opened by
 * mistake asks for nothing.
 */
export function postMortemVerdict(
	response: Pick<Response, 'opened' | 'resolvedAt' | 'id'> & {
		shown?: Pick<Incident, 'retraction'> | undefined;
	},
	facts: Facts,
	policy: Severity['postMortem'],
	documents: readonly Pick<PostMortem, 'incident' | 'published'>[],
): Verdict {
	const published = documents.find(({ incident }) => incident === response.id)?.published;
	const fired = (rules: Severity['postMortem']['required']) =>
		response.shown?.retraction ? [] : rules.filter(({ when }) => evaluate(when, facts) === true);
	const required = fired(policy.required);
	const rules = required.length > 0 ? required : fired(policy.recommended);
	const dues = rules.flatMap(({ within, after }) => {
		const from = after === 'declared' ? response.opened : response.resolvedAt;
		return within === undefined || from === undefined ? [] : [from + within];
	});
	return {
		state: required.length > 0 ? 'required' : rules.length > 0 ? 'recommended' : 'not-required',
		reasons: rules.map(({ text }) => text),
		due: dues.length > 0 ? Math.min(...dues) : undefined,
		published,
	};
}
