import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentRecord } from '../../tests/support/arbitraries.ts';
import { at, note, recordOf, update } from '../../tests/support/records.ts';
import type { AlertInput } from '../schemas/evidence.ts';
import { alertSchema } from '../schemas/evidence.ts';
import { incidentIndexSchema } from '../schemas/incident.ts';
import type { Response, StoredAlert } from './response.ts';
import { currentLevel, foldResponse, joinDuplicateResponses, levelAt } from './response.ts';
import type { IncidentRecord } from './stored.ts';

const t = (time: string) => `2026-03-01T${time}:00Z`;
const instantAt = (time: string) => at(t(time));
const index = (fields: { level?: string; title?: string; alert?: string } = {}) =>
	incidentIndexSchema.parse({ opened: t('09:00'), by: 'ana', ...fields });

const alert = (id: string, fields: Partial<AlertInput> = {}): StoredAlert => ({
	id,
	value: alertSchema.parse({ source: 'probe', name: 'Down', fired: t('08:55'), ...fields }),
});

/** Folds an incident that was opened at nine, with the notes given. */
const noted = (...notes: IncidentRecord['notes']) =>
	foldResponse(recordOf({ index: index(), notes }));
/** Levels in short: since when, and which. */
const levels = (response: Pick<Response, 'levels'>) =>
	response.levels.map((step) => [new Date(step.at).toISOString().slice(11, 16), step.level]);

describe('the fold', () => {
	test('gives any subset of files the same meaning in any order of arrival', () => {
		const arrivals = incidentRecord.chain(({ record, alerts }) =>
			fc
				.tuple(
					fc.shuffledSubarray(record.updates),
					fc.shuffledSubarray(record.notes),
					fc.shuffledSubarray(alerts),
					fc.boolean(),
				)
				.map(([updates, notes, some, hasIndex]) => ({
					arrived: {
						...record,
						updates,
						notes,
						index: hasIndex ? record.index : undefined,
					},
					alerts: some,
				})),
		);
		const byName = <T extends { value: { at: number }; name: string }>(list: readonly T[]) =>
			list.toSorted((a, b) => a.value.at - b.value.at || (a.name < b.name ? -1 : 1));
		fc.assert(
			fc.property(arrivals, ({ arrived, alerts }) => {
				const sorted = {
					...arrived,
					updates: byName(arrived.updates),
					notes: byName(arrived.notes),
				};
				expect(foldResponse(arrived, alerts)).toEqual(
					foldResponse(
						sorted,
						alerts.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
					),
				);
			}),
			{ numRuns: 200 },
		);
	}, 60_000);

	test('only ever gives times that exist, and levels in order of time', () => {
		fc.assert(
			fc.property(incidentRecord, ({ record, alerts }) => {
				const response = foldResponse(record, alerts);
				expect(Number.isFinite(response.opened)).toBe(true);
				expect(Number.isFinite(response.lastWord)).toBe(true);
				expect(response.open).toBe(response.status !== 'resolved');
				for (const [place, step] of response.levels.entries()) {
					expect(step.at).toBeGreaterThan(response.levels[place - 1]?.at ?? -Infinity);
				}
				for (const [place, entry] of response.timeline.entries()) {
					expect(entry.at).toBeGreaterThanOrEqual(response.timeline[place - 1]?.at ?? -Infinity);
				}
			}),
		);
	});

	test('gives a meaning to a folder without any file', () => {
		expect(foldResponse(recordOf())).toMatchObject({
			title: '2026-03-01-k3f9',
			opened: at('2026-03-01'),
			open: true,
			status: 'investigating',
			shown: undefined,
			levels: [],
		});
	});
});

