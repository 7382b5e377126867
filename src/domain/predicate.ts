/** Evaluating conditions over facts. What is not known is neither true nor false. */
import type { FactTest, Predicate } from '../schemas/predicate.ts';
import { durationMs } from '../schemas/duration.ts';

/** A fact: yes or no, a number, a length of time in milliseconds, an id, or a list of ids. */
export type FactValue = boolean | number | string | readonly string[];

/** What is known of an incident. A fact that is missing is not known. */
export type Facts = Readonly<Record<string, FactValue | undefined>>;

/** Whether a condition holds; `undefined` if what is known does not decide it. */
export function evaluate(predicate: Predicate, facts: Facts): boolean | undefined {
	if ('all' in predicate) return every(predicate.all.map((item) => evaluate(item, facts)));
	if ('any' in predicate) {
		return negate(every(predicate.any.map((item) => negate(evaluate(item, facts)))));
	}
	if ('not' in predicate) return negate(evaluate(predicate.not, facts));
	return test(predicate, facts[predicate.fact]);
}

/** The names of all facts that a condition asks for. */
export function factsIn(predicate: Predicate): string[] {
	if ('all' in predicate) return predicate.all.flatMap(factsIn);
	if ('any' in predicate) return predicate.any.flatMap(factsIn);
	if ('not' in predicate) return factsIn(predicate.not);
	return [predicate.fact];
}

function test(comparison: FactTest, value: FactValue | undefined): boolean | undefined {
	if (value === undefined) return undefined;
	const { over, under, is, includes } = comparison;
	const wanted = typeof includes === 'string' ? [includes] : includes;
	const held = typeof value === 'object' ? value : [String(value)];
	const number = Number(value);
	const longer = comparison['longer-than'];
	return every([
		is === undefined || value === is,
		over === undefined || number > over,
		under === undefined || number < under,
		comparison['at-least'] === undefined || number >= comparison['at-least'],
		comparison['at-most'] === undefined || number <= comparison['at-most'],
		wanted === undefined || wanted.some((item) => held.includes(item)),
		longer === undefined || number > durationMs(longer),
	]);
}

function every(values: readonly (boolean | undefined)[]): boolean | undefined {
	if (values.includes(false)) return false;
	return values.includes(undefined) ? undefined : true;
}

const negate = (value: boolean | undefined) => (value === undefined ? undefined : !value);
