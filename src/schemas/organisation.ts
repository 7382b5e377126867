/** `organisation.yaml`: how this team works together. Internal. */
import { z } from 'astro/zod';
import { object } from './object.ts';
import {
	dateSchema,
	durationSchema,
	idSchema,
	lineSchema,
	periodSchema,
	timeOfDaySchema,
	urlSchema,
	zoneSchema,
} from './values.ts';

/** The days of a week, Monday first, as in ISO 8601. */
export const weekdays = [
	'monday',
	'tuesday',
	'wednesday',
	'thursday',
	'friday',
	'saturday',
	'sunday',
] as const;
export const weekdaySchema = z.enum(weekdays);

const channelSchema = object({
	id: idSchema.describe('Name used in levels, templates and ladders.'),
	name: lineSchema.describe('What people call it, e.g. `#incidents`.'),
	kind: z
		.enum([
			'chat',
			'email',
			'phone',
			'sms',
			'pager',
			'status-page',
			'ticket',
			'video',
			'in-app',
			'meeting',
		])
		.describe('What it is.'),
	audience: z
		.enum(['responders', 'stakeholders', 'management', 'customers'])
		.default('responders')
		.describe('Who reads it.'),
	url: urlSchema.optional().describe('Where it is.'),
	use: lineSchema.optional().describe('What it is for, in one sentence.'),
	fallback: idSchema.optional().describe('The channel to take when this one does not work.'),
});

const deliverySchema = object({
	merge: z
		.enum(['at-once', 'when-green', 'after-review'])
		.describe(
			'`at-once`: the command merges. `when-green`: GitHub merges once checks pass. `after-review`: people merge.',
		),
	draft: z.boolean().default(false).describe('Open the pull request as a draft.'),
	labels: z.array(lineSchema).default([]).describe('Labels for the pull request.'),
	reviewers: z
		.array(lineSchema)
		.default([])
		.describe('GitHub names, or `owners` for the owners of the affected services.'),
	'at-once-by': z
		.array(lineSchema)
		.optional()
		.describe('GitHub names that may merge at once; everybody else waits for review.'),
});

/** What a pull request of ours can be about. */
export const deliveryKinds = [
	'incident',
	'incident-backfill',
	'incident-redaction',
	'maintenance',
	'post-mortem',
	'report',
	'action',
	'runbook',
	'alert',
	'check',
	'on-call',
] as const;

export const organisationSchema = object({
	name: lineSchema.describe('Name of the organisation or team.'),
	owner: lineSchema
		.optional()
		.describe(
			'Team or person that answers for these files, and for gaps that nothing else gives to anybody.',
		),
	'portal-url': urlSchema.optional().describe('Where responders reach the portal.'),
	repository: object({
		slug: z
			.string()
			.regex(/^[\w.-]+\/[\w.-]+$/, { error: 'Write owner and name, e.g. `harbour/response`.' })
			.describe('Owner and name on GitHub.'),
		branch: lineSchema.default('main').describe('The branch that is published.'),
		server: urlSchema.default('https://github.com').describe('GitHub, or your GitHub Enterprise.'),
		path: z
			.string()
			.regex(/^(?!\/)(?!.*\.\.).+[^/]$/)
			.default('content')
			.describe('Folder in the repository that holds this file.'),
	})
		.optional()
		.describe('Where these files are kept and reviewed.'),
	services: z
		.record(
			idSchema,
			object({
				owner: lineSchema.optional().describe('Team or person that answers for it.'),
				reviewers: z.array(lineSchema).default([]).describe('GitHub names or teams.'),
				critical: z.boolean().default(false).describe('Revenue or trust depends on it.'),
				handles: z
					.array(idSchema)
					.default([])
					.describe('What passes through it, e.g. `payments`; policies can ask for it.'),
				scope: lineSchema.optional().describe('The user flow it stands for, in responders’ words.'),
			}),
		)
		.default({})
		.describe('What responders know of each service beyond `services.yaml`.'),
	channels: z
		.array(channelSchema)
		.default([])
		.describe('Ways to reach people, the preferred first.'),
	delivery: z
		.partialRecord(z.enum(deliveryKinds), deliverySchema)
		.default({})
		.describe('How each kind of change reaches the published branch.'),
	'working-hours': object({
		days: z.array(weekdaySchema).min(1).describe('Days on which people work.'),
		from: timeOfDaySchema.describe('When the working day begins.'),
		until: timeOfDaySchema.describe('When it ends.'),
		zone: zoneSchema.optional().describe("Its zone, if it is not the site's."),
	})
		.refine((hours) => hours.from < hours.until, {
			error: 'The working day ends before it begins. Swap `from` and `until`.',
			path: ['until'],
		})
		.optional()
		.describe('When targets in working hours run, and who is on call by day.'),
	holidays: z
		.array(
			object({ date: dateSchema.describe('The day.'), name: lineSchema.describe('Its name.') }),
		)
		.default([])
		.describe('Days on which nobody works.'),
	sprint: object({
		starts: dateSchema.describe('First day of any sprint.'),
		length: periodSchema.describe('Length, e.g. `P2W`.'),
	})
		.optional()
		.describe('For targets such as `next-sprint`.'),
	review: object({
		runbook: periodSchema.optional().describe('How often a runbook is validated, unless it says.'),
		handbook: periodSchema.optional().describe('How often a handbook page is validated.'),
		actions: periodSchema.optional().describe('How often open actions are looked through.'),
		access: periodSchema.optional().describe('How long a verified access counts.'),
		reviews: z
			.array(
				object({
					id: idSchema.describe(
						'Name of the review, which evidence of kind `review-held` has as its subject.',
					),
					every: periodSchema.describe('How often, e.g. `P1M`.'),
					what: lineSchema.describe('What is looked at.'),
				}),
			)
			.default([])
			.describe('Regular looks at how response works.'),
	})
		.prefault({})
		.describe('How long something stays trusted.'),
	'action-due': z
		.record(z.string(), periodSchema)
		.default({})
		.describe('How long an action may take, by its priority or by the id of a level.'),
	reference: z
		.string()
		.regex(/^[A-Z]+-\{date\}-\{#+\}$/, {
			error: 'Write a pattern such as `INC-{date}-{###}`.',
		})
		.optional()
		.describe(
			'Pattern of the reference that each incident has, e.g. `INC-{date}-{###}`: its day, and a number within the day.',
		),
	currency: z
		.string()
		.regex(/^[A-Z]{3}$/)
		.default('EUR')
		.describe('Currency of amounts, by its ISO 4217 code.'),
	'second-zone': zoneSchema.optional().describe('A zone that messages name beside UTC.'),
	'stale-after': durationSchema
		.prefault('P14D')
		.describe('An incident that is open this long without a word is reported.'),
});

export type OrganisationInput = z.input<typeof organisationSchema>;
export type Organisation = z.output<typeof organisationSchema>;
export type Channel = z.output<typeof channelSchema>;
export type Delivery = z.output<typeof deliverySchema>;
export type DeliveryKind = (typeof deliveryKinds)[number];
export type WorkingHours = NonNullable<Organisation['workingHours']>;
