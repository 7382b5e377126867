/**
 * What responding costs and how well it goes, each figure by a definition that is printed beside it. Makers of
 * incident tools disagree about where a duration begins; ours begin where the word says. Means hide more than
 * they show when incidents are few (Davidović, “Incident Metrics in SRE”), so every dot is kept.
 */
import type { Metric, Process } from '../schemas/process.ts';
import type { Milestone } from '../schemas/vocabulary.ts';
import type { Instant, Milliseconds } from '../schemas/values.ts';
import type { Content } from './content.ts';
import { cadenceRange } from './deadlines.ts';
import type { Interval } from './interval.ts';
import { contains, totalMs, unite } from './interval.ts';
import type { KnownIncident } from './knownIncidents.ts';
import { levelAt } from './response.ts';
import { versionAt } from './version.ts';

/** What a figure counts. */
export type Unit = 'duration' | 'count' | 'share' | 'hours';

/** One thing that was measured, with where it came from. */
export interface Dot {
	at: Instant;
	/** Milliseconds for durations and hours; 1 or 0 for shares: it counted, or not. */
	value: number;
	/** The incident, alert or action. */
	id: string;
}

/** All that was measured of one kind. */
export interface Measurement {
	metric: Metric;
	unit: Unit;
	/** In order of time. */
	dots: Dot[];
	/** Incidents that could not be measured, with the milestones they lack. */
	missing: { id: string; lacks: Milestone[] }[];
}

/** What a measurement sums up to. */
export interface Summary {
	n: number;
	/** Smallest, median, ninetieth percentile (nearest rank), largest, mean; `undefined` without any dot. */
	median: number | undefined;
	p90: number | undefined;
	mean: number | undefined;
	/** Sum of all values: milliseconds, or how often something counted. */
	sum: number;
	/** Share of dots that counted, from 0 to 1. */
	share: number | undefined;
}

/** What is measured from. */
export interface MeasuredFrom {
	/** All incidents, whenever they were. */
	known: readonly KnownIncident[];
	content: Pick<Content, 'alertLog' | 'postMortems' | 'severity'>;
	now: Instant;
}

/** The definition of a metric, in words and with its unit. */
export const definitions: Record<Metric, { name: string; unit: Unit; text: string }> = {
	'time-to-detect': {
		name: 'Time to detect',
		unit: 'duration',
		text: 'From the start of the impact until someone or something noticed.',
	},
	'time-to-acknowledge': {
		name: 'Time to acknowledge',
		unit: 'duration',
		text: 'From the first alert until a person said that they have it. What nobody acknowledged is left out here and counts as late in the response.',
	},
	'time-to-mitigate': {
		name: 'Time to mitigate',
		unit: 'duration',
		text: 'From the start of the impact until it was made bearable.',
	},
	'time-to-resolve': {
		name: 'Time to resolve',
		unit: 'duration',
		text: 'From the start of the impact until it was over for good.',
	},
	'time-to-recover': {
		name: 'Time to recover',
		unit: 'duration',
		text: 'From the start of the impact until no service was hurt any more, as customers were told.',
	},
	incidents: {
		name: 'Incidents',
		unit: 'count',
		text: 'Incidents that began in this time.',
	},
	'repeat-incidents': {
		name: 'Repeats',
		unit: 'count',
		text: 'Incidents whose cause is that of an earlier one.',
	},
	'false-positive-rate': {
		name: 'False alerts',
		unit: 'share',
		text: 'Alerts that meant nothing, of all alerts of which it is known what became of them: one less the precision.',
	},
	'customer-impact-hours': {
		name: 'Hours of customer impact',
		unit: 'hours',
		text: 'Time in which at least one service was hurt by an incident that customers were told of. Overlaps within an incident count once.',
	},
	'response-compliance': {
		name: 'Response in time',
		unit: 'share',
		text: 'Incidents that were acknowledged by their target, of all that have one and whose time has come. Late and never count alike.',
	},
	'cadence-compliance': {
		name: 'Updates in time',
		unit: 'share',
		text: 'Gaps between two updates to customers that were no longer than the level allows, of all such gaps.',
	},
	'escalation-rate': {
		name: 'Escalated',
		unit: 'share',
		text: 'Incidents that went to someone else at least once, of all incidents.',
	},
	'post-mortem-completion': {
		name: 'Post-mortems in time',
		unit: 'share',
		text: 'Required post-mortems that were published by their date, of all that are due by now.',
	},
	'action-closure': {
		name: 'Actions closed in time',
		unit: 'share',
		text: 'Actions that were done by their date, of all that are due by now. Those given up with a reason are left out.',
	},
};

