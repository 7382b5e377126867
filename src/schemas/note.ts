/**
 * `notes/*.md` of an incident or maintenance: what responders know. Always internal.
 * Each has a `kind` from a closed list, and each kind its own fields.
 */
import { z } from 'astro/zod';
import { opSchema, recordIdSchema } from './incident.ts';
import { object } from './object.ts';
import { detectionSchema, linkKinds, mitigationKindSchema, milestoneSchema } from './vocabulary.ts';
import {
	exampleSchema,
	idSchema,
	instantSchema,
	lineSchema,
	textSchema,
	urlSchema,
} from './values.ts';

const base = {
	at: instantSchema.describe('When this was written down. It orders the timeline.'),
	by: lineSchema.describe('Who wrote it: a person’s id, or a tool.'),
	since: instantSchema.optional().describe('When it became true, if earlier than `at`.'),
	evidence: z
		.array(urlSchema)
		.default([])
		.describe('Addresses of dashboards, logs or messages that show it.'),
	example: exampleSchema,
};

const optionalBody = textSchema.optional().describe('What was seen or done, in Markdown.');
const requiredBody = textSchema.describe('What was seen or done, in Markdown.');

/** Answers to the facts of `severity.yaml`, e.g. `users-affected: 30`. */
const factsSchema = z.record(idSchema, z.union([z.boolean(), z.number(), z.string()]));

/** Every kind of note with its fields. */
export const noteShapes = {
	observation: { body: requiredBody },
	acknowledged: { body: optionalBody },
	severity: {
		level: idSchema.describe('The level from now on.'),
		reason: lineSchema.optional().describe('Why. Lowering asks for it.'),
		rule: idSchema.optional().describe('The rule that fired.'),
		body: optionalBody,
	},
	role: {
		role: idSchema.describe('The role.'),
		person: idSchema.optional().describe('Who has it from now on; missing: nobody.'),
		body: optionalBody,
	},
	escalated: {
		to: lineSchema.describe('To whom: a person, rotation, contact or team.'),
		reason: lineSchema.describe('Why.'),
		automatic: z.boolean().default(false).describe('A timer did it, not a person.'),
		body: optionalBody,
	},
	milestone: {
		milestone: milestoneSchema.describe('What was reached; `since` says when, if earlier.'),
		'detected-by': detectionSchema.optional().describe('For `detected`: how.'),
		body: optionalBody,
	},
	impact: {
		facts: factsSchema.describe('Answers to the facts of `severity.yaml`.'),
		body: optionalBody,
	},
	triage: {
		answers: z
			.record(idSchema, lineSchema)
			.describe('Answers to the triage fields of `process.yaml`.'),
		body: optionalBody,
	},
	hypothesis: {
		state: z.enum(['open', 'confirmed', 'ruled-out']).describe('What became of it.'),
		of: opSchema.optional().describe('The earlier note whose hypothesis this settles.'),
		body: requiredBody,
	},
	command: {
		command: textSchema.describe('What was run, exactly.'),
		output: textSchema.optional().describe('What came back, without secrets.'),
		runbook: idSchema.optional().describe('The runbook it came from.'),
		step: idSchema.optional().describe('The step in it.'),
		body: optionalBody,
	},
	mitigation: {
		mitigation: mitigationKindSchema.describe('What kind of step it was.'),
		result: z.enum(['worked', 'partly', 'failed', 'unknown']).describe('What came of it.'),
		body: optionalBody,
	},
	verification: {
		item: idSchema.describe('The item of `verification` in `process.yaml`.'),
		outcome: z.enum(['passed', 'failed', 'waived']).describe('What came of it.'),
		reason: lineSchema.optional().describe('Why it was waived.'),
		body: optionalBody,
	},
	cause: {
		cause: idSchema.describe(
			'A name for the cause; the same name makes a repeat, e.g. `connection-leak`.',
		),
		trigger: lineSchema.optional().describe('What set it off.'),
		contributing: z.array(lineSchema).default([]).describe('What else had to be true.'),
		change: z.boolean().default(false).describe('A change of ours set it off.'),
		vendor: lineSchema.optional().describe('Whose outage it was, if not ours.'),
		body: optionalBody,
	},
	'runbook-used': {
		runbook: idSchema.describe('The runbook; for `missing`, the name it should have.'),
		result: z.enum(['fixed', 'helped', 'outdated', 'wrong', 'missing']).describe('How it did.'),
		step: idSchema.optional().describe('The step that mattered.'),
		outcome: lineSchema.optional().describe('What the trouble turned out to be.'),
		body: optionalBody,
	},
	alert: {
		alerts: z.array(idSchema).min(1).describe('Alerts that belong to this incident.'),
		body: optionalBody,
	},
	communication: {
		channel: idSchema.describe('The channel of `organisation.yaml`.'),
		audience: lineSchema.optional().describe('Who was told.'),
		template: idSchema.optional().describe('The template it was made from.'),
		body: requiredBody,
	},
	decision: {
		'decided-by': lineSchema.optional().describe('Who decided, if not `by`.'),
		body: requiredBody,
	},
	link: {
		what: z.enum(linkKinds).describe('What it is.'),
		url: urlSchema.optional().describe('Its address.'),
		name: lineSchema.optional().describe('Its name.'),
		state: lineSchema.optional().describe('What was done with it, e.g. `resolved` or `ignored`.'),
		reason: lineSchema.optional().describe('Why.'),
		body: optionalBody,
	},
	reference: {
		reference: lineSchema.describe('Its reference, so that it stays what it is.'),
		body: optionalBody,
	},
	watch: {
		until: instantSchema.optional().describe('How long to keep an eye on it.'),
		body: requiredBody,
	},
	review: {
		meeting: instantSchema.optional().describe('When people meet over it.'),
		'near-miss': z.boolean().optional().describe('It almost became something worse.'),
		'exclude-from-metrics': z.boolean().optional().describe('It would distort the measures.'),
		reason: lineSchema.optional().describe('Why it is left out.'),
		body: optionalBody,
	},
	duplicate: {
		of: recordIdSchema.describe('The incident it belongs to.'),
		body: optionalBody,
	},
	resolved: {
		reason: lineSchema.optional().describe('Why it was closed although a condition was not met.'),
		body: optionalBody,
	},
	reopened: {
		reason: lineSchema.optional().describe('Why it was not over after all.'),
		body: optionalBody,
	},
	'close-out': {
		item: idSchema.describe('The item of `close-out` in `process.yaml`.'),
		body: optionalBody,
	},
} as const;

