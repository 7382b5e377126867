import { describe, expect, test } from 'vitest';
import {
	contentSetting,
	contentWith,
	incidentId,
	incidentNote,
	incidentPath,
	incidentWith,
	index,
	now,
	parts,
} from '../../../tests/support/content.ts';
import { at, recordOf, stored, update } from '../../../tests/support/records.ts';
import { incidentUpdateSchema } from '../../schemas/incident.ts';
import type { Content } from '../content.ts';
import { serviceIds } from '../serviceHistory.ts';
import { contentProblems } from './index.ts';
import { updateServiceProblems } from './records.ts';

/** All problems in short. */
const short = (content: Content) =>
	contentProblems(content, now).map(({ severity, file, field, message, cure }) =>
		[`${severity} ${file}`, field ?? '', message, cure].join(' | '),
	);
const time = '2026-03-01T10:00:00Z';
const updates = `${incidentPath}/updates/`;
const opened = { opened: '2026-03-01T09:00:00Z', by: 'ana' };

test('a reference that two incidents were given is named at the one that was opened later', () => {
	const claim = { kind: 'reference', at: time, reference: 'INC-2026-03-01-001' } as const;
	const [early, late] = ['2026-03-01-aaaa', '2026-03-01-bbbb'].map((id, place) => ({
		...recordOf({ id, path: `incidents/2026/${id}` }),
		index: index({ opened: `2026-03-01T0${9 - place}:00:00Z`, by: 'ana', level: 'sev1' }),
		notes: [stored(`not00${place}`, incidentNote('x', claim).value, `incidents/2026/${id}/notes/`)],
	}));
	if (!early || !late) throw new Error('There are two.');
	const problems = short(contentWith({ incidents: [early, late], postMortems: {}, alertLog: {} }));
	expect(problems.filter((line) => line.includes('reference'))).toEqual([
		'warning incidents/2026/2026-03-01-aaaa/notes/20260301T100000Z-not000.md | reference | `INC-2026-03-01-001` is also the reference of 2026-03-01-bbbb; one of the two reads another number. | Keep the other number: npm run incident -- reference 2026-03-01-aaaa',
	]);
});