describe('what customers were told', () => {
	const opened = update('upd111', {
		at: t('09:10'),
		title: 'Nobody can pay',
		since: t('08:50'),
		services: { checkout: 'major-outage' },
	});
	const closed = update('upd222', { at: t('11:00'), since: t('10:45'), status: 'resolved' });

	test('decides whether the incident is open, whatever notes say', () => {
		const resolvedNote = note('not111', { kind: 'resolved', at: t('10:00') });
		const response = foldResponse(
			recordOf({ index: index(), updates: [opened], notes: [resolvedNote] }),
		);
		expect(response).toMatchObject({ open: true, resolvedAt: undefined });
		expect(foldResponse(recordOf({ index: index(), updates: [opened, closed] }))).toMatchObject({
			open: false,
			status: 'resolved',
			resolvedAt: instantAt('10:45'),
		});
	});

	test('gives the milestones of impact and of the end', () => {
		const { milestones } = foldResponse(recordOf({ index: index(), updates: [opened, closed] }), [
			alert('probe-1', { incident: '2026-03-01-k3f9' }),
		]);
		expect(milestones).toEqual({
			'impact-started': instantAt('08:50'),
			alerted: instantAt('08:55'),
			declared: instantAt('09:00'),
			resolved: instantAt('10:45'),
		});
	});

	test('stands in one timeline with the notes', () => {
		const response = foldResponse(
			recordOf({
				index: index(),
				updates: [opened, closed],
				notes: [
					note('not111', { kind: 'observation', at: t('10:00'), body: 'Saw.' }),
					note('not000', { kind: 'acknowledged', at: t('09:10') }),
				],
			}),
		);
		expect(response.timeline.map(({ op }) => op)).toEqual(['not000', 'upd111', 'not111', 'upd222']);
		expect(response.lastWord).toBe(instantAt('11:00'));
	});

	test('keeps an incident open that has nothing but files that cannot be read', () => {
		const unshown = [{ path: 'updates/broken.md', namedAt: instantAt('09:10') }];
		expect(foldResponse(recordOf({ index: index(), unshown }))).toMatchObject({ open: true });
		expect(
			foldResponse(recordOf({ index: index(), unshown })).milestones['impact-started'],
		).toBeUndefined();
	});

	test('names the incident where its index does not', () => {
		expect(foldResponse(recordOf({ updates: [opened] })).title).toBe('Nobody can pay');
		expect(
			foldResponse(recordOf({ updates: [opened], index: index({ title: 'Gateway' }) })).title,
		).toBe('Gateway');
	});
});

describe('an incident that customers never saw', () => {
	test('is over when a note says so, from its `since`', () => {
		expect(
			noted(note('not111', { kind: 'resolved', at: t('10:00'), since: t('09:50') })),
		).toMatchObject({
			open: false,
			status: 'resolved',
			resolvedAt: instantAt('09:50'),
			shown: undefined,
		});
	});

	test('is open again after a note that says so, until another that it is over', () => {
		const over = note('not111', { kind: 'resolved', at: t('10:00') });
		const again = note('not222', { kind: 'reopened', at: t('10:30') });
		expect(noted(over, again)).toMatchObject({
			open: true,
			status: 'investigating',
			resolvedAt: undefined,
		});
		expect(noted(over, again, note('not333', { kind: 'resolved', at: t('11:00') }))).toMatchObject({
			open: false,
			resolvedAt: instantAt('11:00'),
		});
	});

	test('is open until then', () => {
		expect(noted()).toMatchObject({ open: true, status: 'investigating' });
	});

	test('was opened with its first note where it has no index', () => {
		const notes = [
			note('not222', { kind: 'acknowledged', at: t('09:30') }),
			note('not111', { kind: 'acknowledged', at: t('09:20') }),
		];
		expect(foldResponse(recordOf({ notes })).opened).toBe(instantAt('09:20'));
	});
});

