/**
 * The state of the whole page, from one table. Statuspage's own table is not published; this is ours, and
 * `/how/` prints it. The first row that fits holds.
 */
import type { Condition, Indicator } from '../schemas/vocabulary.ts';
import { conditionRank, worstCondition } from './condition.ts';

interface Row {
	/** When the row holds. */
	when: 'all' | 'any';
	condition: Condition;
	indicator: Indicator;
	/** The description that readers of the public API get. */
	description: string;
}

/** The table, worst first. `all`: every service is at least as bad as the condition. */
export const indicatorTable = [
	{
		when: 'all',
		condition: 'major-outage',
		indicator: 'critical',
		description: 'Major System Outage',
	},
	{
		when: 'any',
		condition: 'major-outage',
		indicator: 'major',
		description: 'Partial System Outage',
	},
	{
		when: 'all',
		condition: 'partial-outage',
		indicator: 'major',
		description: 'Partial System Outage',
	},
	{
		when: 'any',
		condition: 'partial-outage',
		indicator: 'minor',
		description: 'Minor Service Outage',
	},
	{
		when: 'all',
		condition: 'degraded-performance',
		indicator: 'minor',
		description: 'Degraded System Service',
	},
	{
		when: 'any',
		condition: 'degraded-performance',
		indicator: 'minor',
		description: 'Partially Degraded Service',
	},
	{
		when: 'any',
		condition: 'under-maintenance',
		indicator: 'maintenance',
		description: 'Service Under Maintenance',
	},
] as const satisfies Row[];

/** What the page says as a whole. */
export interface Overall {
	indicator: Indicator;
	description: string;
	/** The worst condition of any service. */
	worst: Condition;
}

/**
 * The indicator for the conditions of all services that are offered. An open incident never reads as
 * `none`, even while it names no service or all of them work again.
 */
export function overall(conditions: readonly Condition[], anyOpen: boolean): Overall {
	const worst = worstCondition(conditions);
	const row = indicatorTable.find(({ when, condition }) => {
		const bad = conditions.filter((item) => conditionRank(item) >= conditionRank(condition));
		return bad.length > 0 && (when === 'any' || bad.length === conditions.length);
	});
	if (anyOpen && (!row || row.indicator === 'maintenance')) {
		return { indicator: 'minor', description: 'Minor Service Outage', worst };
	}
	return row
		? { indicator: row.indicator, description: row.description, worst }
		: { indicator: 'none', description: 'All Systems Operational', worst };
}
