import { describe, expect, test } from 'vitest';
import { contentSetting, contentWith, parts } from '../../tests/support/content.ts';
import { at, hour, iso, minute, note, recordOf, update } from '../../tests/support/records.ts';
import { alertSchema } from '../schemas/evidence.ts';
import { incidentIndexSchema } from '../schemas/incident.ts';
import type { OrganisationInput } from '../schemas/organisation.ts';
import { organisationSchema } from '../schemas/organisation.ts';
import type { SeverityInput, Target } from '../schemas/severity.ts';
import { severitySchema, targetSchema } from '../schemas/severity.ts';
import type { Deadline, DeadlineContext } from './deadlines.ts';
import { atOnce, cadenceRange, deadlinesOf, lastWordTo, targetDue } from './deadlines.ts';
import type { Facts } from './predicate.ts';
import type { Verdict } from './postMortem.ts';
import { foldResponse } from './response.ts';
import type { IncidentRecord } from './stored.ts';

const t = (time: string) => `2026-03-02T${time}:00Z`;
const instantAt = (time: string) => at(t(time));
const zone = 'Europe/Lisbon';
const opened = instantAt('09:00');

const level = (id: string, rank: number, rest: Partial<SeverityInput['levels'][number]> = {}) => ({
	id,
	label: id.toUpperCase(),
	name: id,
	rank,
	definition: 'Some.',
	...rest,
});
/** A context whose level `sev2` is as given, between an empty `sev1` and `sev3`. */
function contextOf(
	sev2: Partial<SeverityInput['levels'][number]>,
	rest: Partial<SeverityInput> = {},
): DeadlineContext {
	return {
		zone,
		organisation: contentWith().organisation,
		severity: severitySchema.parse({
			levels: [level('sev1', 1), level('sev2', 2, sev2), level('sev3', 3)],
			...rest,
		}),
	};
}

const noVerdict: Verdict = {
	state: 'not-required',
	reasons: [],
	due: undefined,
	published: undefined,
};

interface Case {
	record?: Partial<IncidentRecord>;
	level?: string;
	now?: string;
	facts?: Facts;
	verdict?: Verdict;
}

/** Deadlines of an incident that was opened at nine with level `sev2`. */
function deadlines(
	context: DeadlineContext,
	{ record = {}, level: id = 'sev2', now = '09:05', facts = {}, verdict = noVerdict }: Case = {},
): Deadline[] {
	const index = incidentIndexSchema.parse({ opened: t('09:00'), by: 'ana', level: id });
	const response = foldResponse(recordOf({ index, ...record }), []);
	return deadlinesOf(response, facts, verdict, instantAt(now), context);
}
/** In short: kind, what, due, state. */
const short = (list: readonly Deadline[]) =>
	list.map(({ kind, what, due, state }) =>
		[kind, what, due === undefined ? 'never' : iso(due).slice(11, 16), state]
			.filter((part) => part !== '')
			.join(' '),
	);
const severityNote = (op: string, time: string, id: string) =>
	note(op, { kind: 'severity', at: t(time), level: id });

