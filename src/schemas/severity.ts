/** `severity.yaml`: the scheme by which incidents are graded, and what each level asks for. Internal. */
import { z } from 'astro/zod';
import { object } from './object.ts';
import { factSchema, predicateSchema } from './predicate.ts';
import { incidentStatuses, stepRisks } from './vocabulary.ts';
import {
	durationSchema,
	exampleSchema,
	idSchema,
	instantSchema,
	lineSchema,
	textSchema,
	versioned,
} from './values.ts';

/** Targets that are not a length of time. */
export const policies = ['next-business-day', 'next-sprint', 'weekly-review', 'backlog'] as const;

/** A target: a duration on the wall clock, a duration in working hours, or a policy. */
export const targetSchema = z.union(
	[
		durationSchema.transform((within) => ({ within, clock: 'wall' as const })),
		object({
			within: durationSchema.describe('How long.'),
			clock: z
				.enum(['wall', 'business'])
				.default('wall')
				.describe('Whether nights, weekends and holidays count (`wall`) or not (`business`).'),
		}),
		object({ policy: z.enum(policies).describe('A point in the calendar instead of a duration.') }),
	],
	{
		error:
			'Write a target as a duration (`PT15M`), as `{ within: PT4H, clock: business }`, or as `{ policy: next-business-day }`.',
	},
);
export type Target = z.output<typeof targetSchema>;

/** How often news is due: at a point, within a range, on an event, or never. */
export const cadenceSchema = z.union(
	[
		object({ every: durationSchema.describe('News is due this long after the last.') }),
		object({
			min: durationSchema.describe('No need to write before this.'),
			max: durationSchema.describe('News is due this long after the last.'),
		}).refine((range) => range.min < range.max, {
			error: 'The shorter time comes first: swap `min` and `max`.',
			path: ['max'],
		}),
		object({ on: z.enum(['change', 'resolved']).describe('News is due when this happens.') }),
		z.literal('none').transform(() => ({ never: true as const })),
	],
	{
		error:
			'Write a cadence as `{ every: PT30M }`, `{ min: PT15M, max: PT30M }`, `{ on: resolved }` or `none`.',
	},
);
export type Cadence = z.output<typeof cadenceSchema>;

const targetsSchema = object({
	acknowledge: targetSchema.optional().describe('From the alert until someone says `I have it`.'),
	mitigate: targetSchema.optional().describe('From the alert until customers no longer feel it.'),
	resolve: targetSchema.optional().describe('From the alert until it is over.'),
	fix: targetSchema.optional().describe('Until the permanent fix is in place.'),
});

const updatesSchema = z.array(
	object({
		audience: z
			.enum(['customers', 'stakeholders', 'responders'])
			.default('customers')
			.describe('Who waits for news.'),
		cadence: cadenceSchema.describe('How often.'),
	}),
);

const escalatedTo = { to: lineSchema.describe('To whom, e.g. `Management`.') };

/** When an incident goes higher by itself: after a time, when nothing moves, or at a point in the calendar. */
const escalationSchema = z.union(
	[
		object({
			...escalatedTo,
			after: durationSchema.describe(
				'How long after the alert, if it is not resolved by then. `PT0S`: at once.',
			),
		}).transform((step) => ({ noProgress: undefined, policy: undefined, ...step })),
		object({
			...escalatedTo,
			'no-progress': durationSchema.describe(
				'When nothing was written into the timeline for this long.',
			),
		}).transform((step) => ({ after: undefined, policy: undefined, ...step })),
		object({
			...escalatedTo,
			policy: z.enum(policies).describe('A point in the calendar.'),
		}).transform((step) => ({ after: undefined, noProgress: undefined, ...step })),
	],
	{ error: 'Write `to` and exactly one of `after`, `no-progress` and `policy`.' },
);

const levelSchema = object({
	id: idSchema.describe('Name in files, e.g. `sev1`.'),
	label: lineSchema.describe('What people say, e.g. `SEV1`.'),
	name: lineSchema.describe('What it means in a word, e.g. `Critical`.'),
	rank: z.int().min(1).describe('1 is the worst. Code compares ranks, never names.'),
	aliases: z.array(lineSchema).default([]).describe('Other names people use, e.g. `Sev 1`.'),
	until: instantSchema.optional().describe('When it was retired. Never delete a level.'),
	definition: textSchema.describe('When an incident is of this level.'),
	examples: z.array(lineSchema).default([]).describe('Incidents that would be of this level.'),
	criteria: z
		.array(
			object({
				when: predicateSchema.describe('If this holds, the incident is at least of this level.'),
				text: lineSchema.describe('The same in words; the calculator names it.'),
			}),
		)
		.default([])
		.describe('Criteria for the calculator; any of them is enough.'),
	targets: versioned(targetsSchema)
		.prefault({})
		.describe('By when something has to have happened.'),
	updates: versioned(updatesSchema).prefault([]).describe('How often news is due, by audience.'),
	notify: z
		.array(
			object({
				who: lineSchema.describe('Whom, e.g. `All stakeholders`.'),
				channels: z.array(idSchema).default([]).describe('Channels to use, in this order.'),
				within: durationSchema.optional().describe('By when, from the start of the incident.'),
				when: predicateSchema.optional().describe('Only if this holds.'),
			}),
		)
		.default([])
		.describe('Who has to be told.'),
	escalate: z.array(escalationSchema).default([]).describe('When it has to go higher by itself.'),
	ladder: idSchema.optional().describe('The ladder in `on-call.yaml` by which people are paged.'),
	'war-room': object({
		within: durationSchema.describe('How soon it has to be open. `PT0S`: at once.'),
		channels: z.array(idSchema).default([]).describe('Channels that make it, e.g. a call.'),
	})
		.optional()
		.describe('Whether people meet in one place.'),
	roles: z.array(idSchema).default([]).describe('Roles of `process.yaml` that have to be taken.'),
	risks: object({
		'without-asking': z
			.enum(stepRisks)
			.describe('The greatest risk of a step that a responder may take without asking.'),
		ask: lineSchema
			.optional()
			.describe('Whom to ask before a greater one, within a sentence: `the incident commander`.'),
	})
		.optional()
		.describe(
			'How much may be risked. Disruptive and destructive steps say so; nothing is locked by it.',
		),
	owners: z
		.array(lineSchema)
		.default([])
		.describe('Who owns it, in the order in which it is passed on.'),
	expectations: z
		.array(lineSchema)
		.default([])
		.describe('What is and is not asked of who is on call.'),
});

