/** A maintenance as its page and its card show it. */
import type { Maintenance } from '../domain/maintenance.ts';
import type { Model } from '../domain/view.ts';
import { allServices, serviceIds } from '../domain/serviceHistory.ts';
import type { Shell } from './shell.ts';
import type { UpdateText } from './updateText.ts';
import { updateText } from './updateText.ts';

/** Today's names of the services that are worked on. */
export function maintainedServices(
	{ services }: Pick<Maintenance, 'services'>,
	model: Model,
): string[] {
	const ids = serviceIds(model.services);
	const names = new Map(allServices(model.services).map(({ id, name }) => [id, name]));
	return services.map((id) => names.get(ids.get(id) ?? id) ?? id);
}

/** The updates of a maintenance, newest first. */
export function maintenanceTexts(
	{ id, updates }: Pick<Maintenance, 'id' | 'updates'>,
	{ strings, links }: Pick<Shell, 'strings' | 'links'>,
): UpdateText[] {
	return updates.toReversed().map((update) =>
		updateText(update, {
			href: `${links.maintenance(id)}#${update.id}`,
			heading: strings.phases[update.status],
			moved: update.moved,
		}),
	);
}
