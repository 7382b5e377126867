/** The rules behind every figure, from the data and tables that the code itself computes with. */
import { indicatorTable, overall } from '../domain/indicator.ts';
import { ledgerYears } from '../domain/ledger.ts';
import type { Weights } from '../schemas/site.ts';
import type { Condition, Indicator } from '../schemas/vocabulary.ts';
import { conditions } from '../schemas/vocabulary.ts';
import type { StatusContent } from './content.ts';
import type { Shell } from './shell.ts';

/** Weights of downtime in force from one instant on. */
export interface WeightsVersion {
	/** `undefined`: from the beginning. */
	from: number | undefined;
	rows: { condition: Condition; percent: string; minutes: string }[];
}

/** One line of the table of indicators. */
export interface IndicatorRow {
	/** `undefined`: where no other line fits. */
	condition: Condition | undefined;
	text: string;
	indicator: Indicator;
	description: string;
}

/** Everything that `/how/` prints beside its sentences. */
export interface Rules {
	/** Best first. */
	conditions: Condition[];
	/** Oldest first. */
	weights: WeightsVersion[];
	indicators: IndicatorRow[];
	zone: string;
	/** How long a build is to be believed, as words. */
	valid: { quiet: string; open: string };
	/** Latest first. */
	ledgers: { year: number; href: string }[];
}

/** The conditions that can count, with the names that their weights have. */
const weighed = [
	['degraded-performance', 'degraded'],
	['partial-outage', 'partial'],
	['major-outage', 'major'],
] as const satisfies [Condition, keyof Weights][];

/** The rules in force, and those that were. */
export function rulesOf({ model, now }: StatusContent, { strings, print, links }: Shell): Rules {
	const { site } = model;
	const calm = overall([], false);
	const orWorse = (condition: Condition) =>
		condition === conditions.at(-1)
			? strings.conditions[condition]
			: strings.how.orWorse(strings.conditions[condition]);
	return {
		conditions: [...conditions],
		weights: site.weights.map(({ from, value }) => ({
			from,
			rows: weighed.map(([condition, name]) => ({
				condition,
				percent: strings.services.percent(String(value[name] / 10)),
				minutes: strings.how.minutes(String((value[name] * 60) / 1000)),
			})),
		})),
		indicators: [
			...indicatorTable.map(({ when, condition, indicator, description }): IndicatorRow => ({
				condition,
				text: strings.how[when](orWorse(condition)),
				indicator: site.maintenanceIndicator || indicator !== 'maintenance' ? indicator : 'none',
				description,
			})),
			{
				condition: undefined,
				text: strings.how.otherwise,
				indicator: calm.indicator,
				description: calm.description,
			},
		],
		zone: site.zone,
		valid: { quiet: print.duration(site.validFor.quiet), open: print.duration(site.validFor.open) },
		ledgers: ledgerYears(model, now)
			.toSorted((a, b) => b - a)
			.map((year) => ({ year, href: links.ledger(year) })),
	};
}