const ruleSchema = object({
	id: idSchema.describe('Name of the rule; it is shown where the rule fired.'),
	when: predicateSchema.describe('The condition.'),
	from: instantSchema
		.optional()
		.describe('Start of the time in which the rule holds; the portal says so while it does.'),
	until: instantSchema.optional().describe('End of the time in which the rule holds.'),
	'at-least': idSchema.optional().describe('The incident is at least of this level.'),
	notify: z
		.array(
			object({
				who: lineSchema.describe('Whom.'),
				channels: z.array(idSchema).default([]).describe('How.'),
			}),
		)
		.default([])
		.describe('Who has to be told.'),
	do: lineSchema.optional().describe('What has to be done.'),
	'until-proven-otherwise': z
		.boolean()
		.default(false)
		.describe('The level may be lowered again only with a reason.'),
	text: lineSchema.describe('The rule in words.'),
	example: exampleSchema,
});

const policySchema = z.array(
	object({
		when: predicateSchema.describe('The condition.'),
		within: durationSchema.optional().describe('By when it has to be published, after `after`.'),
		after: z
			.enum(['declared', 'resolved'])
			.default('resolved')
			.describe('From when the time runs.'),
		text: lineSchema.describe('The rule in words; it is shown as the reason.'),
	}),
);

export const severitySchema = object({
	unsure: z
		.enum(['assume-worse', 'assume-better'])
		.default('assume-worse')
		.describe('Which of two levels to take when nobody is sure.'),
	levels: z.array(levelSchema).min(1).describe('The levels, the worst first.'),
	facts: z
		.array(factSchema)
		.default([])
		.describe('What responders are asked about an incident, and what rules can refer to.'),
	rules: z.array(ruleSchema).default([]).describe('Rules that set a level or ask for something.'),
	triggers: z
		.array(
			object({
				from: idSchema.describe('The level the incident has.'),
				to: idSchema.describe('The level it gets.'),
				when: predicateSchema.optional().describe('The condition, where it can be computed.'),
				text: lineSchema.describe('What to look out for.'),
			}),
		)
		.default([])
		.describe('What raises the level of an open incident at once.'),
	'lowering-needs-reason': z
		.boolean()
		.default(true)
		.describe('Whether lowering a level asks for a reason.'),
	'post-mortem': object({
		required: policySchema.default([]).describe('When one has to be written.'),
		recommended: policySchema.default([]).describe('When one is worth writing.'),
		attendees: z.array(lineSchema).default([]).describe('Who meets over it.'),
		agenda: z.array(lineSchema).default([]).describe('What is talked about.'),
		'meeting-within': durationSchema
			.optional()
			.describe('By when the meeting takes place, after resolved.'),
		'meeting-length': durationSchema.optional().describe('How long it is planned for.'),
		'needs-runbook-change': z
			.boolean()
			.default(false)
			.describe('Publishing asks for a change of a runbook, or a reason why none is needed.'),
		'needs-actions': z
			.boolean()
			.default(false)
			.describe('Publishing asks for an action at least, or a reason why nothing has to be done.'),
		sections: z
			.array(
				object({
					id: idSchema.describe('Name of the section.'),
					heading: lineSchema.describe('Its heading.'),
					ask: lineSchema.optional().describe('What belongs there.'),
					required: z.boolean().default(true).describe('Whether it may be missing.'),
				}),
			)
			.default([])
			.describe('Sections of the document, in order.'),
		'cause-label': lineSchema
			.default('Contributing factors')
			.describe('What the section on causes is called.'),
	})
		.prefault({})
		.describe('When a post-mortem is due and what it holds.'),
	'status-words': z
		.partialRecord(z.enum(incidentStatuses), lineSchema)
		.default({})
		.describe('What the organisation calls each status.'),
});

export type SeverityInput = z.input<typeof severitySchema>;
export type Severity = z.output<typeof severitySchema>;
export type Level = z.output<typeof levelSchema>;
export type Targets = z.output<typeof targetsSchema>;
export type SeverityRule = z.output<typeof ruleSchema>;
