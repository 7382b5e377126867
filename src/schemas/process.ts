/** `process.yaml`: how an incident is worked, from phases to goals. Internal. */
import { z } from 'astro/zod';
import { object } from './object.ts';
import { predicateSchema } from './predicate.ts';
import { detections, linkKinds, mitigationKinds, stepKinds, stepRisks } from './vocabulary.ts';
import {
	dateSchema,
	durationSchema,
	idSchema,
	lineSchema,
	periodSchema,
	textSchema,
	urlSchema,
} from './values.ts';

const checklistShape = {
	id: idSchema.describe('Name of the item.'),
	text: lineSchema.describe('What to do.'),
	url: urlSchema.optional().describe('Where to do it.'),
	runbook: idSchema.optional().describe('The runbook that says how.'),
	when: predicateSchema.optional().describe('Only if this holds for the incident.'),
};
const checklistItem = object(checklistShape);

const closeOutItem = object({
	...checklistShape,
	settles: z
		.enum(linkKinds)
		.optional()
		.describe(
			'Done by a note of kind `link` about this with `state` and `reason`, e.g. that an issue was ignored, and why.',
		),
});

const phaseSchema = object({
	id: idSchema.describe('Name of the phase.'),
	name: lineSchema.describe('Its name, e.g. `Triage`.'),
	from: durationSchema.optional().describe('When it begins, from the alert.'),
	until: durationSchema
		.optional()
		.describe('When it should be over, from the alert. Missing: it goes on.'),
	'counted-from': z
		.enum(['alerted', 'mitigated', 'resolved'])
		.default('alerted')
		.describe('From when its times run, if not from the alert.'),
	goal: lineSchema.describe('What is true at its end.'),
	checklist: z.array(checklistItem).default([]).describe('What to do in it.'),
});

const roleSchema = object({
	id: idSchema.describe('Name in files, e.g. `ic`.'),
	name: lineSchema.describe('Its name, e.g. `Incident commander`.'),
	purpose: lineSchema.describe('What it is there for, in one sentence.'),
	duties: z.array(lineSchema).default([]).describe('What it does.'),
	'not-for': z.array(lineSchema).default([]).describe('What it leaves to others.'),
	says: z.array(lineSchema).default([]).describe('Sentences that help, ready to be said.'),
	reports: object({
		every: durationSchema.describe('How often it reports.'),
		to: idSchema.describe('The role it reports to.'),
	})
		.optional()
		.describe('Its own cadence.'),
	selection: z
		.enum(['volunteer', 'primary-on-call', 'highest-rank-on-call', 'assigned'])
		.default('assigned')
		.describe('Who takes it when nothing else is said.'),
	rotation: idSchema.optional().describe('The rotation it is taken from.'),
});

const verificationSchema = object({
	id: idSchema.describe('Name of the item.'),
	text: lineSchema.describe('What has to be true.'),
	source: idSchema.optional().describe('The alert source that has to be green.'),
	'alert-cycle': z
		.boolean()
		.default(false)
		.describe('No new alert for one cycle, as set in `alerts.yaml`.'),
	'quiet-for': durationSchema.optional().describe('It has to have been watched for this long.'),
	required: z
		.boolean()
		.default(true)
		.describe('An incident cannot be resolved without it, or a reason.'),
	when: predicateSchema.optional().describe('Only for incidents for which this holds.'),
});

