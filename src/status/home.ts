/** What the home page shows, from the view: finished values for its components. */
import { dateAt, lastDays } from '../domain/calendar.ts';
import { worstCondition } from '../domain/condition.ts';
import type { Incident } from '../domain/incident.ts';
import type { Maintenance, MaintenancePhase } from '../domain/maintenance.ts';
import type { DayView } from '../domain/view.ts';
import { barDays, groupServices } from '../domain/view.ts';
import {
	addTallies,
	emptyTally,
	formatPercent,
	meanShare,
	uptimeShare,
	worstIn,
} from '../domain/uptime.ts';
import type { Condition } from '../schemas/vocabulary.ts';
import type { BarDrawing } from '../ui/bars.ts';
import { drawBars } from '../ui/bars.ts';
import type { StatusContent } from './content.ts';
import type { Shell } from './shell.ts';

/** One service with its bar. */
export interface ServiceRow {
	id: string;
	name: string;
	description: string | undefined;
	condition: Condition;
	bar: BarDrawing;
	/** Per cent, or undefined without data. */
	uptime: string | undefined;
	/** Days on which something was wrong. */
	troubledDays: number;
}

/** Services under one heading. */
export interface GroupRow {
	id: string;
	name: string;
	condition: Condition;
	uptime: string | undefined;
	folded: boolean;
	services: ServiceRow[];
}

/** One of the last days. */
export interface PastDay {
	label: string;
	incidents: { href: string; title: string; lasted: string | undefined }[];
	maintenances: { href: string; title: string }[];
}

/** The groups with at least one service. */
export function groupRows({ model, view, now }: StatusContent): GroupRow[] {
	const rows = new Map(view.services.map((service) => [service.id, service]));
	return model.services.groups.flatMap((group) => {
		const services = groupServices(model.services, group.id, now).flatMap((id): ServiceRow[] => {
			const service = rows.get(id);
			const known = group.services.find((item) => item.id === id);
			if (!service || !known) return [];
			const share = shareOf(service.days);
			return [
				{
					id,
					name: known.name,
					description: known.description,
					condition: service.condition,
					bar: drawBars(service.days),
					uptime: share === undefined ? undefined : formatPercent(share),
					troubledDays: service.days.filter((day) => isTrouble(day)).length,
				},
			];
		});
		if (services.length === 0) return [];
		const condition = worstCondition(services.map((service) => service.condition));
		const share = meanShare(services.map(({ id }) => shareOf(rows.get(id)?.days ?? [])));
		return [
			{
				id: group.id,
				name: group.name,
				condition,
				uptime: share === undefined ? undefined : formatPercent(share),
				folded: group.folded && condition === 'operational',
				services,
			},
		];
	});
}

/** Open incidents with whether their promised word is overdue, newest first. */
export function openIncidents({
	model,
	view,
}: StatusContent): { incident: Incident; overdue: boolean }[] {
	return view.incidents.flatMap(({ id, overdue }) => {
		const incident = model.incidents.find((item) => item.id === id);
		return incident ? [{ incident, overdue }] : [];
	});
}

/** Maintenance that is going on or to come. */
export function comingMaintenance({
	model,
	view,
}: StatusContent): { maintenance: Maintenance; phase: MaintenancePhase }[] {
	return view.maintenances.flatMap(({ id, phase }) => {
		const maintenance = model.maintenances.find((item) => item.id === id);
		return maintenance ? [{ maintenance, phase }] : [];
	});
}

/** The last days, newest first, with what happened on each. */
export function pastDays(
	{ model, now }: StatusContent,
	{ print, links, strings }: Shell,
	count = 14,
): PastDay[] {
	const { zone } = model.site;
	return lastDays(count, now, zone)
		.reverse()
		.map(({ date, start, end }) => ({
			label: print.date(date),
			incidents: model.incidents
				.filter(
					(incident) =>
						incident.duplicateOf === undefined &&
						incident.startedAt < end &&
						(incident.resolvedAt ?? Infinity) >= start &&
						dateAt(incident.startedAt, zone) === date,
				)
				.map((incident) => ({
					href: links.incident(incident.id),
					title: incident.title ?? strings.incident.untitled,
					lasted:
						incident.resolvedAt === undefined
							? undefined
							: print.duration(incident.resolvedAt - incident.startedAt),
				})),
			maintenances: model.maintenances
				.filter(
					(item) =>
						dateAt(item.starts, zone) === date &&
						item.starts <= now &&
						item.cancelledAt === undefined,
				)
				.map((item) => ({
					href: links.maintenance(item.id),
					title: item.title ?? strings.maintenance.planned,
				})),
		}));
}

/** What the page says first. */
export interface Headline {
	condition: Condition;
	text: string;
	since: number | undefined;
	nextUpdate: { at: number; overdue: boolean } | undefined;
	rest: string | undefined;
}

/** The sentence above everything. */
export function headline(content: StatusContent, { strings }: Shell): Headline {
	const { view } = content;
	const open = openIncidents(content);
	const only = open.length === 1 ? open[0]?.incident : undefined;
	const running = comingMaintenance(content).filter(({ phase }) => phase !== 'scheduled');
	const hurt = view.services.filter(({ condition }) => condition !== 'operational').length;
	const promised = open
		.flatMap(({ incident, overdue }) =>
			incident.nextUpdate === undefined ? [] : [{ at: incident.nextUpdate, overdue }],
		)
		.sort((a, b) => a.at - b.at)[0];
	const condition = view.overall.worst;
	const text =
		only !== undefined
			? strings.headline.sentence(only.title ?? strings.incident.untitled)
			: open.length > 1
				? strings.headline.problems(open.length)
				: running.length > 0
					? strings.headline.maintenance
					: strings.headline.clear;
	const calm = open.length === 0 && running.length === 0;
	return {
		condition: open.length > 0 && condition === 'operational' ? 'degraded-performance' : condition,
		text,
		since: calm ? undefined : view.since,
		nextUpdate: promised,
		rest: calm
			? strings.hero.allWorking
			: hurt === 0
				? strings.hero.still
				: hurt < view.services.length
					? strings.hero.rest
					: undefined,
	};
}

function shareOf(days: readonly DayView[]): number | undefined {
	return uptimeShare(days.reduce(addTallies, emptyTally));
}

function isTrouble(day: DayView): boolean {
	const worst = worstIn(day);
	return worst !== undefined && worst !== 'operational' && worst !== 'under-maintenance';
}

export { barDays };
