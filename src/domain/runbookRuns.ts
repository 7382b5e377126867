/**
 * How long what is kept of a runbook may be relied on. A guard is a check of the present state, so it holds for a
 * short time. A value says which machine is meant, so another one begins a fresh run. What was written on a tape
 * outlasts all of it.
 */
import type { Instant } from '../schemas/values.ts';
import type { Progress, RunbookProgress } from './runbookProgress.ts';
import { longestTape, noProgress } from './runbookProgress.ts';

/** After half an hour somebody has to look again before a guarded command is copied. */
export const guardLasts = 30 * 60_000;
/** Followed for no incident: after so long it was another trouble, and its values are wrong for this one. */
const runLasts = 12 * 3_600_000;

/** Whether a guard that was ticked at an instant still counts; not so if a clock has jumped in between. */
export function guardHolds(ticked: Instant | undefined, now: Instant): boolean {
	return ticked !== undefined && Math.abs(now - ticked) < guardLasts;
}

/** Keeps a value, or forgets it if it is empty. */
export function keepValue(progress: Progress, name: string, value: string, now: Instant): void {
	if (value === '') {
		Reflect.deleteProperty(progress.values, name);
		Reflect.deleteProperty(progress.valuesAt, name);
		return;
	}
	progress.values[name] = value;
	progress.valuesAt[name] = now;
}

/** A value that a link brings in place of another. */
export interface ChangedValue {
	name: string;
	from: string;
	to: string;
}

/**
 * Values of a link that differ from those in force.
 *
 * @param defaults of variables; they were in force if the runbook was begun
 */
export function changedValues(
	brought: Readonly<Record<string, string>>,
	progress: Progress,
	runbook: string,
	defaults: Readonly<Record<string, string | undefined>>,
): ChangedValue[] {
	const begun = progress.runbooks[runbook]?.begun !== undefined;
	return Object.entries(brought).flatMap(([name, to]) => {
		const from = progress.values[name] ?? (begun ? defaults[name] : undefined);
		return from === undefined || from === to ? [] : [{ name, from, to }];
	});
}

/** A run for no incident is over: nothing of it counts, and its tape is laid aside. */
export function laidAside({ tape, earlier, touched }: Progress): Progress {
	return { ...noProgress(), earlier: [...earlier, ...tape].slice(-longestTape), touched };
}

/**
 * The same incident, for other values: the runbook is begun again, no guard of any other counts, and the tape of the
 * incident goes on.
 */
export function begunAfresh(progress: Progress, runbook: string): Progress {
	const others = Object.entries(progress.runbooks)
		.filter(([id]) => id !== runbook)
		.map(([id, own]): [string, RunbookProgress] => [id, { ...own, guards: {} }]);
	return { ...progress, values: {}, valuesAt: {}, runbooks: Object.fromEntries(others) };
}

/** What is kept for no incident, as far as it still counts. */
export function ofThisTrouble(progress: Progress, now: Instant): Progress {
	return now - progress.touched > runLasts ? laidAside(progress) : progress;
}

/** Names of values that were given before an instant. */
export function keptBefore(
	{ values, valuesAt }: Progress,
	names: readonly string[],
	opened: Instant,
): string[] {
	return names.filter((name) => values[name] !== undefined && (valuesAt[name] ?? 0) < opened);
}

/** Since when some values are kept: since the oldest of them. */
export function keptSince({ valuesAt, touched }: Progress, names: readonly string[]): Instant {
	// An older version of the page wrote down no times.
	return Math.min(...names.map((name) => valuesAt[name] ?? touched));
}
