import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant, maintenanceFiles } from '../../tests/support/arbitraries.ts';
import { at, maintenanceOf, minute, works } from '../../tests/support/records.ts';
import { contains } from './interval.ts';
import type { Maintenance } from './maintenance.ts';
import { foldMaintenance, maintenanceInterval, phaseAt } from './maintenance.ts';
import { inOrder } from './stored.ts';

const t = (time: string) => `2026-03-01T${time}:00Z`;
const instantAt = (time: string) => at(t(time));

const planned = works('plan00', {
	at: '2026-02-20T12:00:00Z',
	title: 'Database upgrade',
	services: ['checkout'],
	starts: t('10:00'),
	ends: t('12:00'),
});

/** Folds what was said after the plan. */
function after(...updates: Parameters<typeof maintenanceOf>[0]): Maintenance {
	const maintenance = foldMaintenance(maintenanceOf([planned, ...updates]));
	if (!maintenance) throw new Error('The maintenance has no times.');
	return maintenance;
}
const phases = (maintenance: Maintenance, ...times: string[]) =>
	times.map((time) => phaseAt(maintenance, instantAt(time)));

describe('the fold', () => {
	test('gives any subset of files the same meaning in any order of arrival', () => {
		fc.assert(
			fc.property(
				maintenanceFiles.chain((files) =>
					fc.shuffledSubarray(files.updates).map((updates) => ({ files, updates })),
				),
				({ files, updates }) => {
					const sorted = updates.toSorted(
						(a, b) => a.value.at - b.value.at || (a.name < b.name ? -1 : 1),
					);
					expect(foldMaintenance({ ...files, updates })).toEqual(
						foldMaintenance({ ...files, updates: sorted }),
					);
				},
			),
			{ numRuns: 300 },
		);
	}, 60_000);

	test('only ever gives times that exist', () => {
		fc.assert(
			fc.property(maintenanceFiles, (files) => {
				const maintenance = foldMaintenance(files);
				if (!maintenance) return;
				const { starts, ends, createdAt, updatedAt, sequence, updates } = maintenance;
				const moved = updates.flatMap((item) =>
					item.moved ? [item.moved.start, item.moved.end] : [],
				);
				for (const time of [starts, ends, createdAt, updatedAt, ...moved]) {
					expect(Number.isFinite(time)).toBe(true);
				}
				expect(sequence).toBeGreaterThanOrEqual(0);
			}),
		);
	});

	test('knows of no maintenance as long as nothing says when', () => {
		const words = works('words0', { at: t('09:00'), title: 'Soon', services: ['checkout'] });
		expect(foldMaintenance(maintenanceOf([words]))).toBeUndefined();
		expect(foldMaintenance(maintenanceOf([]))).toBeUndefined();
	});

	test('takes the words of the latest update that has them', () => {
		const maintenance = after(
			works('second', { at: t('08:00'), title: 'Storage upgrade', services: ['search'] }),
			works('third0', { at: t('08:30') }),
		);
		expect(maintenance).toMatchObject({
			title: 'Storage upgrade',
			services: ['search'],
			createdAt: at('2026-02-20T12:00:00Z'),
			updatedAt: instantAt('08:30'),
		});
	});

	test('applies a correction where its update stands', () => {
		const maintenance = after(
			works('begins', { at: t('10:00'), status: 'in-progress' }),
			works('mend00', {
				at: t('10:30'),
				corrects: 'plan00',
				reason: 'It takes longer.',
				ends: t('14:00'),
			}),
		);
		expect(maintenance).toMatchObject({ ends: instantAt('14:00'), begunAt: instantAt('10:00') });
		expect(maintenance.updates.map(({ id, body }) => [id, body])).toEqual([
			['plan00', 'Text of mend00.'],
			['begins', 'Text of begins.'],
		]);
	});

	test('counts how often a calendar has to be told anew', () => {
		expect(after().sequence).toBe(0);
		expect(after(works('words0', { at: t('09:00') })).sequence).toBe(0);
		expect(
			after(
				works('moved0', { at: t('09:00'), ends: t('13:00') }),
				works('cancel', { at: t('09:30'), status: 'cancelled' }),
			).sequence,
		).toBe(2);
	});

	test('counts a correction of its times as one more change, even one that takes a change back', () => {
		const moved = works('moved0', { at: t('09:00'), ends: t('13:00') });
		const back = works('back00', {
			at: t('09:10'),
			corrects: 'moved0',
			reason: 'It ends when we said first.',
			ends: t('12:00'),
		});
		expect(after(moved).sequence).toBe(1);
		expect(after(moved, back).sequence).toBe(2);
	});

	test('never counts back when more is said', () => {
		fc.assert(
			fc.property(maintenanceFiles, (files) => {
				const known = inOrder(files.updates);
				const counts = known.flatMap(
					(_, index) =>
						foldMaintenance({ ...files, updates: known.slice(0, index + 1) })?.sequence ?? [],
				);
				expect(counts).toEqual(counts.toSorted((a, b) => a - b));
			}),
		);
	});

	test('does not count the correction of a text', () => {
		const words = works('words0', { at: t('09:00') });
		const better = works('better', { at: t('09:10'), corrects: 'words0', reason: 'A slip.' });
		expect(after(words, better).sequence).toBe(0);
	});
});

