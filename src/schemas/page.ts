/** Front matter of `handbook/**`, `runbooks/**` and `post-mortems/*`. Internal. */
import { z } from 'astro/zod';
import { recordIdSchema } from './incident.ts';
import { object } from './object.ts';
import {
	dateSchema,
	durationSchema,
	exampleSchema,
	idSchema,
	instantSchema,
	lineSchema,
	pathSchema,
	periodSchema,
} from './values.ts';

/** What every page has. */
const pageShape = {
	title: lineSchema.describe('Heading of the page.'),
	description: lineSchema.optional().describe('One sentence: what the page is for.'),
	owner: lineSchema.optional().describe('Team or person that answers for it.'),
	'backup-owner': lineSchema.optional().describe('Who answers when the owner does not.'),
	sources: z
		.array(pathSchema)
		.default([])
		.describe(
			'Paths in the repository that this page describes; when one changes, the page may be out of date.',
		),
	'last-validated': object({
		on: dateSchema.describe('The day.'),
		by: lineSchema.describe('Who.'),
		how: z.enum(['incident', 'rehearsal', 'review', 'automated']).describe('In which way.'),
		evidence: lineSchema.describe('What shows it; a date alone is not enough.'),
	})
		.optional()
		.describe('When someone last made sure that it is true.'),
	'validate-every': periodSchema.optional().describe('How often that is done.'),
	order: z.number().optional().describe('Place in the navigation; smaller comes first.'),
	example: exampleSchema,
};

/** What pages have that people act by. */
const reliedShape = {
	...pageShape,
	status: z
		.enum(['draft', 'active', 'deprecated'])
		.default('active')
		.describe('Whether to rely on it.'),
};

/** Pages of the handbook. */
export const handbookPageSchema = object({
	...reliedShape,
	related: z
		.array(idSchema)
		.default([])
		.describe(
			'Pages of the handbook and runbooks that belong to it; one that nobody has written yet is a gap.',
		),
});
export type HandbookPageInput = z.input<typeof handbookPageSchema>;
export type HandbookPage = z.output<typeof handbookPageSchema>;

const variableSchema = object({
	name: z
		.string()
		.regex(/^[A-Z][A-Z0-9_]*$/, { error: 'Write the variable in capitals, e.g. `NAMESPACE`.' })
		.describe('Name, as commands write it: `$NAMESPACE`.'),
	prompt: lineSchema.describe('What is asked for.'),
	default: lineSchema.optional().describe('Value until another is typed.'),
	label: lineSchema.optional().describe('Label of the alert that fills it.'),
	pattern: lineSchema
		.refine(isPattern, { error: 'Write a regular expression that JavaScript reads.' })
		.optional()
		.describe('What a value has to look like, as a regular expression over the whole value.'),
});
export type RunbookVariable = z.output<typeof variableSchema>;

/** A secret that a runbook rotates: its name, or its name with when that was last done. */
const rotatedSchema = z.union(
	[
		lineSchema.transform((secret) => ({ secret, lastRotated: undefined, every: undefined })),
		object({
			secret: lineSchema.describe('What people call it; never its value.'),
			'last-rotated': dateSchema.optional().describe('The day on which it was last rotated.'),
			every: periodSchema.optional().describe('How often that is done.'),
		}),
	],
	{
		error: 'Write the name of a secret, or `{ secret: …, last-rotated: 2026-03-01, every: P90D }`.',
	},
);

export const runbookSchema = object({
	...reliedShape,
	kind: z
		.enum(['alert', 'service', 'quick', 'procedure'])
		.default('service')
		.describe(
			'What it is about: an alert, a service, a short list for the first minutes, or a procedure.',
		),
	services: z.array(idSchema).default([]).describe('Services it is about.'),
	alerts: z.array(lineSchema).default([]).describe('Names of alerts that lead here.'),
	signatures: z
		.array(lineSchema)
		.default([])
		.describe(
			'Lines of logs that lead here; `<host>` stands for anything and fills the variable of that name.',
		),
	aliases: z.array(lineSchema).default([]).describe('Other words people search for.'),
	symptoms: z.array(lineSchema).default([]).describe('What is seen.'),
	level: idSchema.optional().describe('The level this usually means.'),
	'validate-every': periodSchema.optional().describe('How often it is validated.'),
	'rehearse-every': periodSchema.optional().describe('How often it is rehearsed.'),
	access: z.array(idSchema).default([]).describe('Accesses of `on-call.yaml` that one needs.'),
	tools: z.array(lineSchema).default([]).describe('Programs that have to be at hand.'),
	variables: z.array(variableSchema).default([]).describe('Values that commands need.'),
	timeboxes: object({
		triage: durationSchema.optional().describe('How long finding out may take.'),
		'first-action': durationSchema.optional().describe('By when something is done.'),
		resolve: durationSchema.optional().describe('By when it should be over.'),
	})
		.prefault({})
		.describe('How long each part may take before it speaks up.'),
	'escalate-to': lineSchema
		.optional()
		.describe('Rotation, contact or person to call when it does not help.'),
	rotates: z
		.array(rotatedSchema)
		.default([])
		.describe('Secrets that it rotates, with when that was last done.'),
	related: z.array(idSchema).default([]).describe('Other runbooks.'),
	'no-longer-true-if': lineSchema.optional().describe('What would make it wrong.'),
});
export type RunbookInput = z.input<typeof runbookSchema>;
export type Runbook = z.output<typeof runbookSchema>;

