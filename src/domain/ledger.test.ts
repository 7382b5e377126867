import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant, model as anyModel, services, site } from '../../tests/support/arbitraries.ts';
import { at, day, hour, incidentOf, update } from '../../tests/support/records.ts';
import { ledgerOf, ledgerYears } from './ledger.ts';
import { addTallies, emptyTally, tally } from './uptime.ts';
import { modelOf } from './view.ts';

const modelWith = (...incidents: Parameters<typeof incidentOf>[]) =>
	modelOf({
		site,
		services,
		incidents: incidents.map((args) => incidentOf(...args)),
		maintenances: [],
	});
/** Major outage of the checkout. */
const outage = (from: string, to?: string) => [
	update('aaaaaa', {
		at: from,
		title: 'Down',
		status: 'investigating',
		services: { checkout: 'major-outage' },
	}),
	...(to === undefined ? [] : [update('bbbbbb', { at: to, status: 'resolved' })]),
];
const checkout = (content: ReturnType<typeof modelWith>, year: number, now: string) =>
	ledgerOf(content, year, at(now)).services.find(({ id }) => id === 'checkout');
const span = (item: { start: number; end: number } | undefined) =>
	item &&
	[item.start, item.end].map((value) =>
		value === Infinity ? null : new Date(value).toISOString(),
	);

describe('the years', () => {
	test('go from the first service to now, in the zone of the organisation', () => {
		const content = modelWith();
		expect(ledgerYears(content, at('2026-03-01'))).toEqual([2025, 2026]);
		const newYork = { ...content, site: { ...site, zone: 'America/New_York' } };
		expect(ledgerYears(newYork, at('2026-01-01T04:59:00Z'))).toEqual([2024, 2025]);
		expect(ledgerYears(newYork, at('2026-01-01T05:00:00Z'))).toEqual([2024, 2025, 2026]);
	});

	test('are the running one alone where no service was there before, or none at all', () => {
		const content = modelWith();
		expect(ledgerYears({ site, services: { groups: [] } }, at('2026-03-01'))).toEqual([2026]);
		expect(ledgerYears(content, at('2020-03-01'))).toEqual([2020]);
	});

	test('hold only services that were offered in them', () => {
		const named = (year: number, now: string) =>
			ledgerOf(modelWith(), year, at(now)).services.map(({ id }) => id);
		expect(named(2025, '2026-11-01')).toEqual(['checkout', 'payouts', 'uploads']);
		expect(named(2027, '2027-02-01')).toEqual(['checkout', 'search', 'uploads']);
	});
});

