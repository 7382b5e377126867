import { z } from 'astro/zod';
import { expect, test } from 'vitest';
import { parseYaml } from './yaml.ts';
import { zodProblems } from './zodProblems.ts';

const schema = z.strictObject({
	members: z.array(z.string()).min(1).optional(),
	share: z.number().min(0).max(1).optional(),
	count: z.int().positive().optional(),
	name: z.string().optional(),
	zone: z.strictObject({}).optional(),
	on: z.boolean().optional(),
});

/** What an author is told to do about a line. */
function cure(line: string): string[] {
	const yaml = parseYaml(line);
	if ('faults' in yaml) throw new Error(yaml.faults[0]?.message);
	const result = schema.safeParse(yaml.data);
	return zodProblems(result.error?.issues ?? [], schema, yaml.data, {
		file: 'site.yaml',
		yaml,
	}).map((problem) => problem.cure);
}

test.each([
	['members: []', 'Name at least one.'],
	['members: ana', 'Write a list: `[one, two]`, or lines that begin with `- `.'],
	['share: 2', 'Write a number of at most 1.'],
	['share: much', 'Write a number.'],
	['count: 0', 'Write a number above 0.'],
	[
		'name: 12',
		'Write a text; one that YAML would take for something else, such as `12` or `true`, in quotes.',
	],
	['zone: Lisbon', 'Write fields below it, each as `name: value`.'],
	['on: maybe', 'Write `true` or `false`.'],
])('%s: %s', (line, what) => {
	expect(cure(line)).toEqual([what]);
});
