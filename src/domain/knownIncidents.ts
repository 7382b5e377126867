/** All incidents with everything that follows from them at an instant. For responders. */
import type { Level } from '../schemas/severity.ts';
import type { Instant } from '../schemas/values.ts';
import type { Content } from './content.ts';
import type { Deadline } from './deadlines.ts';
import { deadlinesOf } from './deadlines.ts';
import { factsOf } from './facts.ts';
import type { FiredRule } from './level.ts';
import { withReferences } from './incidentReferences.ts';
import { firedRules } from './level.ts';
import type { Verdict } from './postMortem.ts';
import { postMortemVerdict } from './postMortem.ts';
import type { Facts } from './predicate.ts';
import type { Response } from './response.ts';
import { currentLevel, foldResponse, joinDuplicateResponses } from './response.ts';

/** An incident with everything that follows from it. */
export interface KnownIncident {
	response: Response;
	/** The level it has now; `undefined` if it never had one that is known. */
	level: Level | undefined;
	facts: Facts;
	verdict: Verdict;
	deadlines: Deadline[];
	/** Criteria and rules that hold, the worst level first. */
	fired: FiredRule[];
}

/** What incidents are known from. */
export type KnownFrom = Pick<
	Content,
	| 'incidents'
	| 'alertLog'
	| 'postMortems'
	| 'organisation'
	| 'severity'
	| 'services'
	| 'site'
	| 'alerts'
>;

/** All incidents at `now`, newest first. */
export function knownIncidents(content: KnownFrom, now: Instant): KnownIncident[] {
	const { organisation, severity, services, site, alerts } = content;
	const responses = withReferences(
		joinDuplicateResponses(
			content.incidents.map((record) => foldResponse(record, content.alertLog)),
		),
		organisation.reference,
	);
	const documents = content.postMortems.map(({ value }) => value);
	return responses
		.map((response): KnownIncident => {
			const facts = factsOf(response, { severity, organisation, services, alerts, responses }, now);
			const verdict = postMortemVerdict(response, facts, severity.postMortem, documents);
			return {
				response,
				level: severity.levels.find(({ id }) => id === currentLevel(response)?.level),
				facts,
				verdict,
				deadlines: deadlinesOf(response, facts, verdict, now, {
					severity,
					organisation,
					zone: site.zone,
				}),
				fired: firedRules(severity, facts, now),
			};
		})
		.sort(
			(a, b) => b.response.opened - a.response.opened || (a.response.id < b.response.id ? 1 : -1),
		);
}
