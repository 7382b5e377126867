/** What the files of a maintenance mean for customers. Total, like the fold of an incident; no clock. */
import type { MaintenanceUpdate } from '../schemas/maintenance.ts';
import type { MaintenanceStatus } from '../schemas/vocabulary.ts';
import type { Instant } from '../schemas/values.ts';
import type { Correction, Redaction } from './amendments.ts';
import { applyAmendments } from './amendments.ts';
import type { Interval } from './interval.ts';
import { dateReadings } from './readings.ts';
import type { MaintenanceFiles, Stored } from './stored.ts';
import { inOrder } from './stored.ts';
import type { Foreign, Translated, Translations } from './translation.ts';
import { fieldOf, translationsOf } from './translation.ts';

/** Where a maintenance stands at an instant. `late`: it should be over, and nobody has said that it is. */
export type MaintenancePhase =
	'scheduled' | 'in-progress' | 'late' | 'verifying' | 'completed' | 'cancelled';

/** One thing that customers were told of a maintenance. */
export interface MaintenanceWord {
	id: string;
	at: Instant;
	/** Last change to how it reads: a correction or redaction, of it or of what it takes over; else `at`. */
	updatedAt: Instant;
	/** What the maintenance is called after it. */
	title: string | undefined;
	status: MaintenanceStatus;
	/** Services that are worked on and the time it is to take, as known after it. */
	services: string[];
	planned: Interval | undefined;
	body: string | undefined;
	corrections: Correction[];
	redaction?: Redaction | undefined;
	/** Its title and text in other languages. */
	translations?: Translations | undefined;
	foreign?: Foreign | undefined;
	/** New times, where it moved those that were known. */
	moved?: Interval | undefined;
}

/** A maintenance as customers see it, and all that is needed to know its phase at any instant. */
export interface Maintenance {
	id: string;
	title: string | undefined;
	services: string[];
	/** When it is to begin and to be over. */
	starts: Instant;
	ends: Instant;
	endsByItself: boolean;
	/** When someone said that it began, was being checked, was over, or would not happen. */
	begunAt?: Instant | undefined;
	verifyingAt?: Instant | undefined;
	completedAt?: Instant | undefined;
	cancelledAt?: Instant | undefined;
	updates: MaintenanceWord[];
	createdAt: Instant;
	updatedAt: Instant;
	/** How often its times or state changed; calendars ask for it. */
	sequence: number;
	unshown: number;
	/** Its title in other languages. */
	translations?: Translations | undefined;
	foreign?: Foreign | undefined;
}

/** Folds the files of one maintenance. `undefined` if nothing readable says when it takes place. */
export function foldMaintenance(files: MaintenanceFiles): Maintenance | undefined {
	const entries = inOrder(files.updates);
	const { state, words } = foldWords(entries);
	if (Number.isNaN(state.starts)) return undefined;
	const updates = dateReadings(entries, words, (some) => foldWords(some).words);
	return {
		...state,
		ends: endOf(state),
		id: files.id,
		updates,
		createdAt: Math.min(...updates.map(({ at }) => at)),
		updatedAt: Math.max(...updates.map(({ updatedAt }) => updatedAt)),
		sequence: sequenceOf(entries),
		unshown: files.unshown.length,
	};
}

/** What is known of a maintenance from its words. */
type State = Omit<
	Maintenance,
	'id' | 'updates' | 'createdAt' | 'updatedAt' | 'sequence' | 'unshown'
>;

const unknown: State = {
	title: undefined,
	services: [],
	starts: NaN,
	ends: NaN,
	endsByItself: false,
};

/** @param entries in the order in which they count */
function foldWords(entries: readonly Stored<MaintenanceUpdate>[]): {
	state: State;
	words: MaintenanceWord[];
} {
	let state = unknown;
	let status: MaintenanceStatus = 'scheduled';
	const words: MaintenanceWord[] = [];
	let titles: Translated;
	for (const item of applyAmendments(entries, amend)) {
		const { entry, value, corrections, redaction, translations, updatedAt } = item;
		const before = state;
		const since = Math.min(value.since ?? value.at, value.at);
		status = value.status ?? status;
		if (value.title !== undefined) titles = fieldOf(translations, 'title');
		state = {
			...state,
			title: value.title ?? state.title,
			services: value.services ?? state.services,
			starts: value.starts ?? state.starts,
			ends: value.ends ?? state.ends,
			endsByItself: value.endsByItself ?? state.endsByItself,
			translations: translationsOf({ title: titles }),
			...(value.status && statedTimes(value.status, since, state)),
		};
		words.push({
			id: entry.op,
			at: value.at,
			updatedAt,
			title: state.title,
			body: value.body,
			corrections,
			redaction,
			translations: translationsOf({ title: titles, body: fieldOf(translations, 'body') }),
			status,
			services: state.services,
			planned: Number.isNaN(state.starts) ? undefined : { start: state.starts, end: endOf(state) },
			moved: movedTo(before, state),
		});
	}
	return { state, words };
}

