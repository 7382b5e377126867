import { describe, expect, test } from 'vitest';
import { printDuration, timePrinter } from './time.ts';

const instant = Date.parse('2026-07-01T22:30:00Z');

describe('timePrinter', () => {
	test('names the organisation’s time first, and UTC where that is another', () => {
		expect(timePrinter('Europe/Lisbon', 'en').time(instant)).toMatchInlineSnapshot(`
			{
			  "day": "1 July 2026",
			  "iso": "2026-07-01T22:30:00.000Z",
			  "short": "23:30 WEST (22:30 UTC)",
			  "text": "1 July 2026, 23:30 WEST (22:30 UTC)",
			}
		`);
	});

	test('names UTC alone where the organisation’s clock shows it', () => {
		expect(timePrinter('UTC', 'en').time(instant).text).toMatchInlineSnapshot(
			`"1 July 2026, 22:30 UTC"`,
		);
	});

	test('keeps zones apart, whichever was asked for first', () => {
		const day = (zone: string) => timePrinter(zone, 'en').time(instant).day;
		const zones = ['Asia/Tokyo', 'America/New_York', 'Asia/Tokyo'];
		expect(zones.map(day)).toEqual(['2 July 2026', '1 July 2026', '2 July 2026']);
	});

	test('prints a date as the same day in every zone', () => {
		for (const zone of ['Pacific/Kiritimati', 'Pacific/Auckland', 'UTC', 'Pacific/Pago_Pago']) {
			expect(timePrinter(zone, 'en').date('2026-07-01')).toBe('1 July');
			expect(timePrinter(zone, 'en').wholeDate('2026-07-01')).toBe('1 July 2026');
		}
	});

	test('keeps languages apart', () => {
		const words = (language: string) => timePrinter('UTC', language).date('2026-07-01');
		expect([words('en'), words('de')]).toEqual(['1 July', '1. Juli']);
	});

	test('prints a day as each language writes it', () => {
		expect(timePrinter('Europe/Berlin', 'de').time(instant).text).toMatchInlineSnapshot(
			`"2. Juli 2026, 00:30 MESZ (22:30 UTC)"`,
		);
	});
});

describe('months', () => {
	test('have a name with and without their year, whatever the zone', () => {
		const { month, monthName, monthShort } = timePrinter('Pacific/Kiritimati', 'en');
		expect([month('2026-09'), monthName('2026-09'), monthShort('2026-10')]).toEqual([
			'September 2026',
			'September',
			'Oct',
		]);
		expect(timePrinter('America/Los_Angeles', 'de').month('2026-03')).toBe('März 2026');
	});
});

describe('printDuration', () => {
	const minutes = (count: number) => printDuration(count * 60_000, 'en');

	test('has two units at most, and says a minute where there is less', () => {
		expect([0, 1, 52, 60, 185, 1440, 1441, 5905].map(minutes)).toMatchInlineSnapshot(`
			[
			  "1 minute",
			  "1 minute",
			  "52 minutes",
			  "1 hour",
			  "3 hours, 5 minutes",
			  "1 day",
			  "1 day",
			  "4 days, 2 hours",
			]
		`);
	});

	test('keeps languages apart', () => {
		expect(printDuration(3_600_000, 'de')).toBe('1 Stunde');
		expect(printDuration(3_600_000, 'en')).toBe('1 hour');
	});
});
