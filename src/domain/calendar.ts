/** Days, working hours and calendar periods in a zone. The only place that knows about clock changes. */
import type { Organisation, WorkingHours } from '../schemas/organisation.ts';
import { weekdays } from '../schemas/organisation.ts';
import type { CalendarDate, Instant, Milliseconds, Period } from '../schemas/values.ts';
import type { Interval } from './interval.ts';

/** A calendar day in a zone; 23 or 25 hours long where the clocks change. */
export interface Day extends Interval {
	date: CalendarDate;
}

/** The instant as a date and time on the wall clock of `zone`. */
export function inZone(instant: Instant, zone: string): Temporal.ZonedDateTime {
	return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}

/** The date on the wall clock of `zone`. */
export function dateAt(instant: Instant, zone: string): CalendarDate {
	return inZone(instant, zone).toPlainDate().toString();
}

/** `today`, `a day ago`, `9 days ago`, as somebody says who compares two dates; neither is after `today`. */
export function daysAgo(date: CalendarDate, today: CalendarDate): string {
	const { days } = Temporal.PlainDate.from(date).until(today);
	return days === 0 ? 'today' : days === 1 ? 'a day ago' : `${days} days ago`;
}

/** The first instant of a date in `zone`. */
export function startOfDate(date: CalendarDate, zone: string): Instant {
	return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}

/**
 * The instant at which the wall clock of `zone` shows `time` on `date`: the earlier one where it does so
 * twice, and as much later as the clocks jump where it never does.
 */
export function instantOf(date: CalendarDate, time: string, zone: string): Instant {
	return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time })
		.epochMilliseconds;
}

/** The calendar day that starts at `date`. */
export function dayOf(date: CalendarDate, zone: string): Day {
	const plain = Temporal.PlainDate.from(date);
	return {
		date,
		start: plain.toZonedDateTime(zone).epochMilliseconds,
		end: plain.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
	};
}

/** `count` days in a row, oldest first, of which the last holds `now`. */
export function lastDays(count: number, now: Instant, zone: string): Day[] {
	const today = inZone(now, zone).toPlainDate();
	return Array.from({ length: count }, (_, index) =>
		dayOf(today.subtract({ days: count - 1 - index }).toString(), zone),
	);
}

/** The days after the one that holds `now`. */
export function nextDays(count: number, now: Instant, zone: string): Day[] {
	const today = inZone(now, zone).toPlainDate();
	return Array.from({ length: count }, (_, index) =>
		dayOf(today.add({ days: index + 1 }).toString(), zone),
	);
}

/** The days of a month such as `2026-03`. */
export function daysOfMonth(month: string, zone: string): Day[] {
	const first = Temporal.PlainYearMonth.from(month);
	return Array.from({ length: first.daysInMonth }, (_, index) =>
		dayOf(first.toPlainDate({ day: index + 1 }).toString(), zone),
	);
}

/** A calendar month in a zone. */
export interface Month extends Interval {
	/** E.g. `2026-03`. */
	month: string;
}

/** The month on the wall clock of `zone`, e.g. `2026-03`. */
export function monthAt(instant: Instant, zone: string): string {
	return inZone(instant, zone).toPlainDate().toPlainYearMonth().toString();
}

/** The month before or after: `1` is the next. */
export function addMonths(month: string, count: number): string {
	return Temporal.PlainYearMonth.from(month).add({ months: count }).toString();
}

/** `count` months in a row, oldest first, of which the last holds `now`. */
export function lastMonths(count: number, now: Instant, zone: string): Month[] {
	const current = monthAt(now, zone);
	const startOf = (month: string) => startOfDate(`${month}-01`, zone);
	return Array.from({ length: count }, (_, index) => {
		const month = addMonths(current, index + 1 - count);
		return { month, start: startOf(month), end: startOf(addMonths(month, 1)) };
	});
}

/** `date` moved on by a period in calendar units. */
export function addPeriod(date: CalendarDate, period: Period): CalendarDate {
	return Temporal.PlainDate.from(date).add(period).toString();
}

/** `instant` moved on by a period in calendar units, on the wall clock of `zone`. */
export function addPeriodTo(instant: Instant, period: Period, zone: string): Instant {
	return inZone(instant, zone).add(period).epochMilliseconds;
}

/** Everything that decides when people work. */
export interface WorkCalendar {
	hours: WorkingHours;
	holidays: ReadonlySet<CalendarDate>;
	zone: string;
}

/** When the organisation works; `undefined` if it does not say. */
export function workCalendar(
	{ workingHours, holidays }: Pick<Organisation, 'workingHours' | 'holidays'>,
	zone: string,
): WorkCalendar | undefined {
	if (!workingHours) return undefined;
	return {
		hours: workingHours,
		holidays: new Set(holidays.map(({ date }) => date)),
		zone: workingHours.zone ?? zone,
	};
}

/** Whether people work on a date. */
export function isWorkday(date: CalendarDate, { hours, holidays }: WorkCalendar): boolean {
	const weekday = weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1];
	return weekday !== undefined && hours.days.includes(weekday) && !holidays.has(date);
}

/** The working hours of a date, or `undefined` if nobody works. */
export function workingTime(date: CalendarDate, calendar: WorkCalendar): Interval | undefined {
	if (!isWorkday(date, calendar)) return undefined;
	const { hours, zone } = calendar;
	return { start: instantOf(date, hours.from, zone), end: instantOf(date, hours.until, zone) };
}

// A calendar without any working day would be searched for ever.
const horizonDays = 400;

/** Working times from `instant` on, day by day. */
function* workingTimesFrom(instant: Instant, calendar: WorkCalendar): Generator<Interval> {
	let date = inZone(instant, calendar.zone).toPlainDate();
	for (let day = 0; day < horizonDays; day++, date = date.add({ days: 1 })) {
		const time = workingTime(date.toString(), calendar);
		if (time && time.end > instant) yield { start: Math.max(time.start, instant), end: time.end };
	}
}

/**
 * The instant at which `length` of working time has passed since `from`.
 * @throws {RangeError} if that is more than a year of calendar days away
 */
export function addWorkingTime(
	from: Instant,
	length: Milliseconds,
	calendar: WorkCalendar,
): Instant {
	let left = length;
	for (const { start, end } of workingTimesFrom(from, calendar)) {
		if (left <= end - start) return start + left;
		left -= end - start;
	}
	throw new RangeError(`There is not enough working time within ${horizonDays} days.`);
}

/**
 * The end of the first day of work after the date of `from`.
 * @throws {RangeError} if there is none within a year
 */
export function endOfNextWorkday(from: Instant, calendar: WorkCalendar): Instant {
	const today = dateAt(from, calendar.zone);
	const tomorrow = startOfDate(addPeriod(today, 'P1D'), calendar.zone);
	for (const { end } of workingTimesFrom(tomorrow, calendar)) return end;
	throw new RangeError(`There is no day of work within ${horizonDays} days.`);
}

/** Times within `window` in which people work. */
export function workingTimesWithin(window: Interval, calendar: WorkCalendar): Interval[] {
	const times: Interval[] = [];
	let date = inZone(window.start, calendar.zone).toPlainDate();
	for (; ; date = date.add({ days: 1 })) {
		const start = date.toZonedDateTime(calendar.zone).epochMilliseconds;
		if (start >= window.end) return times;
		const time = workingTime(date.toString(), calendar);
		if (!time) continue;
		const clipped = {
			start: Math.max(time.start, window.start),
			end: Math.min(time.end, window.end),
		};
		if (clipped.start < clipped.end) times.push(clipped);
	}
}
