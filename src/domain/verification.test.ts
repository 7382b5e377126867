import { describe, expect, test } from 'vitest';
import { parts } from '../../tests/support/content.ts';
import { at, minute, note, recordOf, update } from '../../tests/support/records.ts';
import type { ProcessInput } from '../schemas/process.ts';
import { processSchema } from '../schemas/process.ts';
import type { NoteInput } from '../schemas/note.ts';
import type { StoredAlert } from './response.ts';
import { foldResponse } from './response.ts';
import type { IncidentRecord } from './stored.ts';
import type { VerificationEvidence } from './verification.ts';
import { unverified, verificationOf } from './verification.ts';

const t = (time: string) => `2026-03-01T${time}:00Z`;
const evidence: VerificationEvidence = { cycle: 15 * minute, checks: [] };

type Item = NonNullable<ProcessInput['verification']>[number];
const items = (...list: Item[]) =>
	processSchema.parse({ ...parts.process, verification: list }).verification;

const opened = update('upd111', { at: t('09:00'), title: 'x', status: 'investigating' });
const verified = (op: string, time: string, outcome: 'passed' | 'failed' | 'waived') =>
	note(op, { kind: 'verification', at: t(time), item: 'one', outcome, reason: 'Because.' });

/** The states of one item at a time of that day. */
function stateOf(
	item: Omit<Item, 'id' | 'text'>,
	record: Partial<IncidentRecord>,
	time: string,
	more: Partial<VerificationEvidence> = {},
	alerts: readonly StoredAlert[] = [],
) {
	const response = foldResponse(recordOf({ updates: [opened], ...record }), alerts);
	const [found] = verificationOf(
		items({ id: 'one', text: 'One.', ...item }),
		response,
		{ rank: 1 },
		{ ...evidence, ...more },
		at(t(time)),
	);
	return found && { state: found.state, waits: found.waits?.for, until: found.waits?.until };
}

describe('an item', () => {
	test('is open until somebody says something of it; the latest word counts', () => {
		expect(stateOf({}, {}, '10:00')?.state).toBe('open');
		const failed = verified('not111', '09:30', 'failed');
		expect(stateOf({}, { notes: [failed] }, '10:00')?.state).toBe('failed');
		const passed = verified('not222', '09:40', 'passed');
		expect(stateOf({}, { notes: [failed, passed] }, '10:00')?.state).toBe('passed');
	});

	test('does not count where its condition does not hold, or is not known', () => {
		expect(stateOf({ when: { fact: 'rank', is: 2 } }, {}, '10:00')).toBeUndefined();
		expect(stateOf({ when: { fact: 'data-lost', is: true } }, {}, '10:00')).toBeUndefined();
		expect(stateOf({ when: { fact: 'rank', is: 1 } }, {}, '10:00')?.state).toBe('open');
	});

	test('is open again after a reopening, by an update or by a note', () => {
		const passed = verified('not111', '09:30', 'passed');
		const over = update('upd222', { at: t('09:40'), status: 'resolved' });
		const again = update('upd333', { at: t('09:50'), status: 'investigating' });
		expect(stateOf({}, { updates: [opened, over], notes: [passed] }, '10:00')?.state).toBe(
			'passed',
		);
		expect(stateOf({}, { updates: [opened, over, again], notes: [passed] }, '10:00')?.state).toBe(
			'open',
		);
		const reopened = note('not222', { kind: 'reopened', at: t('09:50') });
		expect(stateOf({}, { updates: [], notes: [passed, reopened] }, '10:00')?.state).toBe('open');
	});
});

