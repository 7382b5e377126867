/** Where a runbook leads: from each step to the next, and out. */
import type { Step } from './steps.ts';

type Leading = Pick<Step, 'id' | 'branches' | 'kind'>;

/** Out of the page: to another runbook, to a person, or to its end. */
const out = -1;

/**
 * The steps that each step leads to, by their place; -1 is a way out. A step with branches leads only where they
 * lead; one without goes on to the next, and whoever called somebody is no longer alone.
 */
export function waysOn(steps: readonly Leading[]): number[][] {
	return steps.map(({ branches, kind }, index) => {
		if (branches.length === 0) {
			const last = index === steps.length - 1;
			return kind === 'escalate' || last ? [out] : [index + 1];
		}
		const ways = branches.flatMap(({ then }) => {
			if (then === undefined || then.startsWith('runbook:')) return [out];
			const place = steps.findIndex(({ id }) => id === then);
			// A step that does not exist is said elsewhere.
			return [place];
		});
		return kind === 'escalate' ? [...ways, out] : ways;
	});
}

/** Loops that nobody gets out of: the places of their steps, one list for each loop. */
export function loopsWithoutExit(steps: readonly Leading[]): number[][] {
	const ways = waysOn(steps);
	const reaching = closed(
		steps.flatMap((_, index) => (ways[index]?.includes(out) === true ? [index] : [])),
		(index) => steps.flatMap((_, from) => (ways[from]?.includes(index) === true ? [from] : [])),
	);
	const stuck = new Set(steps.keys());
	for (const index of reaching) stuck.delete(index);
	const loops: number[][] = [];
	for (const index of stuck) {
		const members = reachedFrom(index, ways).filter((other) =>
			reachedFrom(other, ways).includes(index),
		);
		const first = Math.min(...members);
		if (members.length > 0 && first === index) loops.push(members.toSorted((a, b) => a - b));
	}
	return loops;
}

/** Places that can be reached from one by at least one way. */
const reachedFrom = (index: number, ways: readonly number[][]) => [
	...closed(next(ways, index), (from) => next(ways, from)),
];

const next = (ways: readonly number[][], index: number) =>
	(ways[index] ?? []).filter((place) => place !== out);

function closed(from: readonly number[], onward: (index: number) => readonly number[]) {
	const seen = new Set(from);
	for (const index of seen) for (const other of onward(index)) seen.add(other);
	return seen;
}
