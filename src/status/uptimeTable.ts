/** The uptime of every service in each of the last months. */
import { lastMonths } from '../domain/calendar.ts';
import type { Tally } from '../domain/uptime.ts';
import {
	emptyTally,
	formatPercent,
	meanShare,
	tallyDays,
	uptimeShare,
	worstIn,
} from '../domain/uptime.ts';
import type { Condition } from '../schemas/vocabulary.ts';
import type { StatusContent } from './content.ts';
import type { Shell } from './shell.ts';

/** Months that the table shows, the present one included. */
export const tableMonths = 12;

/** One service or group in one month. */
export interface UptimeCell {
	/** Per cent, or undefined without data. */
	uptime: string | undefined;
	/** The worst that counted, if anything did. */
	worst: Condition | undefined;
	/** Maintenance that is not counted, in whole minutes, rounded up. */
	maintenance: number;
}

/** One service. */
export interface UptimeRow {
	id: string;
	name: string;
	href: string;
	cells: UptimeCell[];
}

/** One group with the mean of its services. */
export interface UptimeGroup {
	id: string;
	name: string;
	services: UptimeRow[];
	/** Per cent by month; the mean of the services that have data. */
	mean: (string | undefined)[];
}

/** Everything on the page. */
export interface UptimeTable {
	/** Latest first. */
	months: { name: string; short: string; year: string | undefined }[];
	/** Groups with a service that was offered in these months. */
	groups: UptimeGroup[];
}

const minute = 60_000;

/** The table of the last months; as long as there are services, whatever the history. */
export function uptimeTable({ model, now }: StatusContent, { print, links }: Shell): UptimeTable {
	const oldest = lastMonths(tableMonths, now, model.site.zone);
	const first = oldest[0]?.start ?? now;
	const months = oldest.toReversed();
	const histories = new Map(model.histories.map((history) => [history.id, history]));
	const percent = (share: number | undefined) =>
		share === undefined ? undefined : formatPercent(share);

	return {
		months: months.map(({ month }, index) => ({
			name: print.month(month),
			short: print.monthShort(month),
			// Said where it begins, reading on from the present.
			year: index === 0 || month.endsWith('-12') ? month.slice(0, -3) : undefined,
		})),
		groups: model.services.groups.flatMap((group): UptimeGroup[] => {
			const tallies = new Map(
				group.services
					.filter(({ since, until }) => since <= now && (until ?? Infinity) > first)
					.map(({ id }): [string, Tally[]] => {
						const history = histories.get(id);
						return [id, history ? tallyDays(history, oldest, now).reverse() : []];
					}),
			);
			if (tallies.size === 0) return [];
			return [
				{
					id: group.id,
					name: group.name,
					services: group.services
						.filter(({ id }) => tallies.has(id))
						.map(({ id, name }) => ({
							id,
							name,
							href: links.service(id),
							cells: (tallies.get(id) ?? []).map(cellOf),
						})),
					mean: months.map((_, index) =>
						percent(
							meanShare(
								[...tallies.values()].map((list) => uptimeShare(list[index] ?? emptyTally)),
							),
						),
					),
				},
			];
		}),
	};
}

function cellOf(tally: Tally): UptimeCell {
	const share = uptimeShare(tally);
	const worst = worstIn({ ...tally, maintenance: 0 });
	return {
		uptime: share === undefined ? undefined : formatPercent(share),
		worst: worst === 'operational' ? undefined : worst,
		maintenance: Math.ceil(tally.maintenance / minute),
	};
}
