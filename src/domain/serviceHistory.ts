/** What every service went through, from all incidents and maintenance: the one source of every figure. */
import type { Service, Services } from '../schemas/services.ts';
import type { Site } from '../schemas/site.ts';
import type { Condition } from '../schemas/vocabulary.ts';
import type { Instant } from '../schemas/values.ts';
import type { Incident } from './incident.ts';
import { worstCondition } from './condition.ts';
import type { Interval } from './interval.ts';
import { contains } from './interval.ts';
import type { Maintenance } from './maintenance.ts';
import { maintenanceInterval } from './maintenance.ts';
import { versionAt } from './version.ts';

/** A stretch of time in which an incident gave a service a condition. */
export interface Segment extends Interval {
	condition: Condition;
	/** Thousandths of it that count as downtime, by the weights in force when its incident began. */
	weight: number;
	/** Id of the incident. */
	incident: string;
}

/** What a service went through. */
export interface ServiceHistory {
	id: string;
	/** When it was offered; outside of it there is no data. */
	offered: Interval;
	/** In order of start, then of incident. They may overlap. */
	segments: Segment[];
	/** Times of maintenance, in order. */
	maintenance: (Interval & { id: string })[];
}

/** All services, retired ones too, in the order of the file. */
export const allServices = (services: Services): Service[] =>
	services.groups.flatMap((group) => group.services);

/** The services that are offered at `now`. */
export const servicesAt = (services: Services, now: Instant): Service[] =>
	allServices(services).filter(({ since, until }) => since <= now && now < (until ?? Infinity));

/** Today's id of a service by any id it ever had. */
export function serviceIds(services: Services): ReadonlyMap<string, string> {
	const ids = new Map<string, string>();
	for (const { id, was } of allServices(services)) for (const old of was) ids.set(old, id);
	for (const { id } of allServices(services)) ids.set(id, id);
	return ids;
}

/** Gathers the history of every service. Statements about unknown services are left out. */
export function serviceHistories(
	services: Services,
	incidents: readonly Incident[],
	maintenances: readonly Maintenance[],
	weights: Site['weights'],
): ServiceHistory[] {
	const ids = serviceIds(services);
	const histories = new Map(
		allServices(services).map(({ id, since, until }): [string, ServiceHistory] => [
			id,
			{ id, offered: { start: since, end: until ?? Infinity }, segments: [], maintenance: [] },
		]),
	);
	for (const incident of incidents) {
		const weight = weightsOf(weights, incident.startedAt);
		for (const { service, condition, start, end } of incident.afflictions) {
			histories.get(ids.get(service) ?? '')?.segments.push({
				start,
				end,
				condition,
				weight: weight[condition],
				incident: incident.id,
			});
		}
	}
	for (const maintenance of maintenances) {
		const interval = maintenanceInterval(maintenance);
		if (!interval) continue;
		for (const service of maintenance.services) {
			histories.get(ids.get(service) ?? '')?.maintenance.push({ ...interval, id: maintenance.id });
		}
	}
	for (const history of histories.values()) {
		history.segments.sort((a, b) => a.start - b.start || (a.incident < b.incident ? -1 : 1));
		history.maintenance.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
	}
	return [...histories.values()];
}

/**
 * The condition of a service at an instant: the worst that anything in force gives it. `undefined` while it
 * was not offered.
 */
export function conditionAt(
	{ offered, segments, maintenance }: Pick<ServiceHistory, 'offered' | 'segments' | 'maintenance'>,
	instant: Instant,
): Condition | undefined {
	if (!contains(offered, instant)) return undefined;
	return worstCondition([
		...segments.filter((segment) => contains(segment, instant)).map(({ condition }) => condition),
		...(maintenance.some((interval) => contains(interval, instant))
			? (['under-maintenance'] as const)
			: []),
	]);
}

/** Thousandths that count as downtime, by condition. */
function weightsOf(weights: Site['weights'], began: Instant): Record<Condition, number> {
	const { major, partial, degraded } = versionAt(weights, began);
	return {
		operational: 0,
		'under-maintenance': 0,
		'degraded-performance': degraded,
		'partial-outage': partial,
		'major-outage': major,
	};
}
