/** What the home page shows, from the view: finished values for its components. */
import { lastDays } from '../domain/calendar.ts';
import { worstCondition } from '../domain/condition.ts';
import type { Incident } from '../domain/incident.ts';
import { contains } from '../domain/interval.ts';
import type { Maintenance, MaintenancePhase } from '../domain/maintenance.ts';
import { maintenanceInterval } from '../domain/maintenance.ts';
import type { DayView } from '../domain/view.ts';
import { barDays, groupServices, spareDays } from '../domain/view.ts';
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
import { recordIndex } from './recordIndex.ts';
import type { Shell } from './shell.ts';
import { isolateText } from './text.ts';

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

/** A link to a record. */
export interface NamedLink {
	href: string;
	title: string;
	/** Language of the title, where that is not the language of the page. */
	lang: string | undefined;
}

/** One of the last days. */
export interface PastDay {
	label: string;
	incidents: (NamedLink & { text: string })[];
	maintenances: NamedLink[];
	/** Where the rest of a day is told on which more happened than fits here. */
	more: { count: number; href: string } | undefined;
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
					bar: drawBars(service.days, spareDays),
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
		const incident = recordIndex(model).incidents.get(id);
		return incident ? [{ incident, overdue }] : [];
	});
}

/** Maintenance that is going on or to come. */
export function comingMaintenance({
	model,
	view,
}: StatusContent): { maintenance: Maintenance; phase: MaintenancePhase }[] {
	return view.maintenances.flatMap(({ id, phase }) => {
		const maintenance = recordIndex(model).maintenances.get(id);
		return maintenance ? [{ maintenance, phase }] : [];
	});
}

/** Incidents, and as many maintenances, that one day names. */
const namedPerDay = 5;

/** The last days, newest first, with what began on each. */
export function pastDays(
	{ model, now }: StatusContent,
	{ print, links, strings }: Shell,
	count = 14,
): PastDay[] {
	const { months } = recordIndex(model);
	const textOf = ({ retraction, resolvedAt, startedAt }: Incident) => {
		if (retraction) return strings.incident.retracted;
		if (resolvedAt === undefined) return strings.past.open;
		return strings.past.resolvedAfter(print.duration(resolvedAt - startedAt));
	};
	return lastDays(count, now, model.site.zone)
		.reverse()
		.map((day): PastDay => {
			const month = day.date.slice(0, -3);
			const records = months.get(month);
			const incidents = (records?.incidents ?? []).filter(({ startedAt }) =>
				contains(day, startedAt),
			);
			const maintenances = (records?.maintenances ?? []).filter(
				({ starts, cancelledAt }) =>
					contains(day, starts) && starts <= now && cancelledAt === undefined,
			);
			const more = [incidents, maintenances].reduce(
				(sum, list) => sum + Math.max(0, list.length - namedPerDay),
				0,
			);
			return {
				label: print.date(day.date),
				incidents: incidents.slice(0, namedPerDay).map((incident) => ({
					href: links.incident(incident.id),
					title: isolateText(incident.title ?? strings.incident.untitled),
					lang: incident.foreign?.title,
					text: textOf(incident),
				})),
				maintenances: maintenances.slice(0, namedPerDay).map((item) => ({
					href: links.maintenance(item.id),
					title: isolateText(item.title ?? strings.maintenance.planned),
					lang: item.foreign?.title,
				})),
				more: more > 0 ? { count: more, href: links.month(month) } : undefined,
			};
		});
}

/** What the page says first. */
export interface Headline {
	condition: Condition;
	text: string;
	/** Its language, where that is not the language of the page. */
	lang: string | undefined;
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
			? asSentence(only.title ?? strings.incident.untitled)
			: open.length > 1
				? strings.headline.problems(open.length)
				: running.length > 0
					? strings.headline.maintenance
					: strings.headline.clear;
	const calm = open.length === 0 && running.length === 0;
	return {
		condition: open.length > 0 && condition === 'operational' ? 'degraded-performance' : condition,
		text,
		lang: only?.foreign?.title,
		since: calm ? calmSince(content) : view.since,
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

/** When the last thing that was wrong or worked on was over; `undefined` if there never was any. */
function calmSince({ model, now }: StatusContent): number | undefined {
	const ends = [
		...model.incidents.flatMap(({ resolvedAt, retraction }) =>
			resolvedAt === undefined || retraction ? [] : resolvedAt,
		),
		...model.maintenances.flatMap((maintenance) => maintenanceInterval(maintenance)?.end ?? []),
	].filter((end) => end <= now);
	// Not spread: there may be many thousands.
	return ends.length > 0 ? ends.reduce((latest, end) => Math.max(latest, end)) : undefined;
}

/** A title as a sentence of its own. */
const asSentence = (title: string) => `${isolateText(title)}${/[.!?…]$/.test(title) ? '' : '.'}`;

function shareOf(days: readonly DayView[]): number | undefined {
	return uptimeShare(days.reduce(addTallies, emptyTally));
}

function isTrouble(day: DayView): boolean {
	const worst = worstIn(day);
	return worst !== undefined && worst !== 'operational' && worst !== 'under-maintenance';
}

export { barDays };
