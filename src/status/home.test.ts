import { describe, expect, test } from 'vitest';
import { at, incidentOf, maintenanceOf, update, works } from '../../tests/support/records.ts';
import { statusContentOf, type StatusParts } from '../../tests/support/statusContent.ts';
import { pastDays } from './home.ts';
import { shellOf } from './shell.ts';

const daysOf = (parts: StatusParts) => {
	const content = statusContentOf({ now: at('2026-07-15T12:00:00Z'), ...parts });
	return pastDays(content, shellOf(content));
};

const incident = (id: string, began: string, ...rest: ReturnType<typeof update>[]) =>
	incidentOf(
		[
			update('upd111', {
				at: began,
				title: `Title of ${id}`,
				status: 'investigating',
				services: { checkout: 'major-outage' },
			}),
			...rest,
		],
		{ id },
	);

describe('pastDays', () => {
	test('are fourteen, today first, by the clock of the organisation', () => {
		const days = daysOf({
			// Half past midnight in Lisbon.
			incidents: [incident('2026-07-13-aaaa', '2026-07-13T23:30:00Z')],
		});
		expect(days).toHaveLength(14);
		expect(days[0]?.label).toBe('15 July');
		expect(days.map(({ incidents }) => incidents.length).indexOf(1)).toBe(1);
	});

	test('say of each incident how long it lasted, that it goes on, or that it was a mistake', () => {
		const [, ...days] = daysOf({
			incidents: [
				incident('2026-07-14-aaaa', '2026-07-14T10:00:00Z'),
				incident(
					'2026-07-13-bbbb',
					'2026-07-13T10:00:00Z',
					update('upd222', { at: '2026-07-13T10:20:00Z', status: 'resolved' }),
				),
				incident(
					'2026-07-12-cccc',
					'2026-07-12T10:00:00Z',
					update('upd222', { at: '2026-07-12T10:20:00Z', retracts: true, reason: 'False alarm.' }),
				),
			],
		});
		expect(days.slice(0, 3).flatMap(({ incidents }) => incidents.map(({ text }) => text))).toEqual([
			'not over yet',
			'resolved after 20 minutes',
			'Opened by mistake',
		]);
	});

	test('name a few of many incidents and lead to the month with the rest', () => {
		const [today] = daysOf({
			incidents: Array.from({ length: 12 }, (_, index) =>
				incident(`2026-07-15-aa${String(index).padStart(2, '0')}`, '2026-07-15T10:00:00Z'),
			),
		});
		expect(today?.incidents).toHaveLength(5);
		expect(today?.more).toEqual({ count: 7, href: '/history/2026-07/' });
	});

	test('know nothing of maintenance that is to come or was cancelled', () => {
		const planned = (id: string, starts: string, ...rest: ReturnType<typeof works>[]) =>
			maintenanceOf(
				[
					works('wrk111', {
						at: '2026-07-01T00:00:00Z',
						title: 'Works',
						services: ['search'],
						starts,
						ends: '2026-07-20T00:00:00Z',
					}),
					...rest,
				],
				{ id },
			);
		const days = daysOf({
			maintenances: [
				planned('2026-07-01-aaaa', '2026-07-15T18:00:00Z'),
				planned('2026-07-01-bbbb', '2026-07-14T02:00:00Z'),
				planned(
					'2026-07-01-cccc',
					'2026-07-13T02:00:00Z',
					works('wrk222', { at: '2026-07-12T00:00:00Z', status: 'cancelled' }),
				),
			],
		});
		expect(days.map(({ maintenances }) => maintenances.length).slice(0, 3)).toEqual([0, 1, 0]);
	});
});
