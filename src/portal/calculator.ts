/** The severity calculator: its questions, and what its script is handed. */
import type { GradingScheme } from '../domain/calculator.ts';
import { askedFacts } from '../domain/calculator.ts';
import { serviceFacts } from '../domain/facts.ts';
import { levelsAt } from '../domain/level.ts';
import type { Fact } from '../schemas/predicate.ts';
import type { PortalContent } from './content.ts';
import type { PortalLinks } from './links.ts';

/** What the script of the calculator needs. */
export interface CalculatorPage {
	scheme: GradingScheme;
	/** Questions by the fact they answer, for those that could still change the level. */
	questions: Record<string, string>;
	/** What each service makes true, by its id. */
	services: Record<string, { critical: boolean; handles: string[] }>;
	/** Address of the page of clocks. */
	clocks: string;
}

/** The questions of the calculator. */
export interface Questions {
	facts: readonly Fact[];
	/** Services one can choose; empty where no criterion asks for any. */
	services: { id: string; name: string }[];
	/** Whether the number of alert sources matters. */
	alertSources: boolean;
	currency: string;
}

const ofServices = ['services', 'critical-service', 'handles'];

/** What is asked, in the organisation's order. */
export function questionsOf({ severity, services, organisation, now }: PortalContent): Questions {
	const asked = askedFacts(severity);
	const offered = services.groups
		.flatMap((group) => group.services)
		.filter(({ until }) => now < (until ?? Infinity));
	return {
		facts: severity.facts,
		services: asked.some((fact) => ofServices.includes(fact))
			? offered.map(({ id, name }) => ({ id, name }))
			: [],
		alertSources: asked.includes('alert-sources'),
		currency: organisation.currency,
	};
}

/** What the script is handed. */
export function calculatorPage(content: PortalContent, links: PortalLinks): CalculatorPage {
	const { severity, now } = content;
	return {
		scheme: {
			unsure: severity.unsure,
			levels: levelsAt(severity, now).map(({ id, label, name, rank, until, criteria }) => ({
				id,
				label,
				name,
				rank,
				until,
				criteria,
			})),
			rules: severity.rules,
		},
		questions: {
			...Object.fromEntries(severity.facts.map(({ id, question }) => [id, question])),
			...Object.fromEntries(ofServices.map((fact) => [fact, 'Which services are affected?'])),
			'services-down': 'Which services can customers not use at all?',
			'alert-sources': 'How many different alert sources fired?',
		},
		services: Object.fromEntries(
			questionsOf(content).services.map(({ id }) => {
				const facts = serviceFacts([id], content);
				return [
					id,
					{ critical: facts['critical-service'] === true, handles: facts.handles as string[] },
				];
			}),
		),
		clocks: links.clocks,
	};
}
