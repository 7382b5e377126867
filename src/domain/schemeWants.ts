/** What the scheme asks of a level, as lengths of time that prose can be held against. */
import type { OnCall } from '../schemas/onCall.ts';
import type { Level, Severity } from '../schemas/severity.ts';
import type { Instant, Milliseconds } from '../schemas/values.ts';
import { atOnce, cadenceRange } from './deadlines.ts';
import { evaluate } from './predicate.ts';
import { versionAt } from './version.ts';

/** The scheme, and the ladders by which people are called. */
export interface Scheme {
	severity: Severity;
	ladders: OnCall['ladders'];
}

/** What a level can ask for. */
export type Wish =
	| 'acknowledge'
	| 'mitigate'
	| 'resolve'
	| 'update'
	| 'post-mortem'
	| 'notify'
	| 'escalate'
	| 'war-room';

/** A length of time that the scheme names. */
export interface Wanted {
	min: Milliseconds;
	max: Milliseconds;
	business: boolean;
	/** Anything between the ends agrees as well. */
	between: boolean;
}

/**
 * Every length that a level has for a wish; none where it has none, or where the words speak of somebody of whom it
 * says nothing.
 *
 * @param words what stands around the number; it says who is told or called
 */
export function wantedOf(
	wish: Wish,
	level: Level,
	{ severity, ladders }: Scheme,
	now: Instant,
	words: string,
): Wanted[] {
	switch (wish) {
		case 'update':
			return versionAt(level.updates, now).flatMap(({ cadence }) => {
				const range = cadenceRange(cadence);
				return range ? [{ ...range, business: false, between: true }] : [];
			});
		case 'post-mortem':
			// Only rules that the level alone decides; others may ask for less time or more.
			return severity.postMortem.required
				.filter(({ when }) => evaluate(when, { rank: level.rank, level: level.id }) === true)
				.flatMap(({ within }) => (within === undefined ? [] : [exact(within)]));
		case 'notify':
			return told(level, words).map((within) => exact(within));
		case 'escalate':
			return calls(level, ladders, words, now).map((after) => exact(after));
		case 'war-room': {
			if (!level.warRoom) return [];
			const { within } = level.warRoom;
			return within === 0
				? [{ min: 0, max: atOnce, business: false, between: true }]
				: [exact(within)];
		}
		default: {
			const target = versionAt(level.targets, now)[wish];
			return target && 'within' in target
				? [exact(target.within, target.clock === 'business')]
				: [];
		}
	}
}

const exact = (within: Milliseconds, business = false): Wanted => ({
	min: within,
	max: within,
	business,
	between: false,
});

/** Within what time those have to be told of whom the words speak. */
function told({ notify }: Level, words: string): Milliseconds[] {
	const has = (phrase: string) =>
		new RegExp(`(?<![\\w-])${RegExp.escape(phrase)}(?![\\w-])`, 'i').test(words);
	const lastWord = (who: string) => (/(\p{L}{5,})$/u.exec(who)?.[1] ?? '').replace(/s$/, '');
	const whole = notify.filter(({ who }) => who.includes(' ') && has(who));
	const spokenOf =
		whole.length > 0
			? whole
			: notify.filter(({ who }) => {
					const word = lastWord(who);
					return word !== '' && (has(word) || has(`${word}s`));
				});
	return spokenOf.flatMap(({ within }) => within ?? []);
}

interface Step {
	to: string;
	after: Milliseconds[];
}

/** After what time somebody is called: by the level, or by its ladder, counted from the alert or from the step before. */
function calls(
	level: Level,
	ladders: OnCall['ladders'],
	words: string,
	now: Instant,
): Milliseconds[] {
	const ladder = ladders.find(({ id }) => id === level.ladder);
	const steps: Step[] = [
		...level.escalate.map(({ to, after, noProgress }) => ({
			to,
			after: [after, noProgress].filter((length) => length !== undefined),
		})),
		...(ladder ? versionAt(ladder.steps, now) : []).map((step, index, all) => {
			const before = all[index - 1];
			return {
				to: Object.values(step.to)[0] ?? '',
				after: [
					step.after,
					...(before ? [step.after - before.after] : []),
					...(before?.answerWithin === undefined ? [] : [before.answerWithin]),
				],
			};
		}),
	];
	const named = steps.filter(({ to }) => nameIn(words, to));
	// Somebody of whom the scheme says nothing: so nothing is known of the time either.
	if (named.length === 0 && /\bescalat\w*(?:\s+\w+){0,3}?\s+to\b/i.test(words)) return [];
	return (named.length > 0 ? named : steps).flatMap(({ after }) => after);
}

const nameIn = (words: string, id: string) =>
	new RegExp(`(?<![\\w-])${RegExp.escape(id.replaceAll('-', ' '))}(?![\\w-])`, 'i').test(words);