/**
 * How often a calendar had to be told again. Counted over what was known after each file, not over what the
 * files say together: a correction that takes a change back is one more change.
 */
function sequenceOf(entries: readonly Stored<MaintenanceUpdate>[]): number {
	const known = entries.map((_, index) =>
		fingerprint(foldWords(entries.slice(0, index + 1)).state),
	);
	return known.filter((text, index) => index > 0 && text !== known[index - 1]).length;
}

/** Where it stands at `now`. */
export function phaseAt(maintenance: MaintenanceTimes, now: Instant): MaintenancePhase {
	const { starts, ends, endsByItself, begunAt, verifyingAt, completedAt, cancelledAt } =
		maintenance;
	if (cancelledAt !== undefined) return 'cancelled';
	if (completedAt !== undefined) return 'completed';
	if (now < Math.min(begunAt ?? starts, starts)) return 'scheduled';
	if (now >= ends && endsByItself) return 'completed';
	if (verifyingAt !== undefined) return 'verifying';
	return now < ends ? 'in-progress' : 'late';
}

/** The times of a maintenance, without its words. */
export type MaintenanceTimes = Pick<
	Maintenance,
	'starts' | 'ends' | 'endsByItself' | 'begunAt' | 'verifyingAt' | 'completedAt' | 'cancelledAt'
>;

/** The time in which it is in force, as known from its files: it ends when someone says so, or by itself. */
export function maintenanceInterval(maintenance: MaintenanceTimes): Interval | undefined {
	const { starts, ends, endsByItself, begunAt, completedAt, cancelledAt } = maintenance;
	const start = Math.min(begunAt ?? starts, starts);
	// Cancelled before it began, it never was; cancelled midway, it was until then.
	const end = completedAt ?? cancelledAt ?? (endsByItself ? ends : Infinity);
	return start < end ? { start, end } : undefined;
}

/** What saying a status sets, and what it takes back. */
function statedTimes(
	status: MaintenanceStatus,
	since: Instant,
	state: Partial<Maintenance>,
): Partial<Maintenance> {
	const none = { verifyingAt: undefined, completedAt: undefined, cancelledAt: undefined };
	switch (status) {
		case 'scheduled':
			return { ...none, begunAt: undefined };
		case 'in-progress':
			return { ...none, begunAt: state.begunAt ?? since };
		case 'verifying':
			// What is being checked has begun, even if nobody said so.
			return { ...none, begunAt: state.begunAt ?? since, verifyingAt: since };
		case 'completed':
			return { ...none, completedAt: since };
		case 'cancelled':
			return { ...none, cancelledAt: since };
	}
}

type Times = Pick<Maintenance, 'starts' | 'ends'>;

/** When it should be over; at once where nobody said when. */
const endOf = ({ starts, ends }: Times) => (Number.isNaN(ends) ? starts : ends);

/** The new times, if there were others before. */
function movedTo(before: Times, after: Times): Interval | undefined {
	if (Number.isNaN(before.starts)) return undefined;
	if (before.starts === after.starts && endOf(before) === endOf(after)) return undefined;
	return { start: after.starts, end: endOf(after) };
}

/** What a calendar would have to be told again. */
function fingerprint(state: Partial<Maintenance>): string {
	const { title, services, starts, ends, completedAt, cancelledAt } = state;
	return JSON.stringify([title, services, starts, ends, completedAt, cancelledAt]);
}

/** What an update says after a correction. */
function amend(value: MaintenanceUpdate, by: MaintenanceUpdate): MaintenanceUpdate {
	return {
		...value,
		title: by.title ?? value.title,
		status: by.status ?? value.status,
		since: by.since ?? value.since,
		services: by.services ?? value.services,
		starts: by.starts ?? value.starts,
		ends: by.ends ?? value.ends,
		endsByItself: by.endsByItself ?? value.endsByItself,
	};
}
