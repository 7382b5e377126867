/** What one turn of on-call hands over to the next, from what was written down. For responders. */
import type { Rotation } from '../schemas/onCall.ts';
import type { TemplateField } from '../schemas/template.ts';
import type { Instant } from '../schemas/values.ts';
import type { dispositions } from '../schemas/vocabulary.ts';
import type { ListedAction } from './actions.ts';
import { listActions } from './actions.ts';
import { dateAt, workCalendar } from './calendar.ts';
import type { Content } from './content.ts';
import { rotationBehind } from './duty.ts';
import type { HandoffPoint } from './handoffChecklist.ts';
import { handoffChecklist } from './handoffChecklist.ts';
import type { Interval } from './interval.ts';
import type { KnownIncident } from './knownIncidents.ts';
import { knownIncidents } from './knownIncidents.ts';
import type { Maintenance } from './maintenance.ts';
import { foldMaintenance, phaseAt } from './maintenance.ts';
import { messageToText } from './message.ts';
import type { Shift } from './onCall.ts';
import { onCallAt, shiftsWithin, turnAt } from './onCall.ts';
import { compareText } from './problem.ts';
import type { StoredAlert } from './response.ts';
import { printDuration, timePrinter } from './time.ts';
import { personName } from './words.ts';

/** Something to keep an eye on. */
export interface Watched {
	/** The record it belongs to. */
	record: string;
	text: string;
	by: string;
	until: Instant | undefined;
}

/** What became of the alerts of one turn. */
export interface AlertCount {
	name: string;
	fired: number;
	/** By disposition; `unknown` where nobody has said yet. */
	by: Partial<Record<(typeof dispositions)[number] | 'unknown', number>>;
}

/** One hand-off. */
export interface Handoff {
	/** The moment from which it was looked at. */
	now: Instant;
	rotation: Rotation;
	/** Zone of the rotation; all times of the message are its. */
	zone: string;
	/** The turn that ends, up to now where it has not ended yet. */
	last: Interval;
	/** The turn that begins. */
	coming: Interval;
	/** Who takes over, and who stands behind them; `undefined` where nobody does. */
	primary: string | undefined;
	secondary: string | undefined;
	/** Swaps and gaps of the coming turn: shifts of anybody else. */
	swaps: Shift[];
	/** Incidents opened in the turn that ends, the newest first. */
	incidents: KnownIncident[];
	/** Incidents that are open, the worst first. */
	open: KnownIncident[];
	/** Alerts of the turn that ends, the most frequent first. */
	alerts: AlertCount[];
	/** Actions that are overdue or due before the coming turn is over. */
	actions: ListedAction[];
	watched: Watched[];
	/** Maintenance that happens in the coming turn. */
	works: Maintenance[];
}

/**
 * The hand-off of a rotation that is nearest to `now`: the one that just was, or the one that comes. A rotation
 * that never changes hands looks back and ahead by a week.
 */
export function handoffOf(rotation: Rotation, content: Content, now: Instant): Handoff {
	const { onCall, organisation, site } = content;
	const zone = rotation.zone ?? site.zone;
	const { last, coming } = turnsAround(rotation, now, site.zone);
	const context = { zone: site.zone, calendar: workCalendar(organisation, site.zone) };
	const holder = (item: Rotation | undefined) =>
		item &&
		(turnAt(item, coming.start, site.zone)?.person ??
			onCallAt(item, onCall.overrides, coming.start, context)?.person);
	const primary = holder(rotation);
	const known = knownIncidents(content, now);
	const within = (instant: Instant) => instant >= last.start && instant < last.end;
	return {
		now,
		rotation,
		zone,
		last,
		coming,
		primary,
		secondary: holder(rotationBehind(content, rotation.id)),
		swaps: shiftsWithin(rotation, onCall.overrides, coming, context).filter(
			({ person }) => person !== primary,
		),
		incidents: known.filter(
			({ response }) => within(response.opened) && response.duplicateOf === undefined,
		),
		open: known
			.filter(({ response }) => response.open && response.duplicateOf === undefined)
			.sort((a, b) => (a.level?.rank ?? 0) - (b.level?.rank ?? 0)),
		alerts: countAlerts(content.alertLog.filter(({ value }) => within(value.fired))),
		actions: listActions(content, now).filter(
			({ state, action }) => state !== 'closed' && action.due <= dateAt(coming.end - 1, site.zone),
		),
		watched: watchedAt(content, known, last, coming.start),
		works: content.maintenances
			.flatMap((files) => foldMaintenance(files) ?? [])
			.filter((work) => {
				const phase = phaseAt(work, now);
				const over = phase === 'completed' || phase === 'cancelled';
				return (
					!over && work.starts < coming.end && (work.starts >= coming.start || work.ends > now)
				);
			})
			.sort((a, b) => a.starts - b.starts),
	};
}

