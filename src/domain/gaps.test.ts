import { describe, expect, test } from 'vitest';
import type { Parts } from '../../tests/support/content.ts';
import {
	contentWith,
	incidentNote,
	incidentWith,
	now,
	parts,
} from '../../tests/support/content.ts';
import { at, day } from '../../tests/support/records.ts';
import type { Content } from './content.ts';
import type { Gap, GapKind } from './gaps.ts';
import { gapProblems, gapsOf } from './gaps.ts';
import type { RunbookInput } from '../schemas/page.ts';
import { foldResponse } from './response.ts';

const runbook = 'runbooks/checkout-down.mdx';
const runbookPart = parts.runbooks[runbook];
if (!runbookPart) throw new Error('The small organisation has this runbook.');

/** The small organisation without the gaps it has on purpose. */
const whole: Partial<Parts> = {
	onCall: {
		...parts.onCall,
		people: [
			{ id: 'ana', name: 'Ana', contacts: [{ kind: 'phone', value: '+44 20 7946 0101' }] },
			{ id: 'bo', name: 'Bo', contacts: [{ kind: 'phone', value: '+44 20 7946 0102' }] },
		],
		contacts: [
			{
				id: 'vendor',
				name: 'Payment vendor',
				kind: 'vendor',
				contacts: [{ kind: 'phone', value: '+44 20 7946 0103' }],
			},
		],
		access: [],
	},
	runbooks: Object.fromEntries(
		Object.entries({ ...parts.runbooks, [runbook]: { ...runbookPart, access: [] } }).map(
			([path, page]) => [path, { owner: 'Payments', ...page }],
		),
	),
};

function gaps(changes: Partial<Parts> = {}, moment = now): Gap[] {
	return gapsIn(contentWith({ ...whole, ...changes }), moment);
}

const gapsIn = (content: Content, moment = now) =>
	gapsOf(
		content,
		content.incidents.map((record) => foldResponse(record, content.alertLog)),
		moment,
	);

const of = (kind: GapKind, list: readonly Gap[]) => list.filter((gap) => gap.kind === kind);

const withRunbook = (fields: Partial<Parts['runbooks'][string]>): Partial<Parts> => ({
	runbooks: {
		...whole.runbooks,
		[runbook]: { owner: 'Payments', ...runbookPart, access: [], ...fields },
	},
});

test('a page that another names and that nobody has written is one', () => {
	const handbook = {
		...whole.handbook,
		'handbook/start.mdx': { title: 'Start', related: ['checkout-down', 'backups'] },
	};
	expect(gaps({ handbook })).toEqual([
		{
			kind: 'unwritten',
			text: '“Start” names `backups`, and nobody has written it yet.',
			cure: 'Write handbook/backups.mdx, or take it off the list.',
			owner: 'Harbour',
			file: 'handbook/start.mdx',
			field: 'related.1',
			late: false,
		},
	]);
});

describe('a runbook without an owner', () => {
	const unowned = (fields: Partial<Parts['runbooks'][string]>, changes: Partial<Parts> = {}) =>
		of(
			'unowned',
			gaps({ ...changes, runbooks: { ...whole.runbooks, [runbook]: { title: 'A', ...fields } } }),
		).map(({ file, field, owner }) => [file, field, owner]);

	test('falls to who answers for its service, then to the organisation', () => {
		expect(unowned({ services: ['search', 'checkout'] })).toEqual([[runbook, 'owner', 'Payments']]);
		expect(unowned({ services: ['search'] })).toEqual([[runbook, 'owner', 'Harbour']]);
		const organisation = { ...parts.organisation, owner: 'Platform' };
		expect(unowned({}, { organisation })).toEqual([[runbook, 'owner', 'Platform']]);
		expect(unowned({ 'backup-owner': 'ana' })).toEqual([[runbook, 'owner', 'Ana']]);
	});

	test('is none once it was given up', () => {
		expect(unowned({ status: 'deprecated' })).toEqual([]);
	});
});

test('an organisation where all is in order has no gap', () => {
	expect(gaps()).toEqual([]);
});

