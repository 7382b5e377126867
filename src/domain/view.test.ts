import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { from, instant, model, until } from '../../tests/support/arbitraries.ts';
import type { View } from './view.ts';
import { advance, barDays, nextTransition, view } from './view.ts';

const hour = 3_600_000;

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
	});

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
				// A service may begin or be retired within the day; that is a matter of its file, not of words.
				fc.pre(page.services.length === advance(page, last).services.length);
				expect(states(advance(page, last))).toEqual(states(page));
			}),
		);
	});
});

describe('view', () => {
	test('always has ninety days a service, the last of which is today', () => {
		fc.assert(
			fc.property(model, fc.integer({ min: from, max: until }), (content, now) => {
				for (const service of view(content, now).services) {
					expect(service.days).toHaveLength(barDays);
					expect(service.days.at(-1)?.measured).toBeLessThanOrEqual(25 * hour);
				}
			}),
		);
	});
});