/** What a gate can ask for. */
const gateCheckSchema = z.union(
	[
		object({
			incidents: z.literal('none-open').describe('No open incident.'),
			'at-least': idSchema.optional().describe('Only incidents of this level or worse count.'),
			text: lineSchema.describe('The requirement in words.'),
		}),
		object({
			'alert-rules': z.literal('tested').describe('Every alert rule that matches is tested.'),
			critical: z.boolean().default(true).describe('Only rules marked critical count.'),
			within: periodSchema.describe('How recent the test has to be.'),
			text: lineSchema.describe('The requirement in words.'),
		}),
		object({
			sources: z.array(idSchema).min(1).describe('Alert sources that have to be green.'),
			within: periodSchema.describe('How recent the evidence has to be.'),
			text: lineSchema.describe('The requirement in words.'),
		}),
		object({
			access: z.literal('verified').describe('Everybody on call has every access they need.'),
			text: lineSchema.describe('The requirement in words.'),
		}),
		object({
			'on-call': z.literal('covered').describe('No hour of the time ahead is without a person.'),
			for: periodSchema.describe('How far ahead.'),
			text: lineSchema.describe('The requirement in words.'),
		}),
		object({
			confirmed: idSchema.describe('Evidence of kind `confirmed` with this subject.'),
			within: periodSchema.describe('How recent the evidence has to be.'),
			by: lineSchema.optional().describe('Who has to confirm it.'),
			text: lineSchema.describe('The requirement in words.'),
		}),
	],
	{
		error:
			'Write a requirement with `text` and one of `incidents: none-open`, `alert-rules: tested`, `sources: […]`, `access: verified`, `on-call: covered`, `confirmed: <subject>`.',
	},
);

const gateSchema = object({
	id: idSchema.describe('Name of the gate, e.g. `launch`.'),
	name: lineSchema.describe('Its name.'),
	closed: lineSchema.describe('What must not happen while it is closed.'),
	all: z.array(gateCheckSchema).min(1).describe('What has to be true for it to be open.'),
});

const stepGuardSchema = object({
	guard: idSchema.describe('Id of the guard, e.g. `backup-intact`.'),
	kinds: z.array(z.enum(stepKinds)).min(1).describe('Kinds of steps that need it.'),
	risks: z
		.array(z.enum(stepRisks))
		.min(1)
		.default(['disruptive', 'destructive'])
		.describe('Risks at which they need it.'),
	text: lineSchema.describe('The rule in words.'),
});

/** Measures that can be a goal or stand on the metrics page. */
export const metrics = [
	'time-to-detect',
	'time-to-acknowledge',
	'time-to-mitigate',
	'time-to-resolve',
	'time-to-recover',
	'incidents',
	'repeat-incidents',
	'false-positive-rate',
	'customer-impact-hours',
	'response-compliance',
	'cadence-compliance',
	'escalation-rate',
	'post-mortem-completion',
	'action-closure',
] as const;
export type Metric = (typeof metrics)[number];

