/**
 * The page as readers of Statuspage's public API v2 expect it. Names, types, orders and limits follow
 * https://metastatuspage.com/api and what real pages send; `null` where there is nothing, never absent.
 */
import type { Incident, ShownUpdate } from '../domain/incident.ts';
import { contains } from '../domain/interval.ts';
import type { Maintenance, MaintenancePhase } from '../domain/maintenance.ts';
import { phaseAt } from '../domain/maintenance.ts';
import { messageToText } from '../domain/message.ts';
import { allServices, serviceIds } from '../domain/serviceHistory.ts';
import type { ServiceHistory } from '../domain/serviceHistory.ts';
import { worstCondition } from '../domain/condition.ts';
import type { Condition, IncidentStatus } from '../schemas/vocabulary.ts';
import type { StatusContent } from './content.ts';
import type { Shell } from './shell.ts';

const componentStatus: Record<Condition, string> = {
	operational: 'operational',
	'under-maintenance': 'under_maintenance',
	'degraded-performance': 'degraded_performance',
	'partial-outage': 'partial_outage',
	'major-outage': 'major_outage',
};

const incidentStatus: Record<IncidentStatus, string> = {
	investigating: 'investigating',
	identified: 'identified',
	// Statuspage has no such word.
	mitigating: 'identified',
	monitoring: 'monitoring',
	resolved: 'resolved',
};

const impacts: Record<Condition, string> = {
	operational: 'none',
	'under-maintenance': 'maintenance',
	'degraded-performance': 'minor',
	'partial-outage': 'major',
	'major-outage': 'critical',
};

const maintenanceStatus: Record<MaintenancePhase, string> = {
	scheduled: 'scheduled',
	'in-progress': 'in_progress',
	late: 'in_progress',
	verifying: 'verifying',
	completed: 'completed',
	cancelled: 'completed',
};

/** ISO 8601 with milliseconds and offset, as strict readers ask for. */
const iso = (instant: number) => new Date(instant).toISOString();