const week = 7 * 86_400_000;

function turnsAround(
	rotation: Rotation,
	now: Instant,
	zone: string,
): Pick<Handoff, 'last' | 'coming'> {
	const turn = turnAt(rotation, now, zone);
	if (!turn) {
		return { last: { start: now - week, end: now }, coming: { start: now, end: now + week } };
	}
	const before = turnAt(rotation, turn.start - 1, zone);
	const after = turnAt(rotation, turn.end, zone);
	const justBegan = now - turn.start <= turn.end - now;
	if (justBegan) {
		return {
			last: { start: before?.start ?? turn.start - week, end: turn.start },
			coming: { start: turn.start, end: turn.end },
		};
	}
	return {
		last: { start: turn.start, end: now },
		coming: { start: turn.end, end: after?.end ?? turn.end + week },
	};
}

function countAlerts(alerts: readonly StoredAlert[]): AlertCount[] {
	const counts = new Map<string, AlertCount>();
	for (const { value } of alerts) {
		const count = counts.get(value.name) ?? { name: value.name, fired: 0, by: {} };
		const disposition = value.disposition ?? 'unknown';
		count.fired += 1;
		count.by[disposition] = (count.by[disposition] ?? 0) + 1;
		counts.set(value.name, count);
	}
	return [...counts.values()].sort((a, b) => b.fired - a.fired || compareText(a.name, b.name));
}

/** What somebody asked to watch: until its time is over; without a time, while it is fresh or the incident open. */
function watchedAt(
	{ maintenances }: Content,
	known: readonly KnownIncident[],
	last: Interval,
	from: Instant,
): Watched[] {
	const records = [
		...known.map(({ response }) => ({
			record: response.id,
			open: response.open,
			notes: response.notes.map(({ note }) => note),
		})),
		...maintenances.map(({ id, notes }) => ({
			record: id,
			open: false,
			notes: notes.map(({ value }) => value),
		})),
	];
	return records.flatMap(({ record, open, notes }) =>
		notes.flatMap((note) => {
			if (note.kind !== 'watch') return [];
			const counts = note.until === undefined ? open || note.at >= last.start : note.until > from;
			const text = messageToText(note.body).replaceAll(/\s+/g, ' ');
			return counts ? [{ record, text, by: note.by, until: note.until }] : [];
		}),
	);
}

/** A hand-off in words, list by list; an empty list says so. */
export interface HandoffWords {
	week: string;
	primary: string;
	secondary: string;
	counts: string;
	notable: string[];
	watched: string[];
	actions: string[];
	planned: string[];
	alerts: string[];
	/** The organisation's checklist, in order. */
	checklist: HandoffPoint[];
}

/** Puts a hand-off into words. */
export function handoffWords(handoff: Handoff, content: Content): HandoffWords {
	const { zone, incidents, open, alerts, coming } = handoff;
	const print = timePrinter(zone, 'en');
	const name = (id: string | undefined) => (id === undefined ? 'nobody' : personName(content, id));
	const title = ({ response, level }: KnownIncident) =>
		`${level ? `${level.label} ` : ''}${response.title} (${response.id})`;
	const lists = {
		week: `${print.time(coming.start).day} to ${print.time(coming.end - 1).day}`,
		primary: name(handoff.primary),
		secondary: name(handoff.secondary),
		counts: [countIncidents(incidents, content), countDispositions(alerts)].join('; '),
		notable: [
			...open.map(
				(known) => `Open: ${title(known)}, since ${print.time(known.response.opened).text}`,
			),
			...incidents
				.filter(({ response }) => !response.open)
				.map((known) => `${title(known)}, ${lasted(known)}`),
		],
		watched: handoff.watched.map(
			({ text, record, until }) =>
				`${text.replace(/\.$/, '')} (${record}${until === undefined ? '' : `, until ${print.time(until).text}`})`,
		),
		actions: handoff.actions.map(
			({ action, owner, daysLate }) =>
				`${action.title.replace(/\.$/, '')} (${action.id}, ${owner}, due ${print.date(action.due)}${daysLate > 0 ? `, ${days(daysLate)} late` : ''})`,
		),
		planned: [
			...handoff.works.map(
				({ title: work, id, starts, ends }) =>
					`${work ?? id}: ${print.time(starts).text} to ${print.time(ends).short} (${id})`,
			),
			...handoff.swaps.map(
				({ person, start, end }) =>
					`${name(person)} instead, ${print.time(start).text} to ${print.time(end).text}`,
			),
		],
		alerts: alerts.map((count) => `${count.name}: ${count.fired} (${dispositionWords(count.by)})`),
	};
	const next = ({ response }: KnownIncident) => response.triage['next-steps'];
	return {
		...lists,
		checklist: handoffChecklist(
			handoff,
			{
				'open-incidents': open.map((known) =>
					[title(known), next(known) ?? 'nothing says what is next'].join(': '),
				),
				'alert-health': lists.alerts,
				changes: [...lists.planned, ...changesIn(handoff)],
				notes: lists.watched,
				actions: lists.actions,
				watch: lists.watched,
				counts: [lists.counts],
			},
			content,
			handoff.now,
		),
	};
}