/** Measures one metric over the incidents, alerts and actions of a time. */
export function measure(metric: Metric, window: Interval, from: MeasuredFrom): Measurement {
	const { unit } = definitions[metric];
	const { dots, missing = [] } = measures[metric](
		measured(from.known).filter(({ response }) => contains(window, beginOf(response))),
		window,
		from,
	);
	return { metric, unit, dots: dots.toSorted((a, b) => a.at - b.at), missing };
}

/** Sums up a measurement. */
export function summarise({ dots }: Pick<Measurement, 'dots'>): Summary {
	const values = dots.map(({ value }) => value).sort((a, b) => a - b);
	const n = values.length;
	const sum = values.reduce((total, value) => total + value, 0);
	return {
		n,
		median: n > 0 ? ((values[(n - 1) >> 1] ?? 0) + (values[n >> 1] ?? 0)) / 2 : undefined,
		p90: values[Math.ceil(n * 0.9) - 1],
		mean: n > 0 ? sum / n : undefined,
		sum,
		share: n > 0 ? sum / n : undefined,
	};
}

type Goal = Process['goals'][number];

/** A goal with what was reached. */
export interface GoalResult {
	goal: Goal;
	/** In the unit of the metric; `undefined` without data. */
	value: number | undefined;
	n: number;
	state: 'met' | 'missed' | 'no-data';
}

/** Compares what was reached in a time with a goal. */
export function reach(goal: Goal, window: Interval, from: MeasuredFrom): GoalResult {
	const known =
		goal.level === undefined
			? from.known
			: from.known.filter(({ level }) => level?.id === goal.level);
	const measurement = measure(goal.metric, window, { ...from, known });
	const summary = summarise(measurement);
	const value = statisticOf(goal, measurement.unit, summary);
	return { goal, value, n: summary.n, state: stateOf(goal, value) };
}

function statisticOf(goal: Goal, unit: Unit, summary: Summary): number | undefined {
	if (unit === 'count' || goal.statistic === 'count') return summary.sum;
	if (unit === 'share' || goal.statistic === 'share') return summary.share;
	if (unit === 'hours') return summary.sum;
	return summary[goal.statistic];
}

function stateOf({ atMost, under, atLeast }: Goal, value: number | undefined): GoalResult['state'] {
	if (value === undefined) return 'no-data';
	const met =
		(atMost === undefined || value <= atMost) &&
		(under === undefined || value < under) &&
		(atLeast === undefined || value >= atLeast);
	return met ? 'met' : 'missed';
}

/** Causes that came back, the most frequent first, with their incidents. */
export function repeatedCauses(
	known: readonly KnownIncident[],
): { cause: string; incidents: string[] }[] {
	const byCause = Map.groupBy(
		measured(known).filter(({ response }) => response.cause),
		({ response }) => response.cause?.cause ?? '',
	);
	return [...byCause]
		.filter(([, incidents]) => incidents.length > 1)
		.map(([cause, incidents]) => ({
			cause,
			incidents: incidents.map(({ response }) => response.id),
		}))
		.sort((a, b) => b.incidents.length - a.incidents.length || (a.cause < b.cause ? -1 : 1));
}

/** Incidents that count: not joined to another, not opened by mistake, not left out with a reason. */
function measured(known: readonly KnownIncident[]): KnownIncident[] {
	return known.filter(
		({ response }) =>
			response.duplicateOf === undefined &&
			!response.shown?.retraction &&
			response.excludedFromMetrics === undefined,
	);
}

type Measure = (
	incidents: readonly KnownIncident[],
	window: Interval,
	from: MeasuredFrom,
) => Pick<Measurement, 'dots'> & Partial<Pick<Measurement, 'missing'>>;

