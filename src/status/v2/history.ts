/**
 * `/history.json`, which the history page of Statuspage asks for: the newest three months. There is no
 * `?page=`, because a static host answers every query with the same file. Everything in it is in UTC.
 */
import type { Instant } from '../../schemas/values.ts';
import type { IncidentRecord, MaintenanceRecord } from './records.ts';
import { iso, isoOrNull } from './words.ts';

/** Months in the file. */
export const historyMonths = 3;

/** Something that took place. */
export interface Past {
	start: Instant;
	/** `undefined` while it goes on. */
	end: Instant | undefined;
	/** As the rest of the API tells it; only called for what the file holds. */
	record: () => IncidentRecord | MaintenanceRecord;
}

const names = Array.from({ length: 12 }, (_, month) =>
	new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month)),
);

/** The month of `now` and those before it, newest first; those in which nothing was are there too. */
export function monthsOf(past: readonly Past[], now: Instant) {
	const byMonth = Map.groupBy(past, ({ start }) => monthNumber(start));
	return Array.from({ length: historyMonths }, (_, index) => {
		const month = monthNumber(now) - index;
		return {
			name: names[month % 12] ?? '',
			year: Math.floor(month / 12),
			incidents: (byMonth.get(month) ?? []).toSorted((a, b) => b.start - a.start).map(entryOf),
		};
	});
}

function entryOf({ start, end, record }: Past) {
	const { id, name, impact, incident_updates } = record();
	return {
		code: id,
		name,
		message: incident_updates[0]?.body ?? '',
		impact,
		timestamp: timestampOf(start, end),
		// Statuspage's timestamps name no year; these do.
		started_at: iso(start),
		resolved_at: isoOrNull(end),
	};
}

/** Statuspage's own fragment of HTML, which its readers take apart. */
function timestampOf(start: Instant, end: Instant | undefined): string {
	const from = wallClock(start);
	const first = `${from.date}, ${from.time}`;
	if (end === undefined) return `${first} UTC`;
	const to = wallClock(end);
	return `${first} - ${to.date === from.date ? to.time : `${to.date}, ${to.time}`} UTC`;
}

function wallClock(instant: Instant) {
	const date = new Date(instant);
	const month = (names[date.getUTCMonth()] ?? '').slice(0, 3);
	return {
		date: `${month} <var data-var='date'>${date.getUTCDate()}</var>`,
		time: `<var data-var='time'>${iso(instant).slice(11, 16)}</var>`,
	};
}

/** Months since the year 0. */
function monthNumber(instant: Instant): number {
	const date = new Date(instant);
	return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
