/** The labelled questions of the search benchmark, and the runbooks that only it has. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'astro/zod';
import { parse } from 'yaml';

const setSchema = z.strictObject({
	packages: z.record(z.string(), z.string()),
	pages: z.array(
		z.strictObject({
			id: z.string(),
			title: z.string(),
			description: z.string(),
			aliases: z.array(z.string()),
			alerts: z.array(z.string()).default([]),
			symptoms: z.array(z.string()),
			signatures: z.array(
				z.strictObject({
					text: z.string(),
					from: z.strictObject({ package: z.string(), file: z.string(), line: z.number() }),
				}),
			),
		}),
	),
	queries: z.array(
		z.strictObject({
			q: z.string(),
			page: z.string(),
			kind: z.enum(['words', 'symptom', 'alert', 'typo', 'synonym', 'pasted']),
			'held-out': z.boolean().default(false),
		}),
	),
});

export type SearchSet = z.output<typeof setSchema>;
export type Query = SearchSet['queries'][number];

/** Reads the set. */
export function readSearchSet(): SearchSet {
	const path = join(import.meta.dirname, '../../tests/fixtures/search/queries.yaml');
	return setSchema.parse(parse(readFileSync(path, 'utf8')));
}