describe('an alert cycle', () => {
	const alert = (fields: Partial<StoredAlert['value']>): StoredAlert => ({
		id: 'abc-1',
		value: {
			source: 'probe',
			name: 'CheckoutDown',
			fired: at(t('09:00')),
			labels: {},
			incident: '2026-03-01-k3f9',
			...fields,
		},
	});
	const state = (time: string, ...alerts: StoredAlert[]) =>
		stateOf({ 'alert-cycle': true }, {}, time, {}, alerts);

	test('runs from the opening where there is no alert', () => {
		expect(state('09:14')).toEqual({ state: 'open', waits: 'quiet', until: at(t('09:15')) });
		expect(state('09:15')?.state).toBe('passed');
	});

	test('runs from the end of the last alert, and not while one fires', () => {
		expect(state('12:00', alert({}))).toEqual({ state: 'open', waits: 'quiet', until: undefined });
		const ended = alert({ ended: at(t('11:50')) });
		expect(state('12:00', ended)?.until).toBe(at(t('12:05')));
		expect(state('12:05', ended)?.state).toBe('passed');
	});

	test('takes no notice of a false alarm', () => {
		expect(state('12:00', alert({ disposition: 'false' }))?.state).toBe('passed');
	});
});

describe('a time of watching', () => {
	const state = (time: string, ...notes: (NoteInput & { at: string })[]) =>
		stateOf(
			{ 'quiet-for': 'PT15M' },
			{ notes: notes.map((fields, index) => note(`not11${index}`, fields)) },
			time,
		);
	const worked = {
		kind: 'mitigation',
		by: 'ana',
		mitigation: 'rollback',
		result: 'worked',
	} as const;

	test('needs something from which it runs', () => {
		expect(state('12:00')).toEqual({ state: 'open', waits: 'watched', until: undefined });
	});

	test('runs from the last change, the end of the impact, or `monitoring`, whichever is latest', () => {
		expect(state('09:40', { ...worked, at: t('09:30') })?.until).toBe(at(t('09:45')));
		expect(state('09:45', { ...worked, at: t('09:30') })?.state).toBe('passed');
		expect(
			state('09:45', { ...worked, at: t('09:30') }, { ...worked, at: t('09:40') })?.until,
		).toBe(at(t('09:55')));
		const mitigated = {
			kind: 'milestone',
			by: 'ana',
			milestone: 'mitigated',
			at: t('09:50'),
		} as const;
		expect(state('10:00', mitigated)?.until).toBe(at(t('10:05')));
		const watching = update('upd222', { at: t('09:40'), status: 'monitoring' });
		const more = update('upd333', { at: t('09:50'), status: 'monitoring' });
		expect(
			stateOf({ 'quiet-for': 'PT15M' }, { updates: [opened, watching, more] }, '09:52')?.until,
		).toBe(at(t('09:55')));
	});
});

describe('an alert source', () => {
	const state = (time: string, result: 'passed' | 'failed', subject = 'probe') =>
		stateOf(
			{ source: 'probe' },
			{
				notes: [
					note('not111', {
						kind: 'mitigation',
						at: t('09:30'),
						mitigation: 'scale',
						result: 'worked',
					}),
				],
			},
			'10:00',
			{ checks: [{ kind: 'source-green', subject, at: at(t(time)), result }] },
		)?.state;

	test('is green if somebody saw it so after the last change', () => {
		expect(state('09:45', 'passed')).toBe('passed');
		expect(state('09:20', 'passed')).toBe('open');
		expect(state('10:20', 'passed')).toBe('open');
		expect(state('09:45', 'failed')).toBe('open');
		expect(state('09:45', 'passed', 'logs')).toBe('open');
	});
});

describe('unverified', () => {
	test('names what is required and neither passed nor waived', () => {
		const all = verificationOf(
			items({ id: 'one', text: 'One.' }, { id: 'two', text: 'Two.', required: false }),
			foldResponse(recordOf({ updates: [opened] })),
			{},
			evidence,
			at(t('10:00')),
		);
		expect(unverified(all).map(({ item }) => item.id)).toEqual(['one']);
		const waived = foldResponse(
			recordOf({ updates: [opened], notes: [verified('not111', '09:30', 'waived')] }),
		);
		expect(
			unverified(verificationOf(items({ id: 'one', text: 'One.' }), waived, {}, evidence, 0)),
		).toEqual([]);
	});
});