describe('runbooks that an incident found wanting', () => {
	const used = (result: 'outdated' | 'wrong' | 'missing' | 'helped', name = 'checkout-down') =>
		incidentWith({
			notes: [
				incidentNote('not111', {
					kind: 'runbook-used',
					at: '2026-03-01T10:00:00Z',
					runbook: name,
					result,
				}),
			],
		});

	test('are there until somebody validates them', () => {
		const wrong = { ...used('wrong'), ...withRunbook({ owner: 'Payments' }) };
		expect(of('runbook-failed', gaps(wrong))).toEqual([
			expect.objectContaining({
				text: 'Checkout is down was wrong in “Nobody can pay”.',
				owner: 'Payments',
				file: runbook,
				late: true,
			}),
		]);
		const validated = {
			'last-validated': { on: '2026-03-02', by: 'Ana', how: 'review', evidence: 'Read.' },
		} as const;
		expect(of('runbook-failed', gaps({ ...used('wrong'), ...withRunbook(validated) }))).toEqual([]);
	});

	test('are there until a post-mortem that changed them is published', () => {
		const [path = '', document] = Object.entries(parts.postMortems)[0] ?? [];
		if (!document) throw new Error('The small organisation has a post-mortem.');
		const published = {
			...document,
			status: 'published',
			published: '2026-03-02T10:00:00Z',
		} as const;
		expect(
			of('runbook-failed', gaps({ ...used('wrong'), postMortems: { [path]: document } })),
		).toHaveLength(1);
		expect(
			of('runbook-failed', gaps({ ...used('wrong'), postMortems: { [path]: published } })),
		).toEqual([]);
	});

	test('that were missing are there until they are written', () => {
		expect(of('runbook-failed', gaps(used('missing', 'payouts-late')))).toEqual([
			expect.objectContaining({ file: 'runbooks/payouts-late.mdx' }),
		]);
		expect(of('runbook-failed', gaps(used('missing', 'search-slow')))).toEqual([]);
		expect(of('runbook-failed', gaps(used('helped')))).toEqual([]);
	});
});

describe('alerts without a runbook', () => {
	test('are rules that none names, with the owner of their service', () => {
		expect(
			of(
				'alert-without-runbook',
				gaps({
					alerts: {
						...parts.alerts,
						rules: [{ name: 'SlowCheckout', source: 'probe', service: 'checkout', critical: true }],
					},
				}),
			),
		).toEqual([
			expect.objectContaining({
				text: 'The alert rule SlowCheckout leads to no runbook.',
				owner: 'Payments',
				field: 'rules.0',
				late: true,
			}),
		]);
	});

	test('are alerts that came in and that nothing knows, each name once', () => {
		const alert = { source: 'probe', name: 'Strange', fired: '2026-03-01T09:00:00Z' };
		const list = gaps({
			alertLog: { 'alerts/2026/a.yaml': alert, 'alerts/2026/b.yaml': alert },
		});
		expect(of('alert-without-runbook', list).map(({ text }) => text)).toEqual([
			'The alert Strange fired 2 times; no rule and no runbook knows it.',
		]);
	});
});

test('placeholders are found in settings, front matter and prose', () => {
	const content = contentWith({
		...whole,
		...withRunbook({ owner: 'TBD' }),
		organisation: { ...parts.organisation, name: 'TBD' },
	});
	const [page] = content.handbook;
	if (!page) throw new Error('The small organisation has a handbook.');
	const list = gapsIn({
		...content,
		handbook: [{ ...page, body: 'Call\n\n[Phone]', bodyLine: 5 }],
	});
	expect(of('placeholder', list).map(({ file, field, line }) => [file, field ?? line])).toEqual(
		[
			['organisation.yaml', 'name'],
			[runbook, 'owner'],
			['handbook/start.mdx', 7],
		].sort(),
	);
});

