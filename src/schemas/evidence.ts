/** `alerts/<year>/*.yaml` and `checks/<year>/*.yaml`: what happened and what was seen. Internal. */
import { z } from 'astro/zod';
import { recordIdSchema } from './incident.ts';
import { object } from './object.ts';
import { dispositions } from './vocabulary.ts';
import { exampleSchema, idSchema, instantSchema, lineSchema, urlSchema } from './values.ts';

/** One alert as it came in, and what became of it. */
export const alertSchema = object({
	source: idSchema.describe('The source in `alerts.yaml`.'),
	name: lineSchema.describe('Name of the alert.'),
	key: lineSchema.optional().describe("The sender's key; the same key is the same trouble."),
	title: lineSchema.optional().describe('Its text.'),
	fired: instantSchema.describe('When it began to fire.'),
	ended: instantSchema.optional().describe('When it stopped.'),
	acknowledged: instantSchema.optional().describe('When someone said `I have it`.'),
	by: lineSchema.optional().describe('Who acknowledged it.'),
	service: idSchema.optional().describe('The service it is about.'),
	severity: lineSchema.optional().describe('Its severity in the words of the sender.'),
	labels: z.record(z.string(), z.string()).default({}).describe('Its labels.'),
	url: urlSchema.optional().describe('Where to look at it.'),
	disposition: z
		.union([
			z.enum(dispositions),
			// YAML reads an unquoted `true` as yes, and people mean the word.
			z.literal(true).transform(() => 'true' as const),
			z.literal(false).transform(() => 'false' as const),
		])
		.optional()
		.describe(
			'What became of it: `true`, `false`, `duplicate`, or over `by-itself`. Missing: not known yet.',
		),
	incident: recordIdSchema.optional().describe('The incident it belongs to.'),
	runbook: idSchema.optional().describe('The runbook that was found for it.'),
	note: lineSchema.optional().describe('Anything worth knowing.'),
	example: exampleSchema,
});
export type AlertInput = z.input<typeof alertSchema>;
export type Alert = z.output<typeof alertSchema>;

/** What evidence can be about. */
export const checkKinds = [
	'alert-rule-tested',
	'source-green',
	'access-verified',
	'runbook-rehearsed',
	'runbook-validated',
	'page-validated',
	'contacts-verified',
	'alert-route-tested',
	'confirmed',
	'review-held',
] as const;
export type CheckKind = (typeof checkKinds)[number];

/** One look at something, by someone, at some time, with what was seen. */
export const checkSchema = object({
	kind: z.enum(checkKinds).describe('What was looked at.'),
	subject: lineSchema.describe(
		'Which one: an alert rule’s name, a source, an access, a runbook, a page, a person, a ladder, a subject of a gate, or a regular review.',
	),
	person: idSchema.optional().describe('For access and contacts: whose.'),
	at: instantSchema.describe('When.'),
	by: lineSchema.describe('Who looked.'),
	result: z.enum(['passed', 'failed', 'partly']).describe('What came of it.'),
	how: z
		.enum(['incident', 'rehearsal', 'review', 'automated', 'manual'])
		.default('manual')
		.describe('In which way.'),
	evidence: lineSchema.describe('What was seen, or an address that shows it.'),
	notes: lineSchema.optional().describe('Anything worth knowing.'),
	example: exampleSchema,
});
export type CheckInput = z.input<typeof checkSchema>;
export type Check = z.output<typeof checkSchema>;
