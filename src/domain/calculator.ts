/** From answers to a level, with the rule that decided it. Pure; browsers ask it with every answer. */
import type { Predicate } from '../schemas/predicate.ts';
import type { Level, Severity } from '../schemas/severity.ts';
import type { Instant } from '../schemas/values.ts';
import type { GradingLevel } from './level.ts';
import { firedRules, isInForce, levelsAt } from './level.ts';
import type { Facts } from './predicate.ts';
import { evaluate, factsIn } from './predicate.ts';

/** The part of a scheme that decides levels; what a page hands to its script. */
export interface GradingScheme {
	unsure: Severity['unsure'];
	levels: readonly (GradingLevel & Pick<Level, 'label' | 'name'>)[];
	rules: Severity['rules'];
}

/** What answers come to. */
export interface Grading {
	/** The level; `undefined` if nothing that was answered asks for one. */
	level: GradingScheme['levels'][number] | undefined;
	/** Every criterion and rule that asks for this level. */
	because: string[];
	/** It may be lowered again only with a reason. */
	untilProvenOtherwise: boolean;
	/** What rules ask for beside a level: whom to tell, what to do. */
	also: { text: string; notify: string[]; do: string | undefined }[];
	/** Worse levels that answers which are still missing could bring, the worst first. */
	open: { label: string; text: string; facts: string[] }[];
}

/** Grades what is known at `now`. */
export function grade(scheme: GradingScheme, answers: Facts, now: Instant): Grading {
	// The calculator is asked of something that is happening.
	const facts: Facts = { open: true, ...answers };
	const fired = firedRules(scheme, facts, now);
	const level = fired[0]?.level;
	const deciding = fired.filter((rule) => rule.level.id === level?.id);
	const graded: Facts = { ...facts, ...(level && { level: level.id, rank: level.rank }) };
	return {
		level,
		because: [...new Set(deciding.map(({ text }) => text))],
		untilProvenOtherwise: deciding.some((rule) => rule.untilProvenOtherwise),
		also: inForce(scheme.rules, now)
			.filter(
				({ when, notify, do: action }) =>
					(notify.length > 0 || action !== undefined) && evaluate(when, graded) === true,
			)
			.map(({ text, notify, do: action }) => ({
				text,
				notify: notify.map(({ who }) => who),
				do: action,
			})),
		open: undecided(scheme, facts, level?.rank ?? Infinity, now),
	};
}

/** The facts that criteria and rules of a scheme ask for, each once, in order. */
export function askedFacts({ levels, rules }: Pick<GradingScheme, 'levels' | 'rules'>): string[] {
	return [
		...new Set([
			...levels.flatMap(({ criteria }) => criteria.flatMap(({ when }) => factsIn(when))),
			...rules.flatMap(({ when }) => factsIn(when)),
		]),
	];
}

function undecided(
	scheme: GradingScheme,
	facts: Facts,
	rank: number,
	now: Instant,
): Grading['open'] {
	const levels = levelsAt(scheme, now).filter((level) => level.rank < rank);
	const candidate = (label: string, text: string, when: Predicate) =>
		evaluate(when, facts) === undefined
			? [{ label, text, facts: factsIn(when).filter((name) => facts[name] === undefined) }]
			: [];
	return levels.flatMap((level) => [
		...level.criteria.flatMap(({ text, when }) => candidate(level.label, text, when)),
		...inForce(scheme.rules, now)
			.filter(({ atLeast }) => atLeast === level.id)
			.flatMap(({ text, when }) => candidate(level.label, text, when)),
	]);
}

const inForce = (rules: GradingScheme['rules'], now: Instant) =>
	rules.filter((rule) => isInForce(rule, now));
