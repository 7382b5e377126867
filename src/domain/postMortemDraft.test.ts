import { describe, expect, test } from 'vitest';
import type { Parts } from '../../tests/support/content.ts';
import {
	contentWith,
	incidentNote,
	incidentPath,
	incidentWith,
	now,
	parts,
} from '../../tests/support/content.ts';
import { update } from '../../tests/support/records.ts';
import { headingsOf, nodes, parsePage } from '../read/mdx.ts';
import { postMortemSchema } from '../schemas/page.ts';
import { knownIncidents } from './knownIncidents.ts';
import { draftPostMortem, measuredWords, verdictSentences } from './postMortemDraft.ts';
import { measure } from './durations.ts';

function drafted(changes: Partial<Parts> = {}) {
	const content = contentWith({ postMortems: {}, ...changes });
	const [known] = knownIncidents(content, now);
	if (!known) throw new Error('The incident is gone.');
	return { ...draftPostMortem(known, content, 'ana'), known, content };
}

function treeOf(body: string) {
	const parsed = parsePage({ path: 'post-mortems/a.mdx', body, bodyLine: 1 });
	if ('problem' in parsed) throw new Error(parsed.problem.message);
	return parsed;
}

const sections = (list: { id: string; heading: string; ask?: string }[], causeLabel?: string) => ({
	severity: {
		...parts.severity,
		'post-mortem': {
			...parts.severity['post-mortem'],
			sections: list,
			...(causeLabel !== undefined && { 'cause-label': causeLabel }),
		},
	},
});

const headings = (body: string) => headingsOf(treeOf(body)).map(({ text }) => text);
/** The text below a heading. */
const below = (body: string, heading: string) =>
	(body.split(`## ${heading}\n`)[1] ?? '').split('\n## ')[0]?.trim();