/** An action that a post-mortem asks for. */
export const actionSchema = object({
	id: idSchema.describe('Name; unique across all post-mortems.'),
	title: lineSchema.describe('What will be true when it is done.'),
	kind: z
		.enum(['prevent', 'mitigate', 'detect', 'process', 'runbook', 'communicate', 'other'])
		.describe('What it is good for.'),
	term: z.enum(['immediate', 'short', 'long']).default('short').describe('How far ahead it looks.'),
	owner: lineSchema.describe('Who does it; one person or team.'),
	due: dateSchema.describe('By when.'),
	priority: z
		.enum(['critical', 'high', 'medium', 'low'])
		.default('medium')
		.describe('How much it matters.'),
	status: z
		.enum(['open', 'in-progress', 'done', 'verified', 'wont-do'])
		.default('open')
		.describe('Where it stands.'),
	tracker: lineSchema.optional().describe('Ticket or address where it is worked on.'),
	closed: dateSchema.optional().describe('When it was done or given up.'),
	'verified-by': lineSchema.optional().describe('Who made sure that it works.'),
	verification: lineSchema.optional().describe('How they made sure.'),
	reason: lineSchema.optional().describe('For `wont-do`: why.'),
})
	.refine((action) => action.status !== 'wont-do' || action.reason !== undefined, {
		path: ['reason'],
		error: 'Say in `reason` why this will not be done.',
	})
	.refine(
		(action) =>
			!['done', 'verified', 'wont-do'].includes(action.status) || action.closed !== undefined,
		{
			path: ['closed'],
			error: 'Say in `closed` on which day it was done or given up.',
		},
	)
	.refine(
		(action) =>
			action.status !== 'verified' ||
			(action.verifiedBy !== undefined && action.verification !== undefined),
		{
			path: ['verification'],
			error: 'Say in `verified-by` and `verification` who made sure, and how.',
		},
	);
export type ActionInput = z.input<typeof actionSchema>;
export type Action = z.output<typeof actionSchema>;

export const postMortemSchema = object({
	...pageShape,
	incident: recordIdSchema.describe('The incident it is about.'),
	status: z
		.enum(['draft', 'in-review', 'reviewed', 'published', 'closed'])
		.describe('Where it stands.'),
	authors: z.array(lineSchema).min(1).describe('Who wrote it.'),
	published: instantSchema.optional().describe('When it was published to the team.'),
	meeting: object({
		at: instantSchema.optional().describe('When people meet.'),
		attendees: z.array(lineSchema).default([]).describe('Who comes.'),
		recording: lineSchema.optional().describe('Where it can be heard again.'),
	})
		.optional()
		.describe('The meeting over it.'),
	'reviewed-by': z.array(lineSchema).default([]).describe('Who reviewed it.'),
	actions: z.array(actionSchema).default([]).describe('What follows from it.'),
	'no-actions': lineSchema.optional().describe('Why nothing has to be done.'),
	'runbook-changes': z
		.array(idSchema)
		.default([])
		.describe('Runbooks that were changed because of it.'),
	'no-runbook-change': lineSchema.optional().describe('Why no runbook had to change.'),
	'monitoring-changes': z.array(lineSchema).default([]).describe('What is watched better now.'),
	'process-changes': z.array(lineSchema).default([]).describe('What is done otherwise now.'),
	training: z.array(lineSchema).default([]).describe('What was shared or practised.'),
}).refine(
	(page) => !['published', 'closed'].includes(page.status) || page.published !== undefined,
	{
		path: ['published'],
		error: 'Say in `published` when it was published.',
	},
);
export type PostMortemInput = z.input<typeof postMortemSchema>;
export type PostMortem = z.output<typeof postMortemSchema>;

function isPattern(text: string): boolean {
	try {
		new RegExp(text);
		return true;
	} catch {
		return false;
	}
}
