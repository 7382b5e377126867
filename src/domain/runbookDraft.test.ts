import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Parts } from '../../tests/support/content.ts';
import { contentWith, incidentNote, incidentWith, parts } from '../../tests/support/content.ts';
import { componentProblems, elementProblems, parsePage, stepsOf } from '../read/mdx.ts';
import type { AlertInput } from '../schemas/evidence.ts';
import { alertSchema } from '../schemas/evidence.ts';
import { runbookSchema } from '../schemas/page.ts';
import { foldResponse } from './response.ts';
import type { RunbookHints } from './runbookDraft.ts';
import { draftRunbook } from './runbookDraft.ts';
import { stepProblems } from './steps.ts';

const usual = contentWith();

/** A draft, and everything the check would say of it. */
function drafted(hints: RunbookHints, changes: Partial<Parts> = {}) {
	const content = Object.keys(changes).length === 0 ? usual : contentWith(changes);
	const { fields, body } = draftRunbook('Search is slow', hints, content);
	const value = runbookSchema.parse(fields);
	const page = {
		id: 'search-slow-2',
		path: 'runbooks/search-slow-2.mdx',
		value,
		body,
		bodyLine: 1,
	};
	const parsed = parsePage(page);
	if ('problem' in parsed) throw new Error(parsed.problem.message);
	const { rotations, contacts, people } = content.onCall;
	const problems = [
		...componentProblems(parsed, page.path),
		...elementProblems(parsed, page.path),
		...stepProblems(page, stepsOf(parsed), {
			runbooks: content.runbooks.map(({ id }) => id),
			templates: [],
			callable: [...rotations, ...contacts, ...people].map(({ id }) => id),
			guards: [],
		}),
	];
	return { value, body, problems };
}

const seen = (rest: Partial<AlertInput> = {}) => ({
	id: 'a1',
	value: alertSchema.parse({
		source: 'probe',
		name: 'SlowSearch',
		fired: '2026-03-01T09:00:00Z',
		...rest,
	}),
});

describe('draftRunbook', () => {
	test('is a draft that the check takes, with nothing known at all', () => {
		const { value, problems, body } = drafted({});
		expect(problems).toEqual([]);
		expect(value).toMatchObject({ status: 'draft', kind: 'service', escalateTo: 'primary' });
		expect(body).toContain('Not written yet');
	});

	test('is valid where nobody is on call', () => {
		const onCall = { people: [], rotations: [], ladders: [] };
		const { value, problems } = drafted({}, { onCall });
		expect(problems).toEqual([]);
		expect(value.escalateTo).toBeUndefined();
	});

	test('leads from its alert, and asks for what the alert’s labels say', () => {
		const labels = { namespace: 'shop', 'pod-name': 'a', __x__: 'y', '9': 'z' };
		const { value, problems } = drafted({
			alert: {
				name: 'SlowSearch',
				seen: [seen({ labels, service: 'cart', title: 'Search takes long' })],
			},
		});
		expect(problems).toEqual([]);
		expect(value).toMatchObject({
			kind: 'alert',
			alerts: ['SlowSearch'],
			services: ['checkout'],
			symptoms: ['Search takes long'],
		});
		expect(value.variables.map(({ name, label }) => `${name} ${label ?? ''}`)).toEqual([
			'NAMESPACE namespace',
			'POD_NAME pod-name',
			'X __x__',
		]);
	});

	test('takes service and level from the rule of the alert', () => {
		const { value } = drafted({ alert: { name: 'CheckoutDown', seen: [] } });
		expect(value).toMatchObject({ services: ['checkout'], level: 'sev1' });
	});

	test('holds the commands of an incident, each once, and what helped', () => {
		const command = (op: string, text: string) =>
			incidentNote(op, { kind: 'command', at: '2026-03-01T09:20:00Z', command: text });
		const [record] = incidentWith({
			notes: [
				command('com111', 'kubectl -n "$NAMESPACE" get pods'),
				command('com222', 'kubectl -n "$NAMESPACE" get pods'),
				incidentNote('mit111', {
					kind: 'mitigation',
					at: '2026-03-01T09:30:00Z',
					mitigation: 'restart',
					result: 'worked',
					body: 'All {pods}.',
				}),
				incidentNote('mit222', {
					kind: 'mitigation',
					at: '2026-03-01T09:31:00Z',
					mitigation: 'scale',
					result: 'failed',
					body: 'Did nothing.',
				}),
			],
		}).incidents;
		if (!record) throw new Error('The incident is gone.');
		const { value, problems, body } = drafted({ incident: foldResponse(record) });
		expect(problems).toEqual([]);
		expect(body.match(/get pods/g)).toHaveLength(1);
		expect(value.variables.map(({ name }) => name)).toEqual(['NAMESPACE']);
		expect(body).toContain('In 2026-03-01-k3f9 this worked: restart. All \\{pods\\}.');
		expect(body).not.toContain('Did nothing');
		expect(value).toMatchObject({ symptoms: ['Nobody can pay'], services: ['checkout'] });
	});

	test('is valid whatever an alert is called and labelled, and whatever was run', () => {
		const line = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => {
			return alertSchema.safeParse({ source: 'probe', name: text, fired: '2026-03-01T09:00:00Z' })
				.success;
		});
		fc.assert(
			fc.property(
				line,
				fc.dictionary(line, line, { maxKeys: 4 }),
				line,
				(name, labels, command) => {
					const [record] = parts.incidents;
					if (!record) throw new Error('The incident is gone.');
					const incident = foldResponse({
						...record,
						notes: [
							incidentNote('com111', { kind: 'command', at: '2026-03-01T09:20:00Z', command }),
						],
					});
					const alert = { name: name.trim(), seen: [seen({ name, labels })] };
					expect(drafted({ alert }).problems).toEqual([]);
					expect(drafted({ alert, incident }).problems).toEqual([]);
				},
			),
			{ numRuns: 60 },
		);
	});
});
