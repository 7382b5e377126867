import { describe, expect, test } from 'vitest';
import { contentWith } from '../../tests/support/content.ts';
import { at, hour, minute, note, recordOf, update } from '../../tests/support/records.ts';
import type { AlertInput } from '../schemas/evidence.ts';
import { alertSchema } from '../schemas/evidence.ts';
import { incidentIndexSchema } from '../schemas/incident.ts';
import type { Condition } from '../schemas/vocabulary.ts';
import { factsOf, isRepeat, sourcesInWindow } from './facts.ts';
import type { Response, StoredAlert } from './response.ts';
import { foldResponse } from './response.ts';
import type { IncidentRecord } from './stored.ts';

const t = (time: string) => `2026-03-01T${time}:00Z`;
const now = at(t('12:00'));
const index = incidentIndexSchema.parse({ opened: t('09:00'), by: 'ana', level: 'sev2' });
const { severity, organisation, services, alerts } = contentWith();

const alert = (id: string, fired: string, fields: Partial<AlertInput> = {}): StoredAlert => ({
	id,
	value: alertSchema.parse({
		source: 'probe',
		name: 'Down',
		fired: t(fired),
		incident: '2026-03-01-k3f9',
		...fields,
	}),
});

function facts(
	record: Partial<IncidentRecord> = {},
	own: StoredAlert[] = [],
	responses: Response[] = [],
	instant = now,
) {
	const response = foldResponse(recordOf({ index, ...record }), own);
	return factsOf(response, { severity, organisation, services, alerts, responses }, instant);
}

describe('factsOf', () => {
	test('knows the level by id and rank', () => {
		expect(facts()).toMatchObject({ level: 'sev2', rank: 2 });
	});

	test('knows a service by every id it ever had', () => {
		const opened = update('upd111', { at: t('09:10'), services: { cart: 'major-outage' } });
		expect(facts({ updates: [opened] })).toMatchObject({
			services: ['checkout'],
			'critical-service': true,
			handles: ['payments'],
		});
	});

	test('knows which services customers cannot use at all, and nothing of it before they were told', () => {
		const said = (time: string, services: Record<string, Condition>) =>
			update(`upd${time.replace(':', '')}`.slice(0, 6), { at: t(time), services });
		expect(facts()['services-down']).toBeUndefined();
		const began = said('09:10', { cart: 'major-outage', search: 'partial-outage' });
		expect(facts({ updates: [began] })['services-down']).toEqual(['checkout']);
		const better = said('10:20', { cart: 'degraded-performance' });
		expect(facts({ updates: [began, better] })['services-down']).toEqual([]);
	});

	test('leaves the level unknown where it is none of the scheme', () => {
		const odd = note('not111', { kind: 'severity', at: t('09:10'), level: 'sev9' });
		expect(facts({ notes: [odd] })).toMatchObject({ level: undefined, rank: undefined });
	});

	test('knows what customers were told is affected, and what passes through it', () => {
		const opened = update('upd111', {
			at: t('09:10'),
			since: t('08:50'),
			services: { checkout: 'major-outage', search: 'degraded-performance' },
		});
		expect(facts({ updates: [opened] })).toMatchObject({
			public: true,
			services: ['checkout', 'search'],
			'critical-service': true,
			handles: ['payments'],
		});
		expect(facts()).toMatchObject({ public: false, services: [], 'critical-service': false });
	});

	test('counts how long it lasted from the start of impact to its end, or to now', () => {
		const opened = update('upd111', { at: t('09:10'), since: t('08:50') });
		const closed = update('upd222', { at: t('11:00'), status: 'resolved' });
		expect(facts({ updates: [opened] })['duration']).toBe(3 * hour + 10 * minute);
		expect(facts({ updates: [opened, closed] })['duration']).toBe(2 * hour + 10 * minute);
		expect(facts({}, [], [], at(t('08:00')))['duration']).toBe(0);
	});

	test('knows whether it is open and was escalated', () => {
		const escalated = note('not111', {
			kind: 'escalated',
			at: t('09:30'),
			to: 'Management',
			reason: 'Too long.',
		});
		const resolved = note('not222', { kind: 'resolved', at: t('10:00') });
		expect(facts()).toMatchObject({ open: true, escalated: false });
		expect(facts({ notes: [escalated, resolved] })).toMatchObject({ open: false, escalated: true });
	});

	test('knows how it was noticed', () => {
		const detected = note('not111', {
			kind: 'milestone',
			at: t('09:10'),
			milestone: 'detected',
			'detected-by': 'user-report',
		});
		expect(facts({ notes: [detected] })['detected-by']).toBe('user-report');
		expect(facts()['detected-by']).toBeUndefined();
	});

	test('has the answers of responders, but not over what is computed', () => {
		const answers = note('not111', {
			kind: 'impact',
			at: t('09:10'),
			facts: { 'users-affected': 30, open: false, 'detected-by': 'monitoring' },
		});
		expect(facts({ notes: [answers] })).toMatchObject({
			'users-affected': 30,
			open: true,
			'detected-by': undefined,
		});
	});

	test('knows a near miss only where someone said so', () => {
		const review = note('not111', { kind: 'review', at: t('10:00'), 'near-miss': true });
		expect(facts({ notes: [review] })['near-miss']).toBe(true);
		expect(facts()['near-miss']).toBeUndefined();
	});

	test('counts its alerts and the sources that fired together', () => {
		const own = [
			alert('one', '08:50'),
			alert('two', '08:55', { source: 'logs' }),
			alert('three', '09:30', { source: 'pager' }),
		];
		expect(facts({}, own)).toMatchObject({ alerts: 3, 'alert-sources': 2 });
	});
});

