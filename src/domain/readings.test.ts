import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentFiles, maintenanceFiles } from '../../tests/support/arbitraries.ts';
import { at, incidentOf, maintenanceOf, update, works } from '../../tests/support/records.ts';
import { foldIncident } from './incident.ts';
import { foldMaintenance } from './maintenance.ts';

const t = (time: string) => `2026-03-01T${time}:00Z`;
const first = update('first0', {
	at: t('09:00'),
	title: 'Payments fail',
	status: 'investigating',
	services: { checkout: 'major-outage' },
});
const second = update('second', { at: t('09:30') });
const third = update('third0', {
	at: t('10:00'),
	title: 'Card payments fail',
	status: 'identified',
});

/** When each update last changed, by its id. */
const dates = (...files: ReturnType<typeof update>[]) =>
	Object.fromEntries(
		foldIncident(incidentOf(files)).updates.map(({ id, updatedAt }) => [
			id,
			new Date(updatedAt).toISOString().slice(11, 16),
		]),
	);
const correction = (fields: Omit<Parameters<typeof update>[1], 'at' | 'corrects'>) =>
	update('mend00', { at: t('11:00'), corrects: 'first0', reason: 'A slip.', ...fields });

describe('an update reads as it does', () => {
	test('since it was written, if nothing was amended', () => {
		expect(dates(first, second, third)).toEqual({
			first0: '09:00',
			second: '09:30',
			third0: '10:00',
		});
	});

	test('since its text was corrected, and no other update changes with it', () => {
		expect(dates(first, second, third, correction({}))).toEqual({
			first0: '11:00',
			second: '09:30',
			third0: '10:00',
		});
	});

	test('since a title was corrected that it takes over from an earlier one', () => {
		expect(dates(first, second, third, correction({ title: 'Some payments fail' }))).toEqual({
			first0: '11:00',
			second: '11:00',
			third0: '10:00',
		});
	});

	test('since the condition of a service was corrected that it takes over', () => {
		const services = { checkout: 'partial-outage' as const };
		expect(dates(first, second, third, correction({ services }))).toEqual({
			first0: '11:00',
			second: '11:00',
			third0: '11:00',
		});
	});

	test('since the last of several amendments that changed it', () => {
		const redaction = update('redact', {
			at: t('12:00'),
			redacts: 'second',
			reason: 'It named a customer.',
		});
		expect(
			dates(first, second, third, correction({ title: 'Some payments fail' }), redaction),
		).toEqual({ first0: '11:00', second: '12:00', third0: '10:00' });
	});

	test('never before it was said, and never after the last thing that was said', () => {
		fc.assert(
			fc.property(incidentFiles, (files) => {
				const last = Math.max(...files.updates.map(({ value }) => value.at));
				for (const item of foldIncident(files).updates) {
					expect(item.updatedAt).toBeGreaterThanOrEqual(item.at);
					expect(item.updatedAt).toBeLessThanOrEqual(last);
				}
			}),
		);
	});

	test('as long as no file comes that would change it', () => {
		fc.assert(
			fc.property(maintenanceFiles, (files) => {
				const whole = foldMaintenance(files);
				for (const item of whole?.updates ?? []) {
					const then = foldMaintenance({
						...files,
						updates: files.updates.filter(({ value }) => value.at <= item.updatedAt),
					});
					const read = then?.updates.find(({ id }) => id === item.id);
					if (read) expect({ ...read, updatedAt: 0 }).toEqual({ ...item, updatedAt: 0 });
				}
			}),
		);
	});

	test('in a maintenance as well: its title, its times and its services are as known after it', () => {
		const maintenance = foldMaintenance(
			maintenanceOf([
				works('first0', {
					at: t('09:00'),
					title: 'New disks',
					services: ['search'],
					starts: t('20:00'),
					ends: t('21:00'),
				}),
				works('second', { at: t('10:00'), ends: t('22:00') }),
			]),
		);
		expect(maintenance?.updates).toMatchObject([
			{
				title: 'New disks',
				services: ['search'],
				planned: { start: at(t('20:00')), end: at(t('21:00')) },
				moved: undefined,
			},
			{
				title: 'New disks',
				services: ['search'],
				planned: { start: at(t('20:00')), end: at(t('22:00')) },
			},
		]);
	});
});
