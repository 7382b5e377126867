/** A maintenance as its page and its card show it. */
import type { Maintenance } from '../domain/maintenance.ts';
import type { Model } from '../domain/view.ts';
import { allServices, serviceIds } from '../domain/serviceHistory.ts';

/** Today's names of the services that are worked on. */
export function maintainedServices(
	{ services }: Pick<Maintenance, 'services'>,
	model: Model,
): string[] {
	const ids = serviceIds(model.services);
	const names = new Map(allServices(model.services).map(({ id, name }) => [id, name]));
	return services.map((id) => names.get(ids.get(id) ?? id) ?? id);
}
