import { describe, expect, test } from 'vitest';
import { contentWith, parts } from '../../tests/support/content.ts';
import { at, note, recordOf, update } from '../../tests/support/records.ts';
import { incidentIndexSchema } from '../schemas/incident.ts';
import type { AlertInput } from '../schemas/evidence.ts';
import { alertSchema } from '../schemas/evidence.ts';
import { proposeFor, ruleFor, runbookFor } from './alertProposal.ts';
import type { StoredAlert } from './response.ts';
import { foldResponse } from './response.ts';

const now = at('2026-03-02T12:00:00Z');
const content = contentWith({
	alerts: {
		sources: [
			{ id: 'probe', name: 'Probe', kind: 'synthetic' },
			{
				id: 'metrics',
				name: 'Metrics',
				kind: 'metrics',
				severities: { page: 'sev1', ticket: 'sev2' },
			},
		],
		rules: [{ name: 'CheckoutDown', source: 'probe', service: 'checkout', level: 'sev2' }],
	},
	severity: {
		...parts.severity,
		rules: [
			...(parts.severity.rules ?? []),
			{
				id: 'two-sources',
				when: { fact: 'alert-sources', 'at-least': 2 },
				'at-least': 'sev1',
				'until-proven-otherwise': true,
				text: 'Two sources at once.',
			},
		],
	},
});
const [probe, metrics] = content.alerts.sources;
if (!probe || !metrics) throw new Error('The sources are missing.');

const alert = (id: string, fields: Partial<AlertInput> = {}): StoredAlert => ({
	id,
	value: alertSchema.parse({
		source: 'probe',
		name: 'CheckoutDown',
		key: id,
		fired: '2026-03-02T11:55:00Z',
		...fields,
	}),
});

const incident = (alerts: readonly StoredAlert[], notes: Parameters<typeof note>[1][] = []) =>
	foldResponse(
		recordOf({
			id: '2026-03-02-open',
			index: incidentIndexSchema.parse({
				opened: '2026-03-02T11:50:00Z',
				by: 'ana',
				level: 'sev2',
				alert: alerts[0]?.id,
			}),
			notes: notes.map((fields, index) => note(`not${index}11`, fields)),
		}),
		alerts,
	);

function propose(
	subject: StoredAlert,
	{
		words = [],
		log = [],
		responses = [],
	}: {
		words?: string[];
		log?: StoredAlert[];
		responses?: ReturnType<typeof incident>[];
	} = {},
) {
	const source = subject.value.source === 'metrics' ? metrics : probe;
	if (!source) throw new Error('The source is missing.');
	const proposal = proposeFor(subject, words, source, log, { ...content, responses }, now);
	return {
		incident: proposal.incident?.id,
		together: proposal.together.map(({ id }) => id),
		level: proposal.level?.level.id,
		rule: proposal.level?.rule,
		holds: proposal.level?.untilProvenOtherwise,
		reasons: proposal.reasons.map(({ text }) => text),
	};
}

describe('the level of an alert', () => {
	test('is the one that its rule names, before the word that its sender chose', () => {
		expect(propose(alert('one', { severity: 'page' }), { words: ['page'] })).toMatchObject({
			level: 'sev2',
			reasons: ['CheckoutDown usually is a SEV2.'],
		});
	});

	test('is what the sender’s worst word means where no rule is', () => {
		const unknown = alert('one', { source: 'metrics', name: 'Odd' });
		expect(propose(unknown, { words: ['ticket', 'page'] })).toMatchObject({
			level: 'sev1',
			reasons: ['Its sender’s word for how bad it is means SEV1.'],
		});
		expect(propose(unknown, { words: ['High'] }).level).toBe('sev2');
		expect(propose(unknown, { words: ['purple', '__proto__', 'constructor'] }).level).toBe(
			undefined,
		);
	});

	test('is what the scheme says of its service, if that is worse', () => {
		const paid = alert('one', { source: 'metrics', name: 'Odd', service: 'checkout' });
		expect(propose(paid)).toMatchObject({ level: 'sev2', rule: 'payments' });
	});

	test('is the worst when another source alarms within the window, until proven otherwise', () => {
		const other = alert('two', { source: 'metrics', name: 'Odd', fired: '2026-03-02T11:47:00Z' });
		expect(propose(alert('one'), { log: [other] })).toMatchObject({
			incident: undefined,
			together: ['two'],
			level: 'sev1',
			rule: 'two-sources',
			holds: true,
		});
		const early = alert('two', { source: 'metrics', name: 'Odd', fired: '2026-03-02T11:40:00Z' });
		expect(propose(alert('one'), { log: [early] })).toMatchObject({ together: [], level: 'sev2' });
		const broken = alert('two', { source: 'metrics', name: 'Odd', disposition: 'false' });
		expect(propose(alert('one'), { log: [broken] })).toMatchObject({ together: [], level: 'sev2' });
	});
});

