import { describe, expect, test } from 'vitest';
import { conditions } from '../schemas/vocabulary.ts';
import { conditionRank, worstCondition } from './condition.ts';

describe('worstCondition', () => {
	test('takes the worse of every two, whatever their order', () => {
		for (const [better, first] of conditions.entries()) {
			for (const second of conditions.slice(better)) {
				expect(worstCondition([first, second])).toBe(second);
				expect(worstCondition([second, first])).toBe(second);
			}
		}
	});

	test('is operational for nothing at all', () => {
		expect(worstCondition([])).toBe('operational');
	});
});

describe('conditionRank', () => {
	test('puts maintenance between operational and degraded', () => {
		expect(conditions.toSorted((a, b) => conditionRank(b) - conditionRank(a))).toEqual([
			'major-outage',
			'partial-outage',
			'degraded-performance',
			'under-maintenance',
			'operational',
		]);
	});
});
