/** The files of an incident's folder: `index.md`, `updates/*.md`, `report.md`. Notes have a file of their own. */
import { z } from 'astro/zod';
import { object } from './object.ts';
import { conditionSchema, incidentStatusSchema } from './vocabulary.ts';
import { exampleSchema, idSchema, instantSchema, lineSchema, textSchema } from './values.ts';

/** Id of an incident or maintenance: its day and four characters, never words. */
export const recordIdSchema = z.string().regex(/^(?:\d{4}-\d{2}-\d{2}|example)-[a-z0-9]{4}$/, {
	error: 'Write the id as its day and four characters, e.g. `2026-03-01-k3f9`.',
});

/** Id of an update or note: the six characters in its file name. */
export const opSchema = z.string().regex(/^[a-z0-9]{6}$/, {
	error: 'Write the six characters that end the file name, e.g. `k3f9xa`.',
});

/** `index.md`: what never changes about an incident. Internal. */
export const incidentIndexSchema = object({
	opened: instantSchema.describe('When someone opened it.'),
	by: lineSchema.describe('Who opened it, or what.'),
	level: idSchema
		.optional()
		.describe('The level it was opened with; notes of kind `severity` change it.'),
	title: lineSchema.optional().describe('What responders call it; customers never see it.'),
	alert: idSchema.optional().describe('The alert it was opened from.'),
	backfilled: z.literal(true).optional().describe('Written down after it was over.'),
	example: exampleSchema,
	body: textSchema.optional().describe('Anything else known at that moment.'),
});
export type IncidentIndexInput = z.input<typeof incidentIndexSchema>;
export type IncidentIndex = z.output<typeof incidentIndexSchema>;

const serviceStatementSchema = z.union(
	[
		conditionSchema.transform((condition) => ({ condition, since: undefined })),
		z.strictObject({
			condition: conditionSchema.describe('What customers meet there.'),
			since: instantSchema
				.optional()
				.describe('When that became true, if not `since` of the update.'),
		}),
	],
	{
		error:
			'Write a condition (`operational`, `degraded-performance`, `partial-outage`, `major-outage`), or `{ condition: …, since: … }`.',
	},
);

/** Fields that every update has, of an incident or of a maintenance. */
export const updateBase = {
	at: instantSchema.describe('When this was said. It orders updates and feeds.'),
	title: lineSchema
		.optional()
		.describe('What it is about, in customers’ words. The first update needs it.'),
	corrects: opSchema
		.optional()
		.describe('The update whose text this one replaces; both are shown.'),
	redacts: opSchema
		.optional()
		.describe('The update whose text is taken away; the fact and the reason stay.'),
	reason: lineSchema.optional().describe('Why it is corrected, redacted or retracted.'),
	example: exampleSchema,
	body: textSchema.optional().describe('The message. Markdown without HTML.'),
};

/** A correction says why, and nothing is said without a word. */
export const updateRules = [
	{
		holds: (update: {
			corrects?: unknown;
			redacts?: unknown;
			retracts?: unknown;
			reason?: unknown;
		}) =>
			(update.corrects === undefined &&
				update.redacts === undefined &&
				update.retracts === undefined) ||
			update.reason !== undefined,
		path: 'reason',
		error: 'Say in `reason` why this is corrected, redacted or retracted; readers see it.',
	},
	{
		holds: (update: {
			corrects?: unknown;
			redacts?: unknown;
			body?: unknown;
			retracts?: unknown;
			duplicateOf?: unknown;
		}) =>
			update.body !== undefined ||
			// A correction may be of the fields alone; the text stays as it was.
			update.corrects !== undefined ||
			update.redacts !== undefined ||
			update.retracts !== undefined ||
			update.duplicateOf !== undefined,
		path: 'body',
		error: 'The message is empty. Write below the second `---` what customers should know.',
	},
] as const;

/** `updates/*.md` of an incident: what customers are told. Public whole. */
export const incidentUpdateSchema = object({
	...updateBase,
	status: incidentStatusSchema.optional().describe('Where the incident stands from now on.'),
	since: instantSchema
		.optional()
		.describe(
			'When what this update says became true, if earlier than `at`. Downtime is computed from it.',
		),
	services: z
		.record(idSchema, serviceStatementSchema)
		.optional()
		.describe('Affected services and their condition. A service not named keeps its last one.'),
	'next-update': instantSchema.optional().describe('By when there will be news.'),
	workaround: lineSchema
		.optional()
		.describe('What customers can do meanwhile. `none` takes it back.'),
	retracts: z
		.literal(true)
		.optional()
		.describe('It was opened by mistake: no downtime; the page stays and says so.'),
	'duplicate-of': recordIdSchema
		.optional()
		.describe('The incident that this one turned out to be.'),
})
	.refine(updateRules[0].holds, { path: [updateRules[0].path], error: updateRules[0].error })
	.refine(updateRules[1].holds, { path: [updateRules[1].path], error: updateRules[1].error });
export type IncidentUpdateInput = z.input<typeof incidentUpdateSchema>;
export type IncidentUpdate = z.output<typeof incidentUpdateSchema>;

/** `report.md`: what customers are told after it is over. Public whole. */
export const reportSchema = object({
	title: lineSchema.optional().describe('Its heading, if not the incident’s title.'),
	published: instantSchema.describe('When it was published.'),
	summary: lineSchema.optional().describe('The report in one sentence.'),
	example: exampleSchema,
	body: textSchema.describe('The report. Markdown without HTML.'),
});
export type Report = z.output<typeof reportSchema>;
