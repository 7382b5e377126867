/** What the review of a month shows beside incidents, figures and actions. */
import { addMonths, workCalendar } from '../domain/calendar.ts';
import type { Interval } from '../domain/interval.ts';
import { contains } from '../domain/interval.ts';
import type { Dot } from '../domain/metrics.ts';
import { measure, summarise } from '../domain/metrics.ts';
import { shiftsWithin } from '../domain/onCall.ts';
import { regularReviews } from '../domain/reviews.ts';
import { timePrinter } from '../domain/time.ts';
import type { Metric } from '../schemas/process.ts';
import type { Cell } from './cells.ts';
import { linked } from './cells.ts';
import type { PortalContent } from './content.ts';
import type { PortalLinks } from './links.ts';
import { monthWindow, valueWords } from './metrics.ts';
import type { Table } from './tables.ts';
import { levelWords, personName } from './words.ts';

/** A metric's most telling figure a month earlier, in words; no arrow, since few dots show no direction. */
export function figureBefore(metric: Metric, month: string, content: PortalContent): string {
	const before = addMonths(month, -1);
	const window = monthWindow(before, content);
	const measurement = measure(metric, window, { known: content.known, content, now: content.now });
	const { n, median, sum, share } = summarise(measurement);
	const value = { duration: median, hours: sum, count: sum, share }[measurement.unit];
	if (n === 0 && measurement.unit !== 'count') return `${before}: nothing was measured`;
	const what = measurement.unit === 'duration' ? 'median ' : '';
	return `${before}: ${what}${valueWords(value, measurement.unit)}, n ${n}`;
}

/** Incidents of a time by level: how many, how many of them again, how soon noticed, how soon over. */
export function levelTable(window: Interval, content: PortalContent): Table {
	const { known, severity, now } = content;
	const dotsOf = (metric: Metric) => measure(metric, window, { known, content, now }).dots;
	const [incidents, repeats, detected, resolved] = (
		['incidents', 'repeat-incidents', 'time-to-detect', 'time-to-resolve'] as const
	).map(dotsOf);
	const levelOf = new Map(known.map(({ response, level }) => [response.id, level?.id]));
	const of = (level: string, dots: readonly Dot[] = []) =>
		dots.filter(({ id }) => levelOf.get(id) === level);
	const time = (dots: readonly Dot[]): Cell => {
		const { n, mean, median } = summarise({ dots: [...dots] });
		if (n === 0) return '—';
		const words = (value: number | undefined) => valueWords(value, 'duration');
		return [words(mean), { text: `median ${words(median)}, n ${n}`, class: 'soft' }];
	};
	return {
		caption: 'Incidents by level',
		head: ['Level', 'Incidents', 'Repeats', 'Detected after, mean', 'Resolved after, mean'],
		rows: severity.levels
			.filter(({ id, until }) => now < (until ?? Infinity) || of(id, incidents).length > 0)
			.map(({ id, label, name }) => [
				levelWords({ label, name }),
				String(of(id, incidents).length),
				String(of(id, repeats).length),
				time(of(id, detected)),
				time(of(id, resolved)),
			]),
	};
}

const dispositions = {
	true: 'True',
	false: 'False alarm',
	duplicate: 'Duplicate',
	'by-itself': 'Over by itself',
	open: 'Not decided',
} as const;

/** Alerts that fired in a time: how many became what, and of which rule. */
export function alertRows(window: Interval, { alertLog }: PortalContent): Cell[][] {
	const fired = alertLog.filter(({ value }) => contains(window, value.fired));
	return Object.entries(dispositions).flatMap(([disposition, words]) => {
		const own = fired.filter(({ value }) => (value.disposition ?? 'open') === disposition);
		if (own.length === 0) return [];
		const names = [...Map.groupBy(own, ({ value }) => value.name)]
			.sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
			.map(([name, list]) => (list.length === 1 ? name : `${name}, ${list.length} times`));
		return [[words, String(own.length), names]];
	});
}

/** Regular looks at how response works: how often, when the last was and what it found, and when the next is due. */
export function regularReviewRows(content: PortalContent): Cell[][] {
	const print = timePrinter(content.site.zone, 'en');
	return regularReviews(content, content.now).map(({ what, every, held, due, late }) => [
		what,
		everyWords(every),
		held
			? [
					print.time(held.at).day,
					{ text: `${held.evidence} (${personName(content, held.by)})`, class: 'soft' },
				]
			: 'never written down',
		due === undefined ? '—' : { text: due, class: late ? 'late' : undefined },
	]);
}

/** `every month`, `every 3 months`. */
function everyWords(period: string): string {
	const { years, months, weeks, days } = Temporal.Duration.from(period);
	const parts = Object.entries({ year: years, month: months, week: weeks, day: days }).flatMap(
		([unit, count]) => (count === 0 ? [] : [count === 1 ? unit : `${count} ${unit}s`]),
	);
	return `every ${parts.join(' and ')}`;
}

/** How much each person had duty in a time, and what came in meanwhile, by day and by night. */
export function loadRows(window: Interval, content: PortalContent): Cell[][] {
	const { onCall, organisation, site, alertLog } = content;
	const calendar = workCalendar(organisation, site.zone);
	const context = { zone: site.zone, calendar };
	const shifts = onCall.rotations.flatMap((rotation) =>
		shiftsWithin(rotation, onCall.overrides, window, context),
	);
	const night = (instant: number) => {
		const { hour } = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(site.zone);
		return hour < 7 || hour >= 22;
	};
	return [...Map.groupBy(shifts, ({ person }) => person)]
		.map(([person, own]) => {
			const hours = own.reduce((sum, { start, end }) => sum + end - start, 0) / 3_600_000;
			const alerts = alertLog.filter(({ value }) =>
				own.some((shift) => contains(shift, value.fired)),
			);
			const taken = alertLog.filter(
				({ value }) => value.by === person && contains(window, value.fired),
			);
			return {
				hours,
				row: [
					personName(content, person),
					`${Math.round(hours)} h`,
					String(alerts.length),
					String(alerts.filter(({ value }) => night(value.fired)).length),
					String(taken.length),
				],
			};
		})
		.sort((a, b) => b.hours - a.hours)
		.map(({ row }) => row);
}

/** What incidents of a time said of the runbooks they used. */
export function runbookResultRows(
	window: Interval,
	content: PortalContent,
	links: PortalLinks,
): Cell[][] {
	return content.known.flatMap(({ response }) =>
		response.runbooks
			.filter(({ at }) => contains(window, at))
			.map(({ runbook, result, outcome }): Cell[] => {
				const page = content.runbooks.find(({ id }) => id === runbook);
				const failed = result !== 'fixed' && result !== 'helped';
				return [
					linked(page?.value.title ?? runbook, page && links.page(page)),
					{ text: result, class: failed ? 'late' : undefined },
					{ text: response.title, href: links.incident(response.id) },
					outcome ?? '—',
				];
			}),
	);
}
