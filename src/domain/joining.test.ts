import { describe, expect, test } from 'vitest';
import { note, recordOf } from '../../tests/support/records.ts';
import {
	answeredAt,
	attemptsOf,
	duplicatesOf,
	joinedNotes,
	joinedTimeline,
	missingRoles,
	roomsOf,
	suspicionsOf,
	watchedAt,
} from './joining.ts';
import { foldResponse, joinDuplicateResponses } from './response.ts';

const t = (time: string) => `2026-03-02T${time}:00Z`;

describe('suspicions', () => {
	const settled = foldResponse(
		recordOf({
			notes: [
				note('hypaaa', { at: t('09:00'), kind: 'hypothesis', state: 'open', body: 'The pool.' }),
				note('hypbbb', { at: t('09:05'), kind: 'hypothesis', state: 'open', body: 'The network.' }),
				note('hypccc', {
					at: t('09:10'),
					kind: 'hypothesis',
					state: 'ruled-out',
					of: 'hypbbb',
					body: 'Pings are fine.',
				}),
				note('hypddd', { at: t('09:12'), kind: 'hypothesis', state: 'confirmed', body: 'A leak.' }),
			],
		}),
	);

	test('are shown once each, with what became of them', () => {
		expect(
			suspicionsOf(settled.notes).map(({ text, state, settled: end }) => [text, state, end?.text]),
		).toEqual([
			['The pool.', 'open', undefined],
			['The network.', 'ruled-out', 'Pings are fine.'],
			['A leak.', 'confirmed', undefined],
		]);
	});

	test('are open again when somebody says so', () => {
		const again = foldResponse(
			recordOf({
				notes: [
					...[
						['hypaaa', '09:00', 'open', undefined],
						['hypbbb', '09:05', 'ruled-out', 'hypaaa'],
						['hypccc', '09:10', 'open', 'hypaaa'],
					].map(([op = '', time = '', state, of]) =>
						note(op, {
							at: t(time),
							kind: 'hypothesis',
							state: state as 'open',
							body: 'The pool.',
							...(of !== undefined && { of }),
						}),
					),
				],
			}),
		);
		expect(suspicionsOf(again.notes)).toMatchObject([{ state: 'open', settled: undefined }]);
	});
});

test('what was tried stands in the order in which it was done', () => {
	const response = foldResponse(
		recordOf({
			notes: [
				note('cmdaaa', { at: t('09:20'), kind: 'command', command: 'uptime' }),
				note('mitaaa', {
					at: t('09:30'),
					since: t('09:10'),
					kind: 'mitigation',
					mitigation: 'restart',
					result: 'failed',
				}),
				note('obsaaa', { at: t('09:31'), kind: 'observation', body: 'Nothing changed.' }),
			],
		}),
	);
	expect(attemptsOf(response.notes).map(({ op }) => op)).toEqual(['mitaaa', 'cmdaaa']);
});

test('what was written in a duplicate is told in one order with the rest, and marked', () => {
	const main = recordOf({
		notes: [
			note('obsaaa', { at: t('09:00'), kind: 'observation', body: 'One.' }),
			note('obsccc', { at: t('09:20'), kind: 'observation', body: 'Three.' }),
		],
	});
	const other = recordOf({
		id: '2026-03-02-m2w7',
		path: 'incidents/2026/2026-03-02-m2w7',
		notes: [
			note('obsbbb', { at: t('09:10'), kind: 'observation', body: 'Two.' }),
			note('dupaaa', { at: t('09:15'), kind: 'duplicate', of: main.id }),
		],
	});
	const all = joinDuplicateResponses([foldResponse(main), foldResponse(other)]);
	const [first, second] = all;
	if (!first || !second) throw new Error('Two incidents are needed.');
	expect(joinedTimeline(first, all).map(({ op, from }) => [op, from])).toEqual([
		['obsaaa', undefined],
		['obsbbb', other.id],
		['dupaaa', other.id],
		['obsccc', undefined],
	]);
	expect(duplicatesOf(second, all)).toEqual([]);
	expect(joinedNotes(first, all).map(({ op, from }) => [op, from])).toEqual([
		['obsaaa', undefined],
		['obsbbb', other.id],
		['dupaaa', other.id],
		['obsccc', undefined],
	]);
});

test('a suspicion that a duplicate settles is settled', () => {
	const main = recordOf({
		notes: [
			note('hypaaa', { at: t('09:00'), kind: 'hypothesis', state: 'open', body: 'The pool.' }),
		],
	});
	const other = recordOf({
		id: '2026-03-02-m2w7',
		path: 'incidents/2026/2026-03-02-m2w7',
		notes: [
			note('dupaaa', { at: t('09:05'), kind: 'duplicate', of: main.id }),
			note('hypbbb', {
				at: t('09:10'),
				kind: 'hypothesis',
				state: 'confirmed',
				of: 'hypaaa',
				body: 'Seen here, too.',
			}),
		],
	});
	const all = joinDuplicateResponses([foldResponse(main), foldResponse(other)]);
	const [first] = all;
	if (!first) throw new Error('An incident is needed.');
	expect(suspicionsOf(joinedNotes(first, all))).toMatchObject([
		{ op: 'hypaaa', state: 'confirmed', settled: { text: 'Seen here, too.' } },
	]);
});

test('what is watched is watched until its time is over', () => {
	const watch = (op: string, time: string, until?: string) =>
		note(op, {
			at: t(time),
			kind: 'watch',
			body: 'The queue.',
			...(until !== undefined && { until: t(until) }),
		});
	const { notes } = foldResponse(
		recordOf({ notes: [watch('wataaa', '09:00'), watch('watbbb', '09:05', '09:30')] }),
	);
	const at = (time: string) => watchedAt(notes, Date.parse(t(time))).map(({ op }) => op);
	expect(at('09:29')).toEqual(['wataaa', 'watbbb']);
	expect(at('09:30')).toEqual(['wataaa']);
});

test('the room is the one that was named last, of each kind', () => {
	const { notes } = foldResponse(
		recordOf({
			notes: [
				note('linaaa', { at: t('09:00'), kind: 'link', what: 'chat', name: '#first' }),
				note('linbbb', { at: t('09:05'), kind: 'link', what: 'ticket', name: 'T-1' }),
				note('linccc', { at: t('09:10'), kind: 'link', what: 'chat', name: '#second' }),
				note('linddd', {
					at: t('09:02'),
					kind: 'link',
					what: 'call',
					url: 'https://call.example/1',
				}),
			],
		}),
	);
	expect(roomsOf(notes).map(({ name, url }) => name ?? url)).toEqual([
		'#second',
		'https://call.example/1',
	]);
});

test('an answer is as new as the last note that gave it', () => {
	const { notes } = foldResponse(
		recordOf({
			notes: [
				note('impaaa', { at: t('09:00'), kind: 'impact', facts: { 'users-affected': 9 } }),
				note('impbbb', { at: t('09:10'), kind: 'impact', facts: { 'users-affected': 18 } }),
				note('triaaa', { at: t('09:20'), kind: 'triage', answers: { where: 'Checkout' } }),
			],
		}),
	);
	expect(answeredAt(notes, 'impact', 'users-affected')).toBe(Date.parse(t('09:10')));
	expect(answeredAt(notes, 'triage', 'where')).toBe(Date.parse(t('09:20')));
	expect(answeredAt(notes, 'impact', 'where')).toBeUndefined();
});

test('roles that the level asks for and nobody has are missing', () => {
	const roles = [{ role: 'ic', person: 'ana', since: 0 }];
	expect(missingRoles({ roles }, ['ic', 'scribe'])).toEqual(['scribe']);
});
