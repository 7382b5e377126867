import { describe, expect, test } from 'vitest';
import {
	contentSetting,
	contentWith,
	incidentId,
	now,
	parts,
} from '../../../tests/support/content.ts';
import type { Content } from '../content.ts';
import { contentProblems } from './index.ts';

/** All problems in short. */
const short = (content: Content) =>
	contentProblems(content, now).map(({ severity, file, field, message, cure }) =>
		[`${severity} ${file}`, field ?? '', message, cure].join(' | '),
	);

const runbook = 'runbooks/checkout-down.mdx';
const postMortem = `post-mortems/${incidentId}.mdx`;

describe('a name that is not there', () => {
	test.each([
		[['runbooks', runbook, 'services', 0], 'service'],
		[['runbooks', runbook, 'level'], 'level'],
		[['runbooks', runbook, 'access', 0], 'access'],
		[['runbooks', runbook, 'related', 0], 'runbook'],
		[['runbooks', runbook, 'escalate-to'], 'rotation, contact or person'],
		[['postMortems', postMortem, 'runbook-changes', 0], 'runbook'],
		[['templates', 'templates/handoff.md', 'channel'], 'channel'],
		[['templates', 'templates/handoff.md', 'when', 'fact'], 'fact'],
	])('is named: %j is no %s', (place, thing) => {
		const [, file, ...field] = place;
		expect(contentProblems(contentSetting(place, 'nobody'), now)).toMatchObject([
			{
				severity: 'error',
				file,
				field: field.join('.'),
				message: `There is no ${thing} \`nobody\`.`,
			},
		]);
	});

	test('is named for the incident of a post-mortem', () => {
		expect(short(contentSetting(['postMortems', postMortem, 'incident'], '2026-03-01-zzzz')))
			.toMatchInlineSnapshot(`
			[
			  "error post-mortems/2026-03-01-k3f9.mdx | incident | There is no incident \`2026-03-01-zzzz\`. | Did you mean \`2026-03-01-k3f9\`?",
			]
		`);
	});

	test('is there all the same where its file cannot be read', () => {
		const content = contentSetting(['runbooks', runbook, 'related', 0], 'broken-one');
		expect(contentProblems(content, now, ['runbooks/shop/broken-one.mdx'])).toEqual([]);
		expect(contentProblems(content, now, ['handbook/broken-one.mdx'])).toHaveLength(1);
	});

	test.each(['primary', 'vendor', 'ana'])('may be escalated to: %s', (to) => {
		expect(short(contentSetting(['runbooks', runbook, 'escalate-to'], to))).toEqual([]);
	});
});

describe('two pages', () => {
	test.each(['runbooks', 'handbook'] as const)(
		'of %s with the same file name are told apart',
		(kind) => {
			const pages = {
				[`${kind}/a/same.mdx`]: { title: 'A' },
				[`${kind}/b/same.mdx`]: { title: 'B' },
			};
			expect(short(contentWith({ [kind]: { ...parts[kind], ...pages } }))).toEqual([
				`error ${kind}/b/same.mdx |  | \`${kind}/a/same.mdx\` has the same name. | Rename one of the two; pages are referred to by their file name.`,
			]);
		},
	);

	test('may share a name where they are of two kinds', () => {
		const content = contentWith({
			handbook: { ...parts.handbook, 'handbook/checkout-down.mdx': { title: 'The same' } },
		});
		expect(short(content)).toEqual([]);
	});
});

describe('a runbook', () => {
	test('has its alerts for itself', () => {
		expect(
			short(contentSetting(['runbooks', 'runbooks/search-slow.mdx', 'alerts'], ['CheckoutDown'])),
		).toMatchInlineSnapshot(`
			[
			  "error runbooks/search-slow.mdx | alerts.0 | \`CheckoutDown\` already leads to \`runbooks/checkout-down.mdx\`. | An alert leads to one runbook; link from there to this one.",
			]
		`);
	});
});

describe('what leads to a runbook', () => {
	test('is the name of an alert, not a pattern of names', () => {
		const alerts = (name: string) => short(contentSetting(['runbooks', runbook, 'alerts'], [name]));
		expect(alerts('Checkout*')).toEqual([
			`error ${runbook} | alerts.0 | \`Checkout*\` is not the name of an alert: a \`*\` stands for nothing here. | Write each name on a line of its own: \`CheckoutDown\`.`,
		]);
		expect(alerts('Redis*')).toEqual([
			`error ${runbook} | alerts.0 | \`Redis*\` is not the name of an alert: a \`*\` stands for nothing here. | Write the name of each alert, as it fires, on a line of its own.`,
		]);
		expect(alerts('Is checkout down?')).toEqual([]);
	});

	test('is a signature that fits lines of one trouble', () => {
		const signature = (text: string) =>
			short(contentSetting(['runbooks', runbook, 'signatures'], [text]));
		expect(signature('<*> <ip>')).toEqual([
			expect.stringContaining(`error ${runbook} | signatures.0 | \`<*> <ip>\` fits every line.`),
		]);
		expect(signature('error')).toEqual([
			expect.stringContaining(`warning ${runbook} | signatures.0 | \`error\` fits lines`),
		]);
		expect(signature('gateway <name:word> refused the card')).toEqual([]);
	});
});

