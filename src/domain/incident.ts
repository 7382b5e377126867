/**
 * What the files of an incident mean for customers. The fold is total: every set of files that are each
 * valid has a meaning, in whatever order they arrived. It looks at no clock.
 */
import type { IncidentUpdate, Report } from '../schemas/incident.ts';
import type { Condition, IncidentStatus } from '../schemas/vocabulary.ts';
import type { Instant } from '../schemas/values.ts';
import type { Amended, Correction, Redaction } from './amendments.ts';
import { applyAmendments } from './amendments.ts';
import { worstCondition } from './condition.ts';
import type { Interval } from './interval.ts';
import { dateReadings } from './readings.ts';
import type { IncidentFiles, Stored } from './stored.ts';
import { inOrder } from './stored.ts';
import type { Foreign, Translated, Translations } from './translation.ts';
import { fieldOf, translationsOf } from './translation.ts';

/** A stretch of time in which an incident gave a service a condition other than operational. */
export interface Affliction extends Interval {
	service: string;
	condition: Condition;
}

/** One thing that customers were told, as it reads today. */
export interface ShownUpdate {
	/** Six characters; its address is `#<id>` on the incident's page. */
	id: string;
	at: Instant;
	/** Last change to how it reads: a correction or redaction, of it or of what it takes over; else `at`. */
	updatedAt: Instant;
	/** What the incident is called after it. */
	title: string | undefined;
	/** Where the incident stands after it. */
	status: IncidentStatus;
	/** The worst that any service is said to be after it. */
	condition: Condition;
	/** Markdown; `undefined` where the text was redacted or never there. */
	body: string | undefined;
	/** What it said of services, with the instant from which. */
	statements: Statement[];
	/** Earlier texts that were replaced, oldest first; none of them if it was redacted since. */
	corrections: Correction[];
	redaction?: Redaction | undefined;
	/** Its title, text and reason in other languages. */
	translations?: Translations | undefined;
	foreign?: Foreign | undefined;
	/** Says that the incident was opened by mistake. */
	retracts: boolean;
	/** Says which incident this one turned out to be. */
	duplicateOf?: string | undefined;
	/** Why it retracts. */
	reason?: string | undefined;
	nextUpdate?: Instant | undefined;
}

/** What an update says of one service. */
export interface Statement {
	service: string;
	condition: Condition;
	since: Instant;
}

/** An incident as customers see it. */
export interface Incident {
	id: string;
	/** `undefined` if no update carries a title. */
	title: string | undefined;
	status: IncidentStatus;
	open: boolean;
	/** Oldest first. */
	updates: ShownUpdate[];
	/** The latest stated condition of every service it ever named, in the order they were named. */
	services: { id: string; condition: Condition; worst: Condition }[];
	/** Times in which services were not operational, in order; `end` is `Infinity` while it goes on. */
	afflictions: Affliction[];
	/** The worst condition it ever stated. */
	impact: Condition;
	/** When customers first felt it. */
	startedAt: Instant;
	resolvedAt?: Instant | undefined;
	/** When the first and the last thing was said. */
	createdAt: Instant;
	updatedAt: Instant;
	/** By when there will be news; not after it is resolved. */
	nextUpdate?: Instant | undefined;
	workaround?: string | undefined;
	retraction?: { at: Instant; reason: string } | undefined;
	duplicateOf?: string | undefined;
	/** Number of updates that could not be read and are not shown. */
	unshown: number;
	report?: Report | undefined;
	reportTranslations?: IncidentFiles['reportTranslations'];
	/** The language of the report, where it is another than that of the page. */
	reportLanguage?: string | undefined;
	/** Its title and workaround in other languages. */
	translations?: Translations | undefined;
	foreign?: Foreign | undefined;
}

/** Folds the files of one incident. */
export function foldIncident(files: IncidentFiles): Incident {
	const incident = foldUpdates(files);
	const updates = dateReadings(
		files.updates,
		incident.updates,
		(updates) => foldUpdates({ ...files, updates }).updates,
	);
	return { ...incident, updates };
}