describe('draftPostMortem', () => {
	test('has front matter that the schema takes, and names who had which role', () => {
		const notes = [
			incidentNote('rol111', {
				kind: 'role',
				at: '2026-03-01T09:20:00Z',
				role: 'commander',
				person: 'bo',
			}),
			incidentNote('rol222', {
				kind: 'role',
				at: '2026-03-01T09:21:00Z',
				role: 'scribe',
				person: 'bo',
			}),
		];
		const { fields, body } = drafted(incidentWith({ notes }));
		expect(postMortemSchema.parse(fields)).toMatchObject({
			title: 'Nobody can pay',
			status: 'draft',
			owner: 'bo',
			authors: ['ana'],
			meeting: { attendees: ['bo'] },
			actions: [],
		});
		expect(body).toContain('- **People:** Commander: Bo; Scribe: Bo.');
	});

	test('asks those to the meeting whom the organisation names, where nobody held a role', () => {
		const severity = { ...parts.severity, 'post-mortem': { attendees: ['Service owners'] } };
		const { fields } = drafted({ ...incidentWith({ notes: [] }), severity });
		expect(fields.meeting).toEqual({ attendees: ['Service owners'] });
	});

	test('begins with what is computed: level, services, times, and whether and by when it is due', () => {
		const { body } = drafted();
		expect(body.split('\n\n')[0]).toMatchInlineSnapshot(`
			"- **Incident:** 2026-03-01-k3f9.
			- **Began:** 1 March 2026, 08:58 UTC.
			- **Level:** SEV2; SEV1 from 09:20 UTC.
			- **Services:** Checkout (major outage at worst).
			- **Times:** Detected: not known, because nobody noted “detected”; Acknowledged after 5 minutes, from alerted to acknowledged; Mitigated: not known, because nobody noted “mitigated”; Resolved after 2 hours, 2 minutes, from impact started to resolved.
			- **Post-mortem:** A post-mortem is required: Every SEV1; It is due on 6 March 2026, 11:00 UTC."
		`);
	});

	test('has the organisation’s sections in their order, each with what is asked there', () => {
		const { body } = drafted(
			sections(
				[
					{ id: 'what', heading: 'What happened', ask: 'In one paragraph.' },
					{ id: 'when', heading: 'Timeline (UTC)' },
					{ id: 'why', heading: 'Root cause' },
				],
				'Root cause',
			),
		);
		expect(headings(body)).toEqual(['What happened', 'Timeline (UTC)', 'Root cause']);
		expect(below(body, 'What happened')).toBe('{/* In one paragraph. */}');
		expect(below(body, 'Timeline (UTC)')).toContain('Ana: Took it.');
	});

	test('adds a timeline where no section is one, and has sections of its own where there are none', () => {
		expect(headings(drafted(sections([{ id: 'a', heading: 'Summary' }])).body)).toEqual([
			'Summary',
			'Timeline',
		]);
		expect(headings(drafted().body)).toEqual([
			'Summary',
			'Impact',
			'Timeline',
			'Contributing factors',
			'What went well',
			'What went poorly',
			'Follow-up',
		]);
	});

	test('tells the timeline by when things were true, with evidence, commands and customers’ updates', () => {
		const notes = [
			incidentNote('not111', {
				kind: 'observation',
				at: '2026-03-01T09:30:00Z',
				since: '2026-03-01T08:00:00Z',
				body: 'First\n\nerror.',
				evidence: ['https://graphs.example.com/a', 'https://graphs.example.com/b'],
			}),
			incidentNote('not222', {
				kind: 'command',
				at: '2026-03-01T09:40:00Z',
				command: 'kubectl get pods',
				output: '```\n<none>',
			}),
			incidentNote('not333', { kind: 'close-out', at: '2026-03-01T12:00:00Z', item: 'tidy' }),
		];
		expect(below(drafted(incidentWith({ notes })).body, 'Timeline')).toMatchInlineSnapshot(`
			"{/* What was seen, believed and done. */}

			**1 March 2026**

			- **08:00 UTC** · Ana: Saw. First error. ([evidence 1](https://graphs.example.com/a)) ([evidence 2](https://graphs.example.com/b))
			- **09:10 UTC** · Customers were told: Investigating, Checkout major outage. Text of upd111.
			- **09:40 UTC** · Ana: Ran.

			  \`\`\`sh
			  kubectl get pods
			  \`\`\`

			  \`\`\`\`text
			  \`\`\`
			  <none>
			  \`\`\`\`

			- **11:00 UTC** · Customers were told: Resolved, Checkout operational. Text of upd222."
		`);
	});

	test('stands under one date a day', () => {
		const notes = [
			incidentNote('not111', { kind: 'observation', at: '2026-03-02T09:30:00Z', body: 'Later.' }),
		];
		const timeline = below(drafted(incidentWith({ notes })).body, 'Timeline') ?? '';
		expect([...timeline.matchAll(/^\*\*(.*)\*\*$/gm)].map(([, day]) => day)).toEqual([
			'1 March 2026',
			'2 March 2026',
		]);
	});

	test('takes what people and machines wrote for text, wherever it stands', () => {
		const evil = '</Check> {process.env.TOKEN} <script>alert(1)</script> `x` **b** import a';
		const { fields, body } = drafted(
			incidentWith({
				updates: [
					update(
						'upd111',
						{ at: '2026-03-01T09:10:00Z', title: evil, status: 'resolved', body: '{1 + 1}' },
						`${incidentPath}/updates/`,
					),
				],
				notes: [
					incidentNote('not111', {
						kind: 'observation',
						at: '2026-03-01T09:11:00Z',
						body: evil,
						by: evil,
					}),
					incidentNote('not222', {
						kind: 'command',
						at: '2026-03-01T09:12:00Z',
						command: `${evil}\n~~~~\n\`\`\`\``,
					}),
					incidentNote('not333', {
						kind: 'cause',
						at: '2026-03-01T09:13:00Z',
						cause: 'a',
						trigger: evil,
						contributing: [evil],
					}),
					incidentNote('not444', {
						kind: 'impact',
						at: '2026-03-01T09:14:00Z',
						facts: { 'users-affected': evil },
					}),
				],
			}),
		);
		const types = new Set([...nodes(treeOf(body).tree)].map(({ type }) => type));
		for (const type of [
			'mdxJsxFlowElement',
			'mdxJsxTextElement',
			'mdxjsEsm',
			'mdxTextExpression',
			'html',
		]) {
			expect(types).not.toContain(type);
		}
		expect(fields.title).toBe(evil);
	});

	test('fills the causes and the answers about the impact where they are known', () => {
		const notes = [
			incidentNote('not111', {
				kind: 'cause',
				at: '2026-03-01T09:13:00Z',
				cause: 'expired-key',
				trigger: 'Midnight',
				vendor: 'Tidepay',
				contributing: ['No alert'],
			}),
			incidentNote('not222', {
				kind: 'impact',
				at: '2026-03-01T09:14:00Z',
				facts: { 'users-affected': 30, 'data-lost': false },
			}),
		];
		const { body } = drafted(incidentWith({ notes }));
		expect(below(body, 'Contributing factors')).toContain(
			'- expired key\n- Set off by: Midnight\n- Provider: Tidepay\n- No alert',
		);
		expect(below(body, 'Impact')).toContain(
			'- What share of users is affected? 30 %.\n- Was data lost? no.',
		);
	});
});

describe('words', () => {
	test('verdictSentences say whether, why and by when', () => {
		const { known, content } = drafted();
		expect(verdictSentences(known.verdict, content)).toMatchInlineSnapshot(`
			[
			  "A post-mortem is required: Every SEV1.",
			  "It is due on 6 March 2026, 11:00 UTC.",
			]
		`);
		expect(
			verdictSentences(
				{ state: 'not-required', reasons: [], due: undefined, published: undefined },
				content,
			),
		).toEqual(['No rule asks for a post-mortem.']);
	});

	test('measuredWords say what is missing, and what cannot be', () => {
		const words = measure({ 'impact-started': 60_000, detected: 0, resolved: 3_660_000 }).map(
			measuredWords,
		);
		expect(words).toMatchInlineSnapshot(`
			[
			  "Detected: “detected” stands before “impact started”; one of the two is wrong",
			  "Acknowledged: not known, because nobody noted “alerted” and “acknowledged”",
			  "Mitigated: not known, because nobody noted “mitigated”",
			  "Resolved after 1 hour, from impact started to resolved",
			]
		`);
	});
});