describe('a post-mortem', () => {
	const second = {
		title: 'Again',
		incident: incidentId,
		status: 'draft',
		authors: ['Bo'],
	} as const;

	test('is the only one about its incident', () => {
		expect(short(contentSetting(['postMortems', 'post-mortems/second.mdx'], second)))
			.toMatchInlineSnapshot(`
			[
			  "error post-mortems/second.mdx | incident | \`post-mortems/2026-03-01-k3f9.mdx\` is about the same incident. | Make them one.",
			]
		`);
	});

	test('has ids of actions of its own', () => {
		const action = { id: 'act-1', title: 'More.', kind: 'detect', owner: 'Bo', due: '2026-05-01' };
		const problems = short(
			contentSetting(['postMortems', 'post-mortems/second.mdx'], { ...second, actions: [action] }),
		);
		expect(problems.slice(1)).toMatchInlineSnapshot(`
			[
			  "error post-mortems/second.mdx | actions.0.id | The action \`act-1\` is also in \`post-mortems/2026-03-01-k3f9.mdx\`. | Give it another id; actions are listed together.",
			]
		`);
	});
});

describe('a post-mortem of an organisation that asks for runbook changes', () => {
	const path = Object.keys(parts.postMortems)[0] ?? '';
	const asked = {
		severity: { ...parts.severity, 'post-mortem': { 'needs-runbook-change': true } },
	};
	const published = {
		title: 'Nobody could pay',
		incident: incidentId,
		status: 'published' as const,
		published: '2026-03-02T10:00:00Z',
		authors: ['Ana'],
	};

	test('names one when it is published', () => {
		expect(short(contentWith({ ...asked, postMortems: { [path]: published } })))
			.toMatchInlineSnapshot(`
			[
			  "error post-mortems/2026-03-01-k3f9.mdx | status | It is published, and no runbook was changed because of it. | Name the runbook under \`runbook-changes\`, or say in \`no-runbook-change\` why none had to change.",
			]
		`);
	});

	test.each([
		['a change', { ...published, 'runbook-changes': ['checkout-down'] }],
		['a reason', { ...published, 'no-runbook-change': 'It was right.' }],
		['time, while it is a draft', { ...published, status: 'draft' as const }],
	])('is right with %s', (_, document) => {
		expect(short(contentWith({ ...asked, postMortems: { [path]: document } }))).toEqual([]);
	});
});

describe('a post-mortem of an organisation that asks for actions', () => {
	const path = Object.keys(parts.postMortems)[0] ?? '';
	const asked = { severity: { ...parts.severity, 'post-mortem': { 'needs-actions': true } } };
	const published = {
		title: 'Nobody could pay',
		incident: incidentId,
		status: 'published' as const,
		published: '2026-03-02T10:00:00Z',
		authors: ['Ana'],
	};
	const action = {
		id: 'act-1',
		title: 'Retries.',
		kind: 'prevent' as const,
		owner: 'Ana',
		due: '2026-04-01',
	};

	test('has one when it is published', () => {
		expect(short(contentWith({ ...asked, postMortems: { [path]: published } })))
			.toMatchInlineSnapshot(`
				[
				  "error post-mortems/2026-03-01-k3f9.mdx | status | It is published, and nothing follows from it. | Add an action, or say in \`no-actions\` why nothing has to be done.",
				]
			`);
	});

	test.each([
		['an action', { ...published, actions: [action] }],
		['a reason', { ...published, 'no-actions': 'The vendor is gone.' }],
		['time, while it is a draft', { ...published, status: 'draft' as const }],
	])('is right with %s', (_, document) => {
		expect(short(contentWith({ ...asked, postMortems: { [path]: document } }))).toEqual([]);
	});
});

describe('a handbook page that is an example', () => {
	const place = ['handbook', 'handbook/start.mdx', 'example'];

	test('needs to know when it was recent', () => {
		expect(short(contentSetting(place, true))).toMatchInlineSnapshot(`
			[
			  "error handbook/start.mdx | example | This page moves with \`example-anchor\`, and site.yaml has none. | Remove \`example: true\`.",
			]
		`);
	});

	test('is right where site.yaml says so', () => {
		const handbook = { 'handbook/start.mdx': { title: 'Start', example: true as const } };
		const site = { ...parts.site, 'example-anchor': '2026-03-01T00:00:00Z' };
		expect(short(contentWith({ handbook, site }))).toEqual([]);
	});
});