describe('an interval', () => {
	test('that crosses new year is in both years, cut at midnight of the zone', () => {
		const content = modelWith([outage('2025-12-31T22:00:00Z', '2026-01-01T02:00:00Z')]);
		expect(span(checkout(content, 2025, '2026-03-01')?.incidents[0])).toEqual([
			'2025-12-31T22:00:00.000Z',
			'2026-01-01T00:00:00.000Z',
		]);
		expect(span(checkout(content, 2026, '2026-03-01')?.incidents[0])).toEqual([
			'2026-01-01T00:00:00.000Z',
			'2026-01-01T02:00:00.000Z',
		]);
	});

	test('that goes on has no end in the running year, and is cut in the years before', () => {
		const content = modelWith([outage('2025-12-31T22:00:00Z')]);
		expect(span(checkout(content, 2025, '2026-03-01')?.incidents[0])).toEqual([
			'2025-12-31T22:00:00.000Z',
			'2026-01-01T00:00:00.000Z',
		]);
		expect(span(checkout(content, 2026, '2026-03-01')?.incidents[0])).toEqual([
			'2026-01-01T00:00:00.000Z',
			null,
		]);
		expect(span(checkout(content, 2025, '2025-12-31T23:00:00Z')?.stretches[0])).toEqual([
			'2025-12-31T22:00:00.000Z',
			null,
		]);
	});

	test('counts only while the service is offered', () => {
		const content = modelWith([
			[
				update('aaaaaa', {
					at: '2026-03-28T00:00:00Z',
					title: 'Down',
					status: 'investigating',
					services: { search: 'major-outage', payouts: 'major-outage' },
				}),
			],
		]);
		const ledger = ledgerOf(content, 2026, at('2026-11-01'));
		const first = (id: string) =>
			span(ledger.services.find((service) => service.id === id)?.incidents[0]);
		expect(first('search')).toEqual(['2026-03-29T00:30:00.000Z', null]);
		expect(first('payouts')).toEqual(['2026-03-28T00:00:00.000Z', '2026-08-01T12:00:00.000Z']);
	});

	test('is in the ledger of a year with the part that is in that year and in the offer', () => {
		fc.assert(
			fc.property(anyModel, instant, (content, moment) => {
				const now = moment + 400 * day;
				for (const year of ledgerYears(content, now)) {
					const { window, services: list } = ledgerOf(content, year, now);
					for (const { id, incidents, maintenance, stretches } of list) {
						const offered = content.histories.find((history) => history.id === id)?.offered;
						for (const { start, end } of [...incidents, ...maintenance, ...stretches]) {
							expect(start).toBeGreaterThanOrEqual(Math.max(window.start, offered?.start ?? 0));
							expect(end).toBeLessThanOrEqual(Math.min(window.end, offered?.end ?? 0));
							expect(start).toBeLessThan(end);
						}
					}
				}
			}),
			{ numRuns: 50 },
		);
	}, 60_000);

	test('follows a correction', () => {
		const corrected = [
			...outage('2026-03-01T12:00:00Z', '2026-03-01T14:00:00Z'),
			update('cccccc', {
				at: '2026-03-02T12:00:00Z',
				corrects: 'aaaaaa',
				reason: 'It began earlier, and was not that bad.',
				since: '2026-03-01T11:00:00Z',
				services: { checkout: 'partial-outage' },
			}),
		];
		expect(checkout(modelWith([corrected]), 2026, '2026-04-01')?.incidents).toMatchObject([
			{
				condition: 'partial-outage',
				weight: 300,
				start: at('2026-03-01T11:00:00Z'),
				end: at('2026-03-01T14:00:00Z'),
			},
		]);
	});

	test('that was written down later is there like any other', () => {
		const late = [
			update('aaaaaa', {
				at: '2026-03-10T12:00:00Z',
				since: '2026-03-01T12:00:00Z',
				title: 'Was down',
				status: 'investigating',
				services: { checkout: 'major-outage' },
			}),
			update('bbbbbb', {
				at: '2026-03-10T12:01:00Z',
				since: '2026-03-01T13:00:00Z',
				status: 'resolved',
			}),
		];
		expect(span(checkout(modelWith([late]), 2026, '2026-04-01')?.incidents[0])).toEqual([
			'2026-03-01T12:00:00.000Z',
			'2026-03-01T13:00:00.000Z',
		]);
	});

	test('of an incident opened by mistake is in no ledger', () => {
		const mistaken = [
			...outage('2026-03-01T12:00:00Z'),
			update('cccccc', { at: '2026-03-01T13:00:00Z', retracts: true, reason: 'A slip.' }),
		];
		expect(checkout(modelWith([mistaken]), 2026, '2026-04-01')).toMatchObject({
			incidents: [],
			stretches: [],
		});
	});
});

describe('totals', () => {
	test('are there for a year that is over, with maintenance and without', () => {
		const content = modelWith([outage('2025-03-01T10:00:00Z', '2025-03-01T12:00:00Z')]);
		const history = content.histories.find(({ id }) => id === 'checkout');
		history?.maintenance.push({
			id: 'works',
			start: at('2025-03-01T11:00:00Z'),
			end: at('2025-03-01T15:00:00Z'),
		});
		expect(checkout(content, 2025, '2026-01-01')?.totals).toEqual({
			offered: 365 * day,
			without: { measured: 365 * day - 3 * hour, lost: 2 * hour * 1000 },
			with: { measured: 365 * day, lost: 2 * hour * 1000 },
		});
		expect(checkout(content, 2025, '2025-12-31T23:59:59Z')?.totals).toBeUndefined();
	});

	test('are what the tally of the year is, for any history', () => {
		fc.assert(
			fc.property(anyModel, instant, (content, moment) => {
				const now = moment + 400 * day;
				for (const year of ledgerYears(content, now)) {
					const { window, services: list } = ledgerOf(content, year, now);
					for (const history of content.histories) {
						const totals = list.find(({ id }) => id === history.id)?.totals;
						const { measured, lost } = tally(history, window, now);
						if (totals) expect(totals.without).toEqual({ measured, lost });
					}
				}
			}),
			{ numRuns: 50 },
		);
	}, 60_000);

	test('of all years together are the tally of all time', () => {
		fc.assert(
			fc.property(anyModel, instant, (content, moment) => {
				const now = moment + 400 * day;
				for (const history of content.histories) {
					const years = ledgerYears(content, now).map(
						(year) => ledgerOf(content, year, now).window,
					);
					const sum = years
						.map((window) => tally(history, window, now))
						.reduce(addTallies, emptyTally);
					expect(sum).toEqual(tally(history, { start: 0, end: Infinity }, now));
				}
			}),
			{ numRuns: 30 },
		);
	}, 60_000);
});
