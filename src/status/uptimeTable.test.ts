import { describe, expect, test } from 'vitest';
import { at, incidentOf, maintenanceOf, update, works } from '../../tests/support/records.ts';
import { statusContentOf, type StatusParts } from '../../tests/support/statusContent.ts';
import { shellOf } from './shell.ts';
import { uptimeTable } from './uptimeTable.ts';

const tableOf = (parts: StatusParts) => {
	const content = statusContentOf({ now: at('2026-03-02T12:00:00Z'), ...parts });
	return uptimeTable(content, shellOf(content));
};

const shop = (...services: { id: string; since: string; until?: string }[]) => ({
	groups: [
		{
			id: 'shop',
			name: 'Shop',
			services: services.map((service) => ({ name: service.id, ...service })),
		},
	],
});

describe('uptimeTable', () => {
	test('has the last twelve months, the present one first, with the year where it begins', () => {
		expect(tableOf({}).months.map(({ short, year }) => [short, year].join(' ').trim())).toEqual([
			'Mar 2026',
			'Feb',
			'Jan',
			'Dec 2025',
			'Nov',
			'Oct',
			'Sept',
			'Aug',
			'Jul',
			'Jun',
			'May',
			'Apr',
		]);
	});

	test('gives a month its share of uptime and the worst that happened, and the group the mean', () => {
		const { groups } = tableOf({
			incidents: [
				incidentOf([
					update('upd111', {
						at: '2026-02-10T00:00:00Z',
						title: 'Down',
						status: 'investigating',
						services: { checkout: 'major-outage' },
					}),
					update('upd222', { at: '2026-02-11T00:00:00Z', status: 'resolved' }),
				]),
			],
		});
		const [group] = groups;
		// A day of 28.
		expect(group?.services[0]?.cells[1]).toEqual({
			uptime: '96.42',
			worst: 'major-outage',
			maintenance: 0,
		});
		expect(group?.services[1]?.cells[1]).toMatchObject({ uptime: '100', worst: undefined });
		expect(group?.mean.slice(0, 3)).toEqual(['100', '98.21', '100']);
	});

	test('prints maintenance beside the figure, which it does not change', () => {
		const { groups } = tableOf({
			maintenances: [
				maintenanceOf([
					works('wrk111', {
						at: '2026-02-01T00:00:00Z',
						title: 'Works',
						services: ['search'],
						starts: '2026-02-05T02:00:00Z',
						ends: '2026-02-05T03:15:30Z',
						'ends-by-itself': true,
					}),
				]),
			],
		});
		expect(groups[0]?.services[1]?.cells[1]).toEqual({
			uptime: '100',
			worst: undefined,
			maintenance: 76,
		});
	});

	test('has no figure for months in which a service was not offered, and leaves them out of the mean', () => {
		const { groups } = tableOf({
			services: shop(
				{ id: 'old', since: '2020-01-01T00:00:00Z', until: '2026-01-01T00:00:00Z' },
				{ id: 'new', since: '2026-02-15T00:00:00Z' },
			),
		});
		const figures = groups[0]?.services.map(({ cells }) =>
			cells.slice(0, 4).map(({ uptime }) => uptime),
		);
		expect(figures).toEqual([
			[undefined, undefined, undefined, '100'],
			['100', '100', undefined, undefined],
		]);
		expect(groups[0]?.mean.slice(0, 4)).toEqual(['100', '100', undefined, '100']);
	});

	test('leaves out what was retired before these months or is yet to come, and a group without any', () => {
		expect(
			tableOf({
				services: shop(
					{ id: 'gone', since: '2020-01-01T00:00:00Z', until: '2025-03-01T00:00:00Z' },
					{ id: 'to-come', since: '2026-04-01T00:00:00Z' },
				),
			}).groups,
		).toEqual([]);
	});
});
