/**
 * Conditions over an incident, as data. Rules, policies, gates and criteria are written with them, so
 * that no rule needs code that knows the organisation.
 */
import { z } from 'astro/zod';
import { detections } from './vocabulary.ts';
import { durationSchema, idSchema, lineSchema } from './values.ts';

/** What a fact of an incident can be. */
export const factTypes = ['yes-no', 'number', 'duration', 'id', 'ids'] as const;
export type FactType = (typeof factTypes)[number];

/**
 * Facts that are computed for every incident. An organisation adds its own under `facts` in
 * `severity.yaml`; a predicate that names anything else is an error.
 */
export const builtInFacts = {
	level: 'id',
	rank: 'number',
	services: 'ids',
	'critical-service': 'yes-no',
	handles: 'ids',
	'alert-sources': 'number',
	alerts: 'number',
	duration: 'duration',
	public: 'yes-no',
	open: 'yes-no',
	escalated: 'yes-no',
	repeat: 'yes-no',
	'detected-by': 'id',
	'services-down': 'ids',
} as const satisfies Record<string, FactType>;

/** What each built-in fact is, in words for authors. */
export const factWords: Record<keyof typeof builtInFacts, string> = {
	level: 'Id of the level, e.g. `sev1`.',
	rank: 'Rank of the level; 1 is the worst.',
	services: 'Ids of the services that customers were told are affected.',
	'critical-service': 'At least one affected service is marked critical in `organisation.yaml`.',
	handles:
		'At least one affected service is marked `handles: [payments]` and so on in `organisation.yaml`.',
	'alert-sources':
		'Number of different alert sources that fired within the window set in `alerts.yaml`.',
	alerts: 'Number of alerts.',
	duration: 'From the start of impact to resolved, or to now.',
	public: 'Customers were told.',
	open: 'It is not resolved.',
	escalated: 'It was escalated at least once.',
	repeat: 'Its cause has the id of an earlier incident’s cause.',
	'detected-by': 'How we came to know of it.',
	'services-down':
		'Ids of affected services that customers cannot use at all: a major outage. Not known before they were told.',
};

const number = z.number({ error: 'Write a number without a unit, e.g. `50`.' });

/** One comparison of one fact, as it is written. */
export const testSchema = z
	.strictObject({
		fact: idSchema.describe(
			'Name of a fact: a built-in one, or one of `facts` in `severity.yaml`.',
		),
		is: z
			.union([z.boolean(), z.number(), z.string()])
			.optional()
			.describe('The fact has exactly this value.'),
		over: number.optional().describe('The fact is greater than this number.'),
		'at-least': number.optional().describe('The fact is this number or greater.'),
		under: number.optional().describe('The fact is less than this number.'),
		'at-most': number.optional().describe('The fact is this number or less.'),
		includes: z
			.union([z.string(), z.array(z.string()).min(1)])
			.optional()
			.describe('The fact, a list, holds this or one of these.'),
		'longer-than': z
			.string()
			.regex(/^P/, { error: 'Write a duration, e.g. `PT1H`.', abort: true })
			.refine((text) => durationSchema.safeParse(text).success, {
				error: 'Write a duration in weeks, days, hours or minutes, e.g. `PT1H`.',
			})
			.optional()
			.describe('The fact, a length of time, is longer than this duration, e.g. `PT1H`.'),
	})
	.refine((test) => Object.keys(test).length > 1, {
		error:
			'Say what the fact is compared with: `is`, `over`, `at-least`, `under`, `at-most`, `includes` or `longer-than`.',
	});

/** One comparison of one fact. */
export type FactTest = z.output<typeof testSchema>;

/** A condition over the facts of an incident. */
export type Predicate = FactTest | { all: Predicate[] } | { any: Predicate[] } | { not: Predicate };

/** A condition: `{ fact: users-affected, over: 50 }`, or `all`, `any`, `not` of conditions. */
export const predicateSchema: z.ZodType<Predicate, Predicate> = z.lazy(() =>
	z
		.union(
			[
				testSchema,
				z.strictObject({ all: z.array(predicateSchema).min(1) }),
				z.strictObject({ any: z.array(predicateSchema).min(1) }),
				z.strictObject({ not: predicateSchema }),
			],
			{
				error:
					'Write a condition such as `{ fact: users-affected, over: 50 }`, or `all:`, `any:` or `not:` of conditions.',
			},
		)
		.meta({ id: 'Predicate', description: 'A condition over the facts of an incident.' }),
);

/** A fact that an organisation asks for, beyond those that are computed. */
export const factSchema = z.strictObject({
	id: idSchema.describe(
		'Name used in conditions and in notes of kind `impact`, e.g. `users-affected`.',
	),
	question: lineSchema.describe(
		'The question put to the responder, e.g. `What share of users is affected?`',
	),
	type: z
		.enum(['yes-no', 'percent', 'count', 'money-per-hour', 'seconds'])
		.describe('What the answer is.'),
	hint: lineSchema.optional().describe('Where to look the answer up.'),
});
export type Fact = z.output<typeof factSchema>;

/** Values of built-in facts that are closed lists, for did-you-mean. */
export const builtInValues = { 'detected-by': detections } as const;
