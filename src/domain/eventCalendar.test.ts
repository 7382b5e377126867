import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { brokenRules } from '../../tests/contracts/icalendarRules.ts';
import { at, minute } from '../../tests/support/records.ts';
import type { CalendarEvent } from './eventCalendar.ts';
import { eventCalendar, uidPart } from './eventCalendar.ts';

const stamp = at('2026-03-01T09:00:00Z');
const event: CalendarEvent = {
	uid: 'k3f9-update-customers',
	start: at('2026-03-01T09:15:00Z'),
	summary: 'Next word to customers; é, ü and 会 included, whatever the length of it may be',
	url: 'https://respond.example.com/incidents/k3f9/',
};

function events(...list: CalendarEvent[]) {
	const text = eventCalendar('Deadlines', list, stamp);
	expect(brokenRules(text)).toEqual([]);
	return new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent');
}

describe('a calendar of events', () => {
	test('is read as it was meant', () => {
		const [found] = events(event);
		const read = found && new ICAL.Event(found);
		expect(read?.uid).toBe(event.uid);
		expect(read?.summary).toBe(event.summary);
		expect(read?.startDate.toJSDate().getTime()).toBe(event.start);
		expect(found?.getFirstPropertyValue('dtend')).toBeNull();
	});

	test('gives an event its end only if it has a length', () => {
		const end = event.start + 5 * minute;
		expect(
			events({ ...event, end }, { ...event, uid: 'other', end: event.start }).map((item) =>
				item.hasProperty('dtend'),
			),
		).toEqual([true, false]);
	});

	test('reminds beforehand where it is asked to', () => {
		const alarms = events({ ...event, remind: 5 * minute }, { ...event, uid: 'b' }).map((item) =>
			item
				.getAllSubcomponents('valarm')
				.map((alarm) => String(alarm.getFirstPropertyValue('trigger'))),
		);
		expect(alarms).toEqual([['-PT5M'], []]);
	});

	test('is a calendar without events, too', () => {
		expect(events()).toEqual([]);
	});
});

test('the same words always make the same part of a name', () => {
	expect([uidPart('All stakeholders!'), uidPart('')]).toEqual(['all-stakeholders', '']);
});
