import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentWith, parts } from '../../tests/support/content.ts';
import { at, day, hour, iso, minute, recordOf } from '../../tests/support/records.ts';
import { incidentIndexSchema } from '../schemas/incident.ts';
import { onCallSchema } from '../schemas/onCall.ts';
import { organisationSchema } from '../schemas/organisation.ts';
import { severitySchema } from '../schemas/severity.ts';
import type { ClockSources } from './clockData.ts';
import { clockAhead, clockBack, clockData } from './clockData.ts';
import type { ClockData } from './clocks.ts';
import {
	clocksOf,
	countdown,
	deadlineState,
	dutyAfter,
	dutyAt,
	figures,
	ladderCalls,
	namedAt,
} from './clocks.ts';
import { deadlinesOf } from './deadlines.ts';
import { foldResponse } from './response.ts';

const level = (id: string, rank: number) => ({
	id,
	label: id.toUpperCase(),
	name: id,
	rank,
	definition: 'Some.',
});

/** Every way to say when something is due, in a scheme that changed in April and where people work elsewhere. */
const content: ClockSources = {
	site: contentWith().site,
	organisation: organisationSchema.parse({
		...parts.organisation,
		'working-hours': {
			days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
			from: '09:00',
			until: '17:30',
			zone: 'America/New_York',
		},
		holidays: [
			{ date: '2026-04-03', name: 'Good Friday' },
			{ date: '2026-12-25', name: 'Christmas Day' },
		],
		sprint: { starts: '2026-01-05', length: 'P2W' },
	}),
	severity: severitySchema.parse({
		levels: [
			{
				...level('sev1', 1),
				targets: [
					{ value: { acknowledge: 'PT15M', mitigate: { within: 'PT4H', clock: 'business' } } },
					{ from: '2026-04-01T12:00:00Z', value: { acknowledge: 'PT5M', resolve: 'P2D' } },
				],
				updates: [
					{ cadence: { min: 'PT15M', max: 'PT30M' } },
					{ audience: 'stakeholders', cadence: { every: 'PT1H' } },
					{ audience: 'responders', cadence: { on: 'change' } },
				],
				notify: [
					{ who: 'Management', within: 'PT30M' },
					{ who: 'Board', within: 'PT1H', when: { fact: 'rank', is: 1 } },
					{ who: 'Press', within: 'PT1H', when: { fact: 'users', over: 10 } },
				],
				escalate: [
					{ to: 'Lead', after: 'PT0S' },
					{ to: 'Chief', 'no-progress': 'PT1H' },
					{ to: 'Review', policy: 'weekly-review' },
				],
				'war-room': { within: 'PT0S' },
				ladder: 'main',
			},
			{
				...level('sev2', 2),
				targets: {
					acknowledge: { policy: 'next-business-day' },
					resolve: { within: 'PT40H', clock: 'business' },
					fix: { policy: 'next-sprint' },
				},
			},
			{ ...level('sev3', 3), targets: { fix: { policy: 'backlog' } } },
		],
		'post-mortem': {
			required: [{ when: { fact: 'rank', is: 1 }, within: 'PT48H', text: 'Every SEV1.' }],
			'meeting-within': 'P5D',
		},
	}),
	onCall: contentWith().onCall,
};

const dataAt = (now: string) => {
	// What a page hands over is text: nothing may depend on more than that.
	return JSON.parse(JSON.stringify(clockData(content, at(now)))) as ClockData;
};
const levelIn = (data: ClockData, id: string) => {
	const found = data.levels.find((item) => item.id === id);
	if (!found) throw new Error(`There is no ${id}.`);
	return found;
};

/** What the whole arithmetic with its calendars says of an incident in which nothing has happened. */
function whole(id: string, alerted: number) {
	const { severity, organisation, site } = content;
	const rank = severity.levels.find((item) => item.id === id)?.rank;
	const index = incidentIndexSchema.parse({ opened: iso(alerted), by: 'ana', level: id });
	return deadlinesOf(
		foldResponse(recordOf({ index })),
		{ level: id, rank },
		{ state: 'not-required', reasons: [], due: undefined, published: undefined },
		alerted,
		{ severity, organisation, zone: site.zone },
	).map(({ kind, what, due, earliest, policy }) => ({ kind, what, due, earliest, policy }));
}

