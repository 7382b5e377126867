/** Which level an incident has to have, and why. */
import type { Level, Severity } from '../schemas/severity.ts';
import type { Instant } from '../schemas/values.ts';
import type { Facts } from './predicate.ts';
import { evaluate } from './predicate.ts';

/** A criterion or rule that holds. */
export interface FiredRule {
	level: Level;
	/** In words, as the organisation wrote it. */
	text: string;
	/** Id of the rule; missing for a criterion of a level. */
	rule?: string | undefined;
	untilProvenOtherwise: boolean;
}

/** The level with that id, alias or label, whatever the case; `undefined` if there is none. */
export function findLevel({ levels }: Severity, name: string): Level | undefined {
	const wanted = name.toLowerCase();
	return levels.find(({ id, label, aliases }) =>
		[id, label, ...aliases].some((known) => known.toLowerCase() === wanted),
	);
}

/** The levels in force at `now`, the worst first. */
export function levelsAt({ levels }: Severity, now: Instant): Level[] {
	return levels.filter(({ until }) => now < (until ?? Infinity)).sort((a, b) => a.rank - b.rank);
}

/** Every criterion and rule that holds for the facts at `now`, the worst level first. */
export function firedRules(severity: Severity, facts: Facts, now: Instant): FiredRule[] {
	const levels = levelsAt(severity, now);
	const criteria = levels.flatMap((level) =>
		level.criteria
			.filter(({ when }) => evaluate(when, facts) === true)
			.map(({ text }) => ({ level, text, untilProvenOtherwise: false })),
	);
	const rules = severity.rules.flatMap((rule): FiredRule[] => {
		const level = levels.find(({ id }) => id === rule.atLeast);
		const inForce = now >= (rule.from ?? -Infinity) && now < (rule.until ?? Infinity);
		if (!level || !inForce || evaluate(rule.when, facts) !== true) return [];
		const { id, text, untilProvenOtherwise } = rule;
		return [{ level, text, rule: id, untilProvenOtherwise }];
	});
	return [...criteria, ...rules].sort((a, b) => a.level.rank - b.level.rank);
}

/** What a change from one level to another is; lower rank is worse. */
export function compareLevels(a: Level, b: Level): number {
	return a.rank - b.rank;
}