describe('the incident of an alert', () => {
	const first = alert('first', { incident: '2026-03-02-open' });

	test('is the open one that an alert of another source belongs to', () => {
		const second = alert('second', { source: 'metrics', name: 'Odd' });
		expect(propose(second, { log: [first], responses: [incident([first])] })).toMatchObject({
			incident: '2026-03-02-open',
			level: 'sev1',
			rule: 'two-sources',
		});
	});

	test('is the open one of the same key, whenever it fired before', () => {
		const before = alert('before', {
			key: 'same',
			fired: '2026-03-02T08:00:00Z',
			incident: '2026-03-02-open',
		});
		const again = alert('again', { key: 'same' });
		expect(propose(again, { log: [before], responses: [incident([before])] })).toMatchObject({
			incident: '2026-03-02-open',
			level: undefined,
		});
	});

	test('is none that is resolved, and none of the same source about another service', () => {
		const second = alert('second', { source: 'metrics', name: 'Odd' });
		const over = foldResponse(
			recordOf({
				id: '2026-03-02-open',
				updates: [
					update('upd111', { at: '2026-03-02T11:51:00Z', title: 'Down', status: 'resolved' }),
				],
			}),
			[first],
		);
		expect(propose(second, { log: [first], responses: [over] }).incident).toBe(undefined);
		const other = alert('other', { name: 'SearchDown', service: 'search' });
		expect(propose(other, { log: [first], responses: [incident([first])] }).incident).toBe(
			undefined,
		);
	});

	test('is none that came from an alert that was false', () => {
		const wrong = alert('wrong', { incident: '2026-03-02-open', disposition: 'false' });
		const second = alert('second', { source: 'metrics', name: 'Odd' });
		expect(propose(second, { log: [wrong], responses: [incident([wrong])] }).incident).toBe(
			undefined,
		);
	});

	test('is not graded again by a rule that people have answered', () => {
		const second = alert('second', { source: 'metrics', name: 'Odd' });
		const lowered = incident(
			[first],
			[
				{ kind: 'severity', at: '2026-03-02T11:56:00Z', level: 'sev1', rule: 'two-sources' },
				{
					kind: 'severity',
					at: '2026-03-02T11:58:00Z',
					level: 'sev2',
					reason: 'The probe is broken.',
				},
			],
		);
		expect(propose(second, { log: [first], responses: [lowered] }).level).toBe(undefined);
	});
});

test('the rule and the runbook of an alert are found by its name', () => {
	expect(ruleFor('CheckoutDown', probe, content.alerts)).toMatchObject({ service: 'checkout' });
	expect(ruleFor('Odd', probe, content.alerts)).toBe(undefined);
	expect(ruleFor(undefined, probe, content.alerts)).toBe(undefined);
	const [page] = content.runbooks;
	if (!page) throw new Error('The runbook is missing.');
	const named = (id: string, status: 'draft' | 'active') => ({
		...page,
		id,
		value: { ...page.value, status, alerts: ['CheckoutDown'] },
	});
	expect(runbookFor('CheckoutDown', [named('old', 'draft'), named('new', 'active')])).toBe('new');
	expect(runbookFor('CheckoutDown', [named('old', 'draft')])).toBe('old');
	expect(runbookFor('Odd', [named('old', 'draft')])).toBe(undefined);
});