describe('a maintenance that nobody speaks of again', () => {
	test('begins by itself and runs late, because nobody said that it was over', () => {
		expect(phases(after(), '09:59', '10:00', '11:59', '12:00', '18:00')).toEqual([
			'scheduled',
			'in-progress',
			'in-progress',
			'late',
			'late',
		]);
		expect(maintenanceInterval(after())).toEqual({ start: instantAt('10:00'), end: Infinity });
	});

	test('ends by itself if it says so', () => {
		const maintenance = after(works('itself', { at: t('08:00'), 'ends-by-itself': true }));
		expect(phases(maintenance, '09:59', '10:00', '11:59', '12:00')).toEqual([
			'scheduled',
			'in-progress',
			'in-progress',
			'completed',
		]);
		expect(maintenanceInterval(maintenance)).toEqual({
			start: instantAt('10:00'),
			end: instantAt('12:00'),
		});
	});
});

describe('a maintenance that was moved', () => {
	test('begins and ends at its new times', () => {
		const maintenance = after(
			works('moved0', { at: t('09:00'), starts: t('14:00'), ends: t('15:00') }),
		);
		expect(phases(maintenance, '10:00', '14:00', '15:00')).toEqual([
			'scheduled',
			'in-progress',
			'late',
		]);
		expect(maintenance.updates.map(({ moved }) => moved)).toEqual([
			undefined,
			{ start: instantAt('14:00'), end: instantAt('15:00') },
		]);
	});

	test('by its end alone keeps its start', () => {
		const maintenance = after(works('longer', { at: t('11:00'), ends: t('13:00') }));
		expect(phases(maintenance, '12:30', '13:00')).toEqual(['in-progress', 'late']);
		expect(maintenance.updates.at(-1)?.moved).toEqual({
			start: instantAt('10:00'),
			end: instantAt('13:00'),
		});
	});

	test('is not said to be moved by an update that repeats its times', () => {
		const maintenance = after(
			works('same00', { at: t('09:00'), starts: t('10:00'), ends: t('12:00') }),
		);
		expect(maintenance.updates.at(-1)?.moved).toBeUndefined();
	});

	test('is not said to be moved by the update that first says when it is', () => {
		const maintenance = foldMaintenance(
			maintenanceOf([
				works('soon00', { at: t('08:00'), title: 'Soon', services: ['checkout'] }),
				works('starts', { at: t('08:30'), starts: t('10:00') }),
				works('moved0', { at: t('09:00'), starts: t('11:00') }),
			]),
		);
		expect(maintenance?.updates.map(({ moved }) => moved)).toEqual([
			undefined,
			undefined,
			{ start: instantAt('11:00'), end: instantAt('11:00') },
		]);
	});

	test('after it had begun can be scheduled anew', () => {
		const maintenance = after(
			works('begins', { at: t('10:00'), status: 'in-progress' }),
			works('moved0', {
				at: t('10:10'),
				status: 'scheduled',
				starts: t('20:00'),
				ends: t('21:00'),
			}),
		);
		expect(phases(maintenance, '10:30', '20:00')).toEqual(['scheduled', 'in-progress']);
	});

	test('to start after it ends still has a meaning', () => {
		const maintenance = after(works('moved0', { at: t('09:00'), starts: t('13:00') }));
		expect(phases(maintenance, '12:30', '13:00')).toEqual(['scheduled', 'late']);
	});
});

describe('a maintenance that was cancelled', () => {
	test('before it began never was', () => {
		const maintenance = after(works('cancel', { at: t('09:00'), status: 'cancelled' }));
		expect(phases(maintenance, '09:30', '10:30', '13:00')).toEqual([
			'cancelled',
			'cancelled',
			'cancelled',
		]);
		expect(maintenanceInterval(maintenance)).toBeUndefined();
	});

	test('midway was until then', () => {
		const maintenance = after(works('cancel', { at: t('10:40'), status: 'cancelled' }));
		expect(phases(maintenance, '10:50')).toEqual(['cancelled']);
		expect(maintenanceInterval(maintenance)).toEqual({
			start: instantAt('10:00'),
			end: instantAt('10:40'),
		});
	});

	test('can be scheduled again', () => {
		const maintenance = after(
			works('cancel', { at: t('09:00'), status: 'cancelled' }),
			works('again0', { at: t('09:10'), status: 'scheduled' }),
		);
		expect(phases(maintenance, '09:30', '10:30')).toEqual(['scheduled', 'in-progress']);
	});
});

