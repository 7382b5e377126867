/** Maintenance as a calendar that others can subscribe to. Nothing in it depends on when it was built. */
import type { Line } from '../domain/icalendar.ts';
import { printCalendar } from '../domain/icalendar.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import { messageToText } from '../domain/message.ts';
import type { StatusContent } from './content.ts';
import { calendarUid } from './identity.ts';
import { serviceName } from './recordIndex.ts';
import type { Shell } from './shell.ts';
import { isolateText } from './text.ts';

/** Maintenance in the calendar, the latest starts first: what is planned, and some of what was. */
export const calendarLength = 100;

/** A calendar of some maintenance; by default of all that is recent or planned. */
export function maintenanceCalendar(
	content: StatusContent,
	shell: Shell,
	maintenances: readonly Maintenance[] = content.model.maintenances.slice(0, calendarLength),
): string {
	const name = shell.strings.feed.calendar(isolateText(shell.name));
	return printCalendar([
		{ name: 'VERSION', value: { plain: '2.0' } },
		{ name: 'PRODID', value: { text: '-//Allclear//Status page//EN' } },
		{ name: 'CALSCALE', value: { plain: 'GREGORIAN' } },
		// RFC 7986 has names for these; Outlook and older Apple calendars know only the ones that begin with X.
		{ name: 'NAME', value: { text: name } },
		{ name: 'X-WR-CALNAME', value: { text: name } },
		{ name: 'REFRESH-INTERVAL', parameters: ';VALUE=DURATION', value: { plain: 'PT1H' } },
		{ name: 'X-PUBLISHED-TTL', value: { plain: 'PT1H' } },
		...maintenances.map((maintenance) => event(maintenance, content, shell)),
	]);
}

function event(maintenance: Maintenance, { model }: StatusContent, shell: Shell): Line {
	const { strings, links, name } = shell;
	const { id, starts, completedAt, cancelledAt, createdAt, updatedAt, sequence } = maintenance;
	const cancelled = cancelledAt !== undefined;
	// Over before its time, the rest of it is free again; over before it began, it is left as it was planned.
	const ends = completedAt !== undefined && completedAt > starts ? completedAt : maintenance.ends;
	const url = links.absolute(links.maintenance(id));
	const title = isolateText(maintenance.title ?? strings.maintenance.planned);
	const services = maintenance.services.map((service) =>
		isolateText(serviceName(model.services, service)),
	);
	const lastText = maintenance.updates.findLast(({ body }) => body !== undefined)?.body;
	return {
		component: 'VEVENT',
		lines: [
			{ name: 'UID', value: { text: calendarUid(id) } },
			// Without METHOD this is when the event was last revised, so it needs no clock.
			{ name: 'DTSTAMP', value: { instant: updatedAt } },
			{ name: 'CREATED', value: { instant: createdAt } },
			{ name: 'LAST-MODIFIED', value: { instant: updatedAt } },
			{ name: 'SEQUENCE', value: { plain: String(sequence) } },
			{ name: 'STATUS', value: { plain: cancelled ? 'CANCELLED' : 'CONFIRMED' } },
			{ name: 'DTSTART', value: { instant: starts } },
			// An event may have no length, and may not end before it starts.
			...(ends > starts ? [{ name: 'DTEND', value: { instant: ends } }] : []),
			{
				name: 'SUMMARY',
				// Outlook shows an event of a subscribed calendar as if nothing were cancelled.
				value: {
					text: `${cancelled ? `${strings.phases.cancelled}: ` : ''}${isolateText(name)}: ${title}`,
				},
			},
			{
				name: 'DESCRIPTION',
				value: {
					text: [
						...(lastText === undefined ? [] : [messageToText(lastText)]),
						...(services.length === 0
							? []
							: [`${strings.maintenance.services}: ${strings.list(services)}`]),
						url,
					].join('\n\n'),
				},
			},
			{ name: 'URL', value: { uri: url } },
			// Our work is no appointment of the reader's.
			{ name: 'TRANSP', value: { plain: 'TRANSPARENT' } },
		],
	};
}
