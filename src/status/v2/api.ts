/**
 * The page as readers of Statuspage's public API v2 expect it: names, types, orders, enums and limits follow
 * https://metastatuspage.com/api and what real pages send. `null` where there is nothing, never absent.
 */
import type { Incident } from '../../domain/incident.ts';
import type { Maintenance } from '../../domain/maintenance.ts';
import { phaseAt } from '../../domain/maintenance.ts';
import type { Instant } from '../../schemas/values.ts';
import type { StatusContent } from '../content.ts';
import { componentsOf } from './components.ts';
import type { Past } from './history.ts';
import { monthsOf } from './history.ts';
import type { Surroundings } from './records.ts';
import { incidentRecord, maintenanceRecord, settledIncident } from './records.ts';
import { iso } from './words.ts';

/** Records in a list, as Statuspage has it. */
export const listLength = 50;

/** What the API is made from. */
export type ApiContent = Pick<StatusContent, 'model' | 'view' | 'now'>;

/** Answers of the API, by the path below `/api/v2/` without `.json`. Each is made when asked for. */
export type Api = ReturnType<typeof apiOf>;

/** Prepares the answers of one build. */
export function apiOf(content: ApiContent, strings: Surroundings['strings']) {
	const { model, view, now } = content;
	const { site } = model;
	const root = site.url.replace(/\/$/, '');
	const pageId = new URL(site.was[0] ?? site.url).hostname.replaceAll('.', '-');
	const components = componentsOf(content, pageId);
	const around: Surroundings = { root, pageId, components, strings, now };
	const pageAt = (changed: Instant) => ({
		id: pageId,
		name: site.name,
		url: root,
		time_zone: site.zone,
		updated_at: iso(changed),
	});
	const page = pageAt(Math.max(components.changedAt, lastWord(content)));

	const { indicator, description } = view.overall;
	const status = {
		indicator: indicator === 'maintenance' && !site.maintenanceIndicator ? 'none' : indicator,
		description,
	} as const;

	const newest = newestFirst(model.incidents);
	const listed = new Set(newest.slice(0, listLength));
	const incident = (item: Incident) => incidentRecord(item, around);
	const maintenance = (item: Maintenance) => maintenanceRecord(item, around);
	const works = new Map(model.maintenances.map((item) => [item.id, item]));
	/** Maintenance that is to come or goes on, the earliest first. */
	const ahead = (wanted: (phase: string) => boolean) =>
		view.maintenances
			.filter(({ phase }) => wanted(phase))
			.flatMap(({ id }) => works.get(id) ?? [])
			.map(maintenance);
	const isScheduled = (phase: string) => phase === 'scheduled';
	const unresolved = () => newest.filter(({ open }) => open).map(incident);

	const incidentsPast = () =>
		model.incidents.map((item): Past => ({
			start: item.startedAt,
			end: item.resolvedAt,
			record: () => incident(item),
		}));
	const worksPast = () =>
		model.maintenances.flatMap((item): Past[] => {
			const phase = phaseAt(item, now);
			if (phase === 'scheduled' || phase === 'cancelled') return [];
			return [
				{
					start: Math.min(item.begunAt ?? item.starts, item.starts),
					end: phase === 'completed' ? (item.completedAt ?? item.ends) : undefined,
					record: () => maintenance(item),
				},
			];
		});

	return {
		summary: () => ({
			page,
			components: components.list,
			incidents: unresolved(),
			scheduled_maintenances: ahead(() => true),
			status,
		}),
		status: () => ({ page, status }),
		components: () => ({ page, components: components.list }),
		incidents: () => ({ page, incidents: [...listed].map(incident) }),
		'incidents/unresolved': () => ({ page, incidents: unresolved() }),
		'scheduled-maintenances': () => ({
			page,
			scheduled_maintenances: model.maintenances
				.filter((item) => phaseAt(item, now) !== 'cancelled')
				.slice(0, listLength)
				.map(maintenance),
		}),
		'scheduled-maintenances/upcoming': () => ({
			page,
			scheduled_maintenances: ahead(isScheduled),
		}),
		'scheduled-maintenances/active': () => ({
			page,
			scheduled_maintenances: ahead((phase) => !isScheduled(phase)),
		}),
		/** `/history.json`, beside the API. */
		history: () => ({ months: monthsOf([...incidentsPast(), ...worksPast()], now) }),
		/** `incidents/<id>`: exactly what the lists say of it, or, when no list holds it, what stays. */
		incident: (item: Incident) =>
			item.open || listed.has(item)
				? { page, incident: incident(item) }
				: { page: pageAt(item.updatedAt), incident: settledIncident(item, around) },
	};
}

/** The names of the answers that are lists or sums. */
export type ApiFile = Exclude<keyof Api, 'incident' | 'history'>;

/** The latest told first. */
const newestFirst = (incidents: readonly Incident[]) =>
	incidents.toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));

/** The last instant at which something was said: not when it was built, so that bytes stay as they are. */
function lastWord({ model, now }: ApiContent): Instant {
	let last = 0;
	for (const { updatedAt } of [...model.incidents, ...model.maintenances]) {
		if (updatedAt <= now && updatedAt > last) last = updatedAt;
	}
	return last;
}