export const processSchema = object({
	phases: z.array(phaseSchema).default([]).describe('Phases, in order.'),
	roles: z.array(roleSchema).default([]).describe('Roles people take in an incident.'),
	'decision-owner': idSchema.optional().describe('The role that decides unless it was handed on.'),
	'first-response': z
		.array(
			object({
				symptom: lineSchema.describe('What is seen.'),
				action: lineSchema.describe('The first thing to do.'),
				runbook: idSchema.describe('The runbook to open.'),
				services: z.array(idSchema).default([]).describe('Services it is about.'),
			}),
		)
		.default([])
		.describe('What to do first, by symptom.'),
	detections: z
		.array(z.enum(detections))
		.default([...detections])
		.describe('How incidents are noticed here.'),
	triage: z
		.array(
			object({
				id: idSchema.describe('Name of the field in a note of kind `triage`.'),
				text: lineSchema.describe('What to find out.'),
				required: z.boolean().default(false).describe('A missing answer is shown as missing.'),
			}),
		)
		.default([])
		.describe('What triage has to find out.'),
	mitigations: z
		.array(
			object({
				id: idSchema.describe('Name of the mitigation.'),
				kind: z.enum(mitigationKinds).describe('What kind of step it is.'),
				text: lineSchema.describe('What is done.'),
				'when-to': lineSchema.optional().describe('When it is the right one.'),
				runbook: idSchema.optional().describe('The runbook that says how.'),
				step: idSchema
					.optional()
					.describe(
						'The step of that runbook that does it; its command is shown in open incidents.',
					),
				'last-resort': z.boolean().default(false).describe('Only when nothing else works.'),
			}),
		)
		.default([])
		.describe('Ways to end the impact, in the order in which they are tried.'),
	verification: z
		.array(verificationSchema)
		.default([])
		.describe('What has to be true before it is over.'),
	'close-out': z.array(closeOutItem).default([]).describe('What is done after it is over.'),
	situations: z
		.array(
			object({
				id: idSchema.describe('Name of the situation.'),
				when: predicateSchema.optional().describe('The condition, where it can be computed.'),
				situation: lineSchema.describe('What is seen.'),
				action: lineSchema.describe('What to do.'),
				notify: z.array(lineSchema).default([]).describe('Who has to know.'),
			}),
		)
		.default([])
		.describe('Situations with an answer of their own.'),
	'war-room': object({
		channel: lineSchema
			.optional()
			.describe(
				'Name of the chat channel, with `{level}`, `{date}`, `{time}`, `{id}`, e.g. `incident-{level}-{date}-{time}`.',
			),
		call: urlSchema.optional().describe('Address of the standing video call.'),
		invite: z.array(lineSchema).default([]).describe('Who is asked to join.'),
		format: z
			.array(
				object({
					role: idSchema.describe('Who writes.'),
					line: lineSchema.describe('What the line holds.'),
				}),
			)
			.default([])
			.describe('What each role writes there.'),
	})
		.optional()
		.describe('Where people meet.'),
	'handy-runbooks': z
		.array(idSchema)
		.default([])
		.describe('Runbooks pinned to every open incident.'),
	'step-guards': z
		.array(stepGuardSchema)
		.default([])
		.describe('What steps of all runbooks have to make sure of before they are taken.'),
	'status-first': lineSchema.optional().describe('The question that comes before every other.'),
	'log-columns': z
		.array(
			z.enum([
				'date',
				'time',
				'level',
				'title',
				'services',
				'duration',
				'cause',
				'owner',
				'status',
				'post-mortem',
				'post-mortem-owner',
				'reference',
			]),
		)
		.default(['date', 'level', 'title', 'duration', 'cause', 'post-mortem'])
		.describe('Columns of the incident log.'),
	gates: z
		.array(gateSchema)
		.default([])
		.describe('What has to be true before something may happen.'),
	goals: z
		.array(
			object({
				metric: z.enum(metrics).describe('What is measured.'),
				level: idSchema.optional().describe('Only incidents of this level count.'),
				statistic: z
					.enum(['mean', 'median', 'p90', 'count', 'share'])
					.default('mean')
					.describe('How it is summed up.'),
				'at-most': z
					.union([durationSchema, z.number()])
					.optional()
					.describe(
						'The goal is met at or below this: a duration, a count, or a share from 0 to 1.',
					),
				under: z
					.union([durationSchema, z.number()])
					.optional()
					.describe('The goal is met below this.'),
				'at-least': z.number().optional().describe('The goal is met at or above this.'),
			}),
		)
		.default([])
		.describe('Goals for the measures.'),
	measures: z
		.array(z.enum(metrics))
		.default([...metrics])
		.describe('Measures on the metrics page, in order.'),
	'open-items': z
		.array(
			object({
				text: lineSchema.describe('What is still missing.'),
				owner: lineSchema.optional().describe('Who does it.'),
				due: dateSchema.optional().describe('By when.'),
			}),
		)
		.default([])
		.describe('What this process still lacks; it is tracked like an action.'),
	validation: z
		.array(
			object({
				check: z
					.enum(['log', 'references', 'no-placeholders', 'contacts', 'sources'])
					.describe(
						'What is looked at: the incident log, links to runbooks, placeholders, contacts, sources of pages.',
					),
				text: lineSchema.describe('The same in words.'),
			}),
		)
		.default([])
		.describe('What has to be true of this documentation itself; it is computed and printed.'),
	notes: textSchema.optional().describe('What fits nowhere else.'),
});

export type ProcessInput = z.input<typeof processSchema>;
export type Process = z.output<typeof processSchema>;
export type Role = z.output<typeof roleSchema>;
export type Phase = z.output<typeof phaseSchema>;
export type Gate = z.output<typeof gateSchema>;
export type VerificationItem = z.output<typeof verificationSchema>;
