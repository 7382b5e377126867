/** Figures of responding, as their pages show them. */
import { dateAt, daysOfMonth, inZone } from '../domain/calendar.ts';
import type { Interval } from '../domain/interval.ts';
import type { GoalResult, MeasuredFrom, Measurement, Summary } from '../domain/metrics.ts';
import { definitions, measure, reach, repeatedCauses, summarise } from '../domain/metrics.ts';
import type { Metric } from '../schemas/process.ts';
import { printDuration } from '../domain/time.ts';
import type { Cell } from './cells.ts';
import type { PortalContent } from './content.ts';
import type { PortalLinks } from './links.ts';

/** Below this many, a figure says little, and is shown so. */
export const fewDots = 5;

/** One metric over one time. */
export interface MetricView {
	metric: Metric;
	name: string;
	definition: string;
	/** Its figures with their names, the most telling first. */
	figures: { name: string; value: string }[];
	n: number;
	few: boolean;
	goals: { text: string; state: GoalResult['state']; value: string; n: number }[];
	drawing: DotDrawing | undefined;
	table: { head: string[]; rows: Cell[][] };
	/** What could not be measured, and what is missing for it. */
	missing: { title: string; href: string; lacks: string }[];
}

/** Dots over time; places are shares of the width and height. */
export interface DotDrawing {
	dots: { x: number; y: number; title: string }[];
	/** Height of the median. */
	median: number;
	top: string;
	from: string;
	until: string;
}

/** The twelve months that end with the present one, as one time. */
export function lastYear({ now, site }: Pick<PortalContent, 'now' | 'site'>): Interval {
	const start = inZone(now, site.zone).subtract({ years: 1 }).startOfDay().epochMilliseconds;
	return { start, end: now };
}

/** A month such as `2026-03`, up to now. */
export function monthWindow(
	month: string,
	{ now, site }: Pick<PortalContent, 'now' | 'site'>,
): Interval {
	const days = daysOfMonth(month, site.zone);
	return { start: days[0]?.start ?? now, end: Math.min(days.at(-1)?.end ?? now, now) };
}

/** Months in which something happened, the latest first; the present one is always there. */
export function reviewMonths({ known, now, site }: PortalContent): string[] {
	const monthOf = (instant: number) => dateAt(instant, site.zone).slice(0, 7);
	const begins = known.map(({ response }) =>
		monthOf(response.milestones['impact-started'] ?? response.opened),
	);
	return [...new Set([monthOf(now), ...begins])].sort().reverse();
}

/** All measures of the organisation over a time. */
export function metricViews(
	window: Interval,
	content: PortalContent,
	links: PortalLinks,
): MetricView[] {
	const from: MeasuredFrom = { known: content.known, content, now: content.now };
	return content.process.measures.map((metric) => {
		const measurement = measure(metric, window, from);
		const summary = summarise(measurement);
		const goals = content.process.goals.filter((goal) => goal.metric === metric);
		const { name, text } = definitions[metric];
		return {
			metric,
			name,
			definition: text,
			figures: figuresOf(
				measurement,
				summary,
				goals.some(({ statistic }) => statistic === 'mean'),
			),
			n: summary.n,
			few: summary.n > 0 && summary.n < fewDots,
			goals: goals.map((goal) => {
				const result = reach(goal, window, from);
				return {
					text: goalWords(result, measurement, content),
					state: result.state,
					value: valueWords(result.value, measurement.unit),
					n: result.n,
				};
			}),
			drawing: drawingOf(measurement, summary, window, content),
			table: tableOf(measurement, content, links),
			missing: measurement.missing.map(({ id, lacks }) => ({
				title: titleOf(id, content),
				href: links.incident(id),
				lacks: lacks.map((milestone) => milestone.replaceAll('-', ' ')).join(' and '),
			})),
		};
	});
}

/** Causes that came back, with links to their incidents. */
export function repeatRows(content: PortalContent, links: PortalLinks): Cell[][] {
	return repeatedCauses(content.known).map(({ cause, incidents }) => [
		cause.replaceAll('-', ' '),
		String(incidents.length),
		incidents.map((id) => ({ text: titleOf(id, content), href: links.incident(id) })),
	]);
}

