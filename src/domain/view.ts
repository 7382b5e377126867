/**
 * What the status page shows, and how it goes on by itself. A page is built once and read later: what it
 * foresaw at its build is projected onto the reader's instant, so that one build is right at every instant
 * until it is no longer to be believed.
 */
import type { Services } from '../schemas/services.ts';
import type { Site } from '../schemas/site.ts';
import type { Condition } from '../schemas/vocabulary.ts';
import type { Instant } from '../schemas/values.ts';
import type { Day } from './calendar.ts';
import { lastDays, nextDays } from './calendar.ts';
import { worstCondition } from './condition.ts';
import { joinDuplicates } from './duplicates.ts';
import type { Incident } from './incident.ts';
import { foldIncident } from './incident.ts';
import type { Overall } from './indicator.ts';
import { overall } from './indicator.ts';
import { contains } from './interval.ts';
import type { Maintenance, MaintenancePhase, MaintenanceTimes } from './maintenance.ts';
import { foldMaintenance, phaseAt } from './maintenance.ts';
import type { ServiceHistory } from './serviceHistory.ts';
import { allServices, serviceHistories, serviceIds } from './serviceHistory.ts';
import type { IncidentFiles, MaintenanceFiles } from './stored.ts';
import type { Tally } from './uptime.ts';
import { tally, tallyDays } from './uptime.ts';

/** Days that the bars show. */
export const barDays = 90;
/** Days drawn beyond today, for readers of an old build. 48 hours touch at most three more days. */
export const spareDays = 3;

/** Everything the status page computes with; the same at every instant. */
export interface Model {
	site: Site;
	services: Services;
	/** Newest first. */
	incidents: Incident[];
	/** Latest start first. */
	maintenances: Maintenance[];
	/** One per service, in the order of the file. */
	histories: ServiceHistory[];
}

/** Folds public content into a model. */
export function modelOf(content: {
	site: Site;
	services: Services;
	incidents: readonly IncidentFiles[];
	maintenances: readonly MaintenanceFiles[];
}): Model {
	const { site, services } = content;
	const incidents = joinDuplicates(content.incidents.filter(isTold).map(foldIncident)).sort(
		(a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1),
	);
	const maintenances = content.maintenances
		.flatMap((files) => foldMaintenance(files) ?? [])
		.sort((a, b) => b.starts - a.starts || (a.id < b.id ? 1 : -1));
	return {
		site,
		services,
		incidents,
		maintenances,
		histories: serviceHistories(services, incidents, maintenances, site.weights),
	};
}

/** A record without any update does not exist for customers. */
const isTold = ({ updates, unshown }: IncidentFiles | MaintenanceFiles) =>
	updates.length + unshown.length > 0;

/** What the page shows at an instant. */
export interface View {
	at: Instant;
	overall: Overall;
	/** Since when something is wrong or worked on. */
	since: Instant | undefined;
	/** Services that are offered, in the order of the file. */
	services: ServiceView[];
	/** Open incidents, newest first. */
	incidents: { id: string; overdue: boolean }[];
	/** Maintenance that is to come or going on, the earliest first. */
	maintenances: { id: string; phase: MaintenancePhase }[];
	/** What is needed to show any later instant; not shown itself. */
	foresight: Foresight;
}

/** One service on the page. */
export interface ServiceView {
	id: string;
	condition: Condition;
	/** The last ninety days, oldest first; the last is today so far. */
	days: DayView[];
}

/** One day of a bar. */
export interface DayView extends Tally {
	date: string;
}

/** What was known at a build about the time after it. */
export interface Foresight {
	/** The days of the bars and the spare ones, oldest first. */
	days: Day[];
	services: {
		id: string;
		/** The worst that open incidents say of it. */
		stated: Condition;
		/** Tallies of the days that were over. */
		settled: Tally[];
		/** What touches the days that were not. */
		history: Pick<ServiceHistory, 'offered' | 'segments' | 'maintenance'>;
	}[];
	incidents: { id: string; startedAt: Instant; nextUpdate: Instant | undefined }[];
	maintenances: (MaintenanceTimes & { id: string; services: string[] })[];
}

/** What the page shows at `now`. */
export function view(model: Model, now: Instant): View {
	return project(foresee(model, now), now);
}

/** What the page that showed `shown` shows at the later instant `now`, nothing new having been said. */
export function advance(shown: View, now: Instant): View {
	return project(shown.foresight, now);
}