describe('targetDue', () => {
	const { organisation } = contentWith();
	const due = (target: unknown, from: string, given = organisation) => {
		const parsed: Target = targetSchema.parse(target);
		const instant = targetDue(parsed, at(from), { organisation: given, zone });
		return instant === undefined ? undefined : iso(instant);
	};
	const with_ = (fields: Partial<OrganisationInput>) =>
		organisationSchema.parse({ ...parts.organisation, ...fields });

	test('runs on the wall clock, nights and weekends included', () => {
		expect(due('P2D', '2026-03-06T17:00:00Z')).toBe('2026-03-08T17:00:00.000Z');
	});

	test('runs in working hours only, where it says so', () => {
		// Friday 17:00 in Lisbon; one hour is left of the day.
		expect(due({ within: 'PT4H', clock: 'business' }, '2026-03-06T17:00:00Z')).toBe(
			'2026-03-09T12:00:00.000Z',
		);
		expect(due({ within: 'PT4H', clock: 'wall' }, '2026-03-06T17:00:00Z')).toBe(
			'2026-03-06T21:00:00.000Z',
		);
	});

	test('is the end of the next business day', () => {
		expect(due({ policy: 'next-business-day' }, '2026-03-06T10:00:00Z')).toBe(
			'2026-03-09T18:00:00.000Z',
		);
	});

	test('is a week later for the weekly review', () => {
		expect(due({ policy: 'weekly-review' }, '2026-03-25T10:00:00Z')).toBe(
			'2026-03-31T23:00:00.000Z',
		);
	});

	test('is the end of the sprint after the present one', () => {
		// Sprints of two weeks from Monday 5 January: 2 March begins one, 16 March the next, 30 March ends it.
		expect(due({ policy: 'next-sprint' }, '2026-03-02T00:00:00Z')).toBe('2026-03-29T23:00:00.000Z');
		expect(due({ policy: 'next-sprint' }, '2026-03-15T23:59:00Z')).toBe('2026-03-29T23:00:00.000Z');
		expect(due({ policy: 'next-sprint' }, '2026-03-16T00:00:00Z')).toBe('2026-04-12T23:00:00.000Z');
	});

	test('knows sprints before the one that is written down', () => {
		const later = with_({ sprint: { starts: '2027-01-04', length: 'P2W' } });
		expect(due({ policy: 'next-sprint' }, '2026-03-02T00:00:00Z', later)).toBe(
			'2026-03-29T23:00:00.000Z',
		);
	});

	test('is never for the backlog', () => {
		expect(due({ policy: 'backlog' }, '2026-03-02T00:00:00Z')).toBeUndefined();
	});

	test('says what is missing where nothing says when people work', () => {
		const idle = with_({ 'working-hours': undefined });
		expect(() =>
			due({ policy: 'next-business-day' }, '2026-03-02T00:00:00Z', idle),
		).toThrowErrorMatchingInlineSnapshot(
			`[Error: A target needs working hours, and organisation.yaml has none.]`,
		);
	});
});

describe('cadenceRange', () => {
	test('is a point, a range, or nothing by the clock', () => {
		expect(cadenceRange({ every: hour })).toEqual({ min: hour, max: hour });
		expect(cadenceRange({ min: minute, max: hour })).toEqual({ min: minute, max: hour });
		expect(cadenceRange({ on: 'resolved' })).toBeUndefined();
		expect(cadenceRange({ never: true })).toBeUndefined();
	});
});

describe('targets', () => {
	const context = contextOf({
		targets: {
			acknowledge: 'PT15M',
			mitigate: 'PT1H',
			resolve: 'PT4H',
			fix: { policy: 'backlog' },
		},
	});

	test('are pending until they are due, and overdue from that instant', () => {
		expect(short(deadlines(context, { now: '09:14' }))).toEqual([
			'acknowledge 09:15 pending',
			'mitigate 10:00 pending',
			'resolve 13:00 pending',
			'fix never no-time',
		]);
		expect(short(deadlines(context, { now: '09:15' }))[0]).toBe('acknowledge 09:15 overdue');
	});

	test('are met or missed by when it was done', () => {
		const notes = [
			note('not111', { kind: 'acknowledged', at: t('09:15') }),
			note('not222', { kind: 'milestone', at: t('10:30'), milestone: 'mitigated' }),
			note('not333', { kind: 'milestone', at: t('11:00'), milestone: 'closed' }),
		];
		expect(short(deadlines(context, { record: { notes }, now: '12:00' }))).toEqual([
			'acknowledge 09:15 met',
			'mitigate 10:00 missed',
			'resolve 13:00 pending',
			'fix never met',
		]);
	});

	test('take what is resolved to be mitigated', () => {
		const notes = [note('not111', { kind: 'resolved', at: t('09:50') })];
		expect(short(deadlines(context, { record: { notes }, now: '12:00' }))).toEqual([
			'acknowledge 09:15 overdue',
			'mitigate 10:00 met',
			'resolve 13:00 met',
			'fix never no-time',
		]);
	});

	test('name the policy where there is no time', () => {
		expect(deadlines(context).at(-1)).toMatchObject({ kind: 'fix', policy: 'backlog' });
	});

	test('are those in force when the incident was opened', () => {
		const versions = contextOf({
			targets: [
				{ value: { acknowledge: 'PT30M' } },
				{ from: t('09:30'), value: { acknowledge: 'PT5M' } },
			],
		});
		expect(short(deadlines(versions))).toEqual(['acknowledge 09:30 pending']);
	});

	test('are none without a level, or with one that nobody knows', () => {
		expect(deadlines(context, { level: 'sev9' })).toEqual([]);
		const index = incidentIndexSchema.parse({ opened: t('09:00'), by: 'ana' });
		expect(deadlines(context, { record: { index } })).toEqual([]);
	});
});