/** A value in the unit of its metric. */
export function valueWords(value: number | undefined, unit: Measurement['unit']): string {
	if (value === undefined) return '—';
	switch (unit) {
		case 'duration':
			return value === 0 ? 'at once' : printDuration(value, 'en');
		case 'hours':
			return `${(value / 3_600_000).toFixed(1)} h`;
		case 'share':
			return `${Math.round(value * 1000) / 10} %`;
		case 'count':
			return String(value);
	}
}

function figuresOf(
	{ unit }: Measurement,
	{ n, median, p90, mean, sum, share }: Summary,
	withMean: boolean,
): MetricView['figures'] {
	const words = (value: number | undefined) => valueWords(value, unit);
	if (unit === 'count') return [{ name: 'total', value: words(sum) }];
	if (n === 0) return [];
	if (unit === 'share') return [{ name: `${sum} of ${n}`, value: words(share) }];
	if (unit === 'hours')
		return [
			{ name: 'total', value: words(sum) },
			{ name: 'median', value: words(median) },
		];
	return [
		{ name: 'median', value: words(median) },
		{ name: '90th percentile', value: words(p90) },
		// Handbooks ask for it; by itself it misleads.
		...(withMean ? [{ name: 'mean', value: words(mean) }] : []),
	];
}

function goalWords(
	{ goal }: GoalResult,
	{ unit }: Measurement,
	{ severity }: PortalContent,
): string {
	const level = severity.levels.find(({ id }) => id === goal.level)?.label;
	const statistic = unit === 'duration' ? `${statisticWords[goal.statistic]} ` : '';
	const bounds = [
		...(goal.atMost === undefined ? [] : [`at most ${valueWords(goal.atMost, unit)}`]),
		...(goal.under === undefined ? [] : [`under ${valueWords(goal.under, unit)}`]),
		...(goal.atLeast === undefined ? [] : [`at least ${valueWords(goal.atLeast, unit)}`]),
	].join(', ');
	return `${level === undefined ? '' : `${level}: `}${statistic}${bounds}`;
}

const statisticWords = {
	mean: 'mean',
	median: 'median',
	p90: '90th percentile',
	count: '',
	share: '',
};

function drawingOf(
	{ dots, unit }: Measurement,
	{ median = 0 }: Summary,
	{ start, end }: Interval,
	content: PortalContent,
): DotDrawing | undefined {
	if ((unit !== 'duration' && unit !== 'hours') || dots.length === 0 || end <= start)
		return undefined;
	const top = Math.max(...dots.map(({ value }) => value), 1);
	const date = (instant: number) => dateAt(instant, content.site.zone);
	return {
		dots: dots.map(({ at, value, id }) => ({
			x: (at - start) / (end - start),
			y: value / top,
			title: `${date(at)}, ${titleOf(id, content)}: ${valueWords(value, unit)}`,
		})),
		median: median / top,
		top: valueWords(top, unit),
		from: date(start),
		until: date(end),
	};
}

function tableOf(
	{ dots, unit }: Measurement,
	content: PortalContent,
	links: PortalLinks,
): MetricView['table'] {
	const counted = unit === 'share';
	return {
		head: ['What', 'When', counted ? 'Counted' : 'Value'],
		rows: dots
			.toReversed()
			.map(({ at, value, id }) => [
				isIncident(id, content)
					? { text: titleOf(id, content), href: links.incident(id) }
					: titleOf(id, content),
				dateAt(at, content.site.zone),
				counted ? (value === 1 ? 'yes' : 'no') : valueWords(value, unit),
			]),
	};
}

const isIncident = (id: string, { known }: PortalContent) =>
	known.some(({ response }) => response.id === id);

/** Title of an incident, name of an alert, or title of an action. */
function titleOf(id: string, { known, alertLog, postMortems }: PortalContent): string {
	return (
		known.find(({ response }) => response.id === id)?.response.title ??
		alertLog.find((alert) => alert.id === id)?.value.name ??
		postMortems.flatMap(({ value }) => value.actions).find((action) => action.id === id)?.title ??
		id
	);
}
