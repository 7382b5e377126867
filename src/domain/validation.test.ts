import { describe, expect, test } from 'vitest';
import type { Parts } from '../../tests/support/content.ts';
import { contentWith, incidentNote, incidentWith, parts } from '../../tests/support/content.ts';
import { unevidenced, validationDue } from './validation.ts';

const runbook = 'runbooks/search-slow.mdx';
const page = parts.runbooks[runbook];
if (!page) throw new Error('The small organisation has this runbook.');
const validated: Partial<Parts> = {
	runbooks: {
		...parts.runbooks,
		[runbook]: {
			...page,
			'last-validated': { on: '2026-03-01', by: 'Ana', how: 'review', evidence: 'Read.' },
		},
	},
};
const check = (fields: Partial<Parts['checks'][string]>): Partial<Parts> => ({
	checks: {
		'checks/2026/a.yaml': {
			kind: 'runbook-validated',
			subject: 'search-slow',
			at: '2026-03-01T12:00:00Z',
			by: 'ana',
			result: 'passed',
			evidence: 'Seen.',
			...fields,
		},
	},
});
const bare = (changes: Partial<Parts> = {}) =>
	unevidenced(contentWith({ ...validated, ...changes }));

describe('a date of validation', () => {
	test('asks for something that shows it', () => {
		expect(bare()).toMatchInlineSnapshot(`
			[
			  {
			    "cure": "Run \`npm run runbook -- rehearsed search-slow\`, or add a check of kind \`runbook-validated\` of that day.",
			    "field": "last-validated.on",
			    "file": "runbooks/search-slow.mdx",
			    "message": "Nothing shows that this page was validated on 2026-03-01.",
			    "severity": "warning",
			  },
			]
		`);
	});

	test.each([
		['a check of that day', check({})],
		['a check of the day after, since zones differ', check({ at: '2026-03-02T12:00:00Z' })],
		['a rehearsal that passed in part', check({ kind: 'runbook-rehearsed', result: 'partly' })],
		[
			'a note that it helped',
			incidentWith({
				notes: [
					incidentNote('not111', {
						kind: 'runbook-used',
						at: '2026-03-01T10:00:00Z',
						runbook: 'search-slow',
						result: 'helped',
					}),
				],
			}),
		],
	])('is shown by %s', (_, changes) => {
		expect(bare(changes)).toEqual([]);
	});

	test.each([
		['a check of another day', check({ at: '2026-03-04T12:00:00Z' })],
		['a check of another page', check({ subject: 'checkout-down' })],
		['a check that failed', check({ result: 'failed' })],
		['a check of another kind', check({ kind: 'confirmed' })],
		[
			'a note that it was wrong',
			incidentWith({
				notes: [
					incidentNote('not111', {
						kind: 'runbook-used',
						at: '2026-03-01T10:00:00Z',
						runbook: 'search-slow',
						result: 'wrong',
					}),
				],
			}),
		],
	])('is not shown by %s', (_, changes) => {
		expect(bare(changes)).toHaveLength(1);
	});
});

test('the next validation is due a period after the last, by the page or else by the organisation', () => {
	const lastValidated = { on: '2026-01-31', by: 'Ana', how: 'review', evidence: 'Read.' } as const;
	expect(validationDue({ lastValidated, validateEvery: 'P1M' }, 'P1Y')).toBe('2026-02-28');
	expect(validationDue({ lastValidated, validateEvery: undefined }, 'P1Y')).toBe('2027-01-31');
	expect(validationDue({ lastValidated, validateEvery: undefined }, undefined)).toBeUndefined();
});
