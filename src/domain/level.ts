/** Which level an incident has to have, and why. */
import type { Level, Severity, SeverityRule } from '../schemas/severity.ts';
import type { Instant } from '../schemas/values.ts';
import { isCalled } from './levelNames.ts';
import type { Facts } from './predicate.ts';
import { evaluate } from './predicate.ts';

/** What a level needs to have for incidents to be graded by it. */
export type GradingLevel = Pick<Level, 'id' | 'rank' | 'until' | 'criteria'>;

/** A criterion or rule that holds. */
export interface FiredRule<L = Level> {
	level: L;
	/** In words, as the organisation wrote it. */
	text: string;
	/** Id of the rule; missing for a criterion of a level. */
	rule?: string | undefined;
	untilProvenOtherwise: boolean;
}

/** The level with that id, alias or label, however it is written; `undefined` if there is none. */
export function findLevel({ levels }: Severity, name: string): Level | undefined {
	return levels.find((level) => isCalled(level, name));
}

/** The levels in force at `now`, the worst first. */
export function levelsAt<L extends Pick<Level, 'rank' | 'until'>>(
	{ levels }: { levels: readonly L[] },
	now: Instant,
): L[] {
	return levels.filter(({ until }) => now < (until ?? Infinity)).sort((a, b) => a.rank - b.rank);
}

/** Whether a rule is in force at `now`: it may hold only for a time. */
export const isInForce = (
	{ from = -Infinity, until = Infinity }: Pick<SeverityRule, 'from' | 'until'>,
	now: Instant,
): boolean => now >= from && now < until;

/** Rules that hold only until some time that is not over at `now`, the next to begin first. */
export const timeLimited = (
	{ rules }: Pick<Severity, 'rules'>,
	now: Instant,
): (SeverityRule & { until: Instant })[] =>
	rules
		.flatMap((rule) =>
			rule.until !== undefined && now < rule.until ? [{ ...rule, until: rule.until }] : [],
		)
		.toSorted((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity));

/** Every criterion and rule that holds for the facts at `now`, the worst level first. */
export function firedRules<L extends GradingLevel>(
	severity: { levels: readonly L[]; rules: Severity['rules'] },
	facts: Facts,
	now: Instant,
): FiredRule<L>[] {
	const levels = levelsAt(severity, now);
	const criteria = levels.flatMap((level) =>
		level.criteria
			.filter(({ when }) => evaluate(when, facts) === true)
			.map(({ text }) => ({ level, text, untilProvenOtherwise: false })),
	);
	const rules = severity.rules.flatMap((rule): FiredRule<L>[] => {
		const level = levels.find(({ id }) => id === rule.atLeast);
		if (!level || !isInForce(rule, now) || evaluate(rule.when, facts) !== true) return [];
		const { id, text, untilProvenOtherwise } = rule;
		return [{ level, text, rule: id, untilProvenOtherwise }];
	});
	return [...criteria, ...rules].sort((a, b) => a.level.rank - b.level.rank);
}

/** What a change from one level to another is; lower rank is worse. */
export function compareLevels(a: Level, b: Level): number {
	return a.rank - b.rank;
}
