import { describe, expect, test } from 'vitest';
import { at, incidentOf, maintenanceOf, update, works } from '../../tests/support/records.ts';
import { statusContentOf, type StatusParts } from '../../tests/support/statusContent.ts';
import { historyMonths, historyYears, monthPage } from './history.ts';
import { shellOf } from './shell.ts';

const incident = (id: string, began: string, until?: string) =>
	incidentOf(
		[
			update('upd111', {
				at: began,
				title: `Title of ${id}`,
				status: 'investigating',
				services: { checkout: 'major-outage', search: 'degraded-performance' },
			}),
			...(until === undefined ? [] : [update('upd222', { at: until, status: 'resolved' })]),
		],
		{ id },
	);

const planned = (starts: string, ends: string, rest: ReturnType<typeof works>[] = []) =>
	maintenanceOf([
		works('wrk111', {
			at: '2025-12-01T00:00:00Z',
			title: 'Works',
			services: ['cart', 'checkout'],
			starts,
			ends,
		}),
		...rest,
	]);

const pageOf = (parts: StatusParts, month: string) => {
	const content = statusContentOf(parts);
	return monthPage(content, shellOf(content), month, historyMonths(content));
};

describe('historyMonths', () => {
	test('are all from the first record to now', () => {
		const content = statusContentOf({
			incidents: [incident('2025-11-30-aaaa', '2025-11-30T10:00:00Z')],
			now: at('2026-03-02'),
		});
		expect(historyMonths(content)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02', '2026-03']);
	});

	test('are the present one alone while nothing was reported', () => {
		expect(historyMonths(statusContentOf({ now: at('2026-03-02') }))).toEqual(['2026-03']);
	});

	test('go beyond now only where something is planned', () => {
		const content = statusContentOf({
			maintenances: [planned('2026-06-05T02:00:00Z', '2026-06-05T03:00:00Z')],
			now: at('2026-03-02'),
		});
		expect(historyMonths(content)).toEqual(['2026-03', '2026-06']);
	});

	test('stay few where a slip puts one incident into another age', () => {
		const months = historyMonths(
			statusContentOf({
				incidents: [
					incident('2025-12-01-aaaa', '0202-12-01T10:00:00Z'),
					incident('2026-01-05-bbbb', '2026-01-05T10:00:00Z'),
				],
				now: at('2026-03-02'),
			}),
		);
		expect(months).toEqual(['0202-12', '2026-01', '2026-02', '2026-03']);
	});
});

describe('historyYears', () => {
	test('tells counts, the latest year and month first, and quiet months quietly', () => {
		const content = statusContentOf({
			incidents: [
				incident('2025-12-01-aaaa', '2025-12-01T10:00:00Z'),
				incident('2026-02-01-bbbb', '2026-02-01T10:00:00Z'),
				incident('2026-02-05-cccc', '2026-02-05T10:00:00Z'),
			],
			maintenances: [planned('2026-02-05T02:00:00Z', '2026-02-05T03:00:00Z')],
			now: at('2026-03-02'),
		});
		const rows = historyYears(content, shellOf(content)).map(({ year, months }) => [
			year,
			...months.map(({ name, text, href }) => `${name}: ${text} ${href}`),
		]);
		expect(rows).toMatchInlineSnapshot(`
			[
			  [
			    "2026",
			    "March: quiet /history/2026-03/",
			    "February: 2 incidents, 1 maintenance /history/2026-02/",
			    "January: quiet /history/2026-01/",
			  ],
			  [
			    "2025",
			    "December: 1 incident /history/2025-12/",
			  ],
			]
		`);
	});

	test('knows nothing of an incident that customers were not told of', () => {
		const content = statusContentOf({ incidents: [incidentOf([])], now: at('2026-03-02') });
		expect(historyYears(content, shellOf(content)).flatMap(({ months }) => months)).toMatchObject([
			{ month: '2026-03', quiet: true },
		]);
	});
});

describe('monthPage', () => {
	test('lists what began in the month, and leads to the months beside it', () => {
		const page = pageOf(
			{
				incidents: [
					incident('2026-01-10-aaaa', '2026-01-10T10:00:00Z', '2026-01-10T10:52:00Z'),
					incident('2026-02-10-bbbb', '2026-02-10T10:00:00Z'),
				],
				now: at('2026-03-02'),
			},
			'2026-02',
		);
		expect(page.incidents).toMatchObject([
			{
				href: '/incidents/2026-02-10-bbbb/',
				title: 'Title of 2026-02-10-bbbb',
				condition: 'major-outage',
				services: ['Checkout', 'Search'],
				lasted: 'not over yet',
			},
		]);
		expect([page.earlier?.name, page.later?.href]).toEqual(['January 2026', '/history/2026-03/']);
		expect(page.current).toBe(false);
	});

	test('says how long an incident lasted that is over', () => {
		const { incidents } = pageOf(
			{ incidents: [incident('2026-01-10-aaaa', '2026-01-10T10:00:00Z', '2026-01-10T10:52:00Z')] },
			'2026-01',
		);
		expect(incidents[0]?.lasted).toBe('lasted 52 minutes');
	});

	test('says of an incident that was opened by mistake just that, and names no service', () => {
		const mistake = incidentOf(
			[
				...incident('2026-01-10-aaaa', '2026-01-10T10:00:00Z').updates,
				update('upd333', { at: '2026-01-10T10:10:00Z', retracts: true, reason: 'A false alarm.' }),
			],
			{ id: '2026-01-10-aaaa' },
		);
		expect(pageOf({ incidents: [mistake] }, '2026-01').incidents).toMatchObject([
			{ condition: 'operational', services: [], lasted: 'Opened by mistake' },
		]);
	});

	test('names a service once, though maintenance names its old and its new id', () => {
		const { maintenances } = pageOf(
			{ maintenances: [planned('2026-02-05T02:00:00Z', '2026-02-05T03:00:00Z')] },
			'2026-02',
		);
		expect(maintenances).toMatchObject([
			{ services: ['Checkout'], lasted: 'Taking longer than planned' },
		]);
	});

	test.each([
		['completed', 'lasted 45 minutes'],
		['cancelled', 'Cancelled'],
	] as const)('says of %s maintenance what became of it', (status, words) => {
		const end = works('wrk222', { at: '2026-02-05T02:45:00Z', status });
		const { maintenances } = pageOf(
			{ maintenances: [planned('2026-02-05T02:00:00Z', '2026-02-05T03:00:00Z', [end])] },
			'2026-02',
		);
		expect(maintenances[0]?.lasted).toBe(words);
	});
});
