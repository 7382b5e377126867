/** What responders know of an incident, folded from its folder. Never for customers. Total; no clock. */
import type { Alert } from '../schemas/evidence.ts';
import type { Note, NoteOf } from '../schemas/note.ts';
import type { IncidentStatus, Milestone } from '../schemas/vocabulary.ts';
import type { Instant } from '../schemas/values.ts';
import { originalOf } from './duplicates.ts';
import type { Incident } from './incident.ts';
import { foldIncident } from './incident.ts';
import type { FactValue } from './predicate.ts';
import type { IncidentRecord, Stored } from './stored.ts';
import { inOrder } from './stored.ts';

/** An alert with its id. */
export interface StoredAlert {
	id: string;
	value: Alert;
}

/** A level an incident had, from an instant on. */
export interface LevelStep {
	at: Instant;
	level: string;
	by: string;
	reason: string | undefined;
	rule: string | undefined;
}

/** One line of the timeline: a note, or a public update. */
export type TimelineEntry =
	| { at: Instant; since: Instant; op: string; note: Note }
	| { at: Instant; since: Instant; op: string; update: Incident['updates'][number] };

/** Everything that responders know of an incident. */
export interface Response {
	id: string;
	/** What customers were told; `undefined` if nothing. */
	shown: Incident | undefined;
	title: string;
	status: IncidentStatus;
	open: boolean;
	example: boolean;
	backfilled: boolean;
	/** When it was opened; without `index.md`, when the first thing was written. */
	opened: Instant;
	by: string | undefined;
	/** Oldest first. */
	levels: LevelStep[];
	/** Who has which role. */
	roles: { role: string; person: string; since: Instant }[];
	milestones: Partial<Record<Milestone, Instant>>;
	detectedBy: string | undefined;
	acknowledgedBy: string | undefined;
	alerts: StoredAlert[];
	/** Answers to the organisation's facts, the latest each. */
	answers: Record<string, FactValue>;
	triage: Record<string, string>;
	timeline: TimelineEntry[];
	notes: { op: string; note: Note }[];
	escalations: NoteOf<'escalated'>[];
	mitigations: NoteOf<'mitigation'>[];
	runbooks: NoteOf<'runbook-used'>[];
	/** The latest outcome of each item. */
	verification: Record<string, NoteOf<'verification'>>;
	closedOut: string[];
	cause: NoteOf<'cause'> | undefined;
	/** The latest that a note says; `incidentReferences.ts` gives one to those without. */
	reference: string | undefined;
	meeting: Instant | undefined;
	excludedFromMetrics: string | undefined;
	nearMiss: boolean;
	duplicateOf: string | undefined;
	/** When the last thing was written, of any kind. */
	lastWord: Instant;
	resolvedAt: Instant | undefined;
}

/**
 * Folds one incident with its notes.
 *
 * @param alerts every alert that is known; those that name the incident, or that it names, are taken
 */
export function foldResponse(
	record: IncidentRecord,
	alerts: readonly StoredAlert[] = [],
): Response {
	const { index } = record;
	const shown =
		record.updates.length + record.unshown.length > 0 ? foldIncident(record) : undefined;
	const notes = inOrder(record.notes);
	const of = <K extends Note['kind']>(kind: K) =>
		notes.map(({ value }) => value).filter((note): note is NoteOf<K> => note.kind === kind);

	const own = alertsOf(record, of('alert'), alerts);
	const firstWord = Math.min(
		...notes.map(({ value }) => value.at),
		...(shown ? [shown.createdAt] : []),
	);
	const opened = index?.opened ?? (Number.isFinite(firstWord) ? firstWord : dayInId(record.id));
	const ending = notes.findLast(
		({ value }) => value.kind === 'resolved' || value.kind === 'reopened',
	)?.value;
	const resolvedNote = ending?.kind === 'resolved' ? ending : undefined;
	const resolvedAt = shown ? shown.resolvedAt : resolvedNote && trueFrom(resolvedNote);
	const status = shown?.status ?? (resolvedNote ? 'resolved' : 'investigating');
	const review = of('review');
	const timeline = timelineOf(notes, shown);
	const acknowledged = of('acknowledged')[0];

	return {
		id: record.id,
		shown,
		title: index?.title ?? shown?.title ?? record.id,
		status,
		open: shown ? shown.open : !resolvedNote,
		example: index?.example === true,
		backfilled: index?.backfilled === true,
		opened,
		by: index?.by,
		levels: levelsOf(index, opened, of('severity')),
		roles: rolesOf(of('role')),
		milestones: milestonesOf(of('milestone'), {
			'impact-started': shown && shown.updates.length > 0 ? shown.startedAt : undefined,
			alerted: earliest(own.map(({ value }) => value.fired)),
			declared: opened,
			acknowledged: earliest([
				...(acknowledged ? [trueFrom(acknowledged)] : []),
				...own.flatMap(({ value }) => value.acknowledged ?? []),
			]),
			resolved: resolvedAt,
		}),
		detectedBy: of('milestone').findLast((note) => note.detectedBy)?.detectedBy,
		acknowledgedBy: acknowledged?.by ?? own.find(({ value }) => value.by)?.value.by,
		alerts: own,
		answers: Object.assign({}, ...of('impact').map(({ facts }) => facts)) as Record<
			string,
			FactValue
		>,
		triage: Object.assign({}, ...of('triage').map(({ answers }) => answers)) as Record<
			string,
			string
		>,
		timeline,
		notes: notes.map(({ op, value }) => ({ op, note: value })),
		escalations: of('escalated'),
		mitigations: of('mitigation'),
		runbooks: of('runbook-used'),
		verification: Object.fromEntries(of('verification').map((note) => [note.item, note])),
		closedOut: [...new Set(of('close-out').map(({ item }) => item))],
		cause: of('cause').at(-1),
		reference: of('reference').at(-1)?.reference,
		meeting: review.findLast(({ meeting }) => meeting !== undefined)?.meeting,
		excludedFromMetrics: review.findLast((note) => note.excludeFromMetrics)?.reason,
		nearMiss: review.some((note) => note.nearMiss),
		duplicateOf: of('duplicate').at(-1)?.of ?? shown?.duplicateOf,
		lastWord: timeline.at(-1)?.at ?? opened,
		resolvedAt,
	};
}

