/** `on-call.yaml`: who answers, when, how to reach them, and what they can get into. Internal. */
import { z } from 'astro/zod';
import { object } from './object.ts';
import { weekdaySchema } from './organisation.ts';
import {
	dateSchema,
	durationSchema,
	exampleSchema,
	idSchema,
	instantSchema,
	lineSchema,
	periodSchema,
	timeOfDaySchema,
	urlSchema,
	versioned,
	zoneSchema,
} from './values.ts';

/** One way to reach someone. */
const contactSchema = object({
	kind: z.enum(['phone', 'sms', 'email', 'chat', 'pager', 'web']).describe('What it is.'),
	value: lineSchema.describe('The number, address or name.'),
	note: lineSchema.optional().describe('When to use it, or what to have ready.'),
});
export type Contact = z.output<typeof contactSchema>;

const personSchema = object({
	id: idSchema.describe('Name in files.'),
	name: lineSchema.describe('Name as people say it.'),
	title: lineSchema.optional().describe('What they do.'),
	github: lineSchema.optional().describe('Name on GitHub.'),
	rank: z
		.int()
		.min(1)
		.default(9)
		.describe('1 is highest; used where a role goes to the highest on call.'),
	zone: zoneSchema.optional().describe('Where they usually are.'),
	contacts: z.array(contactSchema).default([]).describe('Ways to reach them, the best first.'),
	until: dateSchema.optional().describe('The day they left. Never delete a person.'),
});

const layerSchema = object({
	from: dateSchema.optional().describe('First day of this layer.'),
	until: dateSchema.optional().describe('The day on which it no longer holds.'),
	hours: z
		.enum(['always', 'business', 'after-hours'])
		.default('always')
		.describe('Whether it covers all hours, only working hours, or only the others.'),
	shift: z.enum(['day', 'week']).default('week').describe('How long one person has it.'),
	every: z.int().min(1).default(1).describe('How many such units make one turn.'),
	handoff: object({
		day: weekdaySchema
			.default('monday')
			.describe('The day of the hand-off; not used for daily shifts.'),
		time: timeOfDaySchema.describe('The time of the hand-off on the wall clock.'),
	}).describe('When one hands over to the next.'),
	starts: dateSchema.describe(
		'The day of any hand-off to the first member; turns are counted from it.',
	),
	members: z.array(idSchema).min(1).describe('People, in the order of their turns.'),
});

const rotationSchema = object({
	id: idSchema.describe('Name used in ladders and roles.'),
	name: lineSchema.describe('What people call it, e.g. `Primary`.'),
	purpose: lineSchema.optional().describe('What it is there for.'),
	zone: zoneSchema.optional().describe("The zone of its hand-offs, if it is not the site's."),
	covers: z
		.enum(['always', 'business', 'after-hours'])
		.default('always')
		.describe('Hours in which somebody has to be there.'),
	layers: z
		.array(layerSchema)
		.min(1)
		.describe('Layers; where several cover an instant, the last in the list has it.'),
	expectations: z.array(lineSchema).default([]).describe('What is asked of who has it.'),
	'not-required': z.array(lineSchema).default([]).describe('What is not asked of them.'),
});

/** Whom a step of a ladder calls. */
const targetSchema = z.union(
	[
		object({ rotation: idSchema.describe('Whoever has this rotation.') }),
		object({ person: idSchema.describe('This person.') }),
		object({ contact: idSchema.describe('This contact outside the rotations.') }),
		object({ channel: idSchema.describe('This channel; it cannot be the last step.') }),
		object({ ladder: idSchema.describe('Go on with this other ladder.') }),
		object({ ticket: lineSchema.describe('A ticket in this queue; nobody is woken.') }),
	],
	{
		error:
			'Write whom the step calls: `{ rotation: primary }`, `{ person: … }`, `{ contact: … }`, `{ channel: … }`, `{ ladder: … }` or `{ ticket: … }`.',
	},
);