/** Everything the API can say, as plain objects. */
export function statuspage(content: StatusContent, { strings }: Pick<Shell, 'strings'>) {
	const { model, view, now } = content;
	const { site } = model;
	const root = site.url.replace(/\/$/, '');
	const pageId = new URL(site.url).hostname.replaceAll('.', '-');
	const ids = serviceIds(model.services);
	const conditions = new Map(view.services.map(({ id, condition }) => [id, condition]));

	const lastChange = (history: ServiceHistory | undefined, since: number) =>
		Math.max(
			since,
			...[...(history?.segments ?? []), ...(history?.maintenance ?? [])].flatMap(({ start, end }) =>
				[start, end].filter((instant) => instant <= now),
			),
		);
	const histories = new Map(model.histories.map((history) => [history.id, history]));

	const components = model.services.groups.flatMap((group, position) => {
		const offered = group.services.filter(({ since, until }) =>
			contains({ start: since, end: until ?? Infinity }, now),
		);
		if (offered.length === 0) return [];
		const children = offered.map((service, index) =>
			component({
				id: service.id,
				name: service.name,
				condition: conditions.get(service.id) ?? 'operational',
				created: service.since,
				updated: lastChange(histories.get(service.id), service.since),
				position: index + 1,
				description: service.description,
				group: group.id,
			}),
		);
		const created = Math.min(...offered.map(({ since }) => since));
		return [
			{
				...component({
					id: group.id,
					name: group.name,
					condition: worstCondition(offered.map(({ id }) => conditions.get(id) ?? 'operational')),
					created,
					updated: Math.max(
						...offered.map(({ id, since }) => lastChange(histories.get(id), since)),
					),
					position: position + 1,
					description: group.description,
					group: undefined,
				}),
				group: true,
				components: children.map(({ id }) => id),
			},
			...children,
		];
	});

	function component(item: {
		id: string;
		name: string;
		condition: Condition;
		created: number;
		updated: number;
		position: number;
		description: string | undefined;
		group: string | undefined;
	}) {
		return {
			id: item.id,
			name: item.name,
			status: componentStatus[item.condition],
			created_at: iso(item.created),
			updated_at: iso(item.updated),
			position: item.position,
			description: item.description ?? null,
			showcase: true,
			start_date: iso(item.created).slice(0, 10),
			group_id: item.group ?? null,
			page_id: pageId,
			group: false,
			only_show_if_degraded: false,
		};
	}

	const named = new Map(
		allServices(model.services).map((service) => [
			service.id,
			component({
				id: service.id,
				name: service.name,
				condition: conditions.get(service.id) ?? 'operational',
				created: service.since,
				updated: lastChange(histories.get(service.id), service.since),
				position: 1,
				description: service.description,
				group: model.services.groups.find((group) => group.services.includes(service))?.id,
			}),
		]),
	);
	const componentsOf = (services: readonly string[]) =>
		services.flatMap(
			(id) =>
				components.find((item) => item.id === ids.get(id)) ?? named.get(ids.get(id) ?? '') ?? [],
		);
	const nameOf = (id: string) => named.get(ids.get(id) ?? '')?.name ?? id;

	function incidentUpdate(
		incident: Incident,
		update: ShownUpdate,
		before: ReadonlyMap<string, Condition>,
	) {
		const body =
			update.body === undefined
				? update.redaction
					? `${strings.incident.redacted}: ${update.redaction.reason}`
					: (update.reason ?? strings.incident.retractedText)
				: messageToText(update.body);
		return {
			id: update.id,
			status: incidentStatus[update.status],
			body,
			incident_id: incident.id,
			created_at: iso(update.at),
			updated_at: iso(update.updatedAt),
			display_at: iso(update.at),
			affected_components:
				update.statements.length === 0
					? null
					: update.statements.map(({ service, condition }) => ({
							code: ids.get(service) ?? service,
							name: nameOf(service),
							old_status: componentStatus[before.get(service) ?? 'operational'],
							new_status: componentStatus[condition],
						})),
			deliver_notifications: true,
			custom_tweet: null,
			tweet_id: null,
		};
	}

	function incident(item: Incident) {
		const last = new Map<string, Condition>();
		const updates = item.updates.map((update) => {
			const printed = incidentUpdate(item, update, new Map(last));
			for (const { service, condition } of update.statements) last.set(service, condition);
			return printed;
		});
		const monitoring = item.updates.findLast(({ status }) => status === 'monitoring');
		return {
			id: item.id,
			name: item.title ?? strings.incident.untitled,
			status: incidentStatus[item.status],
			created_at: iso(item.createdAt),
			updated_at: iso(item.updatedAt),
			monitoring_at: monitoring ? iso(monitoring.at) : null,
			resolved_at: item.resolvedAt === undefined ? null : iso(item.resolvedAt),
			impact: impacts[item.impact],
			shortlink: `${root}/incidents/${item.id}/`,
			started_at: iso(item.startedAt),
			page_id: pageId,
			incident_updates: updates.reverse(),
			components: componentsOf(item.services.map(({ id }) => id)),
		};
	}

	function maintenance(item: Maintenance) {
		return {
			id: item.id,
			name: item.title ?? strings.maintenance.planned,
			status: maintenanceStatus[phaseAt(item, now)],
			created_at: iso(item.createdAt),
			updated_at: iso(item.updatedAt),
			monitoring_at: null,
			resolved_at: item.completedAt === undefined ? null : iso(item.completedAt),
			impact: 'maintenance',
			shortlink: `${root}/maintenance/${item.id}/`,
			started_at: iso(item.createdAt),
			page_id: pageId,
			incident_updates: item.updates
				.map((update) => ({
					id: update.id,
					status: maintenanceStatus[update.status],
					body: messageToText(update.body ?? ''),
					incident_id: item.id,
					created_at: iso(update.at),
					updated_at: iso(update.updatedAt),
					display_at: iso(update.at),
					affected_components: null,
					deliver_notifications: true,
					custom_tweet: null,
					tweet_id: null,
				}))
				.reverse(),
			components: componentsOf(item.services),
			scheduled_for: iso(item.starts),
			scheduled_until: iso(item.ends),
		};
	}

	const { indicator, description } = view.overall;
	return {
		page: {
			id: pageId,
			name: site.name,
			url: root,
			time_zone: site.zone,
			updated_at: iso(now),
		},
		status: {
			indicator: indicator === 'maintenance' && !site.maintenanceIndicator ? 'none' : indicator,
			description,
		},
		components,
		incident,
		maintenance,
	};
}

/** `/api/v2/summary.json`. */
export function summary(content: StatusContent, shell: Pick<Shell, 'strings'>) {
	const { page, status, components, incident, maintenance } = statuspage(content, shell);
	const { model, view } = content;
	return {
		page,
		components,
		incidents: model.incidents.filter(({ open }) => open).map(incident),
		scheduled_maintenances: view.maintenances.flatMap(({ id }) =>
			model.maintenances.filter((item) => item.id === id).map(maintenance),
		),
		status,
	};
}
