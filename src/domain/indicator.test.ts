import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../schemas/vocabulary.ts';
import { conditions } from '../schemas/vocabulary.ts';
import { indicatorTable, overall } from './indicator.ts';

const someConditions = fc.array(fc.constantFrom(...conditions), { maxLength: 6 });

describe('overall', () => {
	test.each<[string, Condition[], string, string]>([
		[
			'critical when every service has a major outage',
			['major-outage', 'major-outage'],
			'critical',
			'Major System Outage',
		],
		[
			'major when one of several has a major outage',
			['major-outage', 'operational'],
			'major',
			'Partial System Outage',
		],
		[
			'major when one has a major and all others a partial outage',
			['major-outage', 'partial-outage'],
			'major',
			'Partial System Outage',
		],
		[
			'major when every service has a partial outage',
			['partial-outage', 'partial-outage'],
			'major',
			'Partial System Outage',
		],
		[
			'minor when one of several has a partial outage',
			['partial-outage', 'degraded-performance'],
			'minor',
			'Minor Service Outage',
		],
		[
			'minor when every service is degraded',
			['degraded-performance', 'degraded-performance'],
			'minor',
			'Degraded System Service',
		],
		[
			'minor when one of several is degraded',
			['degraded-performance', 'operational'],
			'minor',
			'Partially Degraded Service',
		],
		[
			'minor when one is degraded beside maintenance',
			['degraded-performance', 'under-maintenance'],
			'minor',
			'Partially Degraded Service',
		],
		[
			'maintenance when the worst is maintenance',
			['under-maintenance', 'operational'],
			'maintenance',
			'Service Under Maintenance',
		],
		[
			'maintenance when every service is maintained',
			['under-maintenance', 'under-maintenance'],
			'maintenance',
			'Service Under Maintenance',
		],
		['none when all is well', ['operational', 'operational'], 'none', 'All Systems Operational'],
	])('is %s', (_, list, indicator, description) => {
		expect(overall(list, false)).toMatchObject({ indicator, description });
	});

	test('has a row of the table for every indicator but none', () => {
		expect(new Set(indicatorTable.map(({ indicator }) => indicator))).toEqual(
			new Set(['critical', 'major', 'minor', 'maintenance']),
		);
	});

	test('goes by the one service where there is one', () => {
		expect(
			conditions.map((condition) => [condition, overall([condition], false).indicator]),
		).toEqual([
			['operational', 'none'],
			['under-maintenance', 'maintenance'],
			['degraded-performance', 'minor'],
			['partial-outage', 'major'],
			['major-outage', 'critical'],
		]);
	});

	test('is none for no services at all, and minor if an incident is open all the same', () => {
		expect(overall([], false)).toEqual({
			indicator: 'none',
			description: 'All Systems Operational',
			worst: 'operational',
		});
		expect(overall([], true).indicator).toBe('minor');
	});

	test('never reads as none or as maintenance while an incident is open', () => {
		fc.assert(
			fc.property(someConditions, (list) => {
				expect(['minor', 'major', 'critical']).toContain(overall(list, true).indicator);
			}),
		);
	});

	test('is not changed by an open incident where a service is worse than maintenance', () => {
		fc.assert(
			fc.property(someConditions, fc.constantFrom(...conditions.slice(2)), (list, bad) => {
				expect(overall([...list, bad], true)).toEqual(overall([...list, bad], false));
			}),
		);
	});

	test('does not depend on the order of the services', () => {
		fc.assert(
			fc.property(someConditions, fc.boolean(), (list, anyOpen) => {
				expect(overall(list.toReversed(), anyOpen)).toEqual(overall(list, anyOpen));
			}),
		);
	});

	test('never gets better when one service gets worse', () => {
		const order = ['none', 'maintenance', 'minor', 'major', 'critical'];
		fc.assert(
			fc.property(someConditions, fc.nat(), fc.boolean(), (list, at, anyOpen) => {
				fc.pre(list.length > 0);
				const index = at % list.length;
				const worse = conditions[conditions.indexOf(list[index] ?? 'operational') + 1];
				fc.pre(worse !== undefined);
				const before = overall(list, anyOpen).indicator;
				const after = overall(list.with(index, worse), anyOpen).indicator;
				expect(order.indexOf(after)).toBeGreaterThanOrEqual(order.indexOf(before));
			}),
		);
	});
});
