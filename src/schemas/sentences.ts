/** Sentences of the status page in an organisation's own words. */
import { z } from 'astro/zod';
import type { Template } from '../strings/index.ts';
import { sentences } from '../strings/index.ts';
import { formsOf, placeholdersOf } from '../strings/template.ts';
import { lineSchema } from './values.ts';

const templateSchema = z.union(
	[
		lineSchema,
		z.strictObject({
			zero: lineSchema.optional().describe('For exactly none.'),
			one: lineSchema.optional().describe('For one, or what the language counts like it.'),
			two: lineSchema.optional().describe('For two, in languages that have such a form.'),
			few: lineSchema.optional().describe('For a few, in languages that have such a form.'),
			many: lineSchema.optional().describe('For many, in languages that have such a form.'),
			other: lineSchema.describe('For all other numbers.'),
		}),
	],
	{ error: 'Write a sentence, or its forms by number, e.g. `{ one: …, other: … }`.' },
);

/** Sentences by their names; what stands for a value stays. */
export const ownSentencesSchema = z
	.partialRecord(z.enum([...sentences.keys()]), templateSchema)
	.superRefine((own, context) => {
		for (const [name, template] of Object.entries(own)) {
			const message = template && placeholderMistake(template, sentences.get(name) ?? '');
			if (message) context.addIssue({ code: 'custom', path: [name], message });
		}
	});

/** What is wrong with the placeholders of a sentence, compared with the one that it replaces. */
export function placeholderMistake(own: Template, original: Template): string | undefined {
	const known = placeholdersOf(original);
	const written = formsOf(own).flatMap(placeholdersOf);
	const foreign = written.find((name) => !known.includes(name));
	const names = known.map((name) => `\`{${name}}\``).join(', ');
	if (foreign !== undefined) {
		return known.length === 0
			? 'Write it without braces: there are no values in this sentence.'
			: `There is no value \`{${foreign}}\` here. Known are ${names}.`;
	}
	// A form for one number may leave it unsaid; the form for all others may not.
	const missing = known.find((name) => !placeholdersOf(own).includes(name));
	if (missing !== undefined) return `Write \`{${missing}}\` where the value belongs.`;
	if (typeof own !== 'string' && !known.includes('count')) {
		return 'Write one sentence: there is no number in it that could decide between forms.';
	}
	return undefined;
}