function foldUpdates(files: IncidentFiles): Incident {
	const amended = amendedUpdates(files.updates);
	const updates: ShownUpdate[] = [];
	const steps = new Map<string, Step[]>();
	const worst = new Map<string, Condition>();
	let status: IncidentStatus = 'investigating';
	let title: string | undefined;
	let resolved: { since: Instant; at: Instant } | undefined;
	let nextUpdate: Instant | undefined;
	let workaround: string | undefined;
	let titles: Translated;
	let workarounds: Translated;
	let retraction: Incident['retraction'];
	let duplicateOf: string | undefined;

	for (const item of amended) {
		const { value } = item;
		const { at } = value;
		const since = Math.min(value.since ?? at, at);
		if (value.title !== undefined) {
			title = value.title;
			titles = fieldOf(item.translations, 'title');
		}
		if (value.retracts) {
			status = 'resolved';
			retraction = { at, reason: value.reason ?? '' };
		} else if (value.status) {
			status = value.status;
			if (status !== 'resolved') retraction = undefined;
		}
		const ends = value.retracts === true || value.status === 'resolved';
		// Whoever says that a service is down says that it is not over; a retraction stands until a status.
		if (!ends && status === 'resolved' && !retraction && saysTrouble(value)) {
			status = 'investigating';
		}
		const statements = stated(value, since, ends, [...steps.keys()]);
		for (const statement of statements) {
			paint(steps, statement);
			worst.set(
				statement.service,
				worstCondition([worst.get(statement.service) ?? 'operational', statement.condition]),
			);
		}
		resolved = status === 'resolved' ? (ends ? { since, at } : resolved) : undefined;
		// A promise is kept by the next word, whatever it says; only the latest word's own promise stands.
		nextUpdate = ends ? undefined : value.nextUpdate;
		if (value.workaround !== undefined) {
			workaround = value.workaround.toLowerCase() === 'none' ? undefined : value.workaround;
			workarounds = fieldOf(item.translations, 'workaround');
		}
		duplicateOf = value.duplicateOf ?? duplicateOf;
		const condition = worstCondition(
			retraction ? [] : [...steps.values()].map((list) => list.at(-1)?.condition ?? 'operational'),
		);
		updates.push({ ...shown(item, statements, titles), title, status, condition });
	}

	const cleared = retraction !== undefined;
	const afflictions = cleared ? [] : afflictionsOf(steps);
	const unclear = files.unshown.some(
		({ namedAt }) => !resolved || (namedAt ?? Infinity) > resolved.at,
	);
	const nominal = nominalInstant(files);
	const createdAt = Math.min(...amended.map(({ value }) => value.at));
	const firstSince = Math.min(
		...amended.map(({ value }) => Math.min(value.since ?? value.at, value.at)),
	);
	const open = status !== 'resolved' || unclear;

	return {
		id: files.id,
		title,
		// What an unreadable update said is not known; until someone says so again, nothing is over.
		status: open && status === 'resolved' ? 'monitoring' : status,
		open,
		updates,
		services: [...steps.keys()].map((id) => ({
			id,
			condition: cleared ? 'operational' : (steps.get(id)?.at(-1)?.condition ?? 'operational'),
			worst: worst.get(id) ?? 'operational',
		})),
		afflictions,
		impact: cleared ? 'operational' : worstCondition(worst.values()),
		startedAt: finite(
			Math.min(...afflictions.map(({ start }) => start)),
			finite(firstSince, nominal),
		),
		resolvedAt: open ? undefined : resolved?.since,
		createdAt: finite(createdAt, nominal),
		updatedAt: finite(Math.max(...updates.map((update) => update.updatedAt)), nominal),
		nextUpdate: open ? nextUpdate : undefined,
		workaround: open ? workaround : undefined,
		retraction,
		duplicateOf: duplicateOf === files.id ? undefined : duplicateOf,
		unshown: files.unshown.length,
		report: files.report,
		reportTranslations: files.reportTranslations,
		translations: translationsOf({ title: titles, workaround: workarounds }),
	};
}

