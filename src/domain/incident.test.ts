import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentFiles } from '../../tests/support/arbitraries.ts';
import { at, incidentOf, update } from '../../tests/support/records.ts';
import { dayOf } from './calendar.ts';
import { worstCondition } from './condition.ts';
import type { Incident } from './incident.ts';
import { foldIncident } from './incident.ts';
import { clip } from './interval.ts';

/** A time of the first of March in UTC, as an author writes it. */
const t = (time: string) => `2026-03-01T${time}:00Z`;
const told = (...updates: Parameters<typeof incidentOf>[0]) => foldIncident(incidentOf(updates));

/** Afflictions in short: service, condition, from, until. */
const felt = ({ afflictions }: Incident) =>
	afflictions.map(({ service, condition, start, end }) => [
		service,
		condition,
		clock(start),
		clock(end),
	]);
const clock = (instant: number) =>
	Number.isFinite(instant) ? new Date(instant).toISOString().slice(11, 16) : 'open';

const opened = update('opened', {
	at: t('09:10'),
	title: 'Checkout fails',
	status: 'investigating',
	since: t('09:00'),
	services: { checkout: 'major-outage' },
});

describe('the fold', () => {
	test('gives any subset of files the same meaning in any order of arrival', () => {
		const arrivals = incidentFiles.chain((files) =>
			fc
				.tuple(fc.shuffledSubarray(files.updates), fc.shuffledSubarray(files.unshown))
				.map(([updates, unshown]) => ({ files, arrived: { ...files, updates, unshown } })),
		);
		fc.assert(
			fc.property(arrivals, ({ files, arrived }) => {
				const sorted = files.updates
					.filter((item) => arrived.updates.includes(item))
					.sort((a, b) => a.value.at - b.value.at || (a.name < b.name ? -1 : 1));
				const unshown = files.unshown.filter((item) => arrived.unshown.includes(item));
				expect(foldIncident(arrived)).toEqual(foldIncident({ ...files, updates: sorted, unshown }));
			}),
			{ numRuns: 300 },
		);
	}, 60_000);

	test('gives a meaning to an incident without any file', () => {
		expect(foldIncident({ id: '2026-03-01-k3f9', updates: [], unshown: [] })).toMatchObject({
			title: undefined,
			status: 'investigating',
			open: true,
			startedAt: at('2026-03-01'),
			createdAt: at('2026-03-01'),
			updatedAt: at('2026-03-01'),
			afflictions: [],
		});
	});

	test('only ever gives times and conditions that fit together', () => {
		fc.assert(
			fc.property(incidentFiles, (files) => {
				const incident = foldIncident(files);
				expect(incident.open).toBe(incident.resolvedAt === undefined);
				expect(incident.status === 'resolved').toBe(!incident.open);
				for (const instant of [incident.startedAt, incident.createdAt, incident.updatedAt]) {
					expect(Number.isFinite(instant)).toBe(true);
				}
				expect(incident.createdAt).toBeLessThanOrEqual(incident.updatedAt);
				for (const { start, end, service, condition } of incident.afflictions) {
					expect(start).toBeLessThan(end);
					expect(condition).not.toBe('operational');
					const known = incident.services.find(({ id }) => id === service);
					expect(worstCondition([condition, known?.worst ?? 'operational'])).toBe(known?.worst);
				}
				// No instant has two conditions of one service.
				for (const [index, one] of incident.afflictions.entries()) {
					for (const other of incident.afflictions.slice(index + 1)) {
						if (one.service === other.service) expect(clip(one, other)).toBeUndefined();
					}
				}
			}),
		);
	});

	test('orders updates by when they were said, whatever their names', () => {
		const later = update('aaaaaa', { at: t('10:00'), status: 'monitoring' });
		const incident = told(
			{ ...later, name: '20260301T080000Z-aaaaaa.md' },
			update('bbbbbb', { at: t('09:00'), status: 'identified' }),
		);
		expect(incident.updates.map(({ id }) => id)).toEqual(['bbbbbb', 'aaaaaa']);
		expect(incident.status).toBe('monitoring');
	});

	test('orders updates of one instant by their names', () => {
		const incident = told(
			update('bbbbbb', { at: t('09:00'), title: 'B', status: 'monitoring' }),
			update('aaaaaa', { at: t('09:00'), title: 'A', status: 'identified' }),
		);
		expect(incident.updates.map(({ id }) => id)).toEqual(['aaaaaa', 'bbbbbb']);
		expect(incident).toMatchObject({ title: 'B', status: 'monitoring' });
	});
});

