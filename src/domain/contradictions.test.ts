import { describe, expect, test } from 'vitest';
import { onCallSchema } from '../schemas/onCall.ts';
import { severitySchema } from '../schemas/severity.ts';
import { contentWith, incidentId, now, parts } from '../../tests/support/content.ts';
import { at } from '../../tests/support/records.ts';
import { contradictions, schemeContradictions } from './contradictions.ts';

const severity = severitySchema.parse({
	levels: [
		{
			id: 'p0',
			label: 'P0',
			name: 'Critical',
			rank: 1,
			aliases: ['Sev 1'],
			definition: 'All is down.',
			criteria: [{ when: { fact: 'users-affected', over: 50 }, text: 'More than half.' }],
			targets: { acknowledge: 'PT15M', mitigate: 'PT30M', resolve: 'PT2H' },
			updates: [{ cadence: { min: 'PT15M', max: 'PT30M' } }],
			notify: [
				{ who: 'Customers', within: 'PT15M' },
				{ who: 'Affected customers', within: 'PT1H' },
				{ who: 'All stakeholders', within: 'PT30M' },
				{ who: 'Legal' },
			],
			escalate: [{ to: 'Management', after: 'PT1H' }],
			ladder: 'urgent',
			'war-room': { within: 'PT10M' },
		},
		{
			id: 'p1',
			label: 'P1',
			name: 'High',
			rank: 2,
			aliases: ['Sev 2'],
			definition: 'Much is down.',
			targets: { acknowledge: 'PT1H', resolve: { within: 'PT4H', clock: 'business' } },
			updates: [{ cadence: { every: 'PT1H' } }],
			'war-room': { within: 'PT0S' },
		},
	],
	facts: [{ id: 'users-affected', question: 'Which share of users?', type: 'percent' }],
	'post-mortem': {
		required: [
			{ when: { fact: 'rank', is: 1 }, within: 'PT24H', text: 'Every P0.' },
			{ when: { fact: 'rank', is: 2 }, within: 'PT48H', text: 'Every P1.' },
			{ when: { fact: 'handles', includes: 'payments' }, within: 'PT12H', text: 'Payments.' },
		],
	},
});

const { ladders } = onCallSchema.parse({
	ladders: [
		{
			id: 'urgent',
			name: 'Urgent',
			steps: [
				{ to: { rotation: 'primary' }, after: 'PT0S' },
				{ to: { rotation: 'secondary' }, after: 'PT5M', 'answer-within': 'PT10M' },
				{ to: { contact: 'executives' }, after: 'PT20M' },
			],
		},
	],
});
const scheme = { severity, ladders };

const found = (body: string) =>
	schemeContradictions({ path: 'handbook/a.mdx', body, bodyLine: 10 }, scheme, now);
const messages = (body: string) => found(body).map(({ message }) => message);