describe('sourcesInWindow', () => {
	const count = (...own: StoredAlert[]) => sourcesInWindow({ alerts: own }, alerts);

	test('is none without an alert', () => {
		expect(count()).toBe(0);
	});

	test('counts a source once, however often it fired', () => {
		expect(count(alert('one', '08:50'), alert('two', '08:51'))).toBe(1);
	});

	test('counts sources that fired within the window, and no other', () => {
		expect(alerts.sameWindow).toBe(10 * minute);
		expect(count(alert('one', '08:50'), alert('two', '09:00', { source: 'logs' }))).toBe(2);
		expect(count(alert('one', '08:50'), alert('two', '09:01', { source: 'logs' }))).toBe(1);
	});

	test('takes the fullest window, wherever it begins', () => {
		expect(
			count(
				alert('one', '08:00'),
				alert('two', '09:00', { source: 'logs' }),
				alert('three', '09:05', { source: 'pager' }),
				alert('four', '09:09', { source: 'uptime' }),
			),
		).toBe(3);
	});

	test('does not depend on the order of the alerts', () => {
		expect(
			count(
				alert('three', '09:05', { source: 'pager' }),
				alert('one', '08:00'),
				alert('two', '09:00', { source: 'logs' }),
			),
		).toBe(2);
	});
});

describe('isRepeat', () => {
	const withCause = (id: string, opened: string, cause?: string) =>
		foldResponse(
			recordOf({
				id,
				index: incidentIndexSchema.parse({ opened: t(opened), by: 'ana' }),
				notes: cause ? [note('not111', { kind: 'cause', at: t('11:00'), cause })] : [],
			}),
		);
	const earlier = withCause('2026-03-01-aaaa', '08:00', 'leak');
	const later = withCause('2026-03-01-bbbb', '09:00', 'leak');

	test('is one where an earlier incident had the same cause', () => {
		expect(isRepeat(later, [earlier, later])).toBe(true);
		expect(isRepeat(earlier, [earlier, later])).toBe(false);
	});

	test('is none with another cause, or where no cause is known', () => {
		expect(isRepeat(withCause('2026-03-01-cccc', '10:00', 'disk'), [earlier])).toBe(false);
		const unknown = withCause('2026-03-01-cccc', '10:00');
		expect(isRepeat(unknown, [withCause('2026-03-01-dddd', '08:00'), earlier])).toBe(false);
	});
});
