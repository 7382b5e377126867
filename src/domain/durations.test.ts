import { describe, expect, test } from 'vitest';
import { at } from '../../tests/support/records.ts';
import { measure } from './durations.ts';

const minutes = (part: string, milestones: Parameters<typeof measure>[0]) => {
	const found = measure(milestones).find((item) => item.part === part);
	return found?.length === undefined ? undefined : found.length / 60_000;
};

const all = {
	'impact-started': at('2026-03-01T09:00:00Z'),
	detected: at('2026-03-01T09:05:00Z'),
	alerted: at('2026-03-01T09:07:00Z'),
	acknowledged: at('2026-03-01T09:10:00Z'),
	mitigated: at('2026-03-01T09:30:00Z'),
	resolved: at('2026-03-01T10:00:00Z'),
};

describe('measure', () => {
	test('counts acknowledging from the alert, and the rest from the first moment customers felt it', () => {
		expect(
			['detect', 'acknowledge', 'mitigate', 'resolve'].map((part) => minutes(part, all)),
		).toEqual([5, 3, 30, 60]);
	});

	test('names what nobody noted instead of guessing it', () => {
		const { mitigated: _, ...rest } = all;
		const found = measure(rest).find(({ part }) => part === 'mitigate');
		expect(found).toMatchObject({ length: undefined, missing: ['mitigated'], reversed: false });
	});

	test('gives no length where the end comes before the beginning', () => {
		const found = measure({ ...all, detected: at('2026-03-01T08:59:00Z') })[0];
		expect(found).toMatchObject({ length: undefined, missing: [], reversed: true });
	});

	test('knows nothing of an incident without milestones', () => {
		expect(measure({}).every(({ length }) => length === undefined)).toBe(true);
	});
});
