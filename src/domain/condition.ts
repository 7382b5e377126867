/** Comparing conditions. */
import type { Condition } from '../schemas/vocabulary.ts';
import { conditions } from '../schemas/vocabulary.ts';

/** 0 for operational up to 4 for a major outage. */
export const conditionRank = (condition: Condition): number => conditions.indexOf(condition);

/** The worst of several conditions; operational if there are none. */
export function worstCondition(list: Iterable<Condition>): Condition {
	let worst: Condition = 'operational';
	for (const condition of list)
		if (conditionRank(condition) > conditionRank(worst)) worst = condition;
	return worst;
}
