import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LedgerFile } from '../../tests/contracts/recompute.ts';
import {
	meanPercent,
	measure,
	measureStretches,
	percentOf,
} from '../../tests/contracts/recompute.ts';
import { instant, model as anyModel } from '../../tests/support/arbitraries.ts';
import { day } from '../../tests/support/records.ts';
import { statusContentOf } from '../../tests/support/statusContent.ts';
import { lastMonths } from '../domain/calendar.ts';
import { ledgerYears } from '../domain/ledger.ts';
import { allServices } from '../domain/serviceHistory.ts';
import type { Model } from '../domain/view.ts';
import { view } from '../domain/view.ts';
import type { StatusContent } from './content.ts';
import { groupRows } from './home.ts';
import { ledgerFile } from './ledger.ts';
import { servicePage } from './service.ts';
import { shellOf } from './shell.ts';
import { tableMonths, uptimeTable } from './uptimeTable.ts';

/** The files of a build as a reader has them. */
const filesOf = (model: Model, now: number): LedgerFile[] =>
	ledgerYears(model, now).map(
		(year) => JSON.parse(JSON.stringify(ledgerFile({ model, now }, year))) as LedgerFile,
	);

/** What the pages of a build are made from. */
const contentOf = (model: Model, now: number): StatusContent => ({
	...statusContentOf({ now }),
	model,
	view: view(model, now),
});

describe('from the ledger alone', () => {
	test('comes every percentage that the home page shows, of services and of groups', () => {
		fc.assert(
			fc.property(anyModel, instant, fc.constantFrom(0, 60 * day), (model, moment, later) => {
				// Now and then ninety days that cross new year.
				const now = moment + later;
				const shown = view(model, now);
				const first = shown.foresight.days[0]?.start ?? now;
				const files = filesOf(model, now);
				for (const group of groupRows(contentOf(model, now))) {
					for (const { id, uptime } of group.services) {
						expect(percentOf(measure(files, id, first, now))).toBe(uptime);
						expect(percentOf(measureStretches(files, id, first, now))).toBe(uptime);
					}
					const sums = group.services.map(({ id }) => measure(files, id, first, now));
					expect(meanPercent(sums)).toBe(group.uptime);
				}
			}),
			{ numRuns: 60 },
		);
	}, 60_000);

	test('comes every percentage of the table of months, of 23-hour and 25-hour days too', () => {
		fc.assert(
			fc.property(anyModel, instant, (model, now) => {
				const files = filesOf(model, now);
				const content = contentOf(model, now);
				const months = lastMonths(tableMonths, now, model.site.zone).toReversed();
				for (const group of uptimeTable(content, shellOf(content)).groups) {
					for (const [index, { start, end }] of months.entries()) {
						const sums = group.services.map(({ id }) =>
							measure(files, id, start, Math.min(end, now)),
						);
						expect(sums.map(percentOf)).toEqual(
							group.services.map(({ cells }) => cells[index]?.uptime),
						);
						expect(meanPercent(sums)).toBe(group.mean[index]);
					}
				}
			}),
			{ numRuns: 40 },
		);
	}, 60_000);

	test('comes the figure of every page and badge of a service', () => {
		fc.assert(
			fc.property(anyModel, instant, (model, now) => {
				const files = filesOf(model, now);
				const content = contentOf(model, now);
				const first = content.view.foresight.days[0]?.start ?? now;
				for (const service of allServices(model.services)) {
					expect(percentOf(measure(files, service.id, first, now))).toBe(
						servicePage(content, shellOf(content), service.id).uptime,
					);
				}
			}),
			{ numRuns: 20 },
		);
	}, 60_000);
});

describe('a ledger file', () => {
	test('does not change from build to build while nothing is said', () => {
		fc.assert(
			fc.property(anyModel, instant, (model, now) => {
				expect(filesOf(model, now + 1000).slice(0, 2)).toEqual(filesOf(model, now).slice(0, 2));
			}),
			{ numRuns: 20 },
		);
	}, 60_000);
});