describe('clocksOf', () => {
	test('says what the whole arithmetic says, over weekends, holidays and clock changes', () => {
		const builds = ['2026-03-02T12:00:00Z', '2026-09-20T00:30:00Z', '2026-11-20T09:41:00Z'].map(
			(now) => ({ now: at(now), data: dataAt(now) }),
		);
		fc.assert(
			fc.property(
				fc.constantFrom(...builds),
				fc.integer({ min: -clockBack / minute, max: clockAhead / minute - 1 }),
				fc.constantFrom('sev1', 'sev2', 'sev3'),
				({ now, data }, minutes, id) => {
					const alerted = now + minutes * minute;
					expect(clocksOf(levelIn(data, id), alerted, data)).toEqual(whole(id, alerted));
				},
			),
			{ numRuns: 600 },
		);
	});

	test('says it at the very minute at which a day begins, here and where people work', () => {
		const data = dataAt('2026-03-02T12:00:00Z');
		for (const text of [
			'2026-03-08T05:00:00Z',
			'2026-03-09T03:59:00Z',
			'2026-03-09T04:00:00Z',
			'2026-03-29T00:00:00Z',
			'2026-03-29T23:00:00Z',
			'2026-04-03T04:00:00Z',
		]) {
			for (const id of ['sev1', 'sev2']) {
				expect(clocksOf(levelIn(data, id), at(text), data)).toEqual(whole(id, at(text)));
			}
		}
	});

	test('has no time for what needs a calendar that it was not given, and keeps the rest', () => {
		const data = dataAt('2026-03-02T12:00:00Z');
		const late = at('2026-03-02T12:00:00Z') + clockAhead;
		expect(clocksOf(levelIn(data, 'sev2'), late, data).map(({ due }) => due)).toEqual([
			undefined,
			undefined,
			undefined,
		]);
		expect(clocksOf(levelIn(data, 'sev1'), late, data)[0]).toMatchObject({
			kind: 'acknowledge',
			due: late + 5 * minute,
		});
	});

	test('leaves to the end what can only be due when it is over', () => {
		expect(levelIn(dataAt('2026-03-02T12:00:00Z'), 'sev1').afterwards).toEqual([
			{ kind: 'post-mortem', within: 2 * day, after: 'resolved', text: 'Every SEV1.' },
			{ kind: 'meeting', within: 5 * day, after: 'resolved', text: '' },
		]);
	});
});