describe('pages and rehearsals', () => {
	const validated = (on: string) => ({
		'last-validated': { on, by: 'Ana', how: 'review' as const, evidence: 'Read.' },
		'validate-every': 'P1M',
	});

	test('a page is stale from the day after it was due', () => {
		expect(of('stale', gaps(withRunbook(validated('2026-02-02'))))).toEqual([]);
		expect(of('stale', gaps(withRunbook(validated('2026-02-01'))))[0]?.text).toBe(
			'“Checkout is down” was last validated on 2026-02-01; it was due again on 2026-03-01, a day ago.',
		);
	});

	test('a page that has to be validated and never was is stale', () => {
		expect(of('stale', gaps(withRunbook({ 'validate-every': 'P1M' })))[0]?.text).toBe(
			'“Checkout is down” was never validated.',
		);
		expect(
			of('stale', gaps({ organisation: { ...parts.organisation, review: { runbook: 'P1M' } } })),
		).toHaveLength(2);
	});

	test('a runbook that nobody relies on any more asks for nothing', () => {
		const gone = {
			'validate-every': 'P1M',
			'rehearse-every': 'P1M',
			status: 'deprecated',
		} as const;
		expect(gaps(withRunbook(gone))).toEqual([]);
	});

	test('a page of the handbook is stale too, unless it was given up', () => {
		const handbook = (status: 'active' | 'deprecated') => ({
			handbook: { 'handbook/start.mdx': { title: 'Start', status, ...validated('2026-01-01') } },
		});
		expect(of('stale', gaps(handbook('active')))).toHaveLength(1);
		expect(of('stale', gaps(handbook('deprecated')))).toEqual([]);
	});

	test('a page whose sources changed after it was validated is named with them', () => {
		const content = (fields: object) =>
			contentWith({
				...whole,
				...withRunbook({
					...validated('2026-02-20'),
					sources: ['src/a.ts', 'src/b.ts'],
					...fields,
				}),
			});
		const changed = (fields: object = {}) =>
			of(
				'source-changed',
				gapsOf(content(fields), [], now, (path) =>
					path === 'src/b.ts' ? at('2026-02-21T08:00:00Z') : at('2026-02-19T08:00:00Z'),
				),
			);
		expect(changed()).toEqual([
			expect.objectContaining({
				text: '“Checkout is down” describes what changed since it was last validated: src/b.ts (2026-02-21).',
				file: runbook,
				field: 'sources',
			}),
		]);
		// Dates of example data are invented.
		expect(changed({ example: true })).toEqual([]);
		expect(of('source-changed', gapsIn(content({})))).toEqual([]);
	});

	test('a secret is due to be rotated from the day after, or where nothing says when it was', () => {
		const rotates = (...list: NonNullable<RunbookInput['rotates']>) =>
			of('secret', gaps(withRunbook({ rotates: list }))).map(({ text, field }) => [field, text]);
		expect(
			rotates(
				'Mail key',
				{ secret: 'Card key', 'last-rotated': '2026-02-02', every: 'P1M' },
				{ secret: 'Database key', 'last-rotated': '2026-01-31', every: 'P1M' },
				{ secret: 'Signing key', every: 'P1Y' },
			),
		).toEqual([
			[
				'rotates.2',
				'“Database key” was last rotated on 2026-01-31; it was due again on 2026-02-28, 2 days ago.',
			],
			['rotates.3', 'Nothing says when “Signing key” was last rotated.'],
		]);
	});

	test('a rehearsal is due until one that did not fail', () => {
		const every = withRunbook({ 'rehearse-every': 'P3M' });
		const rehearsed = (result: 'passed' | 'failed') => ({
			checks: {
				'checks/2026/a.yaml': {
					kind: 'runbook-rehearsed',
					subject: 'checkout-down',
					at: '2026-02-01T09:00:00Z',
					by: 'ana',
					result,
					evidence: 'Seen.',
				} as const,
			},
		});
		expect(of('rehearsal', gaps(every))[0]?.text).toBe('“Checkout is down” was never rehearsed.');
		expect(of('rehearsal', gaps({ ...every, ...rehearsed('failed') }))).toHaveLength(1);
		expect(of('rehearsal', gaps({ ...every, ...rehearsed('passed') }))).toEqual([]);
		expect(
			of('rehearsal', gaps({ ...every, ...rehearsed('passed') }, at('2026-05-02'))),
		).toHaveLength(1);
	});
});

