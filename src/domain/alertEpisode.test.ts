import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { at, minute, recordOf, update } from '../../tests/support/records.ts';
import { alertsSchema } from '../schemas/alerts.ts';
import type { AlertInput } from '../schemas/evidence.ts';
import { alertSchema } from '../schemas/evidence.ts';
import { assumedEnd, episodeOf } from './alertEpisode.ts';
import type { SaidAlert } from './alertPayload.ts';
import { readPayload } from './alertPayload.ts';
import { worstFirst } from './alertSeverity.ts';
import type { Response, StoredAlert } from './response.ts';
import { foldResponse } from './response.ts';

const { sources } = alertsSchema.parse({
	sources: [{ id: 'prometheus', name: 'Prometheus', kind: 'metrics', sender: 'alertmanager' }],
});
const posts = JSON.parse(
	readFileSync(join(import.meta.dirname, '../../tests/fixtures/alerts/alertmanager.json'), 'utf8'),
) as object[];

function read(payload: unknown): SaidAlert {
	const said = readPayload(payload, { sources });
	if (!('alert' in said)) throw new Error(JSON.stringify(said));
	return said.alert;
}

const post = (number: number) => read(posts[number - 1]);
const now = at('2026-11-21T02:40:00Z');
const worst = (words: readonly string[]) => worstFirst(words)[0];
const firing = { ...post(1), fired: at('2026-11-21T02:26:52Z') };

const kept = (fields: Partial<AlertInput> = {}, id = 'abcdefgh-1'): StoredAlert => ({
	id,
	value: alertSchema.parse({
		source: 'prometheus',
		name: 'HighErrorRate',
		key: 'k',
		fired: '2026-11-21T02:26:52Z',
		severity: 'critical',
		...fields,
	}),
});

const episode = (
	said: SaidAlert,
	alerts: readonly StoredAlert[],
	responses: readonly Response[] = [],
	instant = now,
) => episodeOf(said, worst, alerts, responses, instant);

const incident = (resolved?: string) =>
	foldResponse(
		recordOf({
			updates: [
				update('upd111', { at: '2026-11-21T02:30:00Z', title: 'Errors', status: 'investigating' }),
				...(resolved === undefined ? [] : [update('upd222', { at: resolved, status: 'resolved' })]),
			],
		}),
	);
const inIncident = { incident: '2026-03-01-k3f9' };

describe('what a real Alertmanager posted about one outage', () => {
	test('is one alert: the first post opens it, the last ends it, and those between say nothing new', () => {
		expect(episode(post(1), [])).toEqual({ is: 'new', ordinal: 1 });
		const alert = kept();
		for (const again of [1, 2, 3, 4]) {
			expect(episode(post(again), [alert])).toEqual({ is: 'known', alert });
		}
		expect(episode(post(5), [alert])).toEqual({
			is: 'news',
			alert,
			changes: { ended: at('2026-11-21T02:26:52Z') },
		});
	});

	test('may arrive after its end, and still is no new one', () => {
		for (const ended of ['2026-11-21T02:26:52Z', '2026-11-21T02:27:30Z']) {
			const alert = kept({ fired: '2026-11-21T02:26:50Z', ended });
			for (const late of [1, 2, 3, 4, 5]) {
				expect(episode(post(late), [alert])).toEqual({ is: 'known', alert });
			}
		}
	});

	test('comes under the same key at the next outage, which is another alert', () => {
		const over = kept({ ended: '2026-11-21T02:27:30Z' });
		const next = { ...post(1), fired: at('2026-11-21T02:35:00Z') };
		expect(episode(next, [over])).toEqual({ is: 'new', ordinal: 2 });
		const second = kept({ fired: '2026-11-21T02:35:00Z' }, 'abcdefgh-2');
		expect(episode(next, [over, second])).toEqual({ is: 'known', alert: second });
	});

	test('ends nothing if its beginning never came in', () => {
		expect(episode(post(5), [])).toEqual({ is: 'known', alert: undefined });
	});
});

describe('news of an alert that goes on', () => {
	test('is a worse severity, never a better one', () => {
		const warning = kept({ severity: 'warning' });
		expect(episode(post(1), [warning])).toMatchObject({
			is: 'news',
			changes: { severity: 'critical' },
		});
		expect(episode({ ...post(1), severities: ['warning'] }, [kept()]).is).toBe('known');
	});

	test('is who acknowledged it, once', () => {
		const said: SaidAlert = {
			...firing,
			state: 'acknowledged',
			acknowledged: at('2026-11-21T02:31:00Z'),
			by: 'Maya Okafor',
		};
		expect(episode(said, [kept()])).toMatchObject({
			changes: { acknowledged: at('2026-11-21T02:31:00Z'), by: 'Maya Okafor' },
		});
		const has = kept({ acknowledged: '2026-11-21T02:29:00Z', by: 'Elio' });
		expect(episode(said, [has]).is).toBe('known');
	});

	test('is never from the future, and an end is never before the beginning', () => {
		const ahead = { ...post(5), ended: now + 5 * minute };
		expect(episode(ahead, [kept()])).toMatchObject({ changes: { ended: now } });
		const before = { ...post(5), ended: at('2026-11-21T02:00:00Z') };
		expect(episode(before, [kept()])).toMatchObject({
			changes: { ended: at('2026-11-21T02:26:52Z') },
		});
	});
});

describe('an alert that was over', () => {
	const over = kept({ ended: '2026-11-21T02:30:00Z' });

	test('goes on if its sender opened it again, and only once', () => {
		const again = { ...firing, reopened: at('2026-11-21T02:33:00Z') };
		expect(episode(again, [over])).toMatchObject({
			is: 'news',
			alert: over,
			changes: { ended: 'taken-back' },
		});
		const overAgain = kept({ ended: '2026-11-21T02:34:00Z' });
		expect(episode(again, [overAgain]).is).toBe('known');
	});
});

describe('an alert whose end nobody told', () => {
	const silent: SaidAlert = { ...firing, tellsEnd: false, fired: at('2026-11-21T02:39:00Z') };

	test('is over when its incident is, if it began again after that', () => {
		const alert = kept(inIncident);
		const later = { ...firing, fired: at('2026-11-21T02:38:00Z') };
		const resolved = [incident('2026-11-21T02:36:00Z')];
		expect(episode(later, [alert], resolved)).toEqual({ is: 'new', ordinal: 2 });
		expect(episode(firing, [alert], resolved).is).toBe('known');
		expect(episode(later, [alert], [incident()]).is).toBe('known');
	});

	test('of a sender that never tells goes on for a day, or until somebody says what became of it', () => {
		expect(episode(silent, [kept()]).is).toBe('known');
		expect(episode(silent, [kept({ disposition: 'false' })]).is).toBe('new');
		const nextDay = at('2026-11-21T02:26:52Z') + assumedEnd;
		expect(episode({ ...silent, fired: nextDay }, [kept()], [], nextDay).is).toBe('new');
		expect(
			episode({ ...silent, fired: nextDay }, [kept(inIncident)], [incident()], nextDay).is,
		).toBe('known');
	});

	test('of a sender that tells goes on whatever people said of it', () => {
		expect(episode(post(2), [kept({ disposition: 'false' })]).is).toBe('known');
	});
});
