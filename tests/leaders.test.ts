/**
 * Faults of other status pages in figures and JSON, each with where it was seen. That they are faults is our
 * reading; that we do not have them is tested. Those of feeds, pages and hosting are tested beside their modules,
 * and that an import run twice duplicates all in `github/again.test.ts`.
 */
import { describe, expect, test } from 'vitest';
import { lastDays } from '../src/domain/calendar.ts';
import { ledgerYears } from '../src/domain/ledger.ts';
import { conditionAt } from '../src/domain/serviceHistory.ts';
import {
	addTallies,
	emptyTally,
	formatPercent,
	tally,
	tallyDays,
	uptimeShare,
} from '../src/domain/uptime.ts';
import type { StatusContent } from '../src/status/content.ts';
import { ledgerFile } from '../src/status/ledger.ts';
import { stringsOf } from '../src/status/strings/index.ts';
import { apiOf } from '../src/status/v2/api.ts';
import { publishedSchema } from '../src/status/v2/schemas.ts';
import { faultsOf } from './contracts/statuspageShapes.ts';
import {
	at,
	day,
	hour,
	incidentOf,
	iso,
	maintenanceOf,
	minute,
	update,
	works,
} from './support/records.ts';
import { statusContentOf } from './support/statusContent.ts';

const now = at('2026-03-02T12:00:00Z');
const apiWith = (content: StatusContent) =>
	apiOf(content, stringsOf('en', content.model.site.sentences['en']));
const checkout = (content: StatusContent) => {
	const history = content.model.histories.find(({ id }) => id === 'checkout');
	if (!history) throw new Error('There is no checkout.');
	return history;
};

/** An incident of the checkout. */
const hurt = (
	id: string,
	condition: 'degraded-performance' | 'partial-outage' | 'major-outage',
	from: number,
	to?: number,
) =>
	incidentOf(
		[
			update('aaaaaa', {
				at: iso(from),
				title: 'Trouble',
				status: 'investigating',
				services: { checkout: condition },
			}),
			...(to === undefined ? [] : [update('bbbbbb', { at: iso(to), status: 'resolved' })]),
		],
		{ id },
	);
const planned = (services: string[], from: number, to: number) =>
	maintenanceOf([
		works('aaaaaa', {
			at: iso(from - day),
			title: 'Move',
			services,
			starts: iso(from),
			ends: iso(to),
		}),
	]);

describe('cState', () => {
	test('a quotation mark in a title makes its JSON invalid (4.5, 1)', () => {
		const title = 'The "new" \\ checkout\tfails </script>';
		const content = statusContentOf({
			incidents: [
				incidentOf([update('aaaaaa', { at: iso(now - hour), title, status: 'investigating' })]),
			],
		});
		const text = JSON.stringify(apiWith(content).summary());
		expect((JSON.parse(text) as { incidents: { name: string }[] }).incidents[0]?.name).toBe(title);
	});

	test('its dates are no ISO 8601, and `<no value>` where there is none (4.5, 2)', () => {
		const content = statusContentOf({
			incidents: [hurt('2026-03-02-aaaa', 'partial-outage', now - hour)],
		});
		const [incident] = apiWith(content).incidents().incidents;
		expect(incident?.created_at).toBe('2026-03-02T11:00:00.000Z');
		expect(incident?.resolved_at).toBeNull();
		expect(incident?.monitoring_at).toBeNull();
	});

	test('maintenance that is to come changes the state of the site today (4.5, 3)', () => {
		const content = statusContentOf({
			maintenances: [planned(['checkout'], now + day, now + day + hour)],
		});
		const { status, components, scheduled_maintenances } = apiWith(content).summary();
		expect(status.indicator).toBe('none');
		expect(components.every((component) => component.status === 'operational')).toBe(true);
		expect(scheduled_maintenances.map((item) => item.status)).toEqual(['scheduled']);
	});

	test('10:00+02:00 comes out as 10:00Z (4.5, 4)', () => {
		const content = statusContentOf({
			incidents: [
				incidentOf([
					update('aaaaaa', {
						at: '2026-03-02T10:00:00+02:00',
						title: 'Trouble',
						status: 'investigating',
					}),
				]),
			],
		});
		expect(apiWith(content).incidents().incidents[0]?.created_at).toBe('2026-03-02T08:00:00.000Z');
	});

	test('“last updated” is when it was looked at (4.5, 5)', () => {
		const incidents = [hurt('2026-03-01-aaaa', 'partial-outage', now - day, now - 20 * hour)];
		const updated = (moment: number) =>
			apiWith(statusContentOf({ incidents, now: moment })).status().page.updated_at;
		expect(updated(now)).toBe(iso(now - 20 * hour));
		expect(updated(now + hour)).toBe(updated(now));
	});

	test('its days are coloured by the worst of them alone, without a figure (4.5, 6)', () => {
		const content = statusContentOf({
			incidents: [
				hurt('2026-03-01-aaaa', 'major-outage', now - day, now - day + 14 * minute + 24_000),
			],
		});
		const yesterday = { start: at('2026-03-01'), end: at('2026-03-02') };
		const share = uptimeShare(tally(checkout(content), yesterday, now));
		expect(share && formatPercent(share)).toBe('99.00');
	});

	test('an address without a slash at its end becomes `https://example.comaffected/` (4.5, 6)', () => {
		const shortlink = (url: string) =>
			apiWith(
				statusContentOf({
					site: { url },
					incidents: [hurt('2026-03-02-aaaa', 'partial-outage', now - hour)],
				}),
			).incidents().incidents[0]?.shortlink;
		const expected = 'https://example.com/status/incidents/2026-03-02-aaaa/';
		expect(shortlink('https://example.com/status')).toBe(expected);
		expect(shortlink('https://example.com/status/')).toBe(expected);
	});
});

