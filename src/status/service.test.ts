import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant, model as anyModel } from '../../tests/support/arbitraries.ts';
import {
	at,
	day,
	incidentOf,
	maintenanceOf,
	minute,
	update,
	works,
} from '../../tests/support/records.ts';
import { statusContentOf, type StatusParts } from '../../tests/support/statusContent.ts';
import { conditionAt } from '../domain/serviceHistory.ts';
import { worstIn } from '../domain/uptime.ts';
import { view } from '../domain/view.ts';
import { conditionSince, formerIds, servicePage } from './service.ts';
import { shellOf } from './shell.ts';

const pageOf = (parts: StatusParts, id = 'checkout') => {
	const content = statusContentOf({ now: at('2026-03-02T12:00:00Z'), ...parts });
	return servicePage(content, shellOf(content), id);
};

const outage = (id: string, began: string, until: string | undefined, condition = 'major-outage') =>
	incidentOf(
		[
			update('upd111', {
				at: began,
				title: `Title of ${id}`,
				status: 'investigating',
				services: { checkout: condition as 'major-outage' },
			}),
			...(until === undefined ? [] : [update('upd222', { at: until, status: 'resolved' })]),
		],
		{ id },
	);

describe('servicePage', () => {
	test('says how a service is, since when, and how much of ninety days it was there', () => {
		const page = pageOf({
			incidents: [outage('2026-03-02-aaaa', '2026-03-02T11:00:00Z', undefined, 'partial-outage')],
		});
		expect(page).toMatchObject({
			name: 'Checkout',
			group: 'Shop',
			condition: 'partial-outage',
			since: at('2026-03-02T11:00:00Z'),
			uptime: '99.98',
		});
	});

	test('names for every day that was not clear the worst, how long, what counts and what it was', () => {
		const page = pageOf({
			incidents: [
				outage('2026-02-27-aaaa', '2026-02-27T23:30:00Z', '2026-02-28T00:45:00Z', 'partial-outage'),
			],
		});
		const record = {
			href: '/incidents/2026-02-27-aaaa/',
			title: 'Title of 2026-02-27-aaaa',
			lang: undefined,
		};
		expect(page.days).toEqual([
			{
				date: '2026-02-28',
				worst: 'partial-outage',
				hurt: 45 * minute,
				lost: 13.5 * minute,
				maintenance: 0,
				records: [record],
				more: 0,
			},
			{
				date: '2026-02-27',
				worst: 'partial-outage',
				hurt: 30 * minute,
				lost: 9 * minute,
				maintenance: 0,
				records: [record],
				more: 0,
			},
		]);
	});

	test('has a line for every mark of the drawing, and none for a clear day', () => {
		fc.assert(
			fc.property(anyModel, instant, (model, now) => {
				const shown = view(model, now);
				const content = { ...statusContentOf({ now }), model, view: shown };
				for (const { id, days } of shown.services) {
					const marked = days.filter((item) => (worstIn(item) ?? 'operational') !== 'operational');
					const page = servicePage(content, shellOf(content), id);
					expect(page.days.map(({ date }) => date)).toEqual(
						marked.map(({ date }) => date).reverse(),
					);
					for (const { records } of page.days) expect(records.length).toBeGreaterThan(0);
				}
			}),
			{ numRuns: 50 },
		);
	}, 60_000);

	test('shows maintenance as what it is', () => {
		const page = pageOf({
			maintenances: [
				maintenanceOf([
					works('wrk111', {
						at: '2026-02-01T00:00:00Z',
						title: 'New disks',
						services: ['checkout'],
						starts: '2026-02-05T02:00:00Z',
						ends: '2026-02-05T03:00:00Z',
						'ends-by-itself': true,
					}),
				]),
			],
		});
		expect(page.days).toMatchObject([
			{
				worst: 'under-maintenance',
				hurt: 0,
				maintenance: 60 * minute,
				records: [{ title: 'New disks' }],
			},
		]);
		expect(page.uptime).toBe('100');
	});

	test('stays short, however much happened', () => {
		const incidents = Array.from({ length: 200 }, (_, index) =>
			outage(
				`2026-02-10-${String(index).padStart(4, '0')}`,
				'2026-02-10T10:00:00Z',
				'2026-02-10T11:00:00Z',
			),
		);
		const page = pageOf({ incidents });
		expect(page.incidents).toHaveLength(50);
		expect(page.moreIncidents).toBe(150);
		expect(page.days).toMatchObject([{ records: { length: 3 }, more: 197 }]);
	});

	test('leads from an incident that was part of another to that other', () => {
		const part = incidentOf(
			[
				...outage('2026-02-10-bbbb', '2026-02-10T12:00:00Z', undefined).updates,
				update('upd333', { at: '2026-02-10T12:30:00Z', 'duplicate-of': '2026-02-10-aaaa' }),
			],
			{ id: '2026-02-10-bbbb' },
		);
		const page = pageOf({
			incidents: [outage('2026-02-10-aaaa', '2026-02-10T10:00:00Z', '2026-02-10T13:00:00Z'), part],
		});
		expect(page.days).toMatchObject([{ records: [{ href: '/incidents/2026-02-10-aaaa/' }] }]);
		expect(page.incidents).toHaveLength(1);
	});

	test('keeps the page of a service that is no longer offered, and says since when', () => {
		const retired = (until: string) =>
			pageOf({
				services: {
					groups: [
						{
							id: 'shop',
							name: 'Shop',
							services: [
								{ id: 'checkout', name: 'Checkout', since: '2020-01-01T00:00:00Z', until },
							],
						},
					],
				},
			});
		expect(retired('2026-02-01T00:00:00Z')).toMatchObject({
			condition: undefined,
			retiredAt: at('2026-02-01'),
			dataUntil: at('2026-02-01'),
			uptime: '100',
		});
		expect(retired('2025-01-01T00:00:00Z')).toMatchObject({
			condition: undefined,
			retiredAt: at('2025-01-01'),
			dataUntil: undefined,
			uptime: undefined,
		});
	});

	test('has no figure for a service that is to come', () => {
		const page = pageOf({
			services: {
				groups: [
					{
						id: 'shop',
						name: 'Shop',
						services: [{ id: 'checkout', name: 'Checkout', since: '2026-04-01T00:00:00Z' }],
					},
				],
			},
		});
		expect(page).toMatchObject({
			condition: undefined,
			coming: true,
			retiredAt: undefined,
			uptime: undefined,
			days: [],
		});
	});

	test('says where data begins, if that is within the days', () => {
		const since = (text: string) =>
			pageOf({
				services: {
					groups: [
						{
							id: 'shop',
							name: 'Shop',
							services: [{ id: 'checkout', name: 'Checkout', since: text }],
						},
					],
				},
			}).dataFrom;
		expect(since('2026-02-01T00:00:00Z')).toBe(at('2026-02-01'));
		expect(since('2025-02-01T00:00:00Z')).toBeUndefined();
	});
});