describe('the instant from which they run', () => {
	const context = contextOf({ targets: { resolve: 'PT4H' } });
	const resolve = (record: Partial<IncidentRecord>, id?: string) =>
		short(deadlines(context, { record, now: '09:05', ...(id && { level: id }) }))[0];

	test('is the alert where there was one', () => {
		const alert = {
			id: 'one',
			value: alertSchema.parse({
				source: 'probe',
				name: 'Down',
				fired: t('08:40'),
				incident: '2026-03-01-k3f9',
			}),
		};
		const index = incidentIndexSchema.parse({ opened: t('09:00'), by: 'ana', level: 'sev2' });
		const response = foldResponse(recordOf({ index }), [alert]);
		expect(short(deadlinesOf(response, {}, noVerdict, opened, context))).toEqual([
			'resolve 12:40 pending',
		]);
	});

	test('is the alert where the level rose before it', () => {
		const alert = {
			id: 'one',
			value: alertSchema.parse({
				source: 'probe',
				name: 'Down',
				fired: t('10:30'),
				incident: '2026-03-01-k3f9',
			}),
		};
		const index = incidentIndexSchema.parse({ opened: t('09:00'), by: 'ana', level: 'sev3' });
		const record = recordOf({ index, notes: [severityNote('not111', '10:00', 'sev2')] });
		const list = deadlinesOf(foldResponse(record, [alert]), {}, noVerdict, opened, context);
		expect(short(list)).toEqual(['resolve 14:30 pending']);
	});

	test('is the rise to the level it has', () => {
		expect(resolve({ notes: [severityNote('not111', '10:00', 'sev2')] }, 'sev3')).toBe(
			'resolve 14:00 pending',
		);
	});

	test('does not move when the same level is said again', () => {
		const notes = [
			severityNote('not111', '10:00', 'sev2'),
			severityNote('not222', '11:00', 'sev2'),
		];
		expect(resolve({ notes }, 'sev3')).toBe('resolve 14:00 pending');
	});

	test('is the first rise to at least the level it has, where it was lowered since', () => {
		const notes = [
			severityNote('not111', '10:00', 'sev1'),
			severityNote('not222', '11:00', 'sev2'),
		];
		expect(resolve({ notes }, 'sev3')).toBe('resolve 14:00 pending');
	});

	test('stays the opening where the level was only lowered', () => {
		expect(resolve({ notes: [severityNote('not111', '10:00', 'sev2')] }, 'sev1')).toBe(
			'resolve 13:00 pending',
		);
	});

	test('is the second rise where it was lower in between', () => {
		const notes = [
			severityNote('not111', '10:00', 'sev3'),
			severityNote('not222', '11:00', 'sev2'),
		];
		expect(resolve({ notes })).toBe('resolve 15:00 pending');
	});
});