/** The kinds of notes. */
export const noteKinds = Object.keys(noteShapes) as NoteKind[];
export type NoteKind = keyof typeof noteShapes;

const kind = <K extends NoteKind>(name: K) =>
	object({
		kind: z.literal(name).describe('What kind of note it is.'),
		...base,
		...noteShapes[name],
	});

/** A note; which fields it has depends on `kind`. */
export const noteSchema = z
	.discriminatedUnion('kind', [
		kind('observation'),
		kind('acknowledged'),
		kind('severity'),
		kind('role'),
		kind('escalated'),
		kind('milestone'),
		kind('impact'),
		kind('triage'),
		kind('hypothesis'),
		kind('command'),
		kind('mitigation'),
		kind('verification'),
		kind('cause'),
		kind('runbook-used'),
		kind('alert'),
		kind('communication'),
		kind('decision'),
		kind('link'),
		kind('reference'),
		kind('watch'),
		kind('review'),
		kind('duplicate'),
		kind('resolved'),
		kind('reopened'),
		kind('close-out'),
	])
	.refine(
		(note) =>
			note.kind !== 'verification' || note.outcome !== 'waived' || note.reason !== undefined,
		{
			path: ['reason'],
			error: 'Say in `reason` why this was waived.',
		},
	)
	.refine(
		(note) =>
			note.kind !== 'review' || note.excludeFromMetrics !== true || note.reason !== undefined,
		{
			path: ['reason'],
			error: 'Say in `reason` why it is left out of the measures.',
		},
	);
export type NoteInput = z.input<typeof noteSchema>;
export type Note = z.output<typeof noteSchema>;
export type NoteOf<K extends NoteKind> = Extract<Note, { kind: K }>;
