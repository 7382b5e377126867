import { describe, expect, test } from 'vitest';
import { at, incidentOf, maintenanceOf, update, works } from '../../tests/support/records.ts';
import { statusContentOf } from '../../tests/support/statusContent.ts';
import { recordIndex, serviceName } from './recordIndex.ts';

const incident = (id: string, began: string, service = 'checkout') =>
	incidentOf(
		[
			update('upd111', {
				at: began,
				title: `Title of ${id}`,
				status: 'investigating',
				services: { [service]: 'major-outage' },
			}),
		],
		{ id },
	);

describe('recordIndex', () => {
	test('puts a record into the month of the organisation’s zone in which it began', () => {
		const { model } = statusContentOf({
			// Half past midnight in Lisbon.
			incidents: [incident('2025-06-30-aaaa', '2025-06-30T23:30:00Z')],
			maintenances: [
				maintenanceOf([
					works('wrk111', {
						at: '2025-06-01T00:00:00Z',
						title: 'Works',
						services: ['search'],
						starts: '2025-08-01T02:00:00Z',
						ends: '2025-08-01T03:00:00Z',
					}),
				]),
			],
			now: at('2026-03-02'),
		});
		const { months } = recordIndex(model);
		expect([...months.keys()].sort()).toEqual(['2025-07', '2025-08']);
		expect(months.get('2025-07')?.incidents.map(({ id }) => id)).toEqual(['2025-06-30-aaaa']);
		expect(months.get('2025-08')?.maintenances).toHaveLength(1);
	});

	test('finds the incidents of a service under every id that it ever had', () => {
		const { model } = statusContentOf({
			incidents: [
				incident('2026-02-01-aaaa', '2026-02-01T10:00:00Z', 'cart'),
				incident('2026-02-02-bbbb', '2026-02-02T10:00:00Z', 'checkout'),
				incident('2026-02-03-cccc', '2026-02-03T10:00:00Z', 'search'),
			],
		});
		expect(
			recordIndex(model)
				.incidentsOf.get('checkout')
				?.map(({ id }) => id),
		).toEqual(['2026-02-02-bbbb', '2026-02-01-aaaa']);
	});

	test('leaves out what turned out to be part of another incident', () => {
		const copy = incidentOf(
			[
				...incident('2026-02-02-bbbb', '2026-02-02T10:00:00Z').updates,
				update('upd222', { at: '2026-02-02T11:00:00Z', 'duplicate-of': '2026-02-01-aaaa' }),
			],
			{ id: '2026-02-02-bbbb' },
		);
		const { model } = statusContentOf({
			incidents: [incident('2026-02-01-aaaa', '2026-02-01T10:00:00Z'), copy],
		});
		const { months, incidentsOf, incidents } = recordIndex(model);
		expect(months.get('2026-02')?.incidents.map(({ id }) => id)).toEqual(['2026-02-01-aaaa']);
		expect(incidentsOf.get('checkout')).toHaveLength(1);
		expect(incidents.size).toBe(2);
	});

	test('is made once for a model', () => {
		const { model } = statusContentOf();
		expect(recordIndex(model)).toBe(recordIndex(model));
	});
});

describe('serviceName', () => {
	test('gives today’s name for an old id, and an unknown id as it is', () => {
		const { services } = statusContentOf().model;
		expect(['cart', 'search', 'nobody'].map((id) => serviceName(services, id))).toEqual([
			'Checkout',
			'Search',
			'nobody',
		]);
	});
});
