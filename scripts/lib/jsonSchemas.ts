/** Our schemas as JSON Schema, for editors. */
import { z } from 'astro/zod';
import type { FileKindName } from '../../src/schemas/index.ts';
import { fileKinds } from '../../src/schemas/index.ts';

/** One JSON Schema a kind of file, as text that ends with a line break. */
export function jsonSchemas(): Record<FileKindName, string> {
	const entries = Object.entries(fileKinds).map(([name, { schema, path }]) => {
		const { $schema, ...rest } = kindSchema(schema);
		return [name, `${JSON.stringify({ $schema, title: path, ...rest }, undefined, 2)}\n`];
	});
	return Object.fromEntries(entries) as Record<FileKindName, string>;
}

/** A schema of ours as JSON Schema, of what an author writes. */
export const kindSchema = (schema: z.ZodType) =>
	z.toJSONSchema(schema, {
		io: 'input',
		// The draft that the YAML extensions of editors know best.
		target: 'draft-7',
		unrepresentable: 'any',
	});
