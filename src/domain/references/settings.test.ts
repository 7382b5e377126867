import { describe, expect, test } from 'vitest';
import { contentSetting, contentWith, now, parts } from '../../../tests/support/content.ts';
import type { SeverityInput } from '../../schemas/severity.ts';
import { contentProblems } from './index.ts';

/** All problems with one value changed. */
const problems = (place: readonly (string | number)[], value: unknown) =>
	contentProblems(contentSetting(place, value), now);
/** The same in short. */
const short = (place: readonly (string | number)[], value: unknown) =>
	problems(place, value).map(({ severity, file, field, message, cure }) =>
		[`${severity} ${file}`, field, message, cure].join(' | '),
	);

const serviceFields = { name: 'Another', since: '2025-01-01T00:00:00Z' };

describe('a name that is not there', () => {
	test.each([
		['organisation', 'organisation.yaml', 'services.chekout', 'service', {}],
		['organisation', 'organisation.yaml', 'channels.0.fallback', 'channel'],
		['severity', 'severity.yaml', 'levels.0.criteria.0.when.fact', 'fact'],
		['severity', 'severity.yaml', 'levels.0.notify.0.channels.0', 'channel'],
		['severity', 'severity.yaml', 'levels.0.notify.0.when.fact', 'fact'],
		['severity', 'severity.yaml', 'levels.0.ladder', 'ladder'],
		['severity', 'severity.yaml', 'levels.0.roles.0', 'role'],
		['severity', 'severity.yaml', 'levels.0.war-room.channels.0', 'channel'],
		['severity', 'severity.yaml', 'rules.0.when.all.1.fact', 'fact'],
		['severity', 'severity.yaml', 'rules.0.at-least', 'level'],
		['severity', 'severity.yaml', 'rules.0.notify.0.channels.0', 'channel'],
		['severity', 'severity.yaml', 'triggers.0.from', 'level'],
		['severity', 'severity.yaml', 'triggers.0.to', 'level'],
		['severity', 'severity.yaml', 'triggers.0.when.fact', 'fact'],
		['severity', 'severity.yaml', 'post-mortem.required.0.when.fact', 'fact'],
		['severity', 'severity.yaml', 'post-mortem.recommended.0.when.not.fact', 'fact'],
		['process', 'process.yaml', 'phases.0.checklist.0.runbook', 'runbook'],
		['process', 'process.yaml', 'roles.0.rotation', 'rotation'],
		['process', 'process.yaml', 'roles.1.reports.to', 'role'],
		['process', 'process.yaml', 'decision-owner', 'role'],
		['process', 'process.yaml', 'first-response.0.runbook', 'runbook'],
		['process', 'process.yaml', 'first-response.0.services.0', 'service'],
		['process', 'process.yaml', 'mitigations.0.runbook', 'runbook'],
		['process', 'process.yaml', 'verification.0.source', 'alert source'],
		['process', 'process.yaml', 'verification.0.when.fact', 'fact'],
		['process', 'process.yaml', 'close-out.0.when.fact', 'fact'],
		['process', 'process.yaml', 'situations.0.when.fact', 'fact'],
		['process', 'process.yaml', 'war-room.format.0.role', 'role'],
		['process', 'process.yaml', 'handy-runbooks.0', 'runbook'],
		['process', 'process.yaml', 'gates.0.all.0.at-least', 'level'],
		['process', 'process.yaml', 'gates.0.all.1.sources.0', 'alert source'],
		['process', 'process.yaml', 'goals.0.level', 'level'],
		['alerts', 'alerts.yaml', 'sources.0.channel', 'channel'],
		['alerts', 'alerts.yaml', 'sources.0.severities.critical', 'level'],
		['alerts', 'alerts.yaml', 'sources.0.services.api', 'service'],
		['alerts', 'alerts.yaml', 'rules.0.source', 'alert source'],
		['alerts', 'alerts.yaml', 'rules.0.service', 'service'],
		['alerts', 'alerts.yaml', 'rules.0.level', 'level'],
	])(
		'is named: %s in %s at %s is no %s',
		(part, file, field, thing, value: unknown = 'chekout') => {
			const place = [
				part,
				...field.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
			];
			expect(problems(place, value)).toEqual([
				{
					severity: 'error',
					file,
					field,
					message: `There is no ${thing} \`chekout\`.`,
					cure: expect.stringMatching(/^(?:Did you mean|Known are|There are none)/) as string,
				},
			]);
		},
	);

	test('comes with the name that was probably meant', () => {
		expect(short(['alerts', 'rules', 0, 'service'], 'chekout')).toMatchInlineSnapshot(`
			[
			  "error alerts.yaml | rules.0.service | There is no service \`chekout\`. | Did you mean \`checkout\`?",
			]
		`);
	});

	test('comes with the names there are where none is near', () => {
		expect(short(['severity', 'rules', 0, 'at-least'], 'catastrophe')).toMatchInlineSnapshot(`
			[
			  "error severity.yaml | rules.0.at-least | There is no level \`catastrophe\`. | Known are \`sev1\`, \`sev2\`; see severity.yaml.",
			]
		`);
	});
});