describe('statements about services', () => {
	test('count from `since`, not from when they were said', () => {
		expect(felt(told(opened))).toEqual([['checkout', 'major-outage', '09:00', 'open']]);
		expect(told(opened)).toMatchObject({
			startedAt: at(t('09:00')),
			createdAt: at(t('09:10')),
		});
	});

	test('have a `since` of their own where they name one', () => {
		const incident = told(
			update('opened', {
				at: t('09:10'),
				since: t('09:00'),
				services: {
					checkout: 'major-outage',
					search: { condition: 'degraded-performance', since: t('08:30') },
				},
			}),
		);
		expect(felt(incident)).toEqual([
			['search', 'degraded-performance', '08:30', 'open'],
			['checkout', 'major-outage', '09:00', 'open'],
		]);
	});

	test('never count from a time after they were said', () => {
		const incident = told(
			update('opened', {
				at: t('09:00'),
				since: t('10:00'),
				services: {
					checkout: 'major-outage',
					search: { condition: 'partial-outage', since: t('11:00') },
				},
			}),
		);
		expect(felt(incident).map(([, , start]) => start)).toEqual(['09:00', '09:00']);
	});

	test('hold on for a service that a later update does not name', () => {
		const incident = told(
			opened,
			update('second', {
				at: t('09:30'),
				status: 'identified',
				services: { search: 'degraded-performance' },
			}),
		);
		expect(incident.services).toEqual([
			{ id: 'checkout', condition: 'major-outage', worst: 'major-outage' },
			{ id: 'search', condition: 'degraded-performance', worst: 'degraded-performance' },
		]);
	});

	test('win over all that was said earlier about the same time', () => {
		const incident = told(
			opened,
			update('better', { at: t('09:30'), services: { checkout: 'partial-outage' } }),
			update('second', {
				at: t('10:00'),
				since: t('09:20'),
				services: { checkout: 'degraded-performance' },
			}),
		);
		expect(felt(incident)).toEqual([
			['checkout', 'major-outage', '09:00', '09:20'],
			['checkout', 'degraded-performance', '09:20', 'open'],
		]);
	});

	test('leave the time before them as it was said', () => {
		const incident = told(
			opened,
			update('second', { at: t('10:00'), services: { checkout: 'operational' } }),
		);
		expect(felt(incident)).toEqual([['checkout', 'major-outage', '09:00', '10:00']]);
	});

	test('are remembered at their worst, even where they were taken back', () => {
		const incident = told(
			opened,
			update('second', {
				at: t('09:30'),
				since: t('08:00'),
				services: { checkout: 'partial-outage' },
			}),
		);
		expect(incident.impact).toBe('major-outage');
		expect(felt(incident)).toEqual([['checkout', 'partial-outage', '08:00', 'open']]);
	});

	test('about a service with an odd name are like any other', () => {
		const incident = told(
			update('opened', { at: t('09:00'), services: { constructor: 'major-outage' as const } }),
			update('second', { at: t('10:00'), status: 'resolved' }),
		);
		expect(felt(incident)).toEqual([['constructor', 'major-outage', '09:00', '10:00']]);
	});
});

