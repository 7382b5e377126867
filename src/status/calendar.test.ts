import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { brokenRules } from '../../tests/contracts/icalendarRules.ts';
import { at, maintenanceOf, works } from '../../tests/support/records.ts';
import type { StatusParts } from '../../tests/support/statusContent.ts';
import { statusContentOf } from '../../tests/support/statusContent.ts';
import { calendarLength, maintenanceCalendar } from './calendar.ts';
import { shellOf } from './shell.ts';

const t = (time: string) => `2026-03-04T${time}:00Z`;
const planned = works('plan00', {
	at: '2026-03-01T08:00:00Z',
	title: 'New disks; faster, we hope',
	services: ['search'],
	starts: '2026-03-04T10:00:00+01:00',
	ends: t('11:00'),
	body: 'Search **may** miss the newest orders.\n\nNothing else changes.',
});
const later = (fields: Omit<Parameters<typeof works>[1], 'at'>) =>
	works('later0', { at: '2026-03-02T08:00:00Z', ...fields });

function calendar(parts: StatusParts) {
	const content = statusContentOf(parts);
	return maintenanceCalendar(content, shellOf(content));
}

/** The events as an independent reader understands them. */
function events(...updates: ReturnType<typeof works>[]) {
	const text = calendar({ maintenances: [maintenanceOf(updates)] });
	expect(brokenRules(text)).toEqual([]);
	return new ICAL.Component(ICAL.parse(text) as unknown[])
		.getAllSubcomponents('vevent')
		.map((component) => {
			const event = new ICAL.Event(component);
			const value = (name: string) => component.getFirstPropertyValue(name);
			return {
				uid: event.uid,
				sequence: event.sequence,
				status: value('status'),
				summary: event.summary,
				description: event.description,
				starts: event.startDate.toJSDate().getTime(),
				ends: event.endDate.toJSDate().getTime(),
				zone: event.startDate.zone.tzid,
				url: String(value('url')),
				stamp: String(value('dtstamp')),
			};
		});
}

describe('the calendar of maintenance', () => {
	test('is read as it was meant', () => {
		expect(events(planned)).toMatchInlineSnapshot(`
			[
			  {
			    "description": "Search may miss the newest orders.

			Nothing else changes.

			Services: Search

			https://status.example.com/maintenance/2026-03-01-m4nt/",
			    "ends": 1772622000000,
			    "sequence": 0,
			    "stamp": "2026-03-01T08:00:00Z",
			    "starts": 1772614800000,
			    "status": "CONFIRMED",
			    "summary": "Harbour: New disks; faster, we hope",
			    "uid": "49614c2d-5887-5713-b452-449b85cddce5",
			    "url": "https://status.example.com/maintenance/2026-03-01-m4nt/",
			    "zone": "UTC",
			  },
			]
		`);
	});

	test('keeps the name of an event and counts its changes when it moves', () => {
		const [before] = events(planned);
		const [after] = events(planned, later({ starts: t('12:00'), ends: t('13:00') }));
		expect(after).toMatchObject({ uid: before?.uid, sequence: 1, starts: at(t('12:00')) });
		expect(after?.stamp).toBe('2026-03-02T08:00:00Z');
	});

	test('says that it is cancelled where calendars look, and where Outlook looks', () => {
		const [event] = events(planned, later({ status: 'cancelled' }));
		expect(event).toMatchObject({
			status: 'CANCELLED',
			sequence: 1,
			summary: 'Cancelled: Harbour: New disks; faster, we hope',
		});
	});

	test('frees the rest of a time that was not needed', () => {
		const [event] = events(
			planned,
			works('done00', { at: t('09:30'), status: 'completed', services: ['search'] }),
		);
		expect(event).toMatchObject({ status: 'CONFIRMED', ends: at(t('09:30')) });
	});

	test('has the latest text that there is, and never one that was taken away', () => {
		const redaction = works('redact', {
			at: '2026-03-02T09:00:00Z',
			redacts: 'later0',
			reason: 'It named a customer.',
			body: undefined,
		});
		const said = later({ body: 'Smith asked for it.' });
		expect(events(planned, said)[0]?.description).toContain('Smith');
		expect(events(planned, said, redaction)[0]?.description).toMatch(/^Search may miss/);
	});

	test('takes a maintenance that ends before it starts for one whose end is not known', () => {
		const [event] = events(planned, later({ starts: t('15:00') }));
		expect(event).toMatchObject({ starts: at(t('15:00')), ends: at(t('15:00')) });
	});

	test('is bounded, and keeps what is ahead', () => {
		const many = Array.from({ length: 130 }, (_, index) =>
			maintenanceOf(
				[
					works('plan00', {
						at: '2025-01-01T08:00:00Z',
						title: 'Work',
						starts: new Date(at('2025-02-01') + index * 86_400_000).toISOString(),
					}),
				],
				{ id: `2025-01-01-m${String(index).padStart(3, '0')}` },
			),
		);
		const text = calendar({ maintenances: many });
		expect(brokenRules(text)).toEqual([]);
		expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(calendarLength);
		expect(text).toContain('DTSTART:20250610T000000Z');
	});

	test('is a calendar without any event, too', () => {
		expect(brokenRules(calendar({}))).toEqual([]);
	});
});

describe('the faults of others', () => {
	const parts: StatusParts = { maintenances: [maintenanceOf([planned])] };

	test('a name made of the time of the build, so that every look adds an event (cState)', () => {
		const later = { ...parts, now: at('2026-04-01T00:00:00Z') };
		expect(calendar(later)).toBe(calendar(parts));
		// A promise: who changes how it is made doubles every event in every calendar.
		expect(events(planned)[0]?.uid).toBe('49614c2d-5887-5713-b452-449b85cddce5');
	});

	test('text that is not escaped (cState)', () => {
		expect(calendar(parts)).toContain('SUMMARY:Harbour: New disks\\; faster\\, we hope\r\n');
	});

	test('no address to subscribe to, only a file (cState)', () => {
		expect(calendar(parts)).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n');
	});

	test('local times that are written as if they were in UTC (cState)', () => {
		expect(calendar(parts)).toContain('DTSTART:20260304T090000Z\r\n');
	});
});
