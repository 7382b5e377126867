import { expect, test } from 'vitest';
import { at, iso } from '../../tests/support/records.ts';
import { processSchema } from '../schemas/process.ts';
import { phasesOf } from './phases.ts';

const process = processSchema.parse({
	phases: [
		{
			id: 'triage',
			name: 'Triage',
			from: 'PT5M',
			until: 'PT15M',
			goal: 'We know how bad it is.',
			checklist: [
				{ id: 'level', text: 'Set the level.' },
				{ id: 'mail', text: 'Write to customers.', when: { fact: 'users-affected', over: 10 } },
			],
		},
		{ id: 'find', name: 'Find', goal: 'We know what it is.' },
		{
			id: 'verify',
			name: 'Verify',
			until: 'PT30M',
			'counted-from': 'mitigated',
			goal: 'It stays mended.',
		},
	],
});
const opened = at('2026-03-02T09:02:00Z');
const alerted = at('2026-03-02T09:00:00Z');
const mitigated = at('2026-03-02T10:00:00Z');

/** Name, begin and end of each phase. */
const times = (milestones: Parameters<typeof phasesOf>[1]['milestones']) =>
	phasesOf(process, { milestones, opened }, {}).map(({ phase, from, until }) => [
		phase.id,
		...[from, until].map((instant) => instant && iso(instant).slice(11, 16)),
	]);

test('phases run from the alert, or from what they are counted from once it is there, at once if nothing else is said', () => {
	expect(times({ alerted })).toEqual([
		['triage', '09:05', '09:15'],
		['find', undefined, undefined],
		['verify', undefined, undefined],
	]);
	expect(times({ alerted, mitigated })[2]).toEqual(['verify', '10:00', '10:30']);
});

test('without an alert they run from the opening', () => {
	expect(times({})[0]).toEqual(['triage', '09:07', '09:17']);
});

test('an item with a condition is there as soon as it is known to hold', () => {
	const items = (facts: Parameters<typeof phasesOf>[2]) =>
		phasesOf(process, { milestones: {}, opened }, facts)[0]?.items.map(({ id }) => id);
	expect(items({})).toEqual(['level']);
	expect(items({ 'users-affected': 10 })).toEqual(['level']);
	expect(items({ 'users-affected': 11 })).toEqual(['level', 'mail']);
});