describe('a name that was another one once', () => {
	test('is still there', () => {
		expect(problems(['alerts', 'rules', 0, 'service'], 'cart')).toEqual([]);
	});
});

describe('a name that is there twice', () => {
	test.each([
		[
			['services', 'groups', 1],
			{ id: 'shop', name: 'Again', services: [{ ...serviceFields, id: 'new' }] },
		],
		[['organisation', 'channels', 2], { id: 'incidents', name: 'Again', kind: 'chat' }],
		[
			['severity', 'levels', 2],
			{ id: 'sev1', label: 'Again', name: 'Again', rank: 3, definition: 'Again.' },
		],
		[['severity', 'facts', 2], { id: 'data-lost', question: 'Again?', type: 'yes-no' }],
		[
			['severity', 'rules', 1],
			{ id: 'payments', when: { fact: 'open', is: true }, text: 'Again.' },
		],
		[['process', 'roles', 2], { id: 'scribe', name: 'Again', purpose: 'Again.' }],
		[
			['process', 'gates', 1],
			{
				id: 'launch',
				name: 'Again',
				closed: 'Again.',
				all: [{ incidents: 'none-open', text: 'Again.' }],
			},
		],
		[['process', 'triage', 1], { id: 'recent-change', text: 'Again.' }],
		[['process', 'verification', 1], { id: 'probe-green', text: 'Again.' }],
		[['process', 'close-out', 1], { id: 'tidy', text: 'Again.' }],
		[['alerts', 'sources', 1], { id: 'probe', name: 'Again', kind: 'logs' }],
	])('is named: %j', (place, value) => {
		const [part, list, index] = place;
		expect(problems(place, value)).toEqual([
			{
				severity: 'error',
				file: `${String(part)}.yaml`,
				field: `${list}.${index}.id`,
				message: `\`${value.id}\` is there twice.`,
				cure: 'Give one of the two another name.',
			},
		]);
	});

	test('is named for a regular review', () => {
		const review = { id: 'trends', every: 'P1M', what: 'Trends of a month.' };
		expect(short(['organisation', 'review'], { reviews: [review, review] })).toEqual([
			'error organisation.yaml | review.reviews.1.id | `trends` is there twice. | Give one of the two another name.',
		]);
	});

	test('is named for an alert rule by its name', () => {
		expect(short(['alerts', 'rules', 1], { name: 'CheckoutDown', source: 'probe' }))
			.toMatchInlineSnapshot(`
			[
			  "error alerts.yaml | rules.1.name | \`CheckoutDown\` is there twice. | Give one of the two another name.",
			]
		`);
	});

	test('is named for a service that takes the earlier name of another', () => {
		expect(short(['services', 'groups', 0, 'services', 2], { ...serviceFields, id: 'cart' }))
			.toMatchInlineSnapshot(`
			[
			  "error services.yaml | groups | \`cart\` is the id, or an earlier id, of two services. | An id is never used again; give the newer service another one.",
			]
		`);
	});
});

