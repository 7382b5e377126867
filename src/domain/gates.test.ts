import { describe, expect, test } from 'vitest';
import type { Parts } from '../../tests/support/content.ts';
import {
	contentWith,
	incidentNote,
	incidentWith,
	index,
	now,
	parts,
} from '../../tests/support/content.ts';
import type { CheckInput } from '../schemas/evidence.ts';
import type { ProcessInput } from '../schemas/process.ts';
import { gateState } from './gates.ts';
import { foldResponse } from './response.ts';

type Requirement = NonNullable<ProcessInput['gates']>[number]['all'][number];

/** Judges one requirement in the small organisation. */
function judge(requirement: Requirement, changes: Partial<Parts> = {}, at = now) {
	const process = {
		...parts.process,
		gates: [{ id: 'launch', name: 'Launch', closed: 'Nothing is launched.', all: [requirement] }],
	};
	const content = contentWith({ process, ...changes });
	const [gate] = content.process.gates;
	if (!gate) throw new Error('The gate is gone.');
	const responses = content.incidents.map((record) => foldResponse(record, content.alertLog));
	const state = gateState(gate, content, responses, at);
	const [item] = state.items;
	if (!item) throw new Error('The requirement is gone.');
	expect(state.open).toBe(item.met);
	return item;
}

const check = (rest: Partial<CheckInput>): CheckInput => ({
	kind: 'source-green',
	subject: 'probe',
	at: '2026-03-02T08:00:00Z',
	by: 'ana',
	result: 'passed',
	evidence: 'Seen',
	...rest,
});
const checks = (...list: Partial<CheckInput>[]): Pick<Parts, 'checks'> => ({
	checks: Object.fromEntries(
		list.map((item, number) => [`checks/2026/${number}.yaml`, check(item)]),
	),
});

describe('a gate', () => {
	const both: Requirement[] = [
		{ sources: ['probe'], within: 'P7D', text: 'The probe is green.' },
		{ confirmed: 'load-test', within: 'P7D', text: 'Somebody tested it.' },
	];

	test('is open only if every requirement is met', () => {
		const process = {
			...parts.process,
			gates: [{ id: 'launch', name: 'Launch', closed: 'Nothing.', all: both }],
		};
		const open = (changes: Pick<Parts, 'checks'>) => {
			const content = contentWith({ process, ...changes });
			const [gate] = content.process.gates;
			return gate && gateState(gate, content, [], now).open;
		};
		expect(open(checks({}))).toBe(false);
		expect(open(checks({}, { kind: 'confirmed', subject: 'load-test' }))).toBe(true);
	});
});

describe('incidents: none-open', () => {
	const requirement: Requirement = { incidents: 'none-open', 'at-least': 'sev2', text: 'None.' };
	const [record] = parts.incidents;
	const reopened = (level: string | undefined) =>
		incidentWith({
			updates: (record?.updates ?? []).slice(0, 1),
			index: index({ opened: '2026-03-01T09:00:00Z', by: 'ana', ...(level && { level }) }),
			notes: [],
		});

	test('is met when all are over', () => {
		expect(judge(requirement)).toMatchObject({ met: true, reasons: [] });
	});

	test('names each incident that is open, with its level', () => {
		expect(judge(requirement, reopened('sev1')).reasons).toMatchInlineSnapshot(`
			[
			  "2026-03-01-k3f9 is open: Nobody can pay (SEV1).",
			]
		`);
	});

	test('leaves out levels that are milder than it asks for', () => {
		expect(judge({ ...requirement, 'at-least': 'sev1' }, reopened('sev2')).met).toBe(true);
	});

	test('counts an incident whose level nobody set: it may be the worst', () => {
		expect(judge({ ...requirement, 'at-least': 'sev1' }, reopened(undefined)).met).toBe(false);
	});

	test('leaves out duplicates, because the incident they belong to counts', () => {
		const duplicate = incidentWith({
			updates: (record?.updates ?? []).slice(0, 1),
			notes: [
				incidentNote('dup111', {
					kind: 'duplicate',
					at: '2026-03-01T09:30:00Z',
					of: '2026-03-01-aaaa',
				}),
			],
		});
		expect(judge(requirement, duplicate).met).toBe(true);
	});
});

describe('evidence', () => {
	const requirement: Requirement = { sources: ['probe'], within: 'P1D', text: 'Green.' };

	test('is shown with who saw what, and until when it counts', () => {
		const { evidence } = judge(requirement, checks({}));
		expect(evidence).toEqual([
			{
				subject: 'Probe',
				at: Date.parse('2026-03-02T08:00:00Z'),
				by: 'Ana',
				seen: 'Seen',
				until: Date.parse('2026-03-03T08:00:00Z'),
			},
		]);
	});

	test('counts up to the end of its time and not at it', () => {
		const end = Date.parse('2026-03-03T08:00:00Z');
		expect(judge(requirement, checks({}), end - 1).met).toBe(true);
		expect(judge(requirement, checks({}), end).reasons).toMatchInlineSnapshot(`
			[
			  "Probe: last seen on 2 March 2026 by Ana; that counted until 3 March 2026.",
			]
		`);
	});

	test('is missing until somebody looked', () => {
		expect(judge(requirement, checks()).reasons).toMatchInlineSnapshot(`
			[
			  "Probe: was never seen green.",
			]
		`);
	});

	test('is what was seen last: a failure after a pass closes the gate, a pass after it opens it', () => {
		const failed = {
			at: '2026-03-02T09:00:00Z',
			result: 'failed',
			evidence: 'Two regions down',
		} as const;
		expect(judge(requirement, checks({}, failed)).reasons).toMatchInlineSnapshot(`
			[
			  "Probe: failed on 2 March 2026, says Ana: Two regions down.",
			]
		`);
		expect(judge(requirement, checks(failed, { at: '2026-03-02T10:00:00Z' })).met).toBe(true);
		expect(judge(requirement, checks({ result: 'partly' })).met).toBe(false);
	});

	test('that names a moment still to come does not count', () => {
		expect(judge(requirement, checks({ at: '2026-03-02T12:00:01Z' })).met).toBe(false);
	});

	test('of another subject or kind does not count', () => {
		expect(judge(requirement, checks({ subject: 'other' })).met).toBe(false);
		expect(judge(requirement, checks({ kind: 'confirmed' })).met).toBe(false);
	});
});

