/** Times and durations as people read them: the organisation's zone first, and UTC always. */
import { languages } from '../strings/index.ts';
import { inZone } from './calendar.ts';

/** Decides between variants of a language. */
const localeOf = (language: string) => languages[language]?.locale ?? language;

/** A time as text, and as machines read it. */
export interface PrintedTime {
	iso: string;
	/** Day and time in the organisation's zone, and the time in UTC if that is another. */
	text: string;
	/** Only the time, where the day goes without saying. */
	short: string;
	day: string;
}

/** What prints times of one zone in one language. */
export type TimePrinter = ReturnType<typeof makeTimePrinter>;

// Formatters take longer to make than a whole page to print, and never change.
const printers = new Map<string, TimePrinter>();
const zonedFormats = new Map<string, Intl.DateTimeFormat>();
const durationFormats = new Map<string, Intl.DurationFormat>();

/** Prints instants in one zone and language. */
export function timePrinter(zone: string, language: string): TimePrinter {
	const key = `${zone} ${language}`;
	const printer = printers.get(key) ?? makeTimePrinter(zone, language);
	printers.set(key, printer);
	return printer;
}

function makeTimePrinter(zone: string, language: string) {
	const locale = localeOf(language);
	const day = new Intl.DateTimeFormat(locale, {
		timeZone: zone,
		day: 'numeric',
		month: 'long',
		year: 'numeric',
	});
	// A date is the same everywhere: as noon in Greenwich it would be the day after in Auckland.
	const dateOf = (year?: 'numeric') =>
		new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year });
	const dayInYear = dateOf();
	const wholeDate = dateOf('numeric');
	const monthOf = (style: 'long' | 'short', year?: 'numeric') =>
		new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: style, year });
	const monthInYear = monthOf('long', 'numeric');
	const monthName = monthOf('long');
	const monthShort = monthOf('short');
	const clock = (timeZone: string) =>
		new Intl.DateTimeFormat(locale, {
			timeZone,
			hour: '2-digit',
			minute: '2-digit',
			hourCycle: 'h23',
			timeZoneName: 'short',
		});
	const local = clock(zone);
	const utc = clock('UTC');

	const short = (instant: number) => {
		if (inZone(instant, zone).offsetNanoseconds === 0) return utc.format(instant);
		return `${local.format(instant)} (${utc.format(instant)})`;
	};

	return {
		time: (instant: number): PrintedTime => {
			const onDay = day.format(instant);
			const atTime = short(instant);
			return {
				iso: new Date(instant).toISOString(),
				text: `${onDay}, ${atTime}`,
				short: atTime,
				day: onDay,
			};
		},
		/** A date such as `2026-03-01`, without its year where that goes without saying. */
		date: (date: string) => dayInYear.format(Date.parse(`${date}T12:00:00Z`)),
		/** The same with its year. */
		wholeDate: (date: string) => wholeDate.format(Date.parse(`${date}T12:00:00Z`)),
		/** A month such as `2026-03`, with its year, by its name alone, and as short as can be. */
		month: (month: string) => monthInYear.format(Date.parse(`${month}-01T12:00:00Z`)),
		monthName: (month: string) => monthName.format(Date.parse(`${month}-01T12:00:00Z`)),
		monthShort: (month: string) => monthShort.format(Date.parse(`${month}-01T12:00:00Z`)),
		duration: (milliseconds: number) => printDuration(milliseconds, language),
	};
}

/** Day and time on the clock of one zone, which is named even where it shows UTC: `20 November 2026, 08:12 WET`. */
export function printInZone(instant: number, zone: string, language: string): string {
	const key = `${zone} ${language}`;
	const format =
		zonedFormats.get(key) ??
		new Intl.DateTimeFormat(localeOf(language), {
			timeZone: zone,
			day: 'numeric',
			month: 'long',
			year: 'numeric',
			hour: '2-digit',
			minute: '2-digit',
			hourCycle: 'h23',
			timeZoneName: 'short',
		});
	zonedFormats.set(key, format);
	return format.format(instant).replace(' at ', ', ');
}

/** Two units at most, rounded to minutes: `52 minutes`, `3 hours, 5 minutes`, `4 days, 2 hours`. */
export function printDuration(milliseconds: number, language: string): string {
	const minutes = Math.max(1, Math.round(milliseconds / 60_000));
	const days = Math.floor(minutes / 1440);
	const hours = Math.floor((minutes % 1440) / 60);
	const parts =
		days > 0
			? { days, ...(hours > 0 && { hours }) }
			: { ...(hours > 0 && { hours }), ...(minutes % 60 > 0 && { minutes: minutes % 60 }) };
	const format =
		durationFormats.get(language) ?? new Intl.DurationFormat(localeOf(language), { style: 'long' });
	durationFormats.set(language, format);
	return format.format(parts);
}
