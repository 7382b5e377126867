/** Calendars of plain events, as the portal gives them away: deadlines and shifts. Browsers write them too. */
import type { Instant, Milliseconds } from '../schemas/values.ts';
import type { Line } from './icalendar.ts';
import { printCalendar } from './icalendar.ts';

/** One event. */
export interface CalendarEvent {
	/** The same for the same thing, whenever it is written: a calendar that reads it again shows it once. */
	uid: string;
	start: Instant;
	/** Missing: it is a point in time. */
	end?: Instant | undefined;
	summary: string;
	description?: string | undefined;
	url: string;
	/** Reminds the reader so long before it starts. */
	remind?: Milliseconds | undefined;
}

/**
 * A calendar as text (RFC 5545).
 *
 * @param stamp when its events were last looked at
 */
export function eventCalendar(
	name: string,
	events: readonly CalendarEvent[],
	stamp: Instant,
): string {
	return printCalendar([
		{ name: 'VERSION', value: { plain: '2.0' } },
		{ name: 'PRODID', value: { text: '-//Allclear//Portal//EN' } },
		{ name: 'CALSCALE', value: { plain: 'GREGORIAN' } },
		{ name: 'NAME', value: { text: name } },
		{ name: 'X-WR-CALNAME', value: { text: name } },
		{ name: 'REFRESH-INTERVAL', parameters: ';VALUE=DURATION', value: { plain: 'PT1H' } },
		{ name: 'X-PUBLISHED-TTL', value: { plain: 'PT1H' } },
		...events.map((event) => component(event, stamp)),
	]);
}

/** A part of a `UID`: whatever the text, always the same letters. */
export const uidPart = (text: string): string =>
	text
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-|-$/g, '');

function component(event: CalendarEvent, stamp: Instant): Line {
	const { uid, start, end, summary, description, url, remind } = event;
	return {
		component: 'VEVENT',
		lines: [
			{ name: 'UID', value: { text: uid } },
			{ name: 'DTSTAMP', value: { instant: stamp } },
			{ name: 'SEQUENCE', value: { plain: '0' } },
			{ name: 'STATUS', value: { plain: 'CONFIRMED' } },
			{ name: 'DTSTART', value: { instant: start } },
			// An event may have no length, and may not end before it starts.
			...(end !== undefined && end > start
				? [{ name: 'DTEND', value: { instant: end } } as const]
				: []),
			{ name: 'SUMMARY', value: { text: summary } },
			...(description === undefined
				? []
				: [{ name: 'DESCRIPTION', value: { text: description } } as const]),
			{ name: 'URL', value: { uri: url } },
			{ name: 'TRANSP', value: { plain: 'TRANSPARENT' } },
			...(remind === undefined
				? []
				: [
						{
							component: 'VALARM',
							lines: [
								{ name: 'ACTION', value: { plain: 'DISPLAY' } },
								{ name: 'DESCRIPTION', value: { text: summary } },
								{
									name: 'TRIGGER',
									value: { plain: `-PT${Math.round(remind / 60_000)}M` },
								},
							],
						} as const,
					]),
		],
	};
}