/** Follows duplicates to the incident that is meant: they are over when that one is. */
export function joinDuplicateResponses(responses: readonly Response[]): Response[] {
	const byId = new Map(responses.map((response) => [response.id, response]));
	return responses.map((response) => {
		const original = originalOf(response, byId);
		if (!original) return { ...response, duplicateOf: undefined };
		return {
			...response,
			duplicateOf: original.id,
			open: false,
			status: original.open ? response.status : 'resolved',
			resolvedAt: response.resolvedAt ?? original.resolvedAt,
		};
	});
}

/** The level an incident had at `instant`; before its first, the first. */
export function levelAt(
	{ levels }: Pick<Response, 'levels'>,
	instant: Instant,
): LevelStep | undefined {
	return levels.findLast(({ at }) => at <= instant) ?? levels[0];
}

/** The level an incident has now. */
export function currentLevel({ levels }: Pick<Response, 'levels'>): LevelStep | undefined {
	return levels.at(-1);
}

function alertsOf(
	{ id, index }: IncidentRecord,
	notes: readonly NoteOf<'alert'>[],
	alerts: readonly StoredAlert[],
): StoredAlert[] {
	const named = new Set([
		...(index?.alert ? [index.alert] : []),
		...notes.flatMap((note) => note.alerts),
	]);
	return alerts
		.filter((alert) => named.has(alert.id) || alert.value.incident === id)
		.sort((a, b) => a.value.fired - b.value.fired || (a.id < b.id ? -1 : 1));
}

/** The latest note about an instant wins: it takes the place of all that was said of its time and after. */
function levelsOf(
	index: IncidentRecord['index'],
	opened: Instant,
	notes: readonly NoteOf<'severity'>[],
): LevelStep[] {
	let steps: LevelStep[] = index?.level
		? [{ at: opened, level: index.level, by: index.by, reason: undefined, rule: undefined }]
		: [];
	for (const note of notes) {
		const { level, by, reason, rule } = note;
		const at = trueFrom(note);
		steps = [...steps.filter((step) => step.at < at), { at, level, by, reason, rule }];
	}
	return steps;
}

/** When what a note says became true: never after it was written down. */
const trueFrom = ({ at, since = at }: Pick<Note, 'at' | 'since'>): Instant => Math.min(since, at);

function rolesOf(notes: readonly NoteOf<'role'>[]): Response['roles'] {
	const roles = new Map<string, Response['roles'][number]>();
	for (const note of notes) {
		const { role, person } = note;
		if (person === undefined) roles.delete(role);
		else roles.set(role, { role, person, since: trueFrom(note) });
	}
	return [...roles.values()];
}

function milestonesOf(
	notes: readonly NoteOf<'milestone'>[],
	derived: Partial<Record<Milestone, Instant | undefined>>,
): Response['milestones'] {
	const said = Object.fromEntries(notes.map((note) => [note.milestone, trueFrom(note)]));
	const known = Object.entries(derived).filter(([, instant]) => instant !== undefined);
	return { ...Object.fromEntries(known), ...said };
}

function timelineOf(notes: readonly Stored<Note>[], shown: Incident | undefined): TimelineEntry[] {
	return [
		...notes.map(({ op, value }) => ({
			at: value.at,
			since: trueFrom(value),
			op,
			note: value,
		})),
		...(shown?.updates ?? []).map((update) => ({
			at: update.at,
			since: update.at,
			op: update.id,
			update,
		})),
	].sort((a, b) => a.at - b.at || (a.op < b.op ? -1 : 1));
}

const earliest = (instants: readonly Instant[]) =>
	instants.length > 0 ? Math.min(...instants) : undefined;

function dayInId(id: string): Instant {
	const day = Date.parse(`${id.slice(0, 10)}T00:00:00Z`);
	return Number.isNaN(day) ? 0 : day;
}
