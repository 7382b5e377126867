import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentWith } from '../../tests/support/content.ts';
import { at, hour, minute, note, recordOf, update } from '../../tests/support/records.ts';
import type { AlertInput } from '../schemas/evidence.ts';
import { incidentIndexSchema } from '../schemas/incident.ts';
import type { Metric } from '../schemas/process.ts';
import { knownIncidents } from './knownIncidents.ts';
import { measure, reach, repeatedCauses, summarise } from './metrics.ts';
import type { IncidentRecord } from './stored.ts';

const march = { start: at('2026-03-01T00:00:00Z'), end: at('2026-04-01T00:00:00Z') };
const now = at('2026-03-20T12:00:00Z');

/** An incident of a day in March: noticed, acknowledged, mitigated and over, by minutes after its start. */
function incident(
	day: string,
	{ notes = [], updates = [], level = 'sev1' }: Partial<IncidentRecord> & { level?: string } = {},
): IncidentRecord {
	return recordOf({
		id: `2026-03-${day}-aaaa`,
		path: `incidents/2026/2026-03-${day}-aaaa`,
		index: incidentIndexSchema.parse({ opened: `2026-03-${day}T09:05:00Z`, by: 'ana', level }),
		updates: [
			update(`open${day}`, {
				at: `2026-03-${day}T09:10:00Z`,
				title: 'Nobody can pay',
				status: 'investigating',
				since: `2026-03-${day}T09:00:00Z`,
				services: { checkout: 'major-outage' },
			}),
			...updates,
		],
		notes,
	});
}

const resolvedAt = (day: string, time: string, extra = {}) =>
	update(`done${day}`, { at: `2026-03-${day}T${time}:00Z`, status: 'resolved', ...extra });

const milestone = (day: string, name: 'detected' | 'mitigated', time: string) =>
	note(`mile${name === 'detected' ? 'de' : 'mi'}`, {
		kind: 'milestone',
		milestone: name,
		at: `2026-03-${day}T${time}:00Z`,
	});

const causedBy = (day: string, cause: string) =>
	note(`cause${day.slice(1)}`, { kind: 'cause', cause, at: `2026-03-${day}T12:00:00Z` });

function from(incidents: IncidentRecord[], alertLog: Record<string, AlertInput> = {}) {
	const content = contentWith({ incidents, alertLog, postMortems: {} });
	return { known: knownIncidents(content, now), content, now };
}

/** Values of the dots of one metric in March. */
const values = (metric: Metric, source: ReturnType<typeof from>) =>
	measure(metric, march, source).dots.map(({ value }) => value);

describe('durations', () => {
	const source = from([
		incident('02', {
			notes: [milestone('02', 'detected', '09:04'), milestone('02', 'mitigated', '09:40')],
			updates: [resolvedAt('02', '10:00')],
		}),
	]);

	test('begin at the start of the impact', () => {
		expect(values('time-to-detect', source)).toEqual([4 * minute]);
		expect(values('time-to-mitigate', source)).toEqual([40 * minute]);
		expect(values('time-to-resolve', source)).toEqual([hour]);
		expect(values('time-to-recover', source)).toEqual([hour]);
	});

	test('name the milestones that are missing rather than leave an incident out silently', () => {
		expect(measure('time-to-acknowledge', march, source)).toMatchObject({
			dots: [],
			missing: [{ id: '2026-03-02-aaaa', lacks: ['alerted', 'acknowledged'] }],
		});
	});

	test('belong to the time in which the incident began', () => {
		expect(measure('time-to-resolve', { start: now, end: march.end }, source).dots).toEqual([]);
	});
});

test('a repeat has the cause of an earlier incident', () => {
	const source = from([
		incident('02', { notes: [causedBy('02', 'pool')], updates: [resolvedAt('02', '10:00')] }),
		incident('05', { notes: [causedBy('05', 'disk')], updates: [resolvedAt('05', '10:00')] }),
		incident('09', { notes: [causedBy('09', 'pool')], updates: [resolvedAt('09', '10:00')] }),
	]);
	expect(measure('repeat-incidents', march, source).dots.map(({ id }) => id)).toEqual([
		'2026-03-09-aaaa',
	]);
	expect(repeatedCauses(source.known)).toEqual([
		{ cause: 'pool', incidents: ['2026-03-09-aaaa', '2026-03-02-aaaa'] },
	]);
});