describe('resolved', () => {
	test('makes everything operational from its own `since`', () => {
		const incident = told(
			opened,
			update('second', { at: t('09:30'), services: { search: 'partial-outage' } }),
			update('closed', { at: t('11:00'), since: t('10:15'), status: 'resolved' }),
		);
		expect(felt(incident)).toEqual([
			['checkout', 'major-outage', '09:00', '10:15'],
			['search', 'partial-outage', '09:30', '10:15'],
		]);
		expect(incident).toMatchObject({
			open: false,
			resolvedAt: at(t('10:15')),
			impact: 'major-outage',
		});
		expect(incident.services.map(({ condition }) => condition)).toEqual([
			'operational',
			'operational',
		]);
	});

	test('lets a service that it names have been well again earlier', () => {
		const incident = told(
			opened,
			update('second', { at: t('09:30'), services: { search: 'partial-outage' } }),
			update('closed', {
				at: t('11:00'),
				status: 'resolved',
				services: { search: { condition: 'operational', since: t('10:00') } },
			}),
		);
		expect(felt(incident)).toEqual([
			['checkout', 'major-outage', '09:00', '11:00'],
			['search', 'partial-outage', '09:30', '10:00'],
		]);
	});

	test('means operational even for a service that it names otherwise', () => {
		const incident = told(
			opened,
			update('closed', {
				at: t('11:00'),
				status: 'resolved',
				services: { checkout: 'degraded-performance' },
			}),
		);
		expect(felt(incident)).toEqual([['checkout', 'major-outage', '09:00', '11:00']]);
	});

	test('exactly at midnight costs nothing on the next day', () => {
		const next = dayOf('2026-03-02', 'UTC');
		const incident = told(
			opened,
			update('closed', {
				at: '2026-03-02T00:20:00Z',
				since: '2026-03-02T00:00:00Z',
				status: 'resolved',
			}),
		);
		expect(incident.afflictions.map((item) => clip(item, next))).toEqual([undefined]);
		expect(incident.afflictions[0]?.end).toBe(next.start);
	});

	test('is taken back by any status after it', () => {
		const incident = told(
			opened,
			update('closed', { at: t('10:00'), status: 'resolved' }),
			update('reopen', {
				at: t('10:30'),
				since: t('10:20'),
				status: 'investigating',
				services: { checkout: 'partial-outage' },
			}),
		);
		expect(incident).toMatchObject({ open: true, status: 'investigating', resolvedAt: undefined });
		expect(felt(incident)).toEqual([
			['checkout', 'major-outage', '09:00', '10:00'],
			['checkout', 'partial-outage', '10:20', 'open'],
		]);
	});

	test('stays resolved with an update after it that names no status', () => {
		const incident = told(
			opened,
			update('closed', { at: t('10:00'), status: 'resolved' }),
			update('thanks', { at: t('12:00') }),
		);
		expect(incident).toMatchObject({
			open: false,
			resolvedAt: at(t('10:00')),
			updatedAt: at(t('12:00')),
		});
		expect(incident.updates.at(-1)?.status).toBe('resolved');
	});

	test('is taken back by an update that says a service is not operational, even without a status', () => {
		const incident = told(
			update('first1', { at: t('09:00'), services: { checkout: 'major-outage' } }),
			update('ended1', { at: t('10:00'), status: 'resolved' }),
			update('again1', { at: t('10:30'), services: { checkout: 'partial-outage' } }),
		);
		expect(incident).toMatchObject({ open: true, status: 'investigating', resolvedAt: undefined });
	});

	test('never counts from a time after it was said', () => {
		const incident = told(
			opened,
			update('closed', { at: t('10:00'), since: t('11:00'), status: 'resolved' }),
		);
		expect(incident.resolvedAt).toBe(at(t('10:00')));
		expect(felt(incident)).toEqual([['checkout', 'major-outage', '09:00', '10:00']]);
	});

	test('said twice is over when the last of them says', () => {
		const incident = told(
			opened,
			update('closed', { at: t('10:00'), status: 'resolved' }),
			update('again0', { at: t('12:00'), since: t('09:45'), status: 'resolved' }),
		);
		expect(incident.resolvedAt).toBe(at(t('09:45')));
		expect(felt(incident)).toEqual([['checkout', 'major-outage', '09:00', '09:45']]);
	});
});