const measures: Record<Metric, Measure> = {
	'time-to-detect': (incidents) => between(incidents, 'impact-started', 'detected'),
	'time-to-acknowledge': (incidents) => between(incidents, 'alerted', 'acknowledged'),
	'time-to-mitigate': (incidents) => between(incidents, 'impact-started', 'mitigated'),
	'time-to-resolve': (incidents) => between(incidents, 'impact-started', 'resolved'),
	'time-to-recover': (incidents) => ({
		dots: incidents.flatMap(({ response }) => {
			const hurt = response.shown?.afflictions ?? [];
			const end = Math.max(...hurt.map((item) => item.end));
			const start = response.milestones['impact-started'];
			return hurt.length > 0 && Number.isFinite(end) && start !== undefined
				? [dot(response, end - start)]
				: [];
		}),
	}),
	incidents: (incidents) => ({ dots: incidents.map(({ response }) => dot(response, 1)) }),
	'repeat-incidents': (incidents, _, { known }) => {
		const all = measured(known);
		return {
			dots: incidents
				.filter(({ response }) =>
					all.some(
						(other) =>
							response.cause !== undefined &&
							other.response.cause?.cause === response.cause.cause &&
							beginOf(other.response) < beginOf(response),
					),
				)
				.map(({ response }) => dot(response, 1)),
		};
	},
	'false-positive-rate': (_, window, { content }) => ({
		dots: content.alertLog
			.filter(({ value }) => value.disposition !== undefined && contains(window, value.fired))
			.map(({ id, value }) => ({
				at: value.fired,
				value: value.disposition === 'false' ? 1 : 0,
				id,
			})),
	}),
	'customer-impact-hours': (incidents, _, { now }) => ({
		dots: incidents.flatMap(({ response }) => {
			const hurt = unite(
				(response.shown?.afflictions ?? []).map(({ start, end }) => ({
					start,
					end: Math.min(end, now),
				})),
			);
			const length = totalMs(hurt);
			return length > 0 ? [dot(response, length)] : [];
		}),
	}),
	'response-compliance': (incidents) => ({
		dots: incidents.flatMap(({ response, deadlines }) => {
			const target = deadlines.find(({ kind }) => kind === 'acknowledge');
			if (!target || !['met', 'missed', 'overdue'].includes(target.state)) return [];
			return [dot(response, target.state === 'met' ? 1 : 0)];
		}),
	}),
	'cadence-compliance': (incidents, _, { content, now }) => ({
		dots: incidents.flatMap(({ response }) =>
			updateGaps(response, content, now).map(({ at, inTime }) => ({
				at,
				value: inTime ? 1 : 0,
				id: response.id,
			})),
		),
	}),
	'escalation-rate': (incidents) => ({
		dots: incidents.map(({ response }) => dot(response, response.escalations.length > 0 ? 1 : 0)),
	}),
	'post-mortem-completion': (incidents, _, { now }) => ({
		dots: incidents.flatMap(({ response, verdict }) => {
			const { state, due, published } = verdict;
			if (state !== 'required' || due === undefined || (due > now && published === undefined))
				return [];
			return [dot(response, published !== undefined && published <= due ? 1 : 0)];
		}),
	}),
	'action-closure': (_, window, { content, now }) => ({
		dots: content.postMortems.flatMap(({ value }) =>
			value.actions.flatMap(({ id, due, closed, status }) => {
				const end = Date.parse(`${due}T00:00:00Z`) + day;
				if (status === 'wont-do' || end > now || !contains(window, end - day)) return [];
				const done = status === 'done' || status === 'verified';
				return [{ at: end - day, value: done && (closed ?? due) <= due ? 1 : 0, id }];
			}),
		),
	}),
};

const day = 24 * 60 * 60_000;

/** When an incident counts: when its impact began, or it was opened. */
const beginOf = ({ milestones, opened }: KnownIncident['response']): Instant =>
	milestones['impact-started'] ?? opened;

const dot = (response: KnownIncident['response'], value: number): Dot => ({
	at: beginOf(response),
	value,
	id: response.id,
});

/** Time between two milestones; incidents that are over and lack one are named. */
function between(incidents: readonly KnownIncident[], start: Milestone, end: Milestone) {
	const dots: Dot[] = [];
	const missing: Measurement['missing'] = [];
	for (const { response } of incidents) {
		const [from, to] = [response.milestones[start], response.milestones[end]];
		if (from !== undefined && to !== undefined) dots.push(dot(response, Math.max(0, to - from)));
		else if (!response.open) {
			const lacks = [start, end].filter((name) => response.milestones[name] === undefined);
			missing.push({ id: response.id, lacks });
		}
	}
	return { dots, missing };
}

/** Every gap between two updates to customers in which the level of that moment asked for news by the clock. */
function updateGaps(
	response: KnownIncident['response'],
	{ severity }: Pick<Content, 'severity'>,
	now: Instant,
): { at: Instant; length: Milliseconds; inTime: boolean }[] {
	const { shown } = response;
	if (!shown) return [];
	const said = [...new Set(shown.updates.map(({ at }) => at))];
	const ends = shown.open ? [...said.slice(1), now] : said.slice(1);
	return ends.flatMap((end, index) => {
		const at = said[index];
		if (at === undefined) return [];
		const step = levelAt(response, at);
		const level = severity.levels.find(({ id }) => id === step?.level);
		const cadence =
			level &&
			versionAt(level.updates, response.opened).find(({ audience }) => audience === 'customers');
		const range = cadence && cadenceRange(cadence.cadence);
		// A gap that is not over counts only once it is too long.
		if (!range || (end === now && shown.open && end - at <= range.max)) return [];
		return [{ at, length: end - at, inTime: end - at <= range.max }];
	});
}