describe('prose against the scheme', () => {
	test('names what the text says and what the scheme says, with the line', () => {
		expect(found('We learn.\n\nA P1 post-mortem is published within\n24 hours of resolution.'))
			.toMatchInlineSnapshot(`
				[
				  {
				    "cure": "Correct the text, or severity.yaml if the text is right; a component shows such numbers without repeating them.",
				    "file": "handbook/a.mdx",
				    "line": 13,
				    "message": "The text says “24 hours”, and by severity.yaml a P1 has a post-mortem within 48 hours.",
				    "severity": "warning",
				  },
				]
			`);
	});

	test.each([
		'P0: acknowledge within 5 minutes.',
		'A P0 has to be mitigated within an hour.',
		'For Sev 1, resolve in under four hours.',
		'During a P0 updates go out every 60 minutes.',
		'P0/P1 post-mortems are due within 48 hours.',
		'The write-up of a P0 is due within 48 hours.',
		'Critical incidents are acknowledged within 5 minutes.',
		'Acknowledge a P0 within 15 minutes, a P1 within 2 hours.',
		'## P0\n\n- Acknowledge within 5 minutes.',
		'**P0**\n- Response: 5 min',
		'- **P0:** Nothing works. Target: acknowledge < 5m, mitigate < 30m, resolve < 2h.',
		'**Postmortem:** Within 24h for P0, 24h for P1.',
		'| Level | Response | Updates |\n| --- | --- | --- |\n| P0 | 5 min | 15-30 min |',
		'| | P0 | P1 |\n| --- | --- | --- |\n| Acknowledge | 15 min | 30 min |',
		'P0 means that more than 40 % of users are affected.',
		'## Review (post-mortem within 48 hours)\n\nFor every P0 and P1.',
		'## How to write post-mortems\n\n- **In time:** within 48 hours of the incident.',
		'**Post-mortem within 48 hours**',
		'P0: customers are told within 2 hours.',
		'In a P0 all stakeholders are informed within an hour.',
		'Stakeholders hear of a P0 within 10 minutes.',
		'| Level | Customers told |\n| --- | --- |\n| P0 | 2 hours |',
		'A P0 is escalated to the secondary after 30 minutes.',
		'P0: escalate to management within 2 hours.',
		'A P0 escalates after 45 minutes.',
		'A P0 has a war room within 30 minutes.',
		'A P1 has a war room within 10 minutes.',
	])('sees one contradiction in: %s', (text) => {
		expect(messages(text)).toHaveLength(1);
	});

	test.each([
		'P0: acknowledge within 15 minutes, mitigate within 30 minutes, resolve within 2 hours.',
		'P0 and P1: a post-mortem is required.',
		'P0 updates every 15 to 30 minutes; P1 updates every hour.',
		'P0 updates every 20 minutes.',
		'Acknowledge a P0 within fifteen minutes, a P1 within an hour.',
		'Acknowledge within 15 minutes for P0, 1 hour for P1.',
		'P1 is resolved within 4 business hours.',
		'If a P0 is not acknowledged within 5 minutes, the secondary is paged.',
		'A P0 that is not mitigated after 10 minutes: escalate within 5 minutes.',
		'During a P0 call the vendor within 10 minutes.',
		'The P0 began 5 minutes after the deploy, and the response took 20 minutes.',
		'Acknowledge within 5 minutes.',
		'## P0\n\nHand over after four hours.',
		'## From P0 to P1\n\n- Acknowledge within 5 minutes.',
		'```\nP0: acknowledge within 5 minutes\n```',
		'<Step title="P0: acknowledge within 5 minutes">',
		'| Level | Escalate |\n| --- | --- |\n| P0 | 5 min |',
		'P0 means that more than 50 % of users are affected.',
		'For P0: send customer email if >10% users affected',
		'P1 means that 10 to 50 % of users are affected.',
		'An incident response within 5 minutes is not what a P0 is about.',
		'The meeting over the post-mortem is within 48 hours.',
		'## From P0 to P1\n\n- The post-mortem is due within 48 hours.',
		'## P1\n\n- The post-mortem is due within 48 hours.',
		'P0: customers are told within 15 minutes.',
		'P0: affected customers are told within 1 hour.',
		'P0: Legal is told within 2 hours.',
		'P0: the press is told within 2 hours.',
		'In a P0 stakeholders are told every 2 hours.',
		'A P1 tells customers within 2 hours.',
		'A P0 is escalated to the secondary after 5 minutes.',
		'A P0 is escalated to the executives after another 15 minutes.',
		'A P0 is escalated to the vendor after 2 hours.',
		'A P0 escalates to the executives after 10 minutes without an answer.',
		'A P0 has a war room within 10 minutes.',
		'A P1 has a war room within 5 minutes.',
		'Updates of a P0 come in the war room every 20 minutes.',
		'A P0 is resolved after 20 minutes.',
		'P0: notify customers if more than 10 % of users are affected',
	])('sees none in: %s', (text) => {
		expect(messages(text)).toEqual([]);
	});

	test('takes the version of a target that is in force', () => {
		const changed = severitySchema.parse({
			levels: [
				{
					id: 'p0',
					label: 'P0',
					name: 'Critical',
					rank: 1,
					definition: 'All.',
					targets: [
						{ value: { acknowledge: 'PT30M' } },
						{ from: '2026-01-01T00:00:00Z', value: { acknowledge: 'PT15M' } },
					],
				},
			],
		});
		const page = {
			path: 'handbook/a.mdx',
			body: 'P0: acknowledge within 30 minutes.',
			bodyLine: 1,
		};
		expect(schemeContradictions(page, { severity: changed, ladders }, at('2025-12-01'))).toEqual(
			[],
		);
		expect(
			schemeContradictions(page, { severity: changed, ladders }, at('2026-02-01')),
		).toHaveLength(1);
	});

	test('a story is not a rule, unless it says so', () => {
		const page = (body: string) => ({ path: 'post-mortems/a.mdx', body, bodyLine: 1 });
		const story = page('The P0 was acknowledged within 5 minutes.');
		const rule = page('The target is that a P0 is acknowledged within 5 minutes.');
		expect(schemeContradictions(story, scheme, now, true)).toEqual([]);
		expect(schemeContradictions(rule, scheme, now, true)).toHaveLength(1);
	});
});

test('looks at handbook, runbooks and post-mortems, each by its own moment', () => {
	const content = contentWith();
	const [handbook] = content.handbook;
	const [runbook] = content.runbooks;
	const postMortem = content.postMortems.find(({ value }) => value.incident === incidentId);
	if (!handbook || !runbook || !postMortem)
		throw new Error('The small organisation has all three.');
	const wrong = 'SEV1: acknowledge within 5 minutes.';
	const problems = contradictions(
		{
			...content,
			handbook: [{ ...handbook, body: wrong }],
			runbooks: [{ ...runbook, body: wrong }],
			postMortems: [{ ...postMortem, body: 'It lasted 5 hours.' }],
		},
		now,
	);
	expect(problems.map(({ file }) => file)).toEqual([
		...Object.keys(parts.handbook),
		Object.keys(parts.runbooks)[0],
		`post-mortems/${incidentId}.mdx`,
	]);
});
