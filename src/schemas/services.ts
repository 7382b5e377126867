/** `services.yaml`: what customers can use, in groups. Public whole. */
import { z } from 'astro/zod';
import { object } from './object.ts';
import { idSchema, instantSchema, lineSchema, translatedSchema } from './values.ts';

/** The name and description in other languages of the status page. */
const inLanguages = {
	names: translatedSchema.describe(
		'The name in other languages, by their tags, e.g. `de: Bezahlung`.',
	),
	descriptions: translatedSchema.describe('The description in other languages, by their tags.'),
};

const serviceSchema = object({
	id: idSchema.describe('Name in addresses and in incident files. Never reused.'),
	name: lineSchema.describe('What customers call it.'),
	description: lineSchema.optional().describe('One sentence, shown where the name is not enough.'),
	...inLanguages,
	since: instantSchema.describe('When it was first offered. Before that there is no data.'),
	until: instantSchema
		.optional()
		.describe('When it was retired. It stays in the history; never delete a service.'),
	was: z
		.array(idSchema)
		.default([])
		.describe('Earlier ids. Old files and old addresses keep working.'),
});

const groupSchema = object({
	id: idSchema.describe('Name in addresses.'),
	name: lineSchema.describe('Heading above its services.'),
	description: lineSchema.optional().describe('One sentence below the heading.'),
	...inLanguages,
	folded: z
		.boolean()
		.default(false)
		.describe('Closed until a reader opens it or something is wrong.'),
	services: z
		.array(serviceSchema)
		.min(1)
		.describe('Its services, in the order in which they are shown.'),
});

export const servicesSchema = object({
	groups: z
		.array(groupSchema)
		.default([])
		.describe('Groups, in the order in which they are shown.'),
});

export type ServicesInput = z.input<typeof servicesSchema>;
export type Services = z.output<typeof servicesSchema>;
export type Group = z.output<typeof groupSchema>;
export type Service = z.output<typeof serviceSchema>;