describe('news', () => {
	const told = (op: string, time: string, next?: string) =>
		update(op, { at: t(time), title: 'Down', ...(next && { 'next-update': t(next) }) });

	test('is due a cadence after the last word to customers', () => {
		const context = contextOf({ updates: [{ cadence: { every: 'PT30M' } }] });
		expect(short(deadlines(context))).toEqual(['update customers 09:30 pending']);
		expect(
			short(deadlines(context, { record: { updates: [told('upd111', '09:10')] }, now: '09:40' })),
		).toEqual(['update customers 09:40 overdue']);
	});

	test('is due at the end of a range, and has an earliest time', () => {
		const context = contextOf({ updates: [{ cadence: { min: 'PT15M', max: 'PT30M' } }] });
		expect(deadlines(context)).toMatchObject([
			{ due: instantAt('09:30'), earliest: instantAt('09:15') },
		]);
	});

	test('is due when it was promised, if that is before the cadence', () => {
		const context = contextOf({ updates: [{ cadence: { every: 'PT1H' } }] });
		const updates = [told('upd111', '09:10', '09:40')];
		expect(short(deadlines(context, { record: { updates } }))).toEqual([
			'update customers 09:40 pending',
		]);
	});

	test('is not put off by a promise that is after the cadence', () => {
		const context = contextOf({ updates: [{ cadence: { every: 'PT1H' } }] });
		const updates = [told('upd111', '09:10', '12:00')];
		expect(short(deadlines(context, { record: { updates } }))).toEqual([
			'update customers 10:10 pending',
		]);
	});

	test.each([[[{ cadence: 'none' as const }]], [[{ cadence: { on: 'resolved' as const } }]], [[]]])(
		'is due when it was promised, even where the level asks for none: %j',
		(updates) => {
			const promised = [told('upd111', '09:10', '09:40')];
			const context = contextOf({ updates });
			expect(short(deadlines(context, { record: { updates: promised } }))).toEqual([
				'update customers 09:40 pending',
			]);
			expect(deadlines(context, { record: { updates: [told('upd111', '09:10')] } })).toEqual([]);
		},
	);

	test('goes by what each audience heard last', () => {
		const context = contextOf({
			updates: [
				{ audience: 'stakeholders', cadence: { every: 'PT1H' } },
				{ audience: 'responders', cadence: { every: 'PT15M' } },
			],
		});
		const notes = [
			note('not111', {
				kind: 'communication',
				at: t('09:20'),
				channel: 'incidents',
				body: 'Hello.',
			}),
			note('not222', { kind: 'observation', at: t('09:30'), body: 'Saw.' }),
		];
		expect(short(deadlines(context, { record: { notes } }))).toEqual([
			'update responders 09:45 pending',
			'update stakeholders 10:20 pending',
		]);
	});

	test('is not due any more once it is over', () => {
		const context = contextOf({ updates: [{ cadence: { every: 'PT30M' } }] });
		const notes = [note('not111', { kind: 'resolved', at: t('09:10') })];
		expect(deadlines(context, { record: { notes }, now: '12:00' })).toEqual([]);
	});

	test('was never heard by an audience to which nobody spoke', () => {
		const response = foldResponse(recordOf());
		for (const audience of ['customers', 'stakeholders', 'responders'] as const) {
			expect(lastWordTo(response, audience)).toBeUndefined();
		}
	});
});

describe('people to tell', () => {
	const context = contextOf({
		notify: [
			{ who: 'Management', within: 'PT30M' },
			{ who: 'Finance', within: 'PT1H', when: { fact: 'payments', is: true } },
			{ who: 'Everybody' },
		],
	});

	test('are those with a time for whom the condition is known to hold', () => {
		expect(short(deadlines(context))).toEqual(['notify Management 09:30 pending']);
		expect(short(deadlines(context, { facts: { payments: true } }))).toEqual([
			'notify Management 09:30 pending',
			'notify Finance 10:00 pending',
		]);
	});

	test('were told by the first note to them', () => {
		const notes = [
			note('not111', {
				kind: 'communication',
				at: t('09:20'),
				channel: 'phone-line',
				audience: 'Management',
				body: 'Hello.',
			}),
		];
		expect(short(deadlines(context, { record: { notes }, now: '12:00' }))).toEqual([
			'notify Management 09:30 met',
		]);
	});

	test('were told by the first public update, where the status page is the way', () => {
		const byPage = contextOf({
			notify: [
				{ who: 'Customers', channels: ['page'], within: 'PT30M' },
				{ who: 'Shops', channels: ['page', 'phone-line'], within: 'PT30M' },
			],
		});
		const channels = [
			{ id: 'page', name: 'Status page', kind: 'status-page' as const },
			{ id: 'phone-line', name: 'Phone', kind: 'phone' as const },
		];
		const organisation = organisationSchema.parse({ name: 'Harbour', channels });
		const updates = [update('upd111', { at: t('09:20'), title: 'Slow', status: 'investigating' })];
		expect(
			short(deadlines({ ...byPage, organisation }, { record: { updates }, now: '12:00' })),
		).toEqual(['notify Customers 09:30 met', 'notify Shops 09:30 overdue']);
	});
});

