/** The history by month: an index of counts, and a page per month. */
import { addMonths, monthAt } from '../domain/calendar.ts';
import type { Incident } from '../domain/incident.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import { maintenanceInterval, phaseAt } from '../domain/maintenance.ts';
import type { Condition } from '../schemas/vocabulary.ts';
import type { StatusContent } from './content.ts';
import { recordIndex, serviceName } from './recordIndex.ts';
import type { Shell } from './shell.ts';

/** Empty months are pages too, but a slip in the year of one file must not make thousands of them. */
const furthestMonths = 600;

/** One month of the index. */
export interface MonthRow {
	/** E.g. `2026-03`. */
	month: string;
	href: string;
	name: string;
	/** `3 incidents, 1 maintenance`, or that it was quiet. */
	text: string;
	quiet: boolean;
}

/** The months of one year, the latest first. */
export interface YearRows {
	year: string;
	months: MonthRow[];
}

/** A record in one line. */
export interface HistoryRow {
	id: string;
	href: string;
	title: string;
	/** The language of its title, where that is not the language of the page. */
	lang: string | undefined;
	/** The worst it was. */
	condition: Condition;
	startedAt: number;
	services: string[];
	/** How long it lasted, or why that cannot be said. */
	lasted: string;
}

/** One month with what began in it. */
export interface MonthPage {
	month: string;
	name: string;
	/** It is not over yet. */
	current: boolean;
	incidents: HistoryRow[];
	maintenances: HistoryRow[];
	earlier: { href: string; name: string } | undefined;
	later: { href: string; name: string } | undefined;
}

/**
 * The months that have a page, oldest first: each from the first record to `now`, and later ones in which
 * something is planned.
 */
export function historyMonths({ model, now }: Pick<StatusContent, 'model' | 'now'>): string[] {
	const told = [...recordIndex(model).months.keys()];
	const current = monthAt(now, model.site.zone);
	const earliest = addMonths(current, -furthestMonths);
	let first = current;
	for (const month of told) if (month < first && month >= earliest) first = month;
	const months = new Set(told);
	for (let month = first; month <= current; month = addMonths(month, 1)) months.add(month);
	return [...months].sort();
}

/** The index: years and months, the latest first, with counts. */
export function historyYears(content: StatusContent, shell: Shell): YearRows[] {
	const { strings, links, print } = shell;
	const { months } = recordIndex(content.model);
	const years = new Map<string, MonthRow[]>();
	for (const month of historyMonths(content).reverse()) {
		const records = months.get(month);
		const counts = [
			...(records?.incidents.length ? [strings.history.incidents(records.incidents.length)] : []),
			...(records?.maintenances.length
				? [strings.history.maintenances(records.maintenances.length)]
				: []),
		];
		const year = month.slice(0, -3);
		const rows = years.get(year) ?? [];
		years.set(year, rows);
		rows.push({
			month,
			href: links.month(month),
			name: print.monthName(month),
			text: counts.length > 0 ? counts.join(', ') : strings.history.quiet,
			quiet: counts.length === 0,
		});
	}
	return [...years].map(([year, rows]) => ({ year, months: rows }));
}

/**
 * One month.
 *
 * @param months all that have a page, oldest first
 */
export function monthPage(
	content: StatusContent,
	shell: Shell,
	month: string,
	months: readonly string[],
): MonthPage {
	const { model, now } = content;
	const { print, links } = shell;
	const records = recordIndex(model).months.get(month);
	const position = months.indexOf(month);
	const neighbour = (other: string | undefined) =>
		other === undefined ? undefined : { href: links.month(other), name: print.month(other) };
	return {
		month,
		name: print.month(month),
		current: monthAt(now, model.site.zone) <= month,
		incidents: (records?.incidents ?? []).map((incident) => incidentRow(content, shell, incident)),
		maintenances: (records?.maintenances ?? []).map((maintenance) =>
			maintenanceRow(content, shell, maintenance),
		),
		earlier: neighbour(position > 0 ? months[position - 1] : undefined),
		later: neighbour(months[position + 1]),
	};
}

/** An incident in one line. */
export function incidentRow(
	{ model }: Pick<StatusContent, 'model'>,
	{ strings, print, links }: Shell,
	incident: Incident,
): HistoryRow {
	const { startedAt, resolvedAt, retraction } = incident;
	return {
		id: incident.id,
		href: links.incident(incident.id),
		title: incident.title ?? strings.incident.untitled,
		lang: incident.foreign?.title,
		condition: incident.impact,
		startedAt,
		services: retraction
			? []
			: serviceNames(
					model,
					incident.services.map(({ id }) => id),
				),
		lasted: retraction
			? strings.incident.retracted
			: resolvedAt === undefined
				? strings.history.open
				: strings.history.lasted(print.duration(resolvedAt - startedAt)),
	};
}

/** A maintenance in one line. */
export function maintenanceRow(
	{ model, now }: Pick<StatusContent, 'model' | 'now'>,
	{ strings, print, links }: Shell,
	maintenance: Maintenance,
): HistoryRow {
	const { begunAt, starts } = maintenance;
	const phase = phaseAt(maintenance, now);
	const interval = maintenanceInterval(maintenance);
	return {
		id: maintenance.id,
		href: links.maintenance(maintenance.id),
		title: maintenance.title ?? strings.maintenance.planned,
		lang: maintenance.foreign?.title,
		condition: 'under-maintenance',
		startedAt: Math.min(begunAt ?? starts, starts),
		services: serviceNames(model, maintenance.services),
		lasted:
			phase === 'completed' && interval
				? strings.history.lasted(print.duration(interval.end - interval.start))
				: strings.phases[phase],
	};
}

/** Names without repetition: two old ids may be one service today. */
const serviceNames = ({ services }: StatusContent['model'], ids: readonly string[]) => [
	...new Set(ids.map((id) => serviceName(services, id))),
];