describe('a name that is not there', () => {
	test.each([
		[{ kind: 'severity', level: 'nobody' }, 'level', 'level'],
		[{ kind: 'severity', level: 'sev1', rule: 'nobody' }, 'rule', 'rule'],
		[{ kind: 'role', role: 'nobody', person: 'ana' }, 'role', 'role'],
		[{ kind: 'role', role: 'commander', person: 'nobody' }, 'person', 'person'],
		[{ kind: 'impact', facts: { nobody: 3 } }, 'facts.nobody', 'fact'],
		// A computed fact is there, but nobody answers it.
		[{ kind: 'impact', facts: { duration: 3 } }, 'facts.duration', 'fact'],
		[{ kind: 'triage', answers: { nobody: 'Yes.' } }, 'answers.nobody', 'triage field'],
		[{ kind: 'command', command: 'ls', runbook: 'nobody' }, 'runbook', 'runbook'],
		[{ kind: 'verification', item: 'nobody', outcome: 'passed' }, 'item', 'verification item'],
		[{ kind: 'runbook-used', runbook: 'nobody', result: 'fixed' }, 'runbook', 'runbook'],
		[{ kind: 'alert', alerts: ['probe-1', 'nobody'] }, 'alerts.1', 'alert'],
		[{ kind: 'communication', channel: 'nobody', body: 'Hello.' }, 'channel', 'channel'],
		[
			{ kind: 'communication', channel: 'incidents', template: 'nobody', body: 'Hello.' },
			'template',
			'template',
		],
		[{ kind: 'duplicate', of: '2026-03-01-zzzz' }, 'of', 'incident'],
		[{ kind: 'close-out', item: 'nobody' }, 'item', 'close-out item'],
	] as const)('is named in a note: %j', (fields, field, thing) => {
		const note = incidentNote('not999', { ...fields, at: time } as Parameters<
			typeof incidentNote
		>[1]);
		expect(contentProblems(contentWith(incidentWith({ notes: [note] })), now)).toMatchObject([
			{
				severity: 'error',
				file: note.path,
				field,
				message: expect.stringMatching(
					new RegExp(`^There is no ${thing} \`(?:nobody|duration|2026-03-01-zzzz)\`\\.$`),
				) as string,
			},
		]);
	});

	test('may be that of a runbook that is missing', () => {
		const note = incidentNote('not999', {
			kind: 'runbook-used',
			at: time,
			runbook: 'nobody',
			result: 'missing',
		});
		expect(short(contentWith(incidentWith({ notes: [note] })))).toEqual([]);
	});

	test('is named in the index of an incident', () => {
		expect(
			short(
				contentWith(incidentWith({ index: index({ ...opened, level: 'sev3', alert: 'probe-9' }) })),
			),
		).toMatchInlineSnapshot(`
			[
			  "error incidents/2026/2026-03-01-k3f9/index.md | level | There is no level \`sev3\`. | Did you mean \`sev1\`?",
			  "error incidents/2026/2026-03-01-k3f9/index.md | alert | There is no alert \`probe-9\`. | Did you mean \`probe-1\`?",
			]
		`);
	});

	test('is named in an update that is of another incident', () => {
		const same = update(
			'upd999',
			{ at: time, title: 'Same', 'duplicate-of': '2026-03-01-zzzz' },
			updates,
		);
		expect(short(contentWith(incidentWith({ updates: [same] })))).toMatchInlineSnapshot(`
			[
			  "error incidents/2026/2026-03-01-k3f9/updates/20260301T100000Z-upd999.md | duplicate-of | There is no incident \`2026-03-01-zzzz\`. | Did you mean \`2026-03-01-k3f9\`?",
			  "warning incidents/2026/2026-03-01-k3f9 |  | \`acknowledged\` comes before \`impact-started\`. | Mend the \`since\` of the first update or of the notes of kind \`milestone\`; durations are computed from them.",
			]
		`);
	});

	test('is named in the index of a maintenance', () => {
		const [works] = parts.maintenances;
		const maintenances = works?.index
			? [{ ...works, index: { ...works.index, runbook: 'nobody' } }]
			: [];
		expect(contentProblems(contentWith({ maintenances }), now)).toMatchObject([
			{ field: 'runbook', message: 'There is no runbook `nobody`.' },
		]);
	});

	test.each([
		['source', 'alert source', 'nobody'],
		['service', 'service', 'nobody'],
		['incident', 'incident', '2026-03-01-zzzz'],
		['runbook', 'runbook', 'nobody'],
	])('is named in an alert: %s', (field, thing, name) => {
		const file = 'alerts/2026/probe-1.yaml';
		expect(contentProblems(contentSetting(['alertLog', file, field], name), now)).toMatchObject([
			{ file, field, message: `There is no ${thing} \`${name}\`.` },
		]);
	});

	test.each([
		['alert-rule-tested', 'alert rule'],
		['source-green', 'alert source'],
		['access-verified', 'access'],
		['runbook-rehearsed', 'runbook'],
		['runbook-validated', 'runbook'],
		['page-validated', 'handbook page'],
		['contacts-verified', 'person or contact'],
		['alert-route-tested', 'ladder, rotation or channel'],
		['confirmed', 'subject of a gate'],
		['review-held', 'regular review'],
	])('is named in evidence of kind %s', (kind, thing) => {
		const check = {
			...parts.checks['checks/2026/probe.yaml'],
			kind,
			subject: 'nobody',
			person: 'ana',
		};
		const content = contentSetting(['checks', 'checks/2026/probe.yaml'], check);
		expect(contentProblems(content, now)).toMatchObject([
			{ field: 'subject', message: `There is no ${thing} \`nobody\`.` },
		]);
	});

	test('is offered where evidence of a regular review names another', () => {
		const organisation = {
			...parts.organisation,
			review: { reviews: [{ id: 'trends', every: 'P1M', what: 'Trends of a month.' }] },
		};
		const held = (subject: string) =>
			short(
				contentWith({
					organisation,
					checks: {
						'checks/2026/probe.yaml': {
							kind: 'review-held',
							subject,
							at: time,
							by: 'ana',
							result: 'passed',
							evidence: 'Nine incidents.',
						},
					},
				}),
			);
		expect(held('trend')).toEqual([
			'error checks/2026/probe.yaml | subject | There is no regular review `trend`. | Did you mean `trends`?',
		]);
		expect(held('trends')).toEqual([]);
	});

	test('is named for the person that evidence is about', () => {
		const check = {
			...parts.checks['checks/2026/probe.yaml'],
			kind: 'access-verified',
			subject: 'cluster-admin',
		};
		const place = ['checks', 'checks/2026/probe.yaml'];
		expect(short(contentSetting(place, check))).toMatchInlineSnapshot(`
			[
			  "error checks/2026/probe.yaml | person | Whose access this was is missing. | Add \`person\`.",
			]
		`);
		expect(short(contentSetting(place, { ...check, person: 'anna' }))).toMatchInlineSnapshot(`
			[
			  "error checks/2026/probe.yaml | person | There is no person \`anna\`. | Did you mean \`ana\`?",
			]
		`);
		expect(short(contentSetting(place, { ...check, person: 'ana' }))).toEqual([]);
	});
});

