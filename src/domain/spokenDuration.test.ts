import { describe, expect, test } from 'vitest';
import { durationsIn } from './spokenDuration.ts';
import { day, hour, minute } from '../../tests/support/records.ts';

describe('lengths of time in prose', () => {
	test.each([
		['Answer within 15 minutes.', 15 * minute],
		['Answer within fifteen minutes.', 15 * minute],
		['Ack <5m', 5 * minute],
		['within an hour', hour],
		['half an hour later', 30 * minute],
		['a 23-minute outage', 23 * minute],
		['within 48h', 48 * hour],
		['2 hours and 3 minutes', 2 * hour + 3 * minute],
		['1h 20m', hour + 20 * minute],
		['5 days', 5 * day],
		['in 4 business hours', 4 * hour],
	])('%s', (text, length) => {
		expect(durationsIn(text)).toEqual([expect.objectContaining({ min: length, max: length })]);
	});

	test('a range has two ends', () => {
		for (const text of ['15-30 min', '15 to 30 minutes', '15–30 minutes']) {
			expect(durationsIn(text)).toEqual([
				expect.objectContaining({ min: 15 * minute, max: 30 * minute }),
			]);
		}
	});

	test('knows what is rough and what counts working time only', () => {
		expect(durationsIn('about 20 minutes')[0]).toMatchObject({ rough: true });
		expect(durationsIn('20 minutes')[0]).toMatchObject({ rough: false, business: false });
		expect(durationsIn('4 business hours')[0]).toMatchObject({ business: true });
		expect(durationsIn('4 hours of work')[0]).toMatchObject({ business: true });
	});

	test('two that stand side by side stay two', () => {
		expect(durationsIn('5 minutes, 30 minutes, 2 hours')).toHaveLength(3);
	});

	test('sees none where there is none', () => {
		expect(durationsIn('Version 5 of the API, port 15m2, 30 users, db-2 days')).toEqual([]);
	});
});