describe('OpenStatus', () => {
	test('sends an indicator that its own strict reader refuses, with no way to turn it off (1.3)', () => {
		const content = statusContentOf({
			site: { 'maintenance-indicator': false },
			maintenances: [planned(['checkout'], now - hour, now + hour)],
		});
		expect(faultsOf('summary.json', apiWith(content).summary(), { strict: true })).toEqual([]);
	});

	test('reads `page.timezone`, which no page has (1.3)', () => {
		expect(apiWith(statusContentOf()).status().page).toMatchObject({ time_zone: 'Europe/Lisbon' });
	});

	test('counted downtime from when it was written down, not from when it began (PR 2668)', () => {
		const content = statusContentOf({
			incidents: [
				incidentOf([
					update('aaaaaa', {
						at: iso(now - hour),
						since: iso(now - 3 * hour),
						title: 'Trouble',
						status: 'investigating',
						services: { checkout: 'major-outage' },
					}),
				]),
			],
		});
		expect(tally(checkout(content), { start: now - day, end: now }, now).major).toBe(3 * hour);
	});
});

describe('Uptime Kuma', () => {
	test('any one service in maintenance hides the outage of another (1.3)', () => {
		const content = statusContentOf({
			incidents: [hurt('2026-03-02-aaaa', 'major-outage', now - hour)],
			maintenances: [planned(['search'], now - hour, now + hour)],
		});
		expect(apiWith(content).status().status).toEqual({
			indicator: 'major',
			description: 'Partial System Outage',
		});
	});

	test('all was green while an incident was open (7080)', () => {
		const content = statusContentOf({
			incidents: [
				incidentOf([
					update('aaaaaa', { at: iso(now - hour), title: 'Odd mails', status: 'investigating' }),
				]),
			],
		});
		expect(apiWith(content).status().status.indicator).toBe('minor');
	});

	test('maintenance was counted as downtime (5590)', () => {
		const content = statusContentOf({
			maintenances: [planned(['checkout'], now - 5 * hour, now - hour)],
		});
		const share = uptimeShare(tally(checkout(content), { start: now - day, end: now }, now));
		expect(share).toBe(1);
	});
});