const ladderSchema = object({
	id: idSchema.describe('Name used by levels.'),
	name: lineSchema.describe('What people call it.'),
	steps: versioned(
		z
			.array(
				object({
					to: targetSchema.describe('Whom it calls.'),
					after: durationSchema.describe('When they are called, counted from the alert.'),
					'answer-within': durationSchema
						.optional()
						.describe('By when they have to have answered, counted from their call.'),
					'answer-by': z
						.enum(['next-business-day'])
						.optional()
						.describe('By when, where it is a point in the calendar.'),
				}),
			)
			.min(1),
	).describe('Steps, the first first.'),
});

/** Evidence that is asked of who is on call. */
const accessSchema = object({
	id: idSchema.describe('Name used in evidence.'),
	name: lineSchema.describe('What one has to get into.'),
	system: idSchema.optional().describe('The system it opens.'),
	how: lineSchema.optional().describe('How to get it.'),
	'valid-for': periodSchema.optional().describe('How long a verification counts.'),
	rotations: z
		.array(idSchema)
		.default([])
		.describe('Rotations whose members need it; empty: all of them.'),
});

const handoffItem = object({
	id: idSchema.describe('Name of the item.'),
	text: lineSchema.describe('What is done.'),
	shows: z
		.enum([
			'open-incidents',
			'alert-health',
			'changes',
			'contacts',
			'alert-test',
			'notes',
			'actions',
			'watch',
			'counts',
		])
		.optional()
		.describe('Data that the hand-off page shows beside it.'),
});

export const onCallSchema = object({
	people: z.array(personSchema).default([]).describe('People who answer.'),
	rotations: z.array(rotationSchema).default([]).describe('Who has duty when.'),
	overrides: z
		.array(
			object({
				rotation: idSchema.describe('Which rotation.'),
				person: idSchema.describe('Who has it instead.'),
				from: instantSchema.describe('From when.'),
				until: instantSchema.describe('Until when, exclusive.'),
				reason: lineSchema.optional().describe('Why.'),
				example: exampleSchema,
			}).refine((item) => item.from < item.until, {
				error: 'The override ends before it begins. Swap `from` and `until`.',
				path: ['until'],
			}),
		)
		.default([])
		.describe('Exceptions; of two that overlap the later in the list wins, and the check warns.'),
	ladders: z.array(ladderSchema).default([]).describe('Who is called next when nobody answers.'),
	contacts: z
		.array(
			object({
				id: idSchema.describe('Name in files.'),
				name: lineSchema.describe('Who or what it is.'),
				kind: z
					.enum([
						'vendor',
						'security',
						'legal',
						'management',
						'executive',
						'support',
						'team',
						'other',
					])
					.describe('What it is for.'),
				contacts: z.array(contactSchema).default([]).describe('Ways to reach it, the best first.'),
				account: lineSchema.optional().describe('Account or contract number to have ready.'),
				hours: lineSchema.optional().describe('When they answer.'),
			}),
		)
		.default([])
		.describe('Contacts outside the rotations.'),
	systems: z
		.array(
			object({
				id: idSchema.describe('Name in files.'),
				name: lineSchema.describe('What people call it.'),
				url: urlSchema.optional().describe('Its console or dashboard.'),
				purpose: lineSchema.optional().describe('What one does there.'),
				access: lineSchema.optional().describe('How one gets in.'),
				admins: z.array(lineSchema).default([]).describe('Who can grant access.'),
			}),
		)
		.default([])
		.describe('Systems that responders use.'),
	access: z
		.array(accessSchema)
		.default([])
		.describe('What everybody on call has to be able to get into.'),
	handoff: object({
		rotation: idSchema.describe('The rotation whose hand-off it is.'),
		channel: idSchema.optional().describe('Where the message goes.'),
		template: idSchema.optional().describe('Template of the message.'),
		checklist: z.array(handoffItem).default([]).describe('What is gone through.'),
	})
		.optional()
		.describe('How one week hands over to the next.'),
});

export type OnCallInput = z.input<typeof onCallSchema>;
export type OnCall = z.output<typeof onCallSchema>;
export type Person = z.output<typeof personSchema>;
export type Rotation = z.output<typeof rotationSchema>;
export type Layer = z.output<typeof layerSchema>;
export type Ladder = z.output<typeof ladderSchema>;
export type LadderTarget = z.output<typeof targetSchema>;
export type Override = OnCall['overrides'][number];