/** Gathers what is needed to show `now` and the time after it. */
export function foresee(model: Model, now: Instant): Foresight {
	const { zone } = model.site;
	const over = lastDays(barDays, now, zone);
	const today = over.pop();
	if (!today) throw new Error('The bars have no days.');
	const ids = serviceIds(model.services);
	const open = model.incidents.filter((incident) => incident.open);
	const stated = statedConditions(model.incidents, ids);
	const horizon = { start: today.start, end: Infinity };

	return {
		days: [...over, today, ...nextDays(spareDays, now, zone)],
		services: model.histories.map((history) => ({
			id: history.id,
			stated: stated.get(history.id) ?? 'operational',
			settled: tallyDays(history, over, now),
			history: {
				offered: history.offered,
				segments: history.segments.filter(({ end }) => end > horizon.start),
				maintenance: history.maintenance.filter(({ end }) => end > horizon.start),
			},
		})),
		incidents: open.map(({ id, startedAt, nextUpdate }) => ({ id, startedAt, nextUpdate })),
		maintenances: model.maintenances
			.filter((maintenance) => isAhead(phaseAt(maintenance, now)))
			.map((maintenance) => timesOf(maintenance, ids))
			.sort((a, b) => a.starts - b.starts || (a.id < b.id ? -1 : 1)),
	};
}

/** Shows an instant from what was foreseen. Pure arithmetic: the browser runs it too. */
export function project(foresight: Foresight, now: Instant): View {
	const { days } = foresight;
	const today = Math.max(
		days.findLastIndex(({ start }) => start <= now),
		0,
	);
	const first = Math.max(today + 1 - barDays, 0);
	const shownDays = days.slice(first, today + 1);
	const maintenances = foresight.maintenances
		.map((item) => ({ ...item, phase: phaseAt(item, now) }))
		.filter(({ phase }) => isAhead(phase));
	const running = maintenances.filter(({ phase }) => phase !== 'scheduled');

	const services = foresight.services
		.filter(({ history }) => contains(history.offered, now))
		.map(({ id, stated, settled, history }) => ({
			id,
			condition: worstCondition([
				stated,
				running.some((item) => item.services.includes(id)) ? 'under-maintenance' : 'operational',
			]),
			days: shownDays.map((day, index) => ({
				date: day.date,
				...(settled[first + index] ?? tally(history, day, now)),
			})),
		}));
	const incidents = foresight.incidents.map(({ id, nextUpdate }) => ({
		id,
		overdue: nextUpdate !== undefined && nextUpdate <= now,
	}));
	const started =
		foresight.incidents.length > 0
			? foresight.incidents.map(({ startedAt }) => startedAt)
			: running.map(({ begunAt, starts }) => Math.min(begunAt ?? starts, starts));

	return {
		at: now,
		overall: overall(
			services.map(({ condition }) => condition),
			incidents.length > 0,
		),
		since: started.length > 0 ? Math.min(...started) : undefined,
		services,
		incidents,
		maintenances: maintenances.map(({ id, phase }) => ({ id, phase })),
		foresight,
	};
}

/** The next instant after `now` at which the page would show something else without new words. */
export function nextTransition(
	{ days, services, incidents, maintenances }: Foresight,
	now: Instant,
): Instant {
	const instants = [
		...days.map(({ end }) => end),
		...services.flatMap(({ history: { offered } }) => [offered.start, offered.end]),
		...incidents.flatMap(({ nextUpdate }) => nextUpdate ?? []),
		...maintenances.flatMap(({ starts, ends, begunAt }) => [starts, ends, begunAt ?? starts]),
	];
	return Math.min(...instants.filter((instant) => instant > now));
}

/** How long a build of `now` is to be believed. */
export function validUntil(model: Model, now: Instant): Instant {
	const { open, quiet } = model.site.validFor;
	return now + (model.incidents.some((incident) => incident.open) ? open : quiet);
}

const isAhead = (phase: MaintenancePhase) => phase !== 'completed' && phase !== 'cancelled';

/** The worst that any incident last said of each service. */
function statedConditions(
	incidents: readonly Incident[],
	ids: ReadonlyMap<string, string>,
): Map<string, Condition> {
	const stated = new Map<string, Condition>();
	for (const { services } of incidents) {
		for (const { id, condition } of services) {
			const known = ids.get(id);
			if (known === undefined || condition === 'operational') continue;
			stated.set(known, worstCondition([condition, stated.get(known) ?? 'operational']));
		}
	}
	return stated;
}

function timesOf(maintenance: Maintenance, ids: ReadonlyMap<string, string>) {
	const { id, services, starts, ends, endsByItself } = maintenance;
	const { begunAt, verifyingAt, completedAt, cancelledAt } = maintenance;
	return {
		id,
		services: services.map((service) => ids.get(service) ?? service),
		starts,
		ends,
		endsByItself,
		begunAt,
		verifyingAt,
		completedAt,
		cancelledAt,
	};
}

/** The services of a group that are offered at `now`. */
export function groupServices(services: Services, group: string, now: Instant): string[] {
	return allServices({ groups: services.groups.filter(({ id }) => id === group) })
		.filter(({ since, until }) => since <= now && now < (until ?? Infinity))
		.map(({ id }) => id);
}