describe('escalation', () => {
	test('is due a time after the alert', () => {
		const context = contextOf({ escalate: [{ to: 'Management', after: 'PT1H' }] });
		expect(short(deadlines(context))).toEqual(['escalate Management 10:00 pending']);
		const notes = [
			note('not111', { kind: 'escalated', at: t('10:10'), to: 'Management', reason: 'Long.' }),
		];
		expect(short(deadlines(context, { record: { notes }, now: '11:00' }))).toEqual([
			'escalate Management 10:00 missed',
		]);
	});

	test('at once leaves the time it takes to call', () => {
		const context = contextOf({ escalate: [{ to: 'Management', after: 'PT0S' }] });
		expect(deadlines(context)[0]?.due).toBe(opened + atOnce);
	});

	test('is due when nothing was written for a time', () => {
		const context = contextOf({ escalate: [{ to: 'Management', 'no-progress': 'PT20M' }] });
		const notes = [note('not111', { kind: 'observation', at: t('09:30'), body: 'Saw.' })];
		expect(short(deadlines(context, { record: { notes } }))).toEqual([
			'escalate Management 09:50 pending',
		]);
	});

	test('is due at a point in the calendar', () => {
		const context = contextOf({ escalate: [{ to: 'Management', policy: 'next-business-day' }] });
		expect(deadlines(context)).toMatchObject([
			{
				kind: 'escalate',
				what: 'Management',
				due: at('2026-03-03T18:00:00Z'),
				policy: 'next-business-day',
			},
		]);
	});

	test('is not due any more once it is over', () => {
		const context = contextOf({ escalate: [{ to: 'Management', after: 'PT1H' }] });
		const notes = [note('not111', { kind: 'resolved', at: t('09:10') })];
		expect(deadlines(context, { record: { notes }, now: '12:00' })).toEqual([]);
	});
});

describe('the war room', () => {
	const context = contextOf({ 'war-room': { within: 'PT15M' } });

	test('is open when there is a link to a call or a chat', () => {
		expect(short(deadlines(context))).toEqual(['war-room 09:15 pending']);
		const link = (what: 'call' | 'ticket') => [
			note('not111', { kind: 'link', at: t('09:10'), what, name: 'Here' }),
		];
		expect(short(deadlines(context, { record: { notes: link('call') } }))).toEqual([
			'war-room 09:15 met',
		]);
		expect(short(deadlines(context, { record: { notes: link('ticket') } }))).toEqual([
			'war-room 09:15 pending',
		]);
	});

	test('at once leaves the time it takes to open it', () => {
		const atOnceContext = contextOf({ 'war-room': { within: 'PT0S' } });
		expect(deadlines(atOnceContext)[0]?.due).toBe(opened + atOnce);
	});
});

describe('the post-mortem and its meeting', () => {
	const context = contextOf({}, { 'post-mortem': { 'meeting-within': 'P1D' } });
	const required: Verdict = {
		state: 'required',
		reasons: ['Every SEV2.'],
		due: instantAt('18:00'),
		published: undefined,
	};
	const resolved = note('not111', { kind: 'resolved', at: t('10:00') });
	const meeting = note('not222', { kind: 'review', at: t('10:30'), meeting: t('16:00') });

	test('are due once they are required and it is over', () => {
		const list = deadlines(context, {
			record: { notes: [resolved] },
			verdict: required,
			now: '11:00',
		});
		expect(list.map(({ kind, due }) => [kind, due && iso(due)])).toEqual([
			['post-mortem', '2026-03-02T18:00:00.000Z'],
			['meeting', '2026-03-03T10:00:00.000Z'],
		]);
	});

	test('are not due where one is only recommended', () => {
		const verdict: Verdict = { ...required, state: 'recommended' };
		expect(deadlines(context, { record: { notes: [resolved] }, verdict, now: '11:00' })).toEqual(
			[],
		);
	});

	test('are met by a document that is published and a meeting that took place', () => {
		const verdict = { ...required, published: instantAt('17:00') };
		const states = (now: string) =>
			deadlines(context, { record: { notes: [resolved, meeting] }, verdict, now }).map(
				({ kind, state }) => [kind, state],
			);
		expect(states('15:59')).toEqual([
			['post-mortem', 'met'],
			['meeting', 'pending'],
		]);
		expect(states('16:00')).toEqual([
			['post-mortem', 'met'],
			['meeting', 'met'],
		]);
	});
});

describe('deadlinesOf', () => {
	test('puts the most urgent first and what has no time last', () => {
		const { severity, organisation, site } = contentSetting(
			['severity', 'levels', 0, 'targets', 'fix'],
			{ policy: 'backlog' },
		);
		const list = deadlines(
			{ severity, organisation, zone: site.zone },
			{ level: 'sev1', facts: { public: true } },
		);
		expect(short(list)).toEqual([
			'acknowledge 09:15 pending',
			'war-room 09:15 pending',
			'notify Management 09:30 pending',
			'update customers 09:30 pending',
			'resolve 13:00 pending',
			'fix never no-time',
		]);
	});
});
