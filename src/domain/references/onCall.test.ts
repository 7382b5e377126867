import { describe, expect, test } from 'vitest';
import { contentSetting, contentWith, now, parts } from '../../../tests/support/content.ts';
import { at } from '../../../tests/support/records.ts';
import type { OnCallInput } from '../../schemas/onCall.ts';
import { contentProblems } from './index.ts';

const file = 'on-call.yaml';

/** All problems with one value of `on-call.yaml` changed. */
const problems = (place: readonly (string | number)[], value: unknown) =>
	contentProblems(contentSetting(['onCall', ...place], value), now);
/** The same in short. */
const short = (place: readonly (string | number)[], value: unknown) =>
	problems(place, value).map(({ severity, field, message, cure }) =>
		[`${severity} ${field ?? ''}`, message, cure].join(' | '),
	);

describe('a name that is not there', () => {
	test.each([
		['rotations.0.layers.0.members.1', 'person'],
		['overrides.0.rotation', 'rotation'],
		['overrides.0.person', 'person'],
		['access.0.system', 'system'],
		['access.0.rotations.0', 'rotation'],
		['handoff.rotation', 'rotation'],
		['handoff.channel', 'channel'],
		['handoff.template', 'template'],
	])('is named: %s is no %s', (field, thing) => {
		const place = field.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
		expect(problems(place, 'nobody')).toMatchObject([
			{ severity: 'error', file, field, message: `There is no ${thing} \`nobody\`.` },
		]);
	});

	test.each(['rotation', 'person', 'contact', 'channel'])(
		'is named for the target of a ladder: no such %s',
		(thing) => {
			expect(problems(['ladders', 0, 'steps', 0, 'to'], { [thing]: 'nobody' })).toMatchObject([
				{
					severity: 'error',
					file,
					field: 'ladders.0.steps.0.to',
					message: `There is no ${thing} \`nobody\`.`,
				},
			]);
		},
	);
});

describe('a name that is there twice', () => {
	test.each([
		['people', { id: 'ana', name: 'Another Ana' }],
		['rotations', parts.onCall.rotations?.[0]],
		['ladders', parts.onCall.ladders?.[1]],
		['contacts', { id: 'vendor', name: 'Another', kind: 'vendor' }],
		['systems', { id: 'cluster', name: 'Another' }],
		['access', { id: 'cluster-admin', name: 'Another' }],
	] as const)('is named among %s', (list, value) => {
		const index = parts.onCall[list]?.length ?? 0;
		expect(problems([list, index], value)).toMatchObject([
			{ file, field: `${list}.${index}.id`, message: `\`${value?.id}\` is there twice.` },
		]);
	});
});

describe('a layer', () => {
	const layer = { handoff: { time: '09:00' }, starts: '2026-01-05', members: ['ana'] };

	test('does not end before it begins', () => {
		expect(
			short(['rotations', 0, 'layers', 1], { ...layer, from: '2026-05-01', until: '2026-05-01' }),
		).toMatchInlineSnapshot(`
			[
			  "error rotations.0.layers.1.until | The layer ends before it begins. | Swap \`from\` and \`until\`.",
			]
		`);
	});

	test('by working hours needs to know when people work', () => {
		const content = contentSetting(['onCall', 'rotations', 0, 'layers', 1], {
			...layer,
			hours: 'business',
		});
		expect(contentProblems(content, now)).toEqual([]);
		const without = {
			...content,
			organisation: { ...content.organisation, workingHours: undefined },
		};
		expect(contentProblems(without, now).map(({ field, message }) => [field, message]))
			.toMatchInlineSnapshot(`
			[
			  [
			    "rotations.0.layers.1.hours",
			    "This layer goes by working hours, and nothing says when people work.",
			  ],
			]
		`);
	});
});

describe('coverage', () => {
	test('has to be there for every hour of the coming two weeks', () => {
		expect(short(['rotations', 0, 'layers', 0, 'until'], '2026-03-09')).toMatchInlineSnapshot(`
			[
			  "error rotations.0 | Nobody has \`primary\` from 2026-03-09, 00:00. | Let a layer go on, or add an override for that time.",
			]
		`);
	});

	test('may end after that', () => {
		expect(problems(['rotations', 0, 'layers', 0, 'until'], '2026-03-17')).toEqual([]);
	});

	test('may come from an override', () => {
		const { rotations = [], overrides = [] } = parts.onCall;
		const onCall: OnCallInput = {
			...parts.onCall,
			rotations: rotations.map((rotation) => ({
				...rotation,
				layers: rotation.layers.map((layer) => ({ ...layer, until: '2026-03-09' })),
			})),
			overrides: [
				...overrides,
				{
					rotation: 'primary',
					person: 'ana',
					from: '2026-03-09T00:00:00Z',
					until: '2026-04-01T00:00:00Z',
				},
			],
		};
		expect(contentProblems(contentWith({ onCall }), now)).toEqual([]);
		// Seen from a later day, the override ends within two weeks.
		expect(contentProblems(contentWith({ onCall }), at('2026-03-20'))).toHaveLength(1);
	});

	test('of working hours needs to know when people work', () => {
		const content = contentSetting(['onCall', 'rotations', 0, 'covers'], 'business');
		expect(contentProblems(content, now)).toEqual([]);
		const without = {
			...content,
			organisation: { ...content.organisation, workingHours: undefined },
		};
		expect(contentProblems(without, now).map(({ field }) => field)).toEqual(['rotations.0.covers']);
	});
});