describe('an answer', () => {
	test('fits its question', () => {
		const note = incidentNote('not999', {
			kind: 'impact',
			at: time,
			facts: { 'users-affected': '30 %', 'data-lost': 0 },
		});
		expect(short(contentWith(incidentWith({ notes: [note] })))).toMatchInlineSnapshot(`
			[
			  "error incidents/2026/2026-03-01-k3f9/notes/20260301T100000Z-not999.md | facts.users-affected | \`30 %\` cannot be the answer to this question. | Write a number without a unit.",
			  "error incidents/2026/2026-03-01-k3f9/notes/20260301T100000Z-not999.md | facts.data-lost | \`0\` cannot be the answer to this question. | Write \`true\` or \`false\`.",
			]
		`);
	});

	test('may be given more than once', () => {
		const note = (op: string, share: number) =>
			incidentNote(op, { kind: 'impact', at: time, facts: { 'users-affected': share } });
		expect(
			short(contentWith(incidentWith({ notes: [note('not888', 10), note('not999', 30)] }))),
		).toEqual([]);
	});
});

describe('six characters', () => {
	test('name one file only, of all records', () => {
		const note = incidentNote('wrk111', { kind: 'acknowledged', at: time });
		expect(short(contentWith(incidentWith({ notes: [note] })))).toMatchInlineSnapshot(`
			[
			  "error maintenance/2026/2026-02-20-m4nt/updates/20260220T090000Z-wrk111.md |  | \`wrk111\` is also the name of \`incidents/2026/2026-03-01-k3f9/notes/20260301T100000Z-wrk111.md\`. | Rename this file with six other characters.",
			]
		`);
	});
});

describe('example data', () => {
	const example = recordOf({
		id: 'example-k3f9',
		path: 'incidents/2026/example-k3f9',
		index: index({ ...opened, example: true }),
		updates: [
			update(
				'exa111',
				{ at: time, title: 'Example', example: true },
				'incidents/2026/example-k3f9/updates/',
			),
		],
	});
	const site = { ...parts.site, 'example-anchor': '2026-03-01T00:00:00Z' };
	const beside = (...incidents: typeof parts.incidents) => [...parts.incidents, ...incidents];

	test('is right where it is marked and site.yaml says when it was recent', () => {
		expect(short(contentWith({ site, incidents: beside(example) }))).toEqual([]);
	});

	test('needs to know when it was recent', () => {
		expect(short(contentWith({ incidents: beside(example) }))).toMatchInlineSnapshot(`
			[
			  "error site.yaml | example-anchor | \`example-k3f9\` is example data, and nothing says when it was recent. | Add \`example-anchor\` to site.yaml, or remove the examples.",
			]
		`);
	});

	test('is marked in every file of its folder', () => {
		const half = { ...example, index: index(opened) };
		expect(short(contentWith({ site, incidents: beside(half) }))).toMatchInlineSnapshot(`
			[
			  "error incidents/2026/example-k3f9/index.md | example | This folder is an example, and this file does not say \`example: true\`. | Add it, so that its times move with the others.",
			]
		`);
	});

	test('is not marked in a folder that is none', () => {
		const note = incidentNote('not999', { kind: 'acknowledged', at: time, example: true });
		expect(short(contentWith(incidentWith({ notes: [note] })))).toMatchInlineSnapshot(`
			[
			  "error incidents/2026/2026-03-01-k3f9/notes/20260301T100000Z-not999.md | example | \`example: true\` in a folder that is not an example. | Remove it.",
			]
		`);
	});
});

describe('updateServiceProblems', () => {
	test('name each service that is not there, and know earlier names', () => {
		const value = incidentUpdateSchema.parse({
			at: time,
			body: 'Words.',
			services: { cart: 'partial-outage', serch: 'major-outage' },
		});
		const { path } = stored('upd999', value, updates);
		const known = serviceIds(contentWith().services);
		expect(
			updateServiceProblems(
				Object.keys(value.services ?? {}),
				known,
				path,
				(service) => `services.${service}`,
			),
		).toMatchInlineSnapshot(`
			[
			  {
			    "cure": "Did you mean \`search\`?",
			    "field": "services.serch",
			    "file": "incidents/2026/2026-03-01-k3f9/updates/20260301T100000Z-upd999.md",
			    "message": "There is no service \`serch\`.",
			    "severity": "error",
			  },
			]
		`);
	});
});

describe('the incident of the small organisation', () => {
	test('is the one that other files name', () => {
		expect(parts.incidents.map(({ id }) => id)).toEqual([incidentId]);
		expect(parts.incidents[0]?.updates[0]?.namedAt).toBe(at('2026-03-01T09:10:00Z'));
	});
});