describe('levels', () => {
	const severity = (op: string, time: string, level: string, since?: string) =>
		note(op, { kind: 'severity', at: t(time), level, ...(since && { since: t(since) }) });

	test('begin with the one it was opened with', () => {
		const response = foldResponse(
			recordOf({ index: index({ level: 'sev3' }), notes: [severity('not111', '09:30', 'sev1')] }),
		);
		expect(levels(response)).toEqual([
			['09:00', 'sev3'],
			['09:30', 'sev1'],
		]);
		expect(currentLevel(response)?.level).toBe('sev1');
		expect(levelAt(response, instantAt('09:29'))?.level).toBe('sev3');
		expect(levelAt(response, instantAt('09:30'))?.level).toBe('sev1');
		expect(levelAt(response, instantAt('08:00'))?.level).toBe('sev3');
	});

	test('are what was said last of a time, even if it reaches back', () => {
		const response = noted(
			severity('not111', '09:10', 'sev3'),
			severity('not222', '09:30', 'sev2'),
			severity('not333', '10:00', 'sev1', '09:20'),
		);
		expect(levels(response)).toEqual([
			['09:10', 'sev3'],
			['09:20', 'sev1'],
		]);
	});

	test('can reach back beyond the one it was opened with', () => {
		const response = foldResponse(
			recordOf({
				index: index({ level: 'sev3' }),
				notes: [severity('not111', '09:30', 'sev1', '08:50')],
			}),
		);
		expect(levels(response)).toEqual([['08:50', 'sev1']]);
		expect(currentLevel(response)?.level).toBe('sev1');
	});

	test('never hold from a time after they were said', () => {
		expect(levels(noted(severity('not111', '09:30', 'sev1', '11:00')))).toEqual([
			['09:30', 'sev1'],
		]);
	});

	test('are unknown where nobody said any', () => {
		expect(currentLevel(noted())).toBeUndefined();
		expect(levelAt(noted(), instantAt('10:00'))).toBeUndefined();
	});
});

describe('notes', () => {
	test('give a role to whoever has it last, and take it from who had it', () => {
		const response = noted(
			note('not111', { kind: 'role', at: t('09:10'), role: 'commander', person: 'ana' }),
			note('not222', { kind: 'role', at: t('09:20'), role: 'scribe', person: 'bo' }),
			note('not333', { kind: 'role', at: t('09:30'), role: 'commander', person: 'cy' }),
			note('not444', { kind: 'role', at: t('09:40'), role: 'scribe' }),
		);
		expect(response.roles).toEqual([
			{ role: 'commander', person: 'cy', since: instantAt('09:30') },
		]);
	});

	test('of kind milestone win over what is derived, the last of them', () => {
		const response = noted(
			note('not111', {
				kind: 'milestone',
				at: t('09:30'),
				milestone: 'declared',
				since: t('08:40'),
			}),
			note('not222', {
				kind: 'milestone',
				at: t('09:40'),
				milestone: 'detected',
				'detected-by': 'user-report',
			}),
			note('not333', {
				kind: 'milestone',
				at: t('09:50'),
				milestone: 'detected',
				since: t('08:45'),
			}),
		);
		expect(response.milestones).toEqual({
			declared: instantAt('08:40'),
			detected: instantAt('08:45'),
		});
		expect(response.detectedBy).toBe('user-report');
	});

	test('acknowledge it, or the alert does, whichever came first', () => {
		const acknowledged = note('not111', {
			kind: 'acknowledged',
			at: t('09:10'),
			since: t('09:04'),
		});
		const own = alert('probe-1', {
			incident: '2026-03-01-k3f9',
			acknowledged: t('09:02'),
			by: 'bo',
		});
		const record = recordOf({ index: index(), notes: [acknowledged] });
		expect(foldResponse(record).milestones.acknowledged).toBe(instantAt('09:04'));
		expect(foldResponse(record, [own]).milestones.acknowledged).toBe(instantAt('09:02'));
		expect(foldResponse(record, [own]).acknowledgedBy).toBe('ana');
		expect(foldResponse({ ...record, notes: [] }, [own]).acknowledgedBy).toBe('bo');
	});

	test('answer each question with the latest answer', () => {
		const response = noted(
			note('not111', { kind: 'impact', at: t('09:10'), facts: { users: 10, lost: false } }),
			note('not222', { kind: 'impact', at: t('09:20'), facts: { users: 40 } }),
			note('not333', { kind: 'triage', at: t('09:20'), answers: { change: 'None.' } }),
		);
		expect(response.answers).toEqual({ users: 40, lost: false });
		expect(response.triage).toEqual({ change: 'None.' });
	});

	test('keep the last outcome of every check, and each thing done once', () => {
		const response = noted(
			note('not111', { kind: 'verification', at: t('09:10'), item: 'probe', outcome: 'failed' }),
			note('not222', { kind: 'verification', at: t('09:20'), item: 'probe', outcome: 'passed' }),
			note('not333', { kind: 'close-out', at: t('09:30'), item: 'tidy' }),
			note('not444', { kind: 'close-out', at: t('09:40'), item: 'tidy' }),
		);
		expect(response.verification['probe']?.outcome).toBe('passed');
		expect(response.closedOut).toEqual(['tidy']);
	});

	test('say when people meet, that it almost was worse, and that it does not count', () => {
		const response = noted(
			note('not111', { kind: 'review', at: t('12:00'), meeting: '2026-03-05T10:00:00Z' }),
			note('not222', { kind: 'review', at: t('12:10'), 'near-miss': true }),
			note('not333', {
				kind: 'review',
				at: t('12:20'),
				'exclude-from-metrics': true,
				reason: 'A drill.',
			}),
		);
		expect(response).toMatchObject({
			meeting: at('2026-03-05T10:00:00Z'),
			nearMiss: true,
			excludedFromMetrics: 'A drill.',
		});
	});

	test('name the cause and the reference that were said last', () => {
		const response = noted(
			note('not111', { kind: 'cause', at: t('10:00'), cause: 'disk-full' }),
			note('not222', { kind: 'cause', at: t('11:00'), cause: 'connection-leak' }),
			note('not333', { kind: 'reference', at: t('11:00'), reference: 'INC-1' }),
		);
		expect(response.cause?.cause).toBe('connection-leak');
		expect(response.reference).toBe('INC-1');
	});
});

