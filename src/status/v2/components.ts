/** Services and groups as the components of the API. */
import { dateAt } from '../../domain/calendar.ts';
import { worstCondition } from '../../domain/condition.ts';
import { contains } from '../../domain/interval.ts';
import { serviceIds } from '../../domain/serviceHistory.ts';
import type { ServiceHistory } from '../../domain/serviceHistory.ts';
import type { Group, Service } from '../../schemas/services.ts';
import type { Instant } from '../../schemas/values.ts';
import type { Condition } from '../../schemas/vocabulary.ts';
import type { StatusContent } from '../content.ts';
import { componentStatuses, iso } from './words.ts';

/** A service, or a group of them, as clients know it. */
export type Component = ReturnType<typeof componentOf>;

/** Every component, and how to find those that a record names. */
export interface Components {
	/** What is offered now: each group and then its services, in the order of the file. */
	list: (Component & { components?: string[] })[];
	/** The components of the services that a record names; retired ones too. */
	named: (services: readonly string[]) => Component[];
	/** Today's id and name of a service by any id it ever had. */
	today: (service: string) => { id: string; name: string };
	/** The last instant at which any service changed. */
	changedAt: Instant;
}

/** Gathers the components of a page. */
export function componentsOf(
	{ model, view, now }: Pick<StatusContent, 'model' | 'view' | 'now'>,
	pageId: string,
): Components {
	const { services, site } = model;
	const ids = serviceIds(services);
	const conditions = new Map(view.services.map(({ id, condition }) => [id, condition]));
	const changes = new Map(model.histories.map((history) => [history.id, lastChange(history, now)]));
	const byId = new Map<string, Component>();
	const list: Components['list'] = [];

	for (const [groupIndex, group] of services.groups.entries()) {
		const offered = group.services.filter((service) => isOffered(service, now));
		for (const service of group.services) {
			byId.set(
				service.id,
				componentOf({
					about: service,
					condition: conditions.get(service.id) ?? 'operational',
					created: service.since,
					updated: changes.get(service.id) ?? service.since,
					// One that is not offered stands behind those that are.
					position: offered.indexOf(service) + 1 || group.services.length,
					group: group.id,
					zone: site.zone,
					pageId,
				}),
			);
		}
		if (offered.length === 0) continue;
		list.push({
			...componentOf({
				about: group,
				condition: worstCondition(offered.map(({ id }) => conditions.get(id) ?? 'operational')),
				created: Math.min(...offered.map(({ since }) => since)),
				updated: Math.max(...offered.map(({ id, since }) => changes.get(id) ?? since)),
				position: groupIndex + 1,
				group: undefined,
				zone: site.zone,
				pageId,
			}),
			group: true,
			components: offered.map(({ id }) => id),
		});
		list.push(...offered.flatMap(({ id }) => byId.get(id) ?? []));
	}

	const today = (service: string) => {
		const id = ids.get(service) ?? service;
		return { id, name: byId.get(id)?.name ?? id };
	};
	return {
		list,
		named: (names) => names.flatMap((name) => byId.get(today(name).id) ?? []),
		today,
		changedAt: Math.max(0, ...[...changes.values()].filter((instant) => instant <= now)),
	};
}

const isOffered = ({ since, until }: Service, now: Instant) =>
	contains({ start: since, end: until ?? Infinity }, now);

/** When something last began or ended at a service, up to `now`. */
function lastChange({ offered, segments, maintenance }: ServiceHistory, now: Instant): Instant {
	let last = offered.start;
	for (const list of [[offered], segments, maintenance]) {
		for (const { start, end } of list) {
			if (start <= now && start > last) last = start;
			if (end <= now && end > last) last = end;
		}
	}
	return last;
}

function componentOf(item: {
	about: Pick<Group | Service, 'id' | 'name' | 'description'>;
	condition: Condition;
	created: Instant;
	updated: Instant;
	position: number;
	group: string | undefined;
	zone: string;
	pageId: string;
}) {
	return {
		id: item.about.id,
		name: item.about.name,
		status: componentStatuses[item.condition],
		created_at: iso(item.created),
		updated_at: iso(item.updated),
		position: item.position,
		description: item.about.description ?? null,
		showcase: true,
		start_date: dateAt(item.created, item.zone),
		group_id: item.group ?? null,
		page_id: item.pageId,
		group: false,
		only_show_if_degraded: false,
	};
}
