import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'astro/zod';
import { contentWith, now } from '../../tests/support/content.ts';
import { formFiles } from './formFiles.ts';

/** What GitHub's documentation says of a form, as far as ours go. */
const attributes = z.strictObject({
	label: z.string(),
	description: z.string().optional(),
	placeholder: z.string().optional(),
});
const common = {
	id: z.string().regex(/^[\w-]+$/),
	validations: z.strictObject({ required: z.boolean() }),
};
const formSchema = z.strictObject({
	name: z.string(),
	description: z.string(),
	title: z.string(),
	labels: z.array(z.string()),
	body: z.array(
		z.discriminatedUnion('type', [
			z.strictObject({ type: z.literal('input'), attributes, ...common }),
			z.strictObject({ type: z.literal('textarea'), attributes, ...common }),
			z.strictObject({
				type: z.literal('dropdown'),
				attributes: attributes.extend({
					options: z.array(z.string()).min(1),
					multiple: z.boolean().optional(),
				}),
				...common,
			}),
		]),
	),
});

test('an issue form is what GitHub reads: a name, a description, labels and fields of known types', () => {
	const files = formFiles(contentWith(), now);
	expect(files.map(({ path }) => path)).toEqual([
		'.github/ISSUE_TEMPLATE/declare.yml',
		'.github/ISSUE_TEMPLATE/update.yml',
		'.github/ISSUE_TEMPLATE/resolve.yml',
		'.github/ISSUE_TEMPLATE/maintenance.yml',
	]);
	for (const { text } of files) {
		const form = formSchema.parse(parse(text));
		expect(form.labels).toHaveLength(1);
	}
	expect(files[0]?.text).toContain('- Checkout (checkout)');
	expect(files[0]?.text).toContain('- SEV1 Critical (sev1)');
});

test('no field of a form holds words that a workflow would run', () => {
	const folder = join(import.meta.dirname, '../../.github/workflows');
	for (const name of ['incident-from-issue.yml', 'from-dispatch.yml']) {
		const text = readFileSync(join(folder, name), 'utf8');
		const workflow = parse(text) as {
			permissions: unknown;
			jobs: Record<string, { permissions: object; steps: Record<string, string>[] }>;
		};
		expect(workflow.permissions).toEqual({});
		for (const { steps } of Object.values(workflow.jobs)) {
			for (const step of steps) {
				expect(step['run'] ?? '').not.toContain('${{');
				if (step['uses'] !== undefined) expect(step['uses']).toMatch(/@[0-9a-f]{40}$/);
			}
		}
	}
});
