/** Timeboxes of a runbook that is followed: which are over. A browser asks, every second. */
import type { Instant, Milliseconds } from '../schemas/values.ts';
import type { RunbookProgress } from './runbookProgress.ts';

/** What is timed of a runbook. */
export interface TimedRunbook {
	steps: readonly {
		id: string;
		title: string;
		timebox?: Milliseconds;
		/** It changes something. */
		changes: boolean;
	}[];
	timeboxes: { triage?: Milliseconds; firstAction?: Milliseconds; resolve?: Milliseconds };
}

/** Something that may take so long. */
export interface Timebox {
	/** `undefined` for a timebox of the whole runbook. */
	step: string | undefined;
	/** What is said when it is over. */
	what: string;
	begun: Instant;
	length: Milliseconds;
}

/** Timeboxes that are over at `now`; none before the runbook is begun, none after it is ended. */
export function overruns(data: TimedRunbook, own: RunbookProgress, now: Instant): Timebox[] {
	if (own.begun === undefined || own.ended !== undefined) return [];
	return running(data, own, own.begun).filter(({ begun, length }) => now - begun > length);
}

/** The one that matters most, which is the one that was to take longest: a whole runbook before one of its steps. */
export function worstOverrun(late: readonly Timebox[]): Timebox | undefined {
	return late.toSorted((a, b) => b.length - a.length || a.begun - b.begun)[0];
}

/** What is being timed. */
function running(data: TimedRunbook, own: RunbookProgress, begun: Instant): Timebox[] {
	const changing = data.steps.filter(({ changes }) => changes);
	const { triage, firstAction, resolve } = data.timeboxes;
	const whole = (what: string, length: Milliseconds | undefined, over: boolean): Timebox[] =>
		length === undefined || over ? [] : [{ step: undefined, what, begun, length }];
	return [
		...data.steps.flatMap(({ id, title, timebox }): Timebox[] => {
			const { begun: from, done } = own.steps[id] ?? {};
			return timebox === undefined || from === undefined || done !== undefined
				? []
				: [
						{
							step: id,
							what: `“${title}” takes longer than planned.`,
							begun: from,
							length: timebox,
						},
					];
		}),
		...whole(
			'Finding out takes longer than planned.',
			triage,
			changing.some(({ id }) => own.steps[id]?.begun !== undefined),
		),
		...whole(
			'Nothing has been changed yet, and something should have been.',
			firstAction,
			changing.some(({ id }) => (own.steps[id]?.done ?? own.steps[id]?.copied) !== undefined),
		),
		...whole('It should be over by now.', resolve, false),
	];
}