describe('amendments', () => {
	test('correct fields and text where their update stands', () => {
		const incident = told(
			opened,
			update('second', { at: t('10:00'), status: 'monitoring' }),
			update('mend00', {
				at: t('11:00'),
				corrects: 'opened',
				reason: 'It was only wallets.',
				title: 'Wallets fail',
				services: { checkout: 'partial-outage' },
				since: t('08:50'),
			}),
		);
		expect(incident).toMatchObject({
			title: 'Wallets fail',
			status: 'monitoring',
			impact: 'partial-outage',
			updatedAt: at(t('11:00')),
		});
		expect(incident.updates.map(({ id, body }) => [id, body])).toEqual([
			['opened', 'Text of mend00.'],
			['second', 'Text of second.'],
		]);
		expect(felt(incident)).toEqual([['checkout', 'partial-outage', '08:50', 'open']]);
	});

	test('keep what they do not correct', () => {
		const incident = told(
			update('opened', {
				at: t('09:00'),
				services: { checkout: 'major-outage', search: 'partial-outage' },
			}),
			update('mend00', {
				at: t('09:10'),
				corrects: 'opened',
				reason: 'Search is only slow.',
				services: { search: 'degraded-performance' },
			}),
		);
		expect(felt(incident)).toEqual([
			['checkout', 'major-outage', '09:00', 'open'],
			['search', 'degraded-performance', '09:00', 'open'],
		]);
	});

	test('can take back that an incident was resolved', () => {
		const incident = told(
			opened,
			update('closed', { at: t('10:00'), status: 'resolved' }),
			update('mend00', {
				at: t('10:05'),
				corrects: 'closed',
				reason: 'Too early.',
				status: 'monitoring',
			}),
		);
		expect(incident).toMatchObject({ open: true, status: 'monitoring' });
		expect(felt(incident)).toEqual([['checkout', 'major-outage', '09:00', 'open']]);
	});

	test('leave what they say of services to stand where a redaction takes the text', () => {
		const incident = told(
			opened,
			update('redact', { at: t('11:00'), redacts: 'opened', reason: 'A name.', body: undefined }),
		);
		expect(incident.updates).toHaveLength(1);
		expect(incident.updates[0]).toMatchObject({
			body: undefined,
			redaction: { at: at(t('11:00')), reason: 'A name.' },
		});
		expect(felt(incident)).toEqual([['checkout', 'major-outage', '09:00', 'open']]);
	});
});

describe('a retraction', () => {
	const retracted = update('mistak', {
		at: t('09:40'),
		retracts: true,
		reason: 'The probe was wrong.',
		body: undefined,
	});

	test('leaves no downtime, and the page says why', () => {
		expect(told(opened, retracted)).toMatchObject({
			open: false,
			status: 'resolved',
			afflictions: [],
			impact: 'operational',
			retraction: { at: at(t('09:40')), reason: 'The probe was wrong.' },
			services: [{ id: 'checkout', condition: 'operational', worst: 'major-outage' }],
		});
	});

	test('stands against what is said of services after it without a status', () => {
		const incident = told(
			opened,
			retracted,
			update('second', { at: t('10:00'), services: { checkout: 'partial-outage' } }),
		);
		expect(incident).toMatchObject({
			afflictions: [],
			services: [{ id: 'checkout', condition: 'operational' }],
		});
	});

	test('is taken back by a status after it, with the downtime that was said before', () => {
		const incident = told(
			opened,
			retracted,
			update('reopen', {
				at: t('10:00'),
				status: 'investigating',
				services: { checkout: 'partial-outage' },
			}),
		);
		expect(incident).toMatchObject({ open: true, retraction: undefined });
		expect(felt(incident)).toEqual([
			['checkout', 'major-outage', '09:00', '09:40'],
			['checkout', 'partial-outage', '10:00', 'open'],
		]);
	});

	test('stays one when the incident is resolved once more', () => {
		const incident = told(
			opened,
			retracted,
			update('closed', { at: t('10:00'), status: 'resolved' }),
		);
		expect(incident).toMatchObject({ open: false, afflictions: [] });
		expect(incident.retraction).toBeDefined();
	});
});

