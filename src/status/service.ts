/** What the page of one service shows: how it is, its last ninety days, and what happened to it. */
import type { Day } from '../domain/calendar.ts';
import { clip, contains } from '../domain/interval.ts';
import type { ServiceHistory } from '../domain/serviceHistory.ts';
import { allServices, conditionAt, serviceIds } from '../domain/serviceHistory.ts';
import type { Tally } from '../domain/uptime.ts';
import {
	addTallies,
	emptyTally,
	formatPercent,
	tallyDays,
	uptimeShare,
	worstIn,
} from '../domain/uptime.ts';
import { barDays } from '../domain/view.ts';
import type { Services } from '../schemas/services.ts';
import type { Condition } from '../schemas/vocabulary.ts';
import type { BarDrawing } from '../ui/bars.ts';
import { drawBars } from '../ui/bars.ts';
import type { StatusContent } from './content.ts';
import type { HistoryRow } from './history.ts';
import { incidentRow } from './history.ts';
import type { NamedLink } from './home.ts';
import { recordIndex } from './recordIndex.ts';
import type { Shell } from './shell.ts';
import { isolateText } from './text.ts';

/** Incidents that one day names; a day with more of them says how many. */
const namedPerDay = 3;
/** Incidents that the page lists, however many there were. */
const listedIncidents = 50;

/** A day that was not all clear. */
export interface TroubledDay {
	date: string;
	worst: Condition;
	/** Time in which an incident hurt it, in milliseconds. */
	hurt: number;
	/** What of it counts as downtime, by the weights. */
	lost: number;
	maintenance: number;
	records: NamedLink[];
	/** Number of records that are not named. */
	more: number;
}

/** Everything on the page of a service. */
export interface ServicePage {
	id: string;
	name: string;
	description: string | undefined;
	group: string;
	/** `undefined` while it is not offered. */
	condition: Condition | undefined;
	/** Since when it is in this condition, if that is known. */
	since: number | undefined;
	offeredFrom: number;
	/** Not offered yet. */
	coming: boolean;
	/** Since when it is no longer offered. */
	retiredAt: number | undefined;
	/** Per cent of the last ninety days, or undefined without data. */
	uptime: string | undefined;
	bar: BarDrawing;
	/** Latest first. */
	days: TroubledDay[];
	/** Where data begins or ends within the days. */
	dataFrom: number | undefined;
	dataUntil: number | undefined;
	/** Incidents of these days, newest first. */
	incidents: HistoryRow[];
	moreIncidents: number;
}

/** An old id of a service and the one it has today. */
export interface FormerId {
	id: string;
	today: string;
}

/** Ids that services had before, as far as no service has them today. */
export function formerIds(services: Services): FormerId[] {
	const today = new Set(allServices(services).map(({ id }) => id));
	return [...serviceIds(services)]
		.filter(([id]) => !today.has(id))
		.map(([id, current]) => ({ id, today: current }));
}

/**
 * The page of a service.
 * @throws {Error} if there is no service of this id
 */
export function servicePage(content: StatusContent, shell: Shell, id: string): ServicePage {
	const { model, view, now } = content;
	const group = model.services.groups.find(({ services }) =>
		services.some((service) => service.id === id),
	);
	const service = group?.services.find((item) => item.id === id);
	const history = model.histories.find((item) => item.id === id);
	if (!group || !service || !history) throw new Error(`There is no service \`${id}\`.`);

	const calendar = view.foresight.days.slice(0, barDays);
	const tallies = tallyDays(history, calendar, now);
	const share = uptimeShare(tallies.reduce(addTallies, emptyTally));
	const first = calendar[0]?.start ?? now;
	const condition = view.services.find((item) => item.id === id)?.condition;
	const recent = (recordIndex(model).incidentsOf.get(id) ?? []).filter(
		({ resolvedAt }) => (resolvedAt ?? Infinity) >= first,
	);
	const { start, end } = history.offered;
	return {
		id,
		name: service.name,
		description: service.description,
		group: group.name,
		condition,
		since: condition && conditionSince(history, condition, now),
		offeredFrom: start,
		coming: now < start,
		retiredAt: end <= now ? end : undefined,
		uptime: share === undefined ? undefined : formatPercent(share),
		bar: drawBars(tallies),
		days: troubledDays(content, shell, history, calendar, tallies),
		dataFrom: first < start && start <= now ? start : undefined,
		dataUntil: first < end && end <= now ? end : undefined,
		incidents: recent
			.slice(0, listedIncidents)
			.map((incident) => incidentRow(content, shell, incident)),
		moreIncidents: Math.max(0, recent.length - listedIncidents),
	};
}

/** Days on which anything but `operational` held, latest first, with what happened on each. */
function troubledDays(
	{ model }: StatusContent,
	{ strings, links }: Shell,
	history: ServiceHistory,
	calendar: readonly Day[],
	tallies: readonly Tally[],
): TroubledDay[] {
	const { incidents, maintenances } = recordIndex(model);
	const window = { start: calendar[0]?.start ?? 0, end: calendar.at(-1)?.end ?? 0 };
	const touching = <T extends { start: number; end: number }>(list: readonly T[]) =>
		list.filter((item) => clip(item, window) !== undefined);
	const segments = touching(history.segments);
	const works = touching(history.maintenance);
	return calendar
		.flatMap((day, index): TroubledDay[] => {
			const tally = tallies[index] ?? emptyTally;
			const worst = worstIn(tally);
			if (worst === undefined || worst === 'operational') return [];
			const records = new Map<string, NamedLink>();
			for (const segment of segments) {
				if (!clip(segment, day)) continue;
				const told = incidents.get(segment.incident);
				const incident = incidents.get(told?.duplicateOf ?? segment.incident);
				if (!incident) continue;
				records.set(incident.id, {
					href: links.incident(incident.id),
					title: isolateText(incident.title ?? strings.incident.untitled),
					lang: incident.foreign?.title,
				});
			}
			for (const work of works) {
				if (!clip(work, day)) continue;
				const maintenance = maintenances.get(work.id);
				records.set(work.id, {
					href: links.maintenance(work.id),
					title: isolateText(maintenance?.title ?? strings.maintenance.planned),
					lang: maintenance?.foreign?.title,
				});
			}
			return [
				{
					date: day.date,
					worst,
					hurt: tally.major + tally.partial + tally.degraded,
					lost: Math.round(tally.lost / 1000),
					maintenance: tally.maintenance,
					records: [...records.values()].slice(0, namedPerDay),
					more: Math.max(0, records.size - namedPerDay),
				},
			];
		})
		.reverse();
}

/**
 * Since when a service is in the condition that it has at `now`. `undefined` where its history tells another
 * condition, as it does while an update is dated ahead.
 */
export function conditionSince(
	history: Pick<ServiceHistory, 'offered' | 'segments' | 'maintenance'>,
	condition: Condition,
	now: number,
): number | undefined {
	if (!contains(history.offered, now) || conditionAt(history, now) !== condition) return undefined;
	const { start } = history.offered;
	const edges = new Set([start]);
	for (const interval of [...history.segments, ...history.maintenance]) {
		for (const edge of [interval.start, interval.end])
			if (edge > start && edge <= now) edges.add(edge);
	}
	const latest = [...edges].sort((a, b) => b - a);
	// Between two edges nothing changes, so the start of a stretch speaks for all of it.
	const changed = latest.find((_, index) => {
		const before = latest[index + 1];
		return before === undefined || conditionAt(history, before) !== condition;
	});
	return changed;
}
