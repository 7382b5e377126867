/** Which services have files of their own. */
import { allServices } from '../domain/serviceHistory.ts';
import type { Service, Services } from '../schemas/services.ts';
import { statusContent } from './content.ts';
import { formerIds } from './service.ts';

/** An id that has files, and the service that they are about. */
export interface ServiceAddress {
	id: string;
	service: Service;
}

/** Every service by every id it ever had: whoever subscribed before it was renamed stays subscribed. */
export function serviceAddresses(services: Services): ServiceAddress[] {
	const all = allServices(services);
	return [
		...all.map((service) => ({ id: service.id, service })),
		...formerIds(services).flatMap(({ id, today }) =>
			all.filter((service) => service.id === today).map((service) => ({ id, service })),
		),
	];
}

/** One route per address. */
export async function everyServiceFile() {
	const { model } = await statusContent();
	return serviceAddresses(model.services).map(({ id, service }) => ({
		params: { id },
		props: { service },
	}));
}
