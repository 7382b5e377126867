/** What customers are told in another language: a file beside the one it translates. */
import type { z } from 'astro/zod';
import { object } from './object.ts';
import { exampleSchema, lineSchema, textSchema } from './values.ts';

/** `updates/<name>.<language>.md`: an update of an incident or a maintenance in another language. Public whole. */
export const updateTranslationSchema = object({
	title: lineSchema.optional().describe('The title of the update, if it has one.'),
	workaround: lineSchema.optional().describe('Its workaround, if it has one.'),
	reason: lineSchema
		.optional()
		.describe('Why it corrects, redacts or retracts, if it does one of these.'),
	example: exampleSchema,
	body: textSchema.optional().describe('Its message. Markdown without HTML.'),
}).refine(({ title, workaround, reason, body }) => title ?? workaround ?? reason ?? body, {
	path: ['body'],
	error: 'There is nothing in this translation. Write below the second `---` what the update says.',
});
export type UpdateTranslation = z.output<typeof updateTranslationSchema>;

/** `report.<language>.md`: the report in another language. Public whole. */
export const reportTranslationSchema = object({
	title: lineSchema.optional().describe('The heading of the report, if it has its own.'),
	summary: lineSchema.optional().describe('The report in one sentence, if it has one.'),
	example: exampleSchema,
	body: textSchema.describe('The report. Markdown without HTML.'),
});
export type ReportTranslation = z.output<typeof reportTranslationSchema>;
