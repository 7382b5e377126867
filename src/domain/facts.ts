/** The facts of an incident, computed and answered, that conditions ask for. */
import type { Alerts } from '../schemas/alerts.ts';
import type { Organisation } from '../schemas/organisation.ts';
import type { builtInFacts } from '../schemas/predicate.ts';
import type { Services } from '../schemas/services.ts';
import type { Severity } from '../schemas/severity.ts';
import type { Instant } from '../schemas/values.ts';
import type { FactValue, Facts } from './predicate.ts';
import type { Response } from './response.ts';
import { currentLevel } from './response.ts';
import { serviceIds } from './serviceHistory.ts';

/** What facts are computed from, beside the incident itself. */
export interface FactSources {
	severity: Severity;
	organisation: Organisation;
	services: Services;
	alerts: Alerts;
	/** All incidents, for repeats. */
	responses: readonly Response[];
}

/** Everything known of an incident at `now`. Answers of responders cannot override what is computed. */
export function factsOf(response: Response, sources: FactSources, now: Instant): Facts {
	const level = sources.severity.levels.find(({ id }) => id === currentLevel(response)?.level);
	const services = response.shown?.services.map(({ id }) => id) ?? [];
	const down = response.shown?.services.flatMap(({ id, condition }) =>
		condition === 'major-outage' ? id : [],
	);
	const started = response.milestones['impact-started'] ?? response.opened;
	const computed: Record<keyof typeof builtInFacts, FactValue | undefined> = {
		level: level?.id,
		rank: level?.rank,
		...serviceFacts(services, sources),
		'services-down': down && namedToday(down, sources.services),
		'alert-sources': sourcesInWindow(response, sources.alerts),
		alerts: response.alerts.length,
		duration: (response.resolvedAt ?? Math.max(now, started)) - started,
		public: response.shown !== undefined,
		open: response.open,
		escalated: response.escalations.length > 0,
		repeat: isRepeat(response, sources.responses),
		'detected-by': response.detectedBy,
	};
	return { 'near-miss': response.nearMiss || undefined, ...response.answers, ...computed };
}

/** What is known of affected services, by any id that they have or had. */
export function serviceFacts(
	affected: readonly string[],
	sources: Pick<FactSources, 'organisation' | 'services'>,
): Record<'services' | 'critical-service' | 'handles', FactValue> {
	const services = namedToday(affected, sources.services);
	const known = Object.entries(sources.organisation.services)
		.filter(([id]) => namedToday([id], sources.services).some((name) => services.includes(name)))
		.map(([, service]) => service);
	return {
		services,
		'critical-service': known.some(({ critical }) => critical),
		handles: [...new Set(known.flatMap(({ handles }) => handles))],
	};
}

/** Services by the ids that they have today, each once. */
export function namedToday(ids: readonly string[], services: Services): string[] {
	const today = serviceIds(services);
	return [...new Set(ids.map((id) => today.get(id) ?? id))];
}

/** The largest number of different sources whose alerts fired within one window. */
export function sourcesInWindow(
	{ alerts }: Pick<Response, 'alerts'>,
	{ sameWindow }: Alerts,
): number {
	return Math.max(
		0,
		...alerts.map(({ value: { fired } }) => {
			const near = alerts.filter(
				({ value }) => value.fired >= fired && value.fired - fired <= sameWindow,
			);
			return new Set(near.map(({ value }) => value.source)).size;
		}),
	);
}

/** Whether an earlier incident had the cause of this one. */
export function isRepeat(response: Response, responses: readonly Response[]): boolean {
	const cause = response.cause?.cause;
	if (cause === undefined) return false;
	return responses.some(
		(other) =>
			other.id !== response.id && other.cause?.cause === cause && other.opened < response.opened,
	);
}