describe('a service', () => {
	test('cannot be retired before it is offered', () => {
		expect(
			short(['services', 'groups', 0, 'services', 2], {
				...serviceFields,
				id: 'faxes',
				until: '2024-01-01T00:00:00Z',
			}),
		).toMatchInlineSnapshot(`
			[
			  "error services.yaml | groups.0.services.2.until | The service was retired before it was offered. | Swap \`since\` and \`until\`.",
			]
		`);
	});
});

describe('words in another language', () => {
	test('are refused where the status page has no pages in it', () => {
		expect(short(['services', 'groups', 0, 'names'], { de: 'Laden' })).toMatchInlineSnapshot(`
			[
			  "error services.yaml | groups.0.names.de | The status page has no pages in \`de\`. | Add \`de\` to \`languages\` in site.yaml, or remove this.",
			]
		`);
		expect(short(['services', 'groups', 0, 'services', 0, 'descriptions'], { de: 'Kasse.' }))
			.toMatchInlineSnapshot(`
			[
			  "error services.yaml | groups.0.services.0.descriptions.de | The status page has no pages in \`de\`. | Add \`de\` to \`languages\` in site.yaml, or remove this.",
			]
		`);
		expect(short(['site', 'sentences'], { de: { 'headline.clear': 'Ruhig.' } }))
			.toMatchInlineSnapshot(`
			[
			  "error site.yaml | sentences.de | The status page has no pages in \`de\`. | Add \`de\` to \`languages\` in site.yaml, or remove this.",
			]
		`);
	});

	test('are refused in the language in which everything is written', () => {
		expect(short(['site', 'descriptions'], { en: 'How we are.' })).toMatchInlineSnapshot(`
			[
			  "error site.yaml | descriptions.en | \`en\` is the language in which everything is written here. | Remove it; the text itself is already there.",
			]
		`);
	});
});

describe('a rule that holds for a time', () => {
	const rule = { id: 'sale', when: { fact: 'open', is: true }, text: 'During the sale.' };
	const timed = (from: string, until: string) =>
		contentProblems(contentSetting(['severity', 'rules', 0], { ...rule, from, until }), now).filter(
			({ field }) => field === 'rules.0.until',
		);

	test('does not end before it begins', () => {
		expect(timed('2026-03-02T00:00:00Z', '2026-03-01T00:00:00Z')).toEqual([
			{
				severity: 'error',
				file: 'severity.yaml',
				field: 'rules.0.until',
				message: 'The rule `sale` ends before it begins, so it never holds.',
				cure: 'Swap `from` and `until`.',
			},
		]);
		expect(timed('2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z')).toEqual([]);
	});
});

describe('ranks', () => {
	const level = { id: 'sev3', label: 'SEV3', name: 'Minor', definition: 'Little.' };

	test('are told apart', () => {
		expect(short(['severity', 'levels', 2], { ...level, rank: 2 })).toMatchInlineSnapshot(`
			[
			  "error severity.yaml | levels.1.rank | Two levels have rank 2. | Give every level a rank of its own, 1 for the worst.",
			  "error severity.yaml | levels.2.rank | Two levels have rank 2. | Give every level a rank of its own, 1 for the worst.",
			]
		`);
	});

	test('may be those of a level that was retired', () => {
		expect(
			problems(['severity', 'levels', 2], { ...level, rank: 2, until: '2025-01-01T00:00:00Z' }),
		).toEqual([]);
	});
});

describe('the time in which a level is answered', () => {
	const withTargets = (...targets: SeverityInput['levels'][number]['targets'][]) =>
		contentWith({
			severity: {
				...parts.severity,
				levels: parts.severity.levels.map((level, index) => ({
					...level,
					targets: targets[index] ?? {},
				})),
			},
		});

	test('is missed where a level that is less severe has one', () => {
		const content = withTargets({ resolve: 'PT4H' }, { acknowledge: 'PT1H' });
		expect(contentProblems(content, now)).toMatchInlineSnapshot(`
			[
			  {
			    "cure": "Add \`acknowledge\` to the \`targets\` of the level.",
			    "field": "levels.0.targets",
			    "file": "severity.yaml",
			    "message": "Nothing says how soon a SEV1 is answered, and a SEV2, which is less severe, has a time for it.",
			    "severity": "warning",
			  },
			]
		`);
	});

	test('is not asked for where no milder level has one, or of a level that was retired', () => {
		expect(contentProblems(withTargets({ acknowledge: 'PT1H' }, {}), now)).toEqual([]);
		expect(contentProblems(withTargets({}, {}), now)).toEqual([]);
		const { severity, ...content } = withTargets({}, { acknowledge: 'PT1H' });
		const levels = severity.levels.map((level) =>
			level.rank === 1 ? { ...level, until: now - 1 } : level,
		);
		expect(
			contentProblems({ ...content, severity: { ...severity, levels } }, now).filter(
				({ field }) => field === 'levels.0.targets',
			),
		).toEqual([]);
	});
});