describe('Upptime', () => {
	test('only the newest hundred incidents counted for all time (1.3)', () => {
		const incidents = Array.from({ length: 150 }, (_, index) => {
			const start = now - 200 * day + index * day;
			return hurt(
				`2026-01-01-${String(index).padStart(4, '0')}`,
				'major-outage',
				start,
				start + minute,
			);
		});
		const content = statusContentOf({ incidents });
		const all = { start: now - 300 * day, end: now };
		expect(tally(checkout(content), all, now).major).toBe(150 * minute);
		const counted = ledgerYears(content.model, now)
			.map((year) => ledgerFile(content, year).services.find(({ id }) => id === 'checkout'))
			.reduce((sum, service) => sum + (service?.incidents.length ?? 0), 0);
		expect(counted).toBe(150);
	});

	test('degraded performance was full downtime (1.3)', () => {
		const content = statusContentOf({
			incidents: [hurt('2026-03-02-aaaa', 'degraded-performance', now - 2 * hour, now - hour)],
		});
		const sum = tally(checkout(content), { start: now - day, end: now }, now);
		expect([sum.degraded, sum.lost]).toEqual([hour, 0]);
	});

	test('minutes were rounded for each overlap and then summed (1.3)', () => {
		const start = now - hour;
		const content = statusContentOf({
			incidents: Array.from({ length: 10 }, (_, index) =>
				hurt(
					`2026-03-02-${String(index).padStart(4, '0')}`,
					'major-outage',
					start + index * 20_000,
					start + index * 20_000 + 31_000,
				),
			),
		});
		const sum = tally(checkout(content), { start: now - day, end: now }, now);
		expect(sum.major).toBe(9 * 20_000 + 31_000);
	});

	test('days began where the runner was (1.3)', () => {
		const start = at('2026-03-01T04:30:00Z');
		const content = statusContentOf({
			site: { zone: 'America/New_York' },
			incidents: [hurt('2026-03-01-aaaa', 'major-outage', start, start + hour)],
		});
		const days = lastDays(3, now, 'America/New_York');
		expect(tallyDays(checkout(content), days, now).map(({ major }) => major / minute)).toEqual([
			30, 30, 0,
		]);
	});

	test('21 minutes were shown as 13 days (838)', () => {
		const content = statusContentOf({
			incidents: [
				hurt('2026-02-10-aaaa', 'major-outage', now - 20 * day, now - 20 * day + 21 * minute),
			],
		});
		expect(tally(checkout(content), { start: now - 90 * day, end: now }, now).major).toBe(
			21 * minute,
		);
	});
});

describe('Kener', () => {
	test('the figure started anew at midnight (479)', () => {
		const midnight = at('2026-03-02T00:00:00Z');
		const incidents = [
			hurt('2026-03-01-aaaa', 'major-outage', midnight - 2 * hour, midnight - hour),
		];
		const figure = (moment: number) => {
			const content = statusContentOf({ incidents, now: moment });
			return content.view.services
				.find(({ id }) => id === 'checkout')
				?.days.reduce(addTallies, emptyTally).major;
		};
		expect(figure(midnight - minute)).toBe(hour);
		expect(figure(midnight + minute)).toBe(hour);
	});
});

describe('Statuspage', () => {
	test('times in its history.json name no year (1.3)', () => {
		const content = statusContentOf({
			incidents: [hurt('2026-03-02-aaaa', 'partial-outage', now - 2 * hour, now - hour)],
		});
		const [month] = apiWith(content).history().months;
		expect(month).toMatchObject({ name: 'March', year: 2026 });
		expect(month?.incidents[0]).toMatchObject({
			started_at: iso(now - 2 * hour),
			resolved_at: iso(now - hour),
		});
	});

	test('its documentation leaves out an indicator that it sends (1.3)', () => {
		const schema = JSON.stringify(publishedSchema('status', 'https://status.example.com'));
		expect(schema).toContain('"enum":["none","minor","major","critical","maintenance"]');
	});
});

describe('several of them', () => {
	test('no data was shown as all well', () => {
		const content = statusContentOf({
			services: {
				groups: [
					{
						id: 'shop',
						name: 'Shop',
						services: [{ id: 'checkout', name: 'Checkout', since: iso(now + day) }],
					},
				],
			},
		});
		expect(
			uptimeShare(tally(checkout(content), { start: now - day, end: now }, now)),
		).toBeUndefined();
		expect(conditionAt(checkout(content), now)).toBeUndefined();
		expect(apiWith(content).components().components).toEqual([]);
	});

	test('the percentage and the bars disagreed', () => {
		const content = statusContentOf({
			incidents: [
				hurt('2026-02-20-aaaa', 'partial-outage', now - 10 * day, now - 8 * day),
				hurt('2026-02-21-aaaa', 'major-outage', now - 9 * day, now - 9 * day + hour),
			],
		});
		const days = content.view.services.find(({ id }) => id === 'checkout')?.days ?? [];
		const first = content.view.foresight.days[0]?.start ?? 0;
		const { measured, lost } = days.reduce(addTallies, emptyTally);
		const whole = tally(checkout(content), { start: first, end: now }, now);
		expect([measured, lost]).toEqual([whole.measured, whole.lost]);
	});
});
