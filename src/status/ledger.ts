/** `/ledger/<year>.json`: every interval that counts, and the rule, so that anyone can compute a figure again. */
import type { Interval } from '../domain/interval.ts';
import type { LedgerTotals } from '../domain/ledger.ts';
import { ledgerOf } from '../domain/ledger.ts';
import { allServices } from '../domain/serviceHistory.ts';
import { formatPercent, uptimeShare, emptyTally } from '../domain/uptime.ts';
import type { StatusContent } from './content.ts';
import { componentStatuses, iso, isoOrNull } from './v2/words.ts';

/** Number of the rule below; it changes when a figure would. */
export const ruleVersion = 1;

/** The rule in words: enough to write the computation anew. */
export const rule = [
	'Intervals are half-open: they include their start and exclude their end. An end of null is not known; the interval goes on.',
	'A percentage is as of an instant: for the files of one build, generated_at in heartbeat.json. Nothing after that instant counts, and nothing outside of since and until of a service.',
	'The condition at an instant is the worst of all intervals in force, best first: operational, under_maintenance, degraded_performance, partial_outage, major_outage. Of two that are equally bad the one with the greater weight holds.',
	'Maintenance is an interval of maintenance, or one of an incident with the condition under_maintenance. Its time is not measured, neither as up nor as down, unless an incident gives the service a partial or major outage then.',
	'All other time is measured. Downtime is the sum of measured time multiplied by the weight in force. Uptime is 1 - downtime / measured time. Without measured time there is no figure.',
	'The weight of an interval is that of the version of the weights in force when its incident began.',
	'The percentage of a group is the mean of those of its services that have one; for the last ninety days, of those that are still offered.',
	'Percentages have two decimals, rounded down; 100 is written only where no downtime was.',
	'Stretches are the same intervals by these rules: in order, without overlaps. Where counts is false, the time is left out as maintenance; to count maintenance as ordinary time instead, use all stretches.',
	'Days begin at midnight in the zone. A year is one of that zone. An interval that crosses new year is in the files of both years, cut at midnight; the running year has no end yet, and nothing is cut there.',
] as const;

const endOf = ({ end }: Interval) => isoOrNull(Number.isFinite(end) ? end : undefined);
const spanOf = (interval: Interval) => ({ start: iso(interval.start), end: endOf(interval) });

/** The ledger of one year as a plain object. */
export function ledgerFile({ model, now }: Pick<StatusContent, 'model' | 'now'>, year: number) {
	const { site, services } = model;
	const ledger = ledgerOf(model, year, now);
	const known = new Map(allServices(services).map((service) => [service.id, service]));
	const kept = new Set(ledger.services.map(({ id }) => id));
	return {
		year,
		zone: site.zone,
		...spanOf(ledger.window),
		rule: {
			version: ruleVersion,
			text: rule,
			weights: site.weights.map(({ from, value }) => ({
				from: isoOrNull(from),
				major: value.major / 1000,
				partial: value.partial / 1000,
				degraded: value.degraded / 1000,
			})),
		},
		groups: services.groups.map((group) => ({
			id: group.id,
			name: group.name,
			services: group.services.flatMap(({ id }) => (kept.has(id) ? id : [])),
		})),
		services: ledger.services.map(({ id, incidents, maintenance, stretches, totals }) => {
			const service = known.get(id);
			return {
				id,
				name: service?.name ?? id,
				since: iso(service?.since ?? ledger.window.start),
				until: isoOrNull(service?.until),
				incidents: incidents.map((segment) => ({
					incident: segment.incident,
					condition: componentStatuses[segment.condition],
					weight: segment.weight / 1000,
					...spanOf(segment),
				})),
				maintenance: maintenance.map((interval) => ({
					maintenance: interval.id,
					...spanOf(interval),
				})),
				stretches: stretches.map((stretch) => ({
					...spanOf(stretch),
					condition: componentStatuses[stretch.condition],
					weight: stretch.weight / 1000,
					counts: stretch.counts,
				})),
				totals: totals ? printTotals(totals) : null,
			};
		}),
	};
}

/** Sums of a year that is over. */
function printTotals({ offered, without, with: counted }: LedgerTotals) {
	const print = ({ measured, lost }: { measured: number; lost: number }) => {
		const share = uptimeShare({ ...emptyTally, measured, lost });
		return {
			measured_ms: measured,
			downtime_ms: lost / 1000,
			percent: share === undefined ? null : formatPercent(share),
		};
	};
	return {
		offered_ms: offered,
		without_maintenance: print(without),
		with_maintenance: print(counted),
	};
}