describe('a target', () => {
	test('in working hours needs to know when people work', () => {
		const content = contentSetting(['severity', 'levels', 1, 'targets'], {
			fix: { within: 'PT8H', clock: 'business' },
		});
		expect(contentProblems(content, now)).toEqual([]);
		const without = {
			...content,
			organisation: { ...content.organisation, workingHours: undefined },
		};
		expect(contentProblems(without, now)).toMatchInlineSnapshot(`
			[
			  {
			    "cure": "Add \`working-hours\` to organisation.yaml.",
			    "field": "levels.1.targets.fix",
			    "file": "severity.yaml",
			    "message": "This target counts in working hours, and nothing says when people work.",
			    "severity": "error",
			  },
			]
		`);
	});

	test('by the next business day needs to know when people work', () => {
		const content = contentSetting(['severity', 'levels', 1, 'targets'], {
			fix: { policy: 'next-business-day' },
		});
		const without = {
			...content,
			organisation: { ...content.organisation, workingHours: undefined },
		};
		expect(contentProblems(content, now)).toEqual([]);
		expect(contentProblems(without, now).map(({ field }) => field)).toEqual([
			'levels.1.targets.fix',
		]);
	});

	test('of an escalation needs to know as much', () => {
		const content = contentSetting(
			['severity', 'levels', 1, 'escalate'],
			[{ to: 'Management', policy: 'next-business-day' }],
		);
		const without = {
			...content,
			organisation: { ...content.organisation, workingHours: undefined },
		};
		expect(contentProblems(content, now)).toEqual([]);
		expect(contentProblems(without, now).map(({ field }) => field)).toEqual([
			'levels.1.escalate.0.policy',
		]);
	});

	test('by the next sprint needs to know the sprints', () => {
		expect(short(['organisation', 'sprint'], undefined)).toMatchInlineSnapshot(`
			[
			  "error severity.yaml | levels.1.targets.fix | This target needs to know the sprints. | Add \`sprint\` to organisation.yaml.",
			]
		`);
	});

	test('is looked at in every version', () => {
		const content = contentSetting(
			['severity', 'levels', 1, 'targets'],
			[{ value: { fix: { policy: 'next-sprint' } } }, { from: '2026-01-01T00:00:00Z', value: {} }],
		);
		const without = { ...content, organisation: { ...content.organisation, sprint: undefined } };
		expect(contentProblems(without, now).map(({ field }) => field)).toEqual([
			'levels.1.targets.fix',
		]);
	});

	test('of another kind needs neither', () => {
		const content = contentSetting(['severity', 'levels', 1, 'targets'], {
			acknowledge: 'PT15M',
			fix: { policy: 'backlog' },
		});
		const bare = {
			...content,
			organisation: { ...content.organisation, workingHours: undefined, sprint: undefined },
		};
		expect(contentProblems(bare, now)).toEqual([]);
	});
});

describe('a goal', () => {
	test('says in exactly one way when it is met', () => {
		const goal = { metric: 'incidents', statistic: 'count' };
		expect(short(['process', 'goals', 1], goal)).toMatchInlineSnapshot(`
			[
			  "error process.yaml | goals.1 | The goal does not say when it is met. | Say exactly one of \`at-most\`, \`under\` and \`at-least\`.",
			]
		`);
		expect(problems(['process', 'goals', 1], { ...goal, under: 3, 'at-least': 1 })).toHaveLength(1);
		expect(problems(['process', 'goals', 1], { ...goal, under: 3 })).toEqual([]);
	});
});