test('the rate of false alerts leaves out alerts of which nothing is known yet', () => {
	const alert = (disposition?: AlertInput['disposition']): AlertInput => ({
		source: 'probe',
		name: 'CheckoutDown',
		fired: '2026-03-03T10:00:00Z',
		disposition,
	});
	const source = from([], {
		a: alert('true'),
		b: alert('false'),
		c: alert('duplicate'),
		d: alert('by-itself'),
		e: alert(),
	});
	expect(summarise(measure('false-positive-rate', march, source))).toMatchObject({
		n: 4,
		share: 0.25,
	});
});

test('hours of customer impact count overlapping services once', () => {
	const source = from([
		incident('02', {
			updates: [
				update('more02', {
					at: '2026-03-02T09:30:00Z',
					services: { search: 'partial-outage' },
				}),
				resolvedAt('02', '11:00'),
			],
		}),
	]);
	expect(values('customer-impact-hours', source)).toEqual([2 * hour]);
});

test('an update comes in time when the gap before it is no longer than the level of that moment allows', () => {
	const source = from([
		incident('02', {
			updates: [
				update('soon02', { at: '2026-03-02T09:40:00Z', status: 'identified' }),
				update('late02', { at: '2026-03-02T10:11:00Z', status: 'monitoring' }),
				resolvedAt('02', '10:20'),
			],
		}),
		incident('03', { level: 'sev2', updates: [resolvedAt('03', '15:00')] }),
	]);
	expect(values('cadence-compliance', source)).toEqual([1, 0, 1]);
});

test('a response that never came counts like one that came late', () => {
	const source = from([
		incident('02', {
			notes: [note('ack002', { kind: 'acknowledged', at: '2026-03-02T09:15:00Z' })],
			updates: [resolvedAt('02', '10:00')],
		}),
		incident('03', { updates: [resolvedAt('03', '10:00')] }),
		incident('04', {
			notes: [note('ack004', { kind: 'acknowledged', at: '2026-03-04T09:40:00Z' })],
			updates: [resolvedAt('04', '10:00')],
		}),
	]);
	expect(values('response-compliance', source)).toEqual([1, 0, 0]);
});

test('what was opened by mistake, joined or left out with a reason does not count', () => {
	const source = from([
		incident('02', {
			updates: [
				update('oops02', { at: '2026-03-02T09:20:00Z', retracts: true, reason: 'A test.' }),
			],
		}),
		incident('03', { updates: [resolvedAt('03', '10:00')] }),
	]);
	expect(measure('incidents', march, source).dots.map(({ id }) => id)).toEqual(['2026-03-03-aaaa']);
});

describe('a goal', () => {
	const source = from([
		incident('02', { updates: [resolvedAt('02', '10:00')] }),
		incident('03', { level: 'sev2', updates: [resolvedAt('03', '19:00')] }),
	]);
	const goal = { metric: 'time-to-resolve', level: 'sev1', statistic: 'median' } as const;

	test('is met at its limit, and by incidents of its level alone', () => {
		expect(reach({ ...goal, atMost: hour }, march, source)).toMatchObject({ state: 'met', n: 1 });
	});
	test('that says `under` is missed at its limit', () => {
		expect(reach({ ...goal, under: hour }, march, source).state).toBe('missed');
	});
	test('without anything to measure is neither met nor missed', () => {
		const before = { start: 0, end: march.start };
		expect(reach({ ...goal, atMost: hour }, before, source).state).toBe('no-data');
	});
});

test('a summary lies within what was measured, whatever that was', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(), { minLength: 1 }), (numbers) => {
			const { n, median, p90, mean } = summarise({
				dots: numbers.map((value) => ({ at: 0, value, id: '' })),
			});
			expect(n).toBe(numbers.length);
			const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
			for (const value of [median, p90, mean]) {
				expect(value).toBeGreaterThanOrEqual(low);
				expect(value).toBeLessThanOrEqual(high + 1e-6);
			}
			expect(p90).toBeGreaterThanOrEqual(median ?? 0);
			expect(numbers.filter((value) => value <= (p90 ?? 0)).length / n).toBeGreaterThanOrEqual(0.9);
		}),
	);
});
