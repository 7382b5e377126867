import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentFiles } from '../../tests/support/arbitraries.ts';
import { at, hour, incidentOf, update } from '../../tests/support/records.ts';
import { joinDuplicates } from './duplicates.ts';
import type { Incident } from './incident.ts';
import { foldIncident } from './incident.ts';
import { serviceHistories } from './serviceHistory.ts';
import { servicesSchema } from '../schemas/services.ts';
import { siteSchema } from '../schemas/site.ts';
import { tally } from './uptime.ts';

const t = (time: string) => `2026-03-01T${time}:00Z`;
const first = '2026-03-01-aaaa';
const second = '2026-03-01-bbbb';
const third = '2026-03-01-cccc';

/** An incident that took checkout down at `since`, and what was said later. */
function incident(
	id: string,
	since: string,
	{ sameAs, closed }: { sameAs?: string; closed?: string } = {},
): Incident {
	return foldIncident(
		incidentOf(
			[
				update('opened', { at: t(since), title: id, services: { checkout: 'major-outage' } }),
				...(sameAs === undefined
					? []
					: [
							update('same00', {
								at: t('09:50'),
								'duplicate-of': sameAs,
								'next-update': t('23:00'),
							}),
						]),
				...(closed === undefined ? [] : [update('closed', { at: t(closed), status: 'resolved' })]),
			],
			{ id },
		),
	);
}

const join = (...incidents: Incident[]) =>
	Object.fromEntries(joinDuplicates(incidents).map((item) => [item.id, item]));

describe('a duplicate', () => {
	test('is not open any more, and names the incident it turned out to be', () => {
		const joined = join(incident(first, '09:00'), incident(second, '09:30', { sameAs: first }));
		expect(joined[second]).toMatchObject({
			duplicateOf: first,
			open: false,
			status: 'investigating',
			nextUpdate: undefined,
			services: [{ id: 'checkout', condition: 'major-outage' }],
		});
		expect(joined[first]).toMatchObject({ duplicateOf: undefined, open: true });
	});

	test('is over when the original is', () => {
		const joined = join(
			incident(first, '09:00', { closed: '11:00' }),
			incident(second, '09:30', { sameAs: first }),
		);
		expect(joined[second]).toMatchObject({
			status: 'resolved',
			resolvedAt: at(t('11:00')),
			services: [{ id: 'checkout', condition: 'operational' }],
			afflictions: [{ start: at(t('09:30')), end: at(t('11:00')) }],
		});
	});

	test('that was resolved itself earlier keeps that time', () => {
		const joined = join(
			incident(first, '09:00', { closed: '11:00' }),
			incident(second, '09:30', { sameAs: first, closed: '10:00' }),
		);
		expect(joined[second]).toMatchObject({
			resolvedAt: at(t('10:00')),
			afflictions: [{ end: at(t('10:00')) }],
		});
	});

	test('counts its downtime united with that of the original', () => {
		const services = servicesSchema.parse({
			groups: [
				{
					id: 'all',
					name: 'All',
					services: [{ id: 'checkout', name: 'Checkout', since: '2025-01-01T00:00:00Z' }],
				},
			],
		});
		const { weights } = siteSchema.parse({
			name: 'Test',
			url: 'https://status.example.com',
			zone: 'UTC',
		});
		const joined = joinDuplicates([
			incident(first, '09:00', { closed: '11:00' }),
			incident(second, '08:30', { sameAs: first }),
		]);
		const [history] = serviceHistories(services, joined, [], weights);
		const window = { start: at('2026-03-01'), end: at('2026-03-02') };
		expect(history && tally(history, window, window.end).major).toBe(2.5 * hour);
	});

	test('of a duplicate is one of the original', () => {
		const joined = join(
			incident(first, '09:00'),
			incident(second, '09:10', { sameAs: first }),
			incident(third, '09:20', { sameAs: second }),
		);
		expect(joined[third]?.duplicateOf).toBe(first);
	});

	test('of an incident that nobody knows stays an incident of its own', () => {
		const alone = incident(second, '09:30', { sameAs: '2026-03-01-gone' });
		expect(joinDuplicates([alone])).toEqual([{ ...alone, duplicateOf: undefined }]);
	});

	test('in a circle, or of one in a circle, stays an incident of its own', () => {
		const joined = join(
			incident(first, '09:00', { sameAs: second }),
			incident(second, '09:10', { sameAs: first }),
			incident(third, '09:20', { sameAs: first }),
		);
		for (const id of [first, second, third]) {
			expect(joined[id]).toMatchObject({ open: true, duplicateOf: undefined });
		}
	});
});

describe('joinDuplicates', () => {
	const ids = [first, second, third, '2026-03-01-dddd'];
	const several = fc
		.tuple(
			fc.tuple(...ids.map(() => incidentFiles)),
			fc.tuple(...ids.map(() => fc.constantFrom(undefined, ...ids, 'gone'))),
		)
		.map(([files, targets]) =>
			files.map((item, index) => ({
				...foldIncident({ ...item, id: ids[index] ?? '' }),
				duplicateOf: targets[index],
			})),
		);

	test('never changes an incident that is none, and never leaves one pointing nowhere', () => {
		fc.assert(
			fc.property(several, (incidents) => {
				const joined = joinDuplicates(incidents);
				expect(joined.map(({ id }) => id)).toEqual(ids);
				for (const [index, item] of joined.entries()) {
					if (item.duplicateOf === undefined) {
						expect(item).toEqual({ ...incidents[index], duplicateOf: undefined });
					} else {
						const original = joined.find(({ id }) => id === item.duplicateOf);
						expect(original).toBeDefined();
						expect(original?.duplicateOf).toBeUndefined();
						expect(item.open).toBe(false);
					}
				}
			}),
		);
	});

	test('does not depend on the order of the incidents', () => {
		fc.assert(
			fc.property(several, (incidents) => {
				expect(joinDuplicates(incidents.toReversed()).toReversed()).toEqual(
					joinDuplicates(incidents),
				);
			}),
		);
	});
});
