/** `site.yaml`: what the status page is called and where it is. Public whole. */
import { z } from 'astro/zod';
import { languageTags } from '../strings/index.ts';
import { object } from './object.ts';
import { ownSentencesSchema } from './sentences.ts';
import {
	colourSchema,
	durationSchema,
	emailSchema,
	instantSchema,
	lineSchema,
	pathSchema,
	translatedSchema,
	urlSchema,
	versioned,
	zoneSchema,
} from './values.ts';

const weight = z
	.number()
	.min(0)
	.max(1)
	.refine((value) => Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-9, {
		error: 'Write a weight with at most three decimals, e.g. `0.3`.',
	})
	// Downtime is summed in whole thousandths of milliseconds, so that no sum depends on its order.
	.transform((value) => Math.round(value * 1000));

/** How much of an hour counts as lost, in thousandths. */
const weightsSchema = object({
	major: weight.default(1000).describe('Share of a major outage that counts as downtime.'),
	partial: weight.default(300).describe('Share of a partial outage that counts as downtime.'),
	degraded: weight.default(0).describe('Share of degraded performance that counts as downtime.'),
});

export const siteSchema = object({
	name: lineSchema.describe('What customers call the product or company, e.g. `Harbour`.'),
	url: urlSchema.describe(
		'Where the status page lives, with its path if it has one, e.g. `https://status.example.com`.',
	),
	was: z
		.array(urlSchema)
		.default([])
		.describe('Where it lived before, the oldest first. Feeds keep the names they had there.'),
	description: lineSchema.optional().describe('One sentence for search engines and link previews.'),
	descriptions: translatedSchema.describe('The description in other languages, by their tags.'),
	zone: zoneSchema.describe('The zone in which days begin and times are printed.'),
	languages: z
		.array(z.enum(languageTags))
		.min(1)
		.default(['en'])
		.describe('Languages of the status page. The first has addresses without a prefix.'),
	brand: object({
		colour: colourSchema.optional().describe('Colour of links and of the name in the header.'),
		'colour-dark': colourSchema
			.optional()
			.describe('The same in the dark scheme, where `colour` would not be readable.'),
		logo: pathSchema
			.optional()
			.describe(
				'Path of an SVG below `public/status/`, shown in the place of the name. It may add 1,280 bytes to a page, compressed.',
			),
		icon: pathSchema
			.optional()
			.describe(
				'Path of an SVG below `public/status/` for the tab, with the sign of the status in its corner. It may add as much.',
			),
	})
		.prefault({})
		.describe('How the organisation looks.'),
	support: object({
		text: lineSchema.optional().describe('What to do when the page does not answer the question.'),
		texts: translatedSchema.describe('The same in other languages, by their tags.'),
		url: urlSchema.optional().describe('A page for help.'),
		email: emailSchema.optional().describe('An address for help.'),
	})
		.optional()
		.describe('Where customers find help.'),
	subscribe: object({
		email: urlSchema.optional().describe("The page of your e-mail provider's sign-up form."),
		chat: urlSchema.optional().describe('A page that explains how to join a chat channel.'),
	})
		.prefault({})
		.describe(
			'Ways to follow that need a provider of yours; feeds and calendars come by themselves.',
		),
	weights: versioned(weightsSchema)
		.prefault({})
		.describe(
			'How conditions count as downtime. An incident keeps the version of the day it began.',
		),
	'valid-for': object({
		quiet: durationSchema
			.prefault('PT48H')
			.describe('How long a build is to be believed while nothing is open.'),
		open: durationSchema
			.prefault('PT2H')
			.describe('How long a build is to be believed while an incident is open.'),
	})
		.prefault({})
		.describe('After this the page says that it was not refreshed, and shows no green.'),
	'maintenance-indicator': z
		.boolean()
		.default(true)
		.describe(
			"Whether the API says `maintenance`, as Statuspage's own pages do, or keeps to the documented `none`.",
		),
	sentences: z
		.partialRecord(z.enum(languageTags), ownSentencesSchema)
		.default({})
		.describe(
			'Sentences of the status page in your own words: language, then the name of the sentence in `src/strings/`.',
		),
	'example-anchor': instantSchema
		.optional()
		.describe('The moment at which files marked `example: true` were as recent as they look.'),
});

/** What an author writes in `site.yaml`. */
export type SiteInput = z.input<typeof siteSchema>;
/** What the rest of the code receives. */
export type Site = z.output<typeof siteSchema>;
/** Thousandths of an interval that count as downtime, by condition. */
export type Weights = z.output<typeof weightsSchema>;