describe('conditionSince', () => {
	test('is the latest instant at which the condition began to hold', () => {
		fc.assert(
			fc.property(anyModel, instant, (model, now) => {
				for (const history of model.histories) {
					const condition = conditionAt(history, now);
					const since = condition && conditionSince(history, condition, now);
					if (since === undefined) {
						expect(condition).toBeUndefined();
						continue;
					}
					expect(conditionAt(history, since)).toBe(condition);
					expect(conditionAt(history, since - 1)).not.toBe(condition);
					for (let at = since; at < Math.min(now, since + day); at += 7 * minute) {
						expect(conditionAt(history, at)).toBe(condition);
					}
				}
			}),
			{ numRuns: 50 },
		);
	}, 60_000);

	test('is not known where the page shows another condition than the history tells', () => {
		const [history] = statusContentOf().model.histories;
		expect(history && conditionSince(history, 'major-outage', at('2026-03-02'))).toBeUndefined();
	});
});

describe('formerIds', () => {
	test('are those that no service has today', () => {
		const { services } = statusContentOf({
			services: {
				groups: [
					{
						id: 'shop',
						name: 'Shop',
						services: [
							{
								id: 'cart',
								name: 'Cart',
								since: '2025-01-01T00:00:00Z',
								was: ['basket', 'search'],
							},
							{ id: 'search', name: 'Search', since: '2025-01-01T00:00:00Z' },
						],
					},
				],
			},
		}).model;
		expect(formerIds(services)).toEqual([{ id: 'basket', today: 'cart' }]);
	});
});
