/** `templates/*.md`: messages, written in Liquid. Internal. */
import { z } from 'astro/zod';
import { object } from './object.ts';
import { predicateSchema } from './predicate.ts';
import { idSchema, lineSchema, textSchema } from './values.ts';

/** What a template can say; a name outside this list is an error. */
export const templateFields = [
	'title',
	'reference',
	'id',
	'level',
	'level-name',
	'status',
	'impact',
	'services',
	'started',
	'started-utc',
	'started-zone',
	'ended-utc',
	'duration',
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
	'fix',
	'prevention',
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
] as const;
export type TemplateField = (typeof templateFields)[number];

export const templateSchema = object({
	name: lineSchema.describe('What people call it.'),
	purpose: lineSchema.describe('When to send it.'),
	channel: idSchema.optional().describe('The channel it is for.'),
	audience: z.enum(['responders', 'stakeholders', 'customers']).describe('Who reads it.'),
	subject: lineSchema.optional().describe('Subject line for e-mail; may hold fields.'),
	required: z
		.array(z.enum(templateFields))
		.default([])
		.describe('Fields without which it is not printed.'),
	when: predicateSchema.optional().describe('Only for incidents for which this holds.'),
	statuses: z
		.array(
			z.enum(['investigating', 'identified', 'mitigating', 'monitoring', 'resolved', 'handoff']),
		)
		.default([])
		.describe('Moments at which it is offered.'),
	body: textSchema.describe('The message, with fields as `{{ title }}`.'),
});
export type TemplateInput = z.input<typeof templateSchema>;
export type Template = z.output<typeof templateSchema>;