describe('a maintenance that was completed', () => {
	test('early is over from then on', () => {
		const maintenance = after(
			works('done00', { at: t('11:30'), since: t('11:15'), status: 'completed' }),
		);
		expect(phases(maintenance, '11:30', '13:00')).toEqual(['completed', 'completed']);
		expect(maintenanceInterval(maintenance)).toEqual({
			start: instantAt('10:00'),
			end: instantAt('11:15'),
		});
	});

	test('late was in force until then', () => {
		const maintenance = after(works('done00', { at: t('13:30'), status: 'completed' }));
		expect(maintenanceInterval(maintenance)).toEqual({
			start: instantAt('10:00'),
			end: instantAt('13:30'),
		});
	});

	test('late was in force until then, even if it should have ended by itself', () => {
		const maintenance = after(
			works('itself', { at: t('08:00'), 'ends-by-itself': true }),
			works('done00', { at: t('13:30'), status: 'completed' }),
		);
		expect(maintenanceInterval(maintenance)?.end).toBe(instantAt('13:30'));
	});

	test('goes on when someone says so', () => {
		const maintenance = after(
			works('done00', { at: t('11:00'), status: 'completed' }),
			works('goeson', { at: t('11:20'), status: 'in-progress' }),
		);
		expect(phases(maintenance, '11:30', '12:30')).toEqual(['in-progress', 'late']);
	});
});

describe('what people say of its course', () => {
	test('lets it begin earlier than planned', () => {
		const maintenance = after(
			works('begins', { at: t('09:45'), since: t('09:40'), status: 'in-progress' }),
		);
		expect(phases(maintenance, '09:39', '09:40')).toEqual(['scheduled', 'in-progress']);
		expect(maintenanceInterval(maintenance)?.start).toBe(instantAt('09:40'));
	});

	test('does not let it begin later: it began by itself', () => {
		const maintenance = after(works('begins', { at: t('10:20'), status: 'in-progress' }));
		expect(maintenanceInterval(maintenance)?.start).toBe(instantAt('10:00'));
	});

	test('shows that it is being checked, late or not', () => {
		const maintenance = after(works('verify', { at: t('11:50'), status: 'verifying' }));
		expect(phases(maintenance, '11:50', '12:30')).toEqual(['verifying', 'verifying']);
	});

	test('means that it has begun where it is being checked before it was to begin', () => {
		const maintenance = after(works('verify', { at: t('09:30'), status: 'verifying' }));
		expect(phases(maintenance, '09:29', '09:30')).toEqual(['scheduled', 'verifying']);
		expect(maintenanceInterval(maintenance)?.start).toBe(instantAt('09:30'));
	});

	test('does not count from a time after it was said', () => {
		const maintenance = after(
			works('done00', { at: t('11:00'), since: t('11:30'), status: 'completed' }),
		);
		expect(maintenance.completedAt).toBe(instantAt('11:00'));
	});
});

describe('phaseAt', () => {
	test('never leaves completed or cancelled, and never goes back to scheduled', () => {
		const order = ['scheduled', 'in-progress', 'verifying', 'late', 'completed', 'cancelled'];
		fc.assert(
			fc.property(maintenanceFiles, instant, fc.nat(2000), (files, now, later) => {
				const maintenance = foldMaintenance(files);
				if (!maintenance) return;
				const before = phaseAt(maintenance, now);
				const then = phaseAt(maintenance, now + later * minute);
				expect(order.indexOf(then)).toBeGreaterThanOrEqual(order.indexOf(before));
			}),
		);
	});

	test('agrees with the time in which it is in force', () => {
		fc.assert(
			fc.property(maintenanceFiles, instant, (files, now) => {
				const maintenance = foldMaintenance(files);
				if (!maintenance) return;
				const { completedAt, cancelledAt } = maintenance;
				// What was said to be over is over at every instant; when it was is a matter of the interval.
				fc.pre(completedAt === undefined && cancelledAt === undefined);
				const interval = maintenanceInterval(maintenance);
				const running = ['in-progress', 'verifying', 'late'].includes(phaseAt(maintenance, now));
				expect(running).toBe(interval !== undefined && contains(interval, now));
			}),
		);
	});
});
