/** What the scheme asks of an incident in the moment in which it is opened. */
import type { Condition } from '../schemas/vocabulary.ts';
import type { Instant } from '../schemas/values.ts';
import type { FactSources } from './facts.ts';
import { factsOf, namedToday, serviceFacts } from './facts.ts';
import type { FiredRule } from './level.ts';
import { firedRules } from './level.ts';
import type { FactValue } from './predicate.ts';
import type { StoredAlert } from './response.ts';
import { foldResponse } from './response.ts';

/** What is known when an incident is opened. */
export interface Opening {
	at: Instant;
	/** Customers are told. */
	public: boolean;
	/** What they are told of each service. */
	services: Readonly<Record<string, Condition>>;
	/** Answers to the organisation's facts. */
	answers: Readonly<Record<string, FactValue>>;
	alerts: readonly StoredAlert[];
}

/** Criteria and rules that hold for it, the worst level first. */
export function firedAtOpening(
	{ at, public: told, services, answers, alerts }: Opening,
	sources: FactSources,
): FiredRule[] {
	const empty = { id: '', path: '', updates: [], notes: [], unshown: [] };
	const response = foldResponse({ ...empty, index: { opened: at, by: '' } });
	const affected = [
		...Object.keys(services),
		...alerts.flatMap(({ value }) => value.service ?? []),
	];
	const down = Object.entries(services).flatMap(([id, condition]) =>
		condition === 'major-outage' ? id : [],
	);
	const facts = {
		...factsOf({ ...response, answers: { ...answers }, alerts: [...alerts] }, sources, at),
		...serviceFacts(affected, sources),
		'services-down': namedToday(down, sources.services),
		public: told,
	};
	return firedRules(sources.severity, facts, at);
}