describe('ladderCalls', () => {
	const withLadders = (ladders: unknown): ClockData =>
		clockData(
			{ ...content, onCall: onCallSchema.parse({ ...parts.onCall, ladders }) },
			at('2026-03-02T12:00:00Z'),
		);
	const short = (calls: ReturnType<typeof ladderCalls>) =>
		calls.map(({ at: time, name, person, nobody, answerBy }) =>
			[
				iso(time).slice(5, 16),
				name,
				person ?? (nobody ? 'nobody' : '-'),
				answerBy === undefined ? '' : iso(answerBy).slice(5, 16),
			]
				.join(' ')
				.trim(),
		);

	test('names who has duty at the time of the call, swaps included', () => {
		// Bo has Tuesday 3 March instead; the hand-off is on Monday at nine.
		const data = withLadders([
			{
				id: 'main',
				name: 'Main',
				steps: [
					{ to: { channel: 'incidents' }, after: 'PT0S' },
					{ to: { rotation: 'primary' }, after: 'PT5M', 'answer-within': 'PT10M' },
					{ to: { contact: 'vendor' }, after: 'PT30M' },
				],
			},
		]);
		expect(short(ladderCalls('main', at('2026-03-02T23:58:00Z'), data))).toEqual([
			'03-02T23:58 #incidents -',
			'03-03T00:03 Primary bo 03-03T00:13',
			'03-03T00:28 Payment vendor -',
		]);
	});

	test('goes on with another ladder from the moment at which it is called, and in no circle', () => {
		const data = withLadders([
			{
				id: 'main',
				name: 'Main',
				steps: [
					{ to: { person: 'ana' }, after: 'PT0S' },
					{ to: { ladder: 'night' }, after: 'PT1H' },
				],
			},
			{
				id: 'night',
				name: 'Night',
				steps: [
					{ to: { person: 'bo' }, after: 'PT5M', 'answer-by': 'next-business-day' },
					{ to: { ladder: 'main' }, after: 'PT5M' },
				],
			},
		]);
		expect(short(ladderCalls('main', at('2026-03-06T10:00:00Z'), data))).toEqual([
			'03-06T10:00 Ana -',
			// The end of Monday's work in New York, which has changed its clocks.
			'03-06T11:05 Bo - 03-09T21:30',
		]);
	});

	test('takes the steps that were in force at the alert', () => {
		const data = withLadders([
			{
				id: 'main',
				name: 'Main',
				steps: [
					{ value: [{ to: { person: 'ana' }, after: 'PT0S' }] },
					{
						from: '2026-03-01T00:00:00Z',
						value: [{ to: { person: 'bo' }, after: 'PT0S' }],
					},
				],
			},
		]);
		const named = (text: string) => ladderCalls('main', at(text), data).map(({ name }) => name);
		expect(named('2026-02-28T23:59:00Z')).toEqual(['Ana']);
		expect(named('2026-03-01T00:00:00Z')).toEqual(['Bo']);
	});

	test('knows the difference between nobody and not knowing', () => {
		const data = withLadders(parts.onCall.ladders);
		const far = data.window.end + hour;
		const call = ladderCalls('main', far, data).find(({ name }) => name === 'Primary');
		expect(call).toMatchObject({ person: undefined, nobody: false });
		const empty: ClockData = {
			...data,
			rotations: data.rotations.map((rotation) => ({ ...rotation, shifts: [] })),
		};
		expect(
			ladderCalls('main', data.built, empty).find(({ name }) => name === 'Primary'),
		).toMatchObject({ person: undefined, nobody: true });
	});

	test('is empty for a ladder that does not exist', () => {
		expect(ladderCalls('none', 0, withLadders([]))).toEqual([]);
	});
});

describe('duty', () => {
	const shifts = [
		{ person: 'ana', start: 0, end: 10 },
		{ person: 'bo', start: 20, end: 30 },
	];
	const rotation = { id: 'primary', name: 'Primary', shifts };

	test('is with whoever has the shift, and with nobody in a gap', () => {
		expect([0, 9, 10, 20, 30].map((now) => dutyAt(rotation, now)?.person)).toEqual([
			'ana',
			'ana',
			undefined,
			'bo',
			undefined,
		]);
	});

	test('is named with the rotation, where a deadline names one', () => {
		const data = { rotations: [rotation] };
		const names = { ana: 'Ana', vendor: 'Vendor' };
		expect(
			(['primary', 'vendor', 'Management'] as const).map((what) => namedAt(what, 5, data, names)),
		).toEqual(['Primary, Ana', 'Vendor', 'Management']);
		expect(namedAt('primary', 15, data, names)).toBe('Primary');
	});

	test('goes next to whoever begins next', () => {
		expect([0, 10, 20].map((now) => dutyAfter(rotation, now)?.person)).toEqual([
			'bo',
			'bo',
			undefined,
		]);
	});
});

describe('deadlineState', () => {
	test('is overdue from the very instant on', () => {
		expect([9, 10].map((now) => deadlineState(10, undefined, now))).toEqual(['pending', 'overdue']);
	});
	test('is met at the very instant, and missed after it', () => {
		expect([10, 11].map((done) => deadlineState(10, done, 50))).toEqual(['met', 'missed']);
	});
	test('has no time where nothing is due', () => {
		expect(deadlineState(undefined, undefined, 0)).toBe('no-time');
	});
});

describe('figures', () => {
	test('are as short as the time allows', () => {
		expect(
			[0, 59_999, 4 * minute + 59_000, hour, 25 * hour + 61_000, -90_000].map(figures),
		).toEqual(['0:00', '0:59', '4:59', '1:00:00', '1 d 01:01:01', '1:30']);
	});
	test('say which way time runs', () => {
		expect([countdown(60_000, 0), countdown(0, 60_000)]).toEqual(['in 1:00', 'overdue by 1:00']);
	});
});
