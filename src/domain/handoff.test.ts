import { describe, expect, test } from 'vitest';
import type { Parts } from '../../tests/support/content.ts';
import { contentWith, incidentNote, incidentWith, parts } from '../../tests/support/content.ts';
import { at, iso } from '../../tests/support/records.ts';
import { rotationBehind } from './duty.ts';
import { builtInHandoff, handoffFields, handoffOf, handoffWords } from './handoff.ts';

// Turns of the small organisation change on Mondays at 09:00: Bo has the week of 23 February, Ana that of 2 March.
const monday = at('2026-03-02T09:00:00Z');
const minute = 60_000;

function handed(moment: number, changes: Partial<Parts> = {}) {
	const content = contentWith(changes);
	const [rotation] = content.onCall.rotations;
	if (!rotation) throw new Error('The rotation is gone.');
	const handoff = handoffOf(rotation, content, moment);
	return { handoff, words: handoffWords(handoff, content) };
}

const times = (moment: number) => {
	const { last, coming } = handed(moment).handoff;
	return [last.start, last.end, coming.start, coming.end].map(iso);
};

describe('handoffOf', () => {
	test('looks back at the turn that just ended for the first half of a turn', () => {
		const around = [
			'2026-02-23T09:00:00.000Z',
			'2026-03-02T09:00:00.000Z',
			'2026-03-02T09:00:00.000Z',
			'2026-03-09T09:00:00.000Z',
		];
		expect(times(monday)).toEqual(around);
		expect(times(monday + 3 * 86_400_000)).toEqual(around);
	});

	test('looks ahead to the turn that comes for the second half, and back up to now', () => {
		expect(times(monday - minute)).toEqual([
			'2026-02-23T09:00:00.000Z',
			'2026-03-02T08:59:00.000Z',
			'2026-03-02T09:00:00.000Z',
			'2026-03-09T09:00:00.000Z',
		]);
	});

	test('turns at the time on the wall, also in the week in which clocks change', () => {
		expect(times(at('2026-03-30T10:00:00Z'))).toEqual([
			'2026-03-23T09:00:00.000Z',
			'2026-03-30T08:00:00.000Z',
			'2026-03-30T08:00:00.000Z',
			'2026-04-06T08:00:00.000Z',
		]);
	});

	test('names who takes over by their turn, and swaps beside it', () => {
		const { handoff } = handed(monday);
		expect(handoff.primary).toBe('ana');
		expect(handoff.swaps.map(({ person, start, end }) => [person, iso(start), iso(end)])).toEqual([
			['bo', '2026-03-03T00:00:00.000Z', '2026-03-04T00:00:00.000Z'],
		]);
	});

	test('counts incidents of the turn that ends, and not those before or after', () => {
		expect(handed(monday).handoff.incidents.map(({ response }) => response.id)).toEqual([
			'2026-03-01-k3f9',
		]);
		expect(handed(monday + 7 * 86_400_000).handoff.incidents).toEqual([]);
	});

	test('hands over what is open however long ago it began', () => {
		const [record] = parts.incidents;
		const open = incidentWith({ updates: (record?.updates ?? []).slice(0, 1) });
		const { handoff } = handed(monday + 21 * 86_400_000, open);
		expect(handoff.open.map(({ response }) => response.id)).toEqual(['2026-03-01-k3f9']);
	});

	test('hands over what is watched until its time is over', () => {
		const watched = (until: string | undefined, moment = monday) =>
			handed(
				moment,
				incidentWith({
					notes: [
						incidentNote('wat111', {
							kind: 'watch',
							at: '2026-03-01T10:00:00Z',
							body: 'Memory of the *queue*.',
							...(until !== undefined && { until }),
						}),
					],
				}),
			).handoff.watched.map(({ text }) => text);
		expect(watched('2026-03-02T09:00:01Z')).toEqual(['Memory of the queue.']);
		expect(watched('2026-03-02T09:00:00Z')).toEqual([]);
		expect(watched(undefined)).toEqual(['Memory of the queue.']);
		expect(watched(undefined, monday + 14 * 86_400_000)).toEqual([]);
	});

	test('names changes that incidents of the turn were linked with, where the checklist asks for changes', () => {
		const link = { kind: 'link', at: '2026-03-01T10:00:00Z', name: 'Try again later' } as const;
		const { words } = handed(monday, {
			...incidentWith({
				notes: [
					incidentNote('lin111', { ...link, what: 'change' }),
					incidentNote('lin222', { ...link, what: 'ticket' }),
				],
			}),
			maintenances: [],
			onCall: {
				...parts.onCall,
				overrides: [],
				handoff: {
					rotation: 'primary',
					checklist: [{ id: 'look', text: 'Look.', shows: 'changes' }],
				},
			},
		});
		expect(words.checklist).toEqual([
			{ text: 'Look.', shown: ['Try again later (2026-03-01-k3f9)'] },
		]);
		expect(handoffFields(words).checklist).toBe('- Look.');
	});

	test('asks for actions that are overdue or due before the coming turn is over', () => {
		const [document] = Object.values(parts.postMortems);
		const due = (day: string) => ({
			postMortems: {
				'post-mortems/a.mdx': {
					title: 'A',
					incident: '2026-03-01-k3f9',
					status: 'draft' as const,
					authors: ['Ana'],
					actions: [
						{
							...(document?.actions?.[0] ?? { id: 'x', title: 'x', kind: 'prevent', owner: 'ana' }),
							due: day,
						},
					],
				},
			},
		});
		const ids = (day: string) =>
			handed(monday, due(day)).handoff.actions.map(({ action }) => action.id);
		expect(ids('2026-02-01')).toEqual(['act-1']);
		expect(ids('2026-03-09')).toEqual(['act-1']);
		expect(ids('2026-03-10')).toEqual([]);
	});

	test('counts alerts by what became of them', () => {
		const alert = { source: 'probe', name: 'CheckoutDown', fired: '2026-03-01T09:00:00Z' };
		const alertLog = {
			'alerts/2026/a.yaml': { ...alert, disposition: 'true' },
			'alerts/2026/b.yaml': { ...alert, disposition: 'false' },
			'alerts/2026/c.yaml': alert,
			'alerts/2026/d.yaml': { ...alert, name: 'Noise', disposition: 'false' },
			'alerts/2026/e.yaml': { ...alert, fired: '2026-02-20T09:00:00Z' },
		} as const;
		expect(handed(monday, { alertLog }).handoff.alerts).toEqual([
			{ name: 'CheckoutDown', fired: 3, by: { true: 1, false: 1, unknown: 1 } },
			{ name: 'Noise', fired: 1, by: { false: 1 } },
		]);
	});

	test('looks a week back and ahead where no layer is in force', () => {
		const rotations = parts.onCall.rotations?.map((rotation) => ({
			...rotation,
			layers: rotation.layers.map((layer) => ({ ...layer, until: '2026-01-10' })),
		}));
		const { handoff } = handed(monday, { onCall: { ...parts.onCall, rotations } });
		expect([handoff.last.start, handoff.coming.end].map(iso)).toEqual([
			'2026-02-23T09:00:00.000Z',
			'2026-03-09T09:00:00.000Z',
		]);
		expect(handoff.primary).toBeUndefined();
	});
});