/** Changes that incidents of the turn were linked with. */
const changesIn = ({ incidents, open }: Pick<Handoff, 'incidents' | 'open'>): string[] =>
	[...new Set([...open, ...incidents])].flatMap(({ response }) =>
		response.notes.flatMap(({ note }) =>
			note.kind === 'link' && note.what === 'change'
				? [`${note.name ?? note.url ?? 'A change'} (${response.id})`]
				: [],
		),
	);

/** The words of a hand-off as fields of a template. */
export function handoffFields(words: HandoffWords): Partial<Record<TemplateField, string>> {
	const joined = (list: readonly string[]) => (list.length === 0 ? 'nothing' : list.join('; '));
	return {
		week: words.week,
		primary: words.primary,
		secondary: words.secondary,
		counts: words.counts,
		notable: joined(words.notable),
		'watch-items': joined(words.watched),
		'pending-actions': joined(words.actions),
		'planned-changes': joined(words.planned),
		...(words.checklist.length > 0 && {
			checklist: words.checklist.map(({ text }) => `- ${text}`).join('\n'),
		}),
	};
}

/** The message where the organisation has no template of its own. Markdown that chat programs show well. */
export function builtInHandoff(words: HandoffWords): string {
	const list = (heading: string, items: readonly string[]) => [
		'',
		`**${heading}**`,
		...(items.length === 0 ? ['- Nothing.'] : items.map((item) => `- ${item}`)),
	];
	return [
		`**On call, ${words.week}: ${words.primary}, with ${words.secondary} behind**`,
		'',
		`Last turn: ${words.counts}.`,
		...list('Worth knowing', words.notable),
		...list('Still watched', words.watched),
		...list('Actions overdue or due', words.actions),
		...list('Planned', words.planned),
		...list('Alerts', words.alerts),
	].join('\n');
}

function countIncidents(incidents: readonly KnownIncident[], { severity }: Content): string {
	const levels = severity.levels.flatMap(({ id, label }) => {
		const number = incidents.filter(({ level }) => level?.id === id).length;
		return number === 0 ? [] : [`${label}: ${number}`];
	});
	const number = `${incidents.length} incident${incidents.length === 1 ? '' : 's'}`;
	return levels.length === 0 ? number : `${number} (${levels.join(', ')})`;
}

function countDispositions(alerts: readonly AlertCount[]): string {
	const total = alerts.reduce((sum, { fired }) => sum + fired, 0);
	const number = `${total} alert${total === 1 ? '' : 's'}`;
	if (total === 0) return number;
	const by: AlertCount['by'] = {};
	for (const name of dispositionOrder) {
		const sum = alerts.reduce((all, count) => all + (count.by[name] ?? 0), 0);
		if (sum > 0) by[name] = sum;
	}
	return `${number} (${dispositionWords(by)})`;
}

const dispositionOrder = ['true', 'false', 'duplicate', 'by-itself', 'unknown'] as const;
const dispositionNames: Record<(typeof dispositionOrder)[number], string> = {
	true: 'real',
	false: 'false alarm',
	duplicate: 'duplicate',
	'by-itself': 'over by itself',
	unknown: 'not judged yet',
};

function dispositionWords(by: AlertCount['by']): string {
	return dispositionOrder
		.flatMap((name) => {
			const number = by[name];
			return number === undefined ? [] : [`${number} ${dispositionNames[name]}`];
		})
		.join(', ');
}

function lasted({ response }: KnownIncident): string {
	const started = response.milestones['impact-started'] ?? response.opened;
	return response.resolvedAt === undefined
		? 'over'
		: `over after ${printDuration(Math.max(0, response.resolvedAt - started), 'en')}`;
}

const days = (count: number) => `${count} day${count === 1 ? '' : 's'}`;
