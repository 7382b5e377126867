import { describe, expect, test } from 'vitest';
import { at, incidentOf, maintenanceOf, update, works } from '../../tests/support/records.ts';
import { servicesSchema } from '../schemas/services.ts';
import { siteSchema } from '../schemas/site.ts';
import { foldIncident } from './incident.ts';
import { foldMaintenance } from './maintenance.ts';
import { allServices, serviceHistories, serviceIds, servicesAt } from './serviceHistory.ts';

const t = (time: string) => `2026-03-01T${time}:00Z`;

const services = servicesSchema.parse({
	groups: [
		{
			id: 'shop',
			name: 'Shop',
			services: [
				{
					id: 'checkout',
					name: 'Checkout',
					since: '2025-01-01T00:00:00Z',
					was: ['cart', 'basket'],
				},
				{ id: 'search', name: 'Search', since: '2026-03-01T00:00:00Z' },
			],
		},
		{
			id: 'old',
			name: 'Old',
			services: [
				{
					id: 'faxes',
					name: 'Faxes',
					since: '2025-01-01T00:00:00Z',
					until: '2026-02-01T00:00:00Z',
				},
			],
		},
	],
});

const site = (weights?: unknown) =>
	siteSchema.parse({ name: 'Test', url: 'https://status.example.com', zone: 'UTC', weights });

/** The history of checkout for the incidents and maintenance given. */
function checkout(
	incidents: Parameters<typeof incidentOf>[0][],
	maintenances: Parameters<typeof maintenanceOf>[0][] = [],
	weights = site().weights,
) {
	const folded = incidents.map((updates, index) =>
		foldIncident(incidentOf(updates, { id: `2026-03-01-aaa${index}` })),
	);
	const works = maintenances.flatMap((updates) => foldMaintenance(maintenanceOf(updates)) ?? []);
	return serviceHistories(services, folded, works, weights)[0];
}

describe('serviceIds', () => {
	test('leads from every id a service ever had to the one it has', () => {
		expect(Object.fromEntries(serviceIds(services))).toEqual({
			cart: 'checkout',
			basket: 'checkout',
			checkout: 'checkout',
			search: 'search',
			faxes: 'faxes',
		});
	});

	test('prefers a service that has an id to one that had it', () => {
		const reused = servicesSchema.parse({
			groups: [
				{
					id: 'all',
					name: 'All',
					services: [
						{ id: 'cart', name: 'Cart', since: '2026-01-01T00:00:00Z' },
						{ id: 'checkout', name: 'Checkout', since: '2025-01-01T00:00:00Z', was: ['cart'] },
					],
				},
			],
		});
		expect(serviceIds(reused).get('cart')).toBe('cart');
	});
});

describe('servicesAt', () => {
	const offered = (time: string) => servicesAt(services, at(time)).map(({ id }) => id);

	test('has a service from its first instant, and no longer at its last', () => {
		expect(offered('2026-02-28T23:59:59Z')).toEqual(['checkout']);
		expect(offered('2026-03-01T00:00:00Z')).toEqual(['checkout', 'search']);
		expect(offered('2026-01-31T23:59:59Z')).toEqual(['checkout', 'faxes']);
		expect(offered('2026-02-01T00:00:00Z')).toEqual(['checkout']);
	});

	test('keeps retired services in the whole list', () => {
		expect(allServices(services).map(({ id }) => id)).toEqual(['checkout', 'search', 'faxes']);
	});
});

describe('serviceHistories', () => {
	test('gather what is said of a service under any of its ids', () => {
		const history = checkout(
			[[update('opened', { at: t('09:00'), services: { cart: 'partial-outage' } })]],
			[
				[
					works('plan00', {
						at: t('08:00'),
						services: ['basket'],
						starts: t('12:00'),
						ends: t('13:00'),
						'ends-by-itself': true,
					}),
				],
			],
		);
		expect(history).toEqual({
			id: 'checkout',
			offered: { start: at('2025-01-01'), end: Infinity },
			segments: [
				{
					start: at(t('09:00')),
					end: Infinity,
					condition: 'partial-outage',
					weight: 300,
					incident: '2026-03-01-aaa0',
				},
			],
			maintenance: [{ id: '2026-03-01-m4nt', start: at(t('12:00')), end: at(t('13:00')) }],
		});
	});

	test('are there for every service, in the order of the file, with or without an incident', () => {
		expect(serviceHistories(services, [], [], site().weights)).toEqual([
			{
				id: 'checkout',
				offered: { start: at('2025-01-01'), end: Infinity },
				segments: [],
				maintenance: [],
			},
			{
				id: 'search',
				offered: { start: at('2026-03-01'), end: Infinity },
				segments: [],
				maintenance: [],
			},
			{
				id: 'faxes',
				offered: { start: at('2025-01-01'), end: at('2026-02-01') },
				segments: [],
				maintenance: [],
			},
		]);
	});

	test('leave out what is said of a service that nobody knows', () => {
		const history = checkout([
			[update('opened', { at: t('09:00'), services: { unknown: 'major-outage' } })],
		]);
		expect(history?.segments).toEqual([]);
	});

	test('are in order of time, whatever the order of the incidents', () => {
		const history = checkout([
			[update('later0', { at: t('11:00'), services: { checkout: 'major-outage' } })],
			[update('early0', { at: t('10:00'), services: { checkout: 'partial-outage' } })],
		]);
		expect(history?.segments.map(({ start }) => start)).toEqual([at(t('10:00')), at(t('11:00'))]);
	});

	test('leave out a maintenance that never took place', () => {
		const history = checkout(
			[],
			[
				[
					works('plan00', {
						at: t('08:00'),
						services: ['checkout'],
						starts: t('12:00'),
						ends: t('13:00'),
					}),
					works('cancel', { at: t('09:00'), status: 'cancelled' }),
				],
			],
		);
		expect(history?.maintenance).toEqual([]);
	});
});

describe('weights', () => {
	const { weights } = site([
		{ value: { partial: 0.3 } },
		{ from: '2026-03-01T09:00:00Z', value: { major: 0.9, partial: 0.5, degraded: 0.1 } },
	]);
	const weighed = (...updates: Parameters<typeof incidentOf>[0]) =>
		checkout([updates], [], weights)?.segments.map(({ condition, weight }) => [condition, weight]);

	test('are those in force when the incident began, also for what it says later', () => {
		expect(
			weighed(
				update('opened', { at: t('08:00'), services: { checkout: 'partial-outage' } }),
				update('second', { at: t('10:00'), services: { checkout: 'major-outage' } }),
			),
		).toEqual([
			['partial-outage', 300],
			['major-outage', 1000],
		]);
	});

	test('are the new ones for an incident that began under them', () => {
		expect(
			weighed(
				update('opened', { at: t('09:00'), services: { checkout: 'degraded-performance' } }),
				update('second', { at: t('10:00'), services: { checkout: 'partial-outage' } }),
			),
		).toEqual([
			['degraded-performance', 100],
			['partial-outage', 500],
		]);
	});

	test('go by when it began, not by when it was first spoken of', () => {
		expect(
			weighed(
				update('opened', {
					at: t('09:10'),
					since: t('08:50'),
					services: { checkout: 'partial-outage' },
				}),
			),
		).toEqual([['partial-outage', 300]]);
	});
});
