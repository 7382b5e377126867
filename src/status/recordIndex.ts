/** Finding records by service and by month, gathered once: no page looks through all of them. */
import { monthAt } from '../domain/calendar.ts';
import type { Incident } from '../domain/incident.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import type { Model } from '../domain/view.ts';
import { allServices, serviceIds } from '../domain/serviceHistory.ts';
import type { Services } from '../schemas/services.ts';

/** What began in one month. */
export interface MonthRecords {
	/** Newest first; without those that turned out to be part of another. */
	incidents: Incident[];
	/** Latest start first. */
	maintenances: Maintenance[];
}

/** All records, found by what pages ask for. */
export interface RecordIndex {
	incidents: ReadonlyMap<string, Incident>;
	maintenances: ReadonlyMap<string, Maintenance>;
	/** By today's id of a service: the incidents that named it, newest first, without duplicates. */
	incidentsOf: ReadonlyMap<string, Incident[]>;
	/** By a month such as `2026-03` in the organisation's zone. */
	months: ReadonlyMap<string, MonthRecords>;
}

// A model never changes, and each page of a build asks for the same one.
const indexes = new WeakMap<Model, RecordIndex>();
const names = new WeakMap<Services, ReadonlyMap<string, string>>();

/** The records of a model by service and by month. */
export function recordIndex(model: Model): RecordIndex {
	const known = indexes.get(model);
	if (known) return known;
	const index = indexRecords(model);
	indexes.set(model, index);
	return index;
}

function indexRecords({ site, services, incidents, maintenances }: Model): RecordIndex {
	const ids = serviceIds(services);
	const incidentsOf = new Map<string, Incident[]>();
	const months = new Map<string, MonthRecords>();
	const monthOf = (instant: number) => {
		const month = monthAt(instant, site.zone);
		const records = months.get(month) ?? { incidents: [], maintenances: [] };
		months.set(month, records);
		return records;
	};
	for (const incident of incidents) {
		if (incident.duplicateOf !== undefined) continue;
		monthOf(incident.startedAt).incidents.push(incident);
		for (const id of new Set(incident.services.map((service) => ids.get(service.id)))) {
			if (id === undefined) continue;
			const list = incidentsOf.get(id) ?? [];
			incidentsOf.set(id, list);
			list.push(incident);
		}
	}
	for (const maintenance of maintenances)
		monthOf(maintenance.starts).maintenances.push(maintenance);
	return {
		incidents: new Map(incidents.map((incident) => [incident.id, incident])),
		maintenances: new Map(maintenances.map((maintenance) => [maintenance.id, maintenance])),
		incidentsOf,
		months,
	};
}

/** Today's name of a service by any id it ever had; the id itself where no service has it. */
export function serviceName(services: Services, id: string): string {
	let known = names.get(services);
	if (!known) {
		const today = new Map(allServices(services).map((service) => [service.id, service.name]));
		known = new Map(
			[...serviceIds(services)].map(([any, current]) => [any, today.get(current) ?? any]),
		);
		names.set(services, known);
	}
	return known.get(id) ?? id;
}