describe('alerts', () => {
	test('are those that name the incident, or that it names, the oldest first', () => {
		const alerts = [
			alert('named-by-note', { fired: t('08:59') }),
			alert('names-it', { fired: t('08:50'), incident: '2026-03-01-k3f9' }),
			alert('named-by-index', { fired: t('08:55') }),
			alert('another', { fired: t('08:40') }),
		];
		const response = foldResponse(
			recordOf({
				index: index({ alert: 'named-by-index' }),
				notes: [note('not111', { kind: 'alert', at: t('09:10'), alerts: ['named-by-note'] })],
			}),
			alerts,
		);
		expect(response.alerts.map(({ id }) => id)).toEqual([
			'names-it',
			'named-by-index',
			'named-by-note',
		]);
		expect(response.milestones.alerted).toBe(instantAt('08:50'));
	});
});

describe('joinDuplicateResponses', () => {
	const first = '2026-03-01-aaaa';
	const second = '2026-03-01-bbbb';
	const open = foldResponse(recordOf({ id: first, index: index() }));
	const closed = foldResponse(
		recordOf({
			id: first,
			index: index(),
			notes: [note('not111', { kind: 'resolved', at: t('11:00') })],
		}),
	);
	const same = foldResponse(
		recordOf({
			id: second,
			index: index(),
			notes: [note('not222', { kind: 'duplicate', at: t('09:30'), of: first })],
		}),
	);

	test('ends a duplicate, with the time at which the original was over', () => {
		expect(joinDuplicateResponses([closed, same])[1]).toMatchObject({
			open: false,
			status: 'resolved',
			duplicateOf: first,
			resolvedAt: instantAt('11:00'),
		});
	});

	test('does not say that it is resolved while the original is open', () => {
		expect(joinDuplicateResponses([open, same])[1]).toMatchObject({
			open: false,
			status: 'investigating',
			resolvedAt: undefined,
		});
	});

	test('leaves a duplicate of nothing known an incident of its own', () => {
		expect(joinDuplicateResponses([same])).toEqual([{ ...same, duplicateOf: undefined }]);
	});
});
