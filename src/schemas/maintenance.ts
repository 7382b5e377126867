/** The files of a maintenance's folder: `index.md` and `updates/*.md`. */
import { z } from 'astro/zod';
import { updateBase, updateRules } from './incident.ts';
import { object } from './object.ts';
import { maintenanceStatusSchema } from './vocabulary.ts';
import { exampleSchema, idSchema, instantSchema, lineSchema, textSchema } from './values.ts';

/** `index.md`: what never changes about a maintenance. Internal. */
export const maintenanceIndexSchema = object({
	opened: instantSchema.describe('When someone planned it.'),
	by: lineSchema.describe('Who planned it.'),
	runbook: idSchema.optional().describe('The runbook it follows.'),
	example: exampleSchema,
	body: textSchema.optional().describe('What responders should know.'),
});
export type MaintenanceIndexInput = z.input<typeof maintenanceIndexSchema>;
export type MaintenanceIndex = z.output<typeof maintenanceIndexSchema>;

/** `updates/*.md` of a maintenance: what customers are told. Public whole. */
export const maintenanceUpdateSchema = object({
	...updateBase,
	status: maintenanceStatusSchema
		.optional()
		.describe('Where it stands; it begins by itself at `starts`.'),
	since: instantSchema.optional().describe('When it really began or ended, if earlier than `at`.'),
	services: z
		.array(idSchema)
		.optional()
		.describe('Services that are worked on. The first update names them.'),
	starts: instantSchema
		.optional()
		.describe('When it begins. The first update says it, a later one may move it.'),
	ends: instantSchema.optional().describe('When it should be over. A later update may move it.'),
	'ends-by-itself': z
		.boolean()
		.optional()
		.describe(
			'It is over at `ends` without anybody saying so. Otherwise it runs late until someone does.',
		),
})
	.refine(
		(update) =>
			update.starts === undefined || update.ends === undefined || update.starts < update.ends,
		{
			path: ['ends'],
			error: 'It ends before it starts. Swap `starts` and `ends`, or mend the offset.',
		},
	)
	.refine(updateRules[0].holds, { path: [updateRules[0].path], error: updateRules[0].error })
	.refine(updateRules[1].holds, { path: [updateRules[1].path], error: updateRules[1].error });
export type MaintenanceUpdateInput = z.input<typeof maintenanceUpdateSchema>;
export type MaintenanceUpdate = z.output<typeof maintenanceUpdateSchema>;
