import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { from, instant, model, services, site, until } from '../../tests/support/arbitraries.ts';
import { at, hour, maintenanceOf, works } from '../../tests/support/records.ts';
import { conditionAt } from './serviceHistory.ts';
import type { View } from './view.ts';
import { advance, barDays, modelOf, nextTransition, view } from './view.ts';

/** What a reader sees; how far ahead a build looked is not part of it. */
function seen({ foresight: _, ...shown }: View) {
	return shown;
}

describe('advance', () => {
	test('shows what a build at the later instant would show, for every content and instant', () => {
		fc.assert(
			fc.property(
				model,
				instant,
				fc.array(fc.integer({ min: 0, max: 48 * hour }), { minLength: 5, maxLength: 5 }),
				(content, built, delays) => {
					const page = view(content, built);
					for (const delay of delays) {
						expect(seen(advance(page, built + delay))).toEqual(seen(view(content, built + delay)));
					}
				},
			),
			{ numRuns: 200 },
		);
	}, 60_000);

	test('changes nothing visible between two transitions, apart from the part of today that has passed', () => {
		fc.assert(
			fc.property(model, instant, (content, built) => {
				const page = view(content, built);
				const next = nextTransition(page.foresight, built);
				const last = Math.min(next - 1, built + 48 * hour);
				const states = (shown: View) => ({
					overall: shown.overall,
					incidents: shown.incidents,
					maintenances: shown.maintenances,
					conditions: shown.services.map(({ id, condition }) => [id, condition]),
				});
				expect(states(advance(page, last))).toEqual(states(page));
			}),
		);
	}, 60_000);
});

describe('nextTransition', () => {
	test('is the start or end of a service, where that comes before midnight', () => {
		const quiet = modelOf({ site, services, incidents: [], maintenances: [] });
		const next = (now: string) => nextTransition(view(quiet, at(now)).foresight, at(now));
		expect(next('2026-08-01T08:00:00Z')).toBe(at('2026-08-01T12:00:00Z'));
		expect(next('2026-08-01T12:00:00Z')).toBe(at('2026-08-01T23:00:00Z'));
		expect(next('2026-03-29T00:00:00Z')).toBe(at('2026-03-29T00:30:00Z'));
	});

	test('is the early start of a maintenance, where a build is older than the word of it', () => {
		const early = modelOf({
			site,
			services,
			incidents: [],
			maintenances: [
				maintenanceOf([
					works('plan00', {
						at: '2026-02-20T12:00:00Z',
						title: 'Upgrade',
						services: ['checkout'],
						starts: '2026-03-01T10:00:00Z',
						ends: '2026-03-01T12:00:00Z',
					}),
					works('begins', { at: '2026-03-01T09:30:00Z', status: 'in-progress' }),
				]),
			],
		});
		const built = at('2026-03-01T09:00:00Z');
		expect(nextTransition(view(early, built).foresight, built)).toBe(at('2026-03-01T09:30:00Z'));
	});
});

describe('view', () => {
	test('knows nothing of an incident that customers were not told of', () => {
		const internal = { id: '2026-03-01-k3f9', updates: [], unshown: [] };
		const content = modelOf({ site, services, incidents: [internal], maintenances: [] });
		expect(content.incidents).toEqual([]);
		expect(view(content, until)).toMatchObject({ incidents: [], since: undefined });
	});

	test('gives every service the condition that its history has at that instant', () => {
		fc.assert(
			fc.property(model, fc.integer({ min: 0, max: 720 }), (content, hours) => {
				// What was said later than now counts at once; a history knows it only from its time on.
				const said = [...content.incidents, ...content.maintenances].map(
					({ updatedAt }) => updatedAt,
				);
				const now = Math.max(from, ...said) + hours * hour;
				for (const { id, condition } of view(content, now).services) {
					const history = content.histories.find((item) => item.id === id);
					expect(history && conditionAt(history, now)).toBe(condition);
				}
			}),
		);
	});

	test('always has ninety days a service, the last of which is today', () => {
		fc.assert(
			fc.property(model, fc.integer({ min: from, max: until }), (content, now) => {
				for (const service of view(content, now).services) {
					expect(service.days).toHaveLength(barDays);
					expect(service.days.at(-1)?.measured).toBeLessThanOrEqual(25 * hour);
				}
			}),
		);
	}, 60_000);
});