describe('overrides', () => {
	const more = (from: string, until: string) => ({
		rotation: 'primary',
		person: 'ana',
		from,
		until,
	});

	test('of one rotation at the same time are a warning: the later in the list wins', () => {
		expect(short(['overrides', 1], more('2026-03-03T12:00:00Z', '2026-03-05T00:00:00Z')))
			.toMatchInlineSnapshot(`
			[
			  "warning overrides.1 | Another override of \`primary\` holds at the same time. | The later in the list wins; shorten or remove one of them.",
			]
		`);
	});

	test('are each named once, however many they overlap', () => {
		const { overrides = [] } = parts.onCall;
		const onCall: OnCallInput = {
			...parts.onCall,
			overrides: [
				...overrides,
				more('2026-03-03T12:00:00Z', '2026-03-05T00:00:00Z'),
				more('2026-03-03T13:00:00Z', '2026-03-05T00:00:00Z'),
			],
		};
		expect(contentProblems(contentWith({ onCall }), now).map(({ field }) => field)).toEqual([
			'overrides.1',
			'overrides.2',
		]);
	});

	test('may follow each other', () => {
		expect(
			problems(['overrides', 1], more('2026-03-04T00:00:00Z', '2026-03-05T00:00:00Z')),
		).toEqual([]);
	});
});

describe('a ladder', () => {
	const channel = { to: { channel: 'incidents' }, after: 'PT0S' };

	test('calls people in the order of its steps', () => {
		expect(short(['ladders', 0, 'steps', 2, 'after'], 'PT1M')).toMatchInlineSnapshot(`
			[
			  "error ladders.0.steps.2.after | This step comes before the one above it. | Put the steps in the order in which people are called.",
			]
		`);
	});

	test('does not end at a channel', () => {
		expect(short(['ladders', 1, 'steps'], [channel])).toMatchInlineSnapshot(`
			[
			  "error ladders.1.steps.0.to | The ladder \`night\` never ends at a person. | Let its last step call a person, a rotation or a contact.",
			]
		`);
	});

	test('does not end at another ladder that ends at a channel', () => {
		const { ladders = [] } = parts.onCall;
		const [main, night] = ladders;
		const onCall = {
			...parts.onCall,
			ladders: [
				{ id: 'main', name: main?.name ?? '', steps: [channel] },
				...(night ? [night] : []),
			],
		};
		expect(contentProblems(contentWith({ onCall }), now).map(({ field }) => field)).toEqual([
			'ladders.0.steps.0.to',
			'ladders.1.steps.0.to',
		]);
	});

	test('does not go round in a circle', () => {
		expect(short(['ladders', 0, 'steps', 2, 'to'], { ladder: 'night' })).toMatchInlineSnapshot(`
			[
			  "error ladders.0.steps.2.to | The ladder \`main\` never ends at a person. | Let its last step call a person, a rotation or a contact.",
			  "error ladders.1.steps.0.to | The ladder \`night\` never ends at a person. | Let its last step call a person, a rotation or a contact.",
			]
		`);
		expect(
			problems(['ladders', 1, 'steps', 0, 'to'], { ladder: 'night' }).map(({ field }) => field),
		).toEqual(['ladders.1.steps.0.to']);
	});

	test('names another ladder that there is', () => {
		expect(short(['ladders', 1, 'steps', 0, 'to'], { ladder: 'nobody' })).toMatchInlineSnapshot(`
			[
			  "error ladders.1.steps.0.to | There is no ladder \`nobody\`. | Known are \`main\`, \`night\`; see on-call.yaml.",
			  "error ladders.1.steps.0.to | The ladder \`night\` never ends at a person. | Let its last step call a person, a rotation or a contact.",
			]
		`);
	});

	test('may wake nobody, if all it makes are tickets', () => {
		expect(problems(['ladders', 1, 'steps'], [{ to: { ticket: 'OPS' }, after: 'PT0S' }])).toEqual(
			[],
		);
		expect(
			problems(['ladders', 1, 'steps'], [channel, { to: { ticket: 'OPS' }, after: 'PT5M' }]),
		).toHaveLength(1);
	});

	test('ends at someone in every version', () => {
		expect(
			problems(
				['ladders', 1, 'steps'],
				[
					{ value: [{ to: { person: 'ana' }, after: 'PT0S' }] },
					{ from: '2026-01-01T00:00:00Z', value: [channel] },
				],
			),
		).toHaveLength(1);
	});
});