describe('alert-rules: tested', () => {
	const requirement: Requirement = { 'alert-rules': 'tested', within: 'P90D', text: 'Tested.' };
	const rules = (critical: boolean) => ({
		alerts: {
			...parts.alerts,
			rules: [{ name: 'CheckoutDown', source: 'probe', critical }],
		},
	});
	const tested = checks({ kind: 'alert-rule-tested', subject: 'CheckoutDown' });

	test('asks for a test of every critical rule', () => {
		expect(judge(requirement, { ...rules(true), ...checks() }).met).toBe(false);
		expect(judge(requirement, { ...rules(true), ...tested }).met).toBe(true);
	});

	test('is not met by having no such rule at all', () => {
		expect(judge(requirement, { ...rules(false), ...tested }).reasons).toMatchInlineSnapshot(`
			[
			  "alerts.yaml has no critical alert rule, so none is tested.",
			]
		`);
		expect(judge({ ...requirement, critical: false }, { ...rules(false), ...tested }).met).toBe(
			true,
		);
	});
});

describe('access: verified', () => {
	const requirement: Requirement = { access: 'verified', text: 'All in.' };
	const verified = (person: string, at = '2026-03-01T08:00:00Z') =>
		({ kind: 'access-verified', subject: 'cluster-admin', person, at }) as const;

	test('asks for every access of everybody in the rotations', () => {
		expect(judge(requirement, checks(verified('ana'))).reasons).toMatchInlineSnapshot(`
			[
			  "Bo, Cluster: was never verified.",
			]
		`);
		expect(judge(requirement, checks(verified('ana'), verified('bo'))).met).toBe(true);
	});

	test('does not ask it of somebody who has left', () => {
		const people = [
			{ id: 'ana', name: 'Ana' },
			{ id: 'bo', name: 'Bo', until: '2026-03-02' },
		];
		const changes = { onCall: { ...parts.onCall, people }, ...checks(verified('ana')) };
		expect(judge(requirement, changes).met).toBe(true);
	});

	test('asks it of whoever stands in, and forgets those whose time is over', () => {
		const layer = { handoff: { time: '09:00' }, starts: '2026-01-05' };
		const rotations = [
			{
				id: 'primary',
				name: 'Primary',
				layers: [
					{ ...layer, until: '2026-03-01', members: ['ana'] },
					{ ...layer, from: '2026-03-01', members: ['bo'] },
				],
			},
		];
		const override = (person: string, until: string) => ({
			rotation: 'primary',
			person,
			from: '2026-02-01T00:00:00Z',
			until,
		});
		const changes = (until: string) => ({
			onCall: { ...parts.onCall, rotations, overrides: [override('ana', until)] },
			...checks(verified('bo')),
		});
		expect(judge(requirement, changes('2026-03-02T12:00:00Z')).met).toBe(true);
		expect(judge(requirement, changes('2026-03-02T12:00:01Z')).met).toBe(false);
	});

	test('lets a verification run out after the time the access names', () => {
		const access = [{ id: 'cluster-admin', name: 'Cluster', 'valid-for': 'P1D' }];
		const changes = {
			onCall: { ...parts.onCall, access },
			...checks(verified('ana'), verified('bo', '2026-03-02T08:00:00Z')),
		};
		expect(judge(requirement, changes).reasons).toHaveLength(1);
	});
});

describe('on-call: covered', () => {
	const requirement: Requirement = { 'on-call': 'covered', for: 'P14D', text: 'Covered.' };

	test('is met by a rotation without a gap', () => {
		expect(judge(requirement).met).toBe(true);
	});

	test('names every gap with its rotation', () => {
		const rotations = parts.onCall.rotations?.map((rotation) => ({
			...rotation,
			layers: rotation.layers.map((layer) => ({ ...layer, until: '2026-03-10' })),
		}));
		const changes = { onCall: { ...parts.onCall, rotations } };
		expect(judge(requirement, changes).reasons).toMatchInlineSnapshot(`
			[
			  "Primary: nobody from 10 March 2026, 00:00 UTC until 16 March 2026, 12:00 UTC.",
			]
		`);
	});

	test('is not met where there is no rotation', () => {
		const changes = { onCall: { people: [], rotations: [] } };
		expect(judge(requirement, changes).met).toBe(false);
	});
});

describe('confirmed', () => {
	const requirement: Requirement = {
		confirmed: 'load-test',
		within: 'P30D',
		by: 'bo',
		text: 'Bo says so.',
	};
	const confirmed = (by: string) => checks({ kind: 'confirmed', subject: 'load-test', by });

	test('asks for the person it names, by id or by name', () => {
		expect(judge(requirement, confirmed('bo')).met).toBe(true);
		expect(judge(requirement, confirmed('Bo')).met).toBe(true);
		expect(judge(requirement, confirmed('ana')).reasons).toMatchInlineSnapshot(`
			[
			  "load test: confirmed by Ana, and it has to be Bo.",
			]
		`);
	});

	test('takes anybody where it names nobody', () => {
		const { by: _, ...anybody } = requirement;
		expect(judge(anybody, confirmed('ana')).met).toBe(true);
	});
});
