/** `templates/*.md`: messages, written in Liquid. Internal. */
import { z } from 'astro/zod';
import { object } from './object.ts';
import { predicateSchema } from './predicate.ts';
import { idSchema, lineSchema, textSchema } from './values.ts';

/** What every template can say. */
export const templateFields = [
	'title',
	'reference',
	'id',
	'level',
	'level-name',
	'date',
	'status',
	'impact',
	'services',
	'started',
	'started-utc',
	'started-zone',
	'ended-utc',
	'duration',
	'duration-clock',
	'time-impact-started',
	'time-detected',
	'time-alerted',
	'time-declared',
	'time-acknowledged',
	'time-investigating',
	'time-mitigated',
	'time-resolved',
	'time-closed',
	'now',
	'owner',
	'commander',
	'next-update',
	'next-update-minutes',
	'eta',
	'progress',
	'next-steps',
	'actions',
	'workaround',
	'cause',
	'contributing',
	'detected-by',
	'mitigations',
	'fix',
	'permanent-fix',
	'prevention',
	'prevention-short',
	'prevention-long',
	'monitoring-changes',
	'process-changes',
	'action-items',
	'post-mortem',
	'affected-users',
	'updates',
	'status-page',
	'incident-page',
	'support',
	'organisation',
	'product',
	'week',
	'primary',
	'secondary',
	'counts',
	'notable',
	'pending-actions',
	'watch-items',
	'planned-changes',
	'checklist',
] as const;

/**
 * Fields that an organisation names itself, each by the id of what it prints: `fact-…` of `facts` in `severity.yaml`,
 * `triage-…` of `triage` in `process.yaml`, `section-…` of the sections of a post-mortem.
 */
export const ownFieldKinds = ['fact', 'triage', 'section'] as const;

/** The name of a field; the check knows which there are. */
export type TemplateField =
	(typeof templateFields)[number] | `${(typeof ownFieldKinds)[number]}-${string}`;

export const templateSchema = object({
	name: lineSchema.describe('What people call it.'),
	purpose: lineSchema.describe('When to send it.'),
	channel: idSchema.optional().describe('The channel it is for.'),
	audience: z.enum(['responders', 'stakeholders', 'customers']).describe('Who reads it.'),
	subject: lineSchema.optional().describe('Subject line for e-mail; may hold fields.'),
	required: z
		.array(
			idSchema
				// Whether there is such a field is for the check to say, which knows the organisation's own.
				.transform((name) => name as TemplateField)
				.meta({ examples: [...templateFields] }),
		)
		.default([])
		.describe('Fields without which it is not printed.'),
	when: predicateSchema.optional().describe('Only for incidents for which this holds.'),
	statuses: z
		.array(
			z.enum(['investigating', 'identified', 'mitigating', 'monitoring', 'resolved', 'handoff']),
		)
		.default([])
		.describe('Moments at which it is offered.'),
	body: textSchema.describe('The message, with fields as `{{ title }}` or `{{ fact-data-loss }}`.'),
});
export type TemplateInput = z.input<typeof templateSchema>;
export type Template = z.output<typeof templateSchema>;
