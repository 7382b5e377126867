/** What the status page is made of, for tests of what it prints: as a build would gather it, without one. */
import type { IncidentFiles, MaintenanceFiles } from '../../src/domain/stored.ts';
import { modelOf, validUntil, view } from '../../src/domain/view.ts';
import { servicesSchema, type ServicesInput } from '../../src/schemas/services.ts';
import { siteSchema, type SiteInput } from '../../src/schemas/site.ts';
import type { StatusContent } from '../../src/status/content.ts';
import { at } from './records.ts';

/** What may differ from the small organisation of the tests. */
export interface StatusParts {
	site?: Partial<SiteInput> | undefined;
	services?: ServicesInput;
	incidents?: readonly IncidentFiles[];
	maintenances?: readonly MaintenanceFiles[];
	now?: number;
}

/** Two services that were there from the beginning of 2025; all is well. */
const twoServices: ServicesInput = {
	groups: [
		{
			id: 'shop',
			name: 'Shop',
			services: [
				{ id: 'checkout', name: 'Checkout', since: '2025-01-01T00:00:00Z', was: ['cart'] },
				{ id: 'search', name: 'Search', since: '2025-01-01T00:00:00Z' },
			],
		},
	],
};

/** Content of the status page at an instant. */
export function statusContentOf(parts: StatusParts = {}): StatusContent {
	const now = parts.now ?? at('2026-03-02T12:00:00Z');
	const model = modelOf({
		site: siteSchema.parse({
			name: 'Harbour',
			url: 'https://status.example.com',
			zone: 'Europe/Lisbon',
			...parts.site,
		}),
		services: servicesSchema.parse(parts.services ?? twoServices),
		incidents: parts.incidents ?? [],
		maintenances: parts.maintenances ?? [],
	});
	return {
		now,
		model,
		view: view(model, now),
		validUntil: validUntil(model, now),
		left: 0,
		unshown: 0,
		translated: new Set(),
		showsExamples: false,
	};
}
