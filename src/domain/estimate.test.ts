import { describe, expect, test } from 'vitest';
import { contentWith } from '../../tests/support/content.ts';
import { at, iso, minute, note, recordOf, update } from '../../tests/support/records.ts';
import type { Estimated } from './estimate.ts';
import { estimateOf } from './estimate.ts';
import { foldResponse } from './response.ts';

const { services } = contentWith();

/** An incident that began at nine on a day of March and was over after so many minutes; 0: it goes on. */
function incident(
	day: string,
	minutes: number,
	{ service = 'search', cause }: { service?: string; cause?: string } = {},
): Estimated {
	const start = at(`2026-03-${day}T09:00:00Z`);
	const updates = [
		update('upd111', {
			at: iso(start),
			title: `Day ${day}`,
			status: 'investigating',
			services: { [service]: 'partial-outage' },
		}),
		update('upd222', { at: iso(start + minutes * minute), status: 'resolved' }),
	];
	return foldResponse(
		recordOf({
			id: `2026-03-${day}-aaaa`,
			updates: minutes === 0 ? updates.slice(0, 1) : updates,
			notes: cause === undefined ? [] : [note('not111', { kind: 'cause', at: iso(start), cause })],
		}),
	);
}

/** Title and minutes of what an estimate stands on, with what makes them similar. */
function basis(about: Estimated, others: readonly Estimated[]) {
	const estimate = estimateOf(about, [about, ...others], services);
	return (
		estimate && [
			estimate.by,
			estimate.length / minute,
			...estimate.basis.map(({ title, length }) => `${title}: ${length / minute}`),
		]
	);
}

const now = incident('20', 0);

describe('an estimate', () => {
	test('is the median of earlier incidents that hurt the same service, the latest first', () => {
		const past = [incident('01', 30), incident('05', 90), incident('09', 40)];
		expect(basis(now, past)).toEqual(['service', 40, 'Day 09: 40', 'Day 05: 90', 'Day 01: 30']);
		expect(iso(estimateOf(now, past, services)?.until ?? 0)).toBe('2026-03-20T09:40:00.000Z');
	});

	test('of an even number lies half way between the middle two', () => {
		expect(basis(now, [incident('01', 30), incident('05', 60)])?.[1]).toBe(45);
	});

	test('goes by the cause as soon as it is known to be that of others', () => {
		const past = [incident('01', 30), incident('05', 90, { service: 'checkout', cause: 'leak' })];
		expect(basis(incident('20', 0, { cause: 'leak' }), past)).toEqual(['cause', 90, 'Day 05: 90']);
		expect(basis(incident('20', 0, { cause: 'moth' }), past)).toEqual([
			'service',
			30,
			'Day 01: 30',
		]);
	});

	test('knows a service by its earlier ids', () => {
		const past = [incident('01', 30, { service: 'cart' })];
		expect(basis(incident('20', 0, { service: 'checkout' }), past)?.[1]).toBe(30);
	});

	test.each<[string, Estimated]>([
		['goes on', incident('01', 0)],
		['came later', incident('21', 30)],
		['hurt something else', incident('01', 30, { service: 'checkout' })],
		['is part of another', { ...incident('01', 30), duplicateOf: '2026-03-02-bbbb' }],
		['would distort', { ...incident('01', 30), excludedFromMetrics: 'A drill.' }],
	])('leaves out what %s', (_, other) => {
		expect(basis(now, [other])).toBeUndefined();
	});
});