describe('the message', () => {
	test('says everything, and where there is nothing says so', () => {
		expect(builtInHandoff(handed(monday).words)).toMatchInlineSnapshot(`
			"**On call, 2 March 2026 to 9 March 2026: Ana, with nobody behind**

			Last turn: 1 incident (SEV1: 1); 1 alert (1 not judged yet).

			**Worth knowing**
			- SEV1 Nobody can pay (2026-03-01-k3f9), over after 2 hours, 2 minutes

			**Still watched**
			- Nothing.

			**Actions overdue or due**
			- Nothing.

			**Planned**
			- Database upgrade: 5 March 2026, 02:00 UTC to 03:00 UTC (2026-02-20-m4nt)
			- Bo instead, 3 March 2026, 00:00 UTC to 4 March 2026, 00:00 UTC

			**Alerts**
			- CheckoutDown: 1 (1 not judged yet)"
		`);
	});

	test('fills every field that a template of a hand-off can ask for', () => {
		expect(handoffFields(handed(monday).words)).toMatchInlineSnapshot(`
			{
			  "counts": "1 incident (SEV1: 1); 1 alert (1 not judged yet)",
			  "notable": "SEV1 Nobody can pay (2026-03-01-k3f9), over after 2 hours, 2 minutes",
			  "pending-actions": "nothing",
			  "planned-changes": "Database upgrade: 5 March 2026, 02:00 UTC to 03:00 UTC (2026-02-20-m4nt); Bo instead, 3 March 2026, 00:00 UTC to 4 March 2026, 00:00 UTC",
			  "primary": "Ana",
			  "secondary": "nobody",
			  "watch-items": "nothing",
			  "week": "2 March 2026 to 9 March 2026",
			}
		`);
	});
});

describe('rotationBehind', () => {
	const rotation = (id: string) =>
		({ ...parts.onCall.rotations?.[0], id, name: id }) as NonNullable<
			Parts['onCall']['rotations']
		>[number];
	const behind = (onCall: Partial<Parts['onCall']>) =>
		rotationBehind(
			contentWith({ onCall: { ...parts.onCall, handoff: undefined, ...onCall } }),
			'first',
		)?.id;
	const rotations = [rotation('first'), rotation('other'), rotation('second')];

	test('is the one that a ladder calls after it', () => {
		const steps = [
			{ to: { rotation: 'first' }, after: 'PT0S' },
			{ to: { rotation: 'first' }, after: 'PT5M' },
			{ to: { rotation: 'second' }, after: 'PT10M' },
		];
		expect(behind({ rotations, ladders: [{ id: 'main', name: 'Main', steps }] })).toBe('second');
	});

	test('is the next in the list without a ladder, and nobody behind the last', () => {
		expect(behind({ rotations, ladders: [] })).toBe('other');
		expect(behind({ rotations: [rotation('first')], ladders: [] })).toBeUndefined();
	});
});