test('access that nobody verified is asked of the person', () => {
	const list = gaps({
		onCall: { ...parts.onCall, people: whole.onCall?.people, access: parts.onCall.access },
	});
	expect(of('access', list).map(({ owner, text }) => [owner, text])).toEqual([
		['Ana', 'Ana, Cluster: was never verified.'],
		['Bo', 'Bo, Cluster: was never verified.'],
	]);
});

test('whoever has duty can be reached, and whoever has none need not', () => {
	const people = [
		{ id: 'ana', name: 'Ana' },
		{ id: 'bo', name: 'Bo' },
		{ id: 'cy', name: 'Cy' },
	];
	const list = gaps({ onCall: { ...parts.onCall, ...whole.onCall, people } });
	expect(of('unreachable', list).map(({ text }) => text)).toEqual([
		'Nothing says how to reach Ana.',
		'Nothing says how to reach Bo.',
	]);
});

test('hours without anybody are named', () => {
	const [rotation] = parts.onCall.rotations ?? [];
	const [layer] = rotation?.layers ?? [];
	if (!rotation || !layer) throw new Error('The small organisation has a rotation.');
	const ends = { ...rotation, layers: [{ ...layer, until: '2026-03-10' }] };
	expect(
		of('uncovered', gaps({ onCall: { ...parts.onCall, ...whole.onCall, rotations: [ends] } }))[0]
			?.text,
	).toMatchInlineSnapshot(
		`"Primary: nobody from 10 March 2026, 00:00 UTC until 16 March 2026, 12:00 UTC."`,
	);
});

test('open items are late after their day, and only then a warning of the check', () => {
	const items: Partial<Parts> = {
		process: {
			...parts.process,
			'open-items': [{ text: 'Write a roster.', owner: 'ana', due: '2026-03-02' }],
		},
	};
	const today = gaps(items);
	expect(today).toEqual([
		expect.objectContaining({ kind: 'open-item', owner: 'Ana', late: false }),
	]);
	expect(gapProblems(today)).toEqual([]);
	expect(gapProblems(gaps(items, now + day))).toMatchInlineSnapshot(`
		[
		  {
		    "cure": "Do it, then take it off the list. (Ana)",
		    "field": "open-items.0",
		    "file": "process.yaml",
		    "line": undefined,
		    "message": "Write a roster. Due 2026-03-02.",
		    "severity": "warning",
		  },
		]
	`);
});

test('the check names no gap twice', () => {
	const content = contentWith(whole);
	const [page] = content.handbook;
	if (!page) throw new Error('The small organisation has a handbook.');
	const list = gapsIn({
		...content,
		handbook: [{ ...page, body: 'SEV1: acknowledge within 5 minutes.' }],
	});
	expect(of('contradiction', list)).toHaveLength(1);
	expect(gapProblems(list)).toEqual([]);
});

test('what nothing gives to anybody is the owner’s of these files', () => {
	const organisation = { ...parts.organisation, name: 'TBD', owner: 'Platform' };
	expect(of('placeholder', gaps({ organisation }))).toEqual([
		expect.objectContaining({ file: 'organisation.yaml', owner: 'Platform' }),
	]);
});

test('a review that was held once and is due again is a gap', () => {
	const organisation = {
		...parts.organisation,
		review: {
			reviews: [
				{ id: 'actions', every: 'P1W', what: 'Open actions' },
				{ id: 'trends', every: 'P1M', what: 'Trends' },
			],
		},
	};
	const checks = {
		'checks/2026/aaaaa2.yaml': {
			kind: 'review-held' as const,
			subject: 'actions',
			at: '2026-02-16T10:00:00Z',
			by: 'ana',
			result: 'passed' as const,
			evidence: 'Nine are open.',
		},
	};
	expect(of('review', gaps({ organisation, checks }, at('2026-02-23T00:00:00Z')))).toEqual([]);
	expect(of('review', gaps({ organisation, checks }, at('2026-02-24T00:00:00Z')))).toEqual([
		expect.objectContaining({
			text: '“Open actions” was last looked at on 2026-02-16; it was due again on 2026-02-23, a day ago.',
			cure: expect.stringContaining('with `actions` as `subject`') as string,
			owner: 'Ana',
			field: 'review.reviews.0',
			late: true,
		}),
	]);
});