describe('files that cannot be shown', () => {
	const broken = (namedAt: number | undefined) => ({ path: 'updates/broken.md', namedAt });
	const closed = update('closed', { at: t('10:00'), status: 'resolved' });
	const withBroken = (namedAt: number | undefined) =>
		foldIncident(incidentOf([opened, closed], { unshown: [broken(namedAt)] }));

	test('keep an incident open that they may have reopened', () => {
		expect(withBroken(at(t('10:30')))).toMatchObject({
			open: true,
			status: 'monitoring',
			resolvedAt: undefined,
			unshown: 1,
		});
	});

	test('keep it open where their names do not say when', () => {
		expect(withBroken(undefined).open).toBe(true);
	});

	test('do not keep it open once it was resolved after them', () => {
		expect(withBroken(at(t('09:30')))).toMatchObject({
			open: false,
			status: 'resolved',
			unshown: 1,
		});
	});

	test('make an open incident when there is nothing else, from the first instant in their names', () => {
		const incident = foldIncident(
			incidentOf([], {
				unshown: [broken(at(t('09:30'))), broken(at(t('09:20'))), broken(undefined)],
			}),
		);
		expect(incident).toMatchObject({
			open: true,
			status: 'investigating',
			startedAt: at(t('09:20')),
			updates: [],
			unshown: 3,
		});
	});

	test('make one from the day in its id where no name can be read', () => {
		const incident = foldIncident(incidentOf([], { unshown: [broken(undefined)] }));
		expect(incident).toMatchObject({ open: true, startedAt: at('2026-03-01') });
	});
});

describe('promises and advice', () => {
	test('give the next update that the latest word promised', () => {
		const incident = told(
			update('opened', { at: t('09:00'), 'next-update': t('09:30') }),
			update('second', { at: t('09:25'), 'next-update': t('10:00') }),
		);
		expect(incident.nextUpdate).toBe(at(t('10:00')));
	});

	test('take a promise as kept by the next word, whatever it says', () => {
		const incident = told(
			update('opened', { at: t('09:00'), 'next-update': t('09:30') }),
			update('second', { at: t('09:25') }),
		);
		expect(incident.nextUpdate).toBeUndefined();
	});

	test('promise nothing once it is resolved', () => {
		const incident = told(
			opened,
			update('closed', { at: t('10:00'), status: 'resolved', 'next-update': t('11:00') }),
		);
		expect(incident.nextUpdate).toBeUndefined();
	});

	test('keep a workaround until it is taken back or no longer needed', () => {
		const tip = update('tip000', { at: t('09:20'), workaround: 'Pay by card.' });
		const second = update('second', { at: t('09:40') });
		expect(told(opened, tip, second).workaround).toBe('Pay by card.');
		expect(
			told(opened, tip, update('second', { at: t('09:40'), workaround: 'None' })).workaround,
		).toBeUndefined();
		expect(
			told(opened, tip, update('closed', { at: t('09:40'), status: 'resolved' })).workaround,
		).toBeUndefined();
	});
});

describe('duplicate-of', () => {
	test('names the incident that the latest word names', () => {
		const incident = told(
			opened,
			update('same00', { at: t('09:20'), 'duplicate-of': '2026-03-01-aaaa', body: undefined }),
			update('same11', { at: t('09:30'), 'duplicate-of': '2026-03-01-bbbb', body: undefined }),
			update('second', { at: t('09:40') }),
		);
		expect(incident.duplicateOf).toBe('2026-03-01-bbbb');
	});

	test('of itself means nothing', () => {
		const incident = told(
			opened,
			update('same00', { at: t('09:20'), 'duplicate-of': '2026-03-01-k3f9', body: undefined }),
		);
		expect(incident.duplicateOf).toBeUndefined();
	});
});