/** The updates of an incident as they read today, in the order in which they count. */
export function amendedUpdates(
	updates: readonly Stored<IncidentUpdate>[],
): Amended<IncidentUpdate>[] {
	return applyAmendments(inOrder(updates), amend);
}

/** What an update says after a correction: the correction's fields where it has any; its instant stays. */
function amend(value: IncidentUpdate, by: IncidentUpdate): IncidentUpdate {
	return {
		...value,
		title: by.title ?? value.title,
		status: by.status ?? value.status,
		since: by.since ?? value.since,
		services: by.services ? { ...value.services, ...by.services } : value.services,
		nextUpdate: by.nextUpdate ?? value.nextUpdate,
		workaround: by.workaround ?? value.workaround,
		retracts: by.retracts ?? value.retracts,
		duplicateOf: by.duplicateOf ?? value.duplicateOf,
	};
}

/** Whether an update gives any service a condition other than operational. */
const saysTrouble = ({ services }: IncidentUpdate) =>
	Object.values(services ?? {}).some(({ condition }) => condition !== 'operational');

/** What an update says of services; one that ends the incident makes all of them operational. */
function stated(
	value: IncidentUpdate,
	since: Instant,
	ends: boolean,
	known: readonly string[],
): Statement[] {
	const named = Object.entries(value.services ?? {}).map(([service, statement]) => ({
		service,
		condition: ends ? ('operational' as const) : statement.condition,
		since: Math.min(statement.since ?? since, value.at),
	}));
	if (!ends) return named;
	const rest = known.filter((service) => !Object.hasOwn(value.services ?? {}, service));
	return [
		...named,
		...rest.map((service) => ({ service, condition: 'operational' as const, since })),
	];
}

/** From an instant on, a condition. */
interface Step {
	since: Instant;
	condition: Condition;
}

/** The latest statement about an instant wins: it paints over all that was said of its time and after. */
function paint(steps: Map<string, Step[]>, { service, condition, since }: Statement) {
	const kept = (steps.get(service) ?? []).filter((step) => step.since < since);
	steps.set(service, [...kept, { since, condition }]);
}

function afflictionsOf(steps: ReadonlyMap<string, readonly Step[]>): Affliction[] {
	return [...steps]
		.flatMap(([service, list]) =>
			list.map(({ since, condition }, index) => ({
				service,
				condition,
				start: since,
				end: list[index + 1]?.since ?? Infinity,
			})),
		)
		.filter(({ condition }) => condition !== 'operational')
		.sort((a, b) => a.start - b.start || (a.service < b.service ? -1 : 1));
}

function shown(
	{ entry, value, corrections, redaction, translations, updatedAt }: Amended<IncidentUpdate>,
	statements: Statement[],
	titles: Translated,
): Omit<ShownUpdate, 'title' | 'status' | 'condition'> {
	return {
		id: entry.op,
		at: value.at,
		updatedAt,
		body: value.body,
		statements,
		corrections,
		redaction,
		translations: translationsOf({
			title: titles,
			body: fieldOf(translations, 'body'),
			reason: fieldOf(translations, 'reason'),
		}),
		retracts: value.retracts === true,
		duplicateOf: value.duplicateOf,
		reason: value.reason,
		nextUpdate: value.nextUpdate,
	};
}

/** For a record none of whose updates can be read: the instant in a file's name, else the day in its id. */
function nominalInstant({ id, unshown }: IncidentFiles): Instant {
	const named = unshown.flatMap(({ namedAt }) => namedAt ?? []);
	if (named.length > 0) return Math.min(...named);
	const day = Date.parse(`${id.slice(0, 10)}T00:00:00Z`);
	return Number.isNaN(day) ? 0 : day;
}

/** `Math.min()` of nothing is not a time. */
const finite = (value: number, otherwise: number) => (Number.isFinite(value) ? value : otherwise);
