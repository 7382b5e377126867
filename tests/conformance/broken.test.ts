/** Each example's `broken/README.md`: every slip is caught by the check, where it is, with a cure. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyMutation } from '../../scripts/conformance/mutation.ts';
import { brokenRows, exampleNames, examplesFolder } from '../../scripts/conformance/tables.ts';
import { temporaryFolder } from '../support/whole.ts';
import { Example } from './support/rule.ts';

describe.each(exampleNames())('slips in %s', (name) => {
	test.each(brokenRows(name).map((row) => [row.change.written, row] as const))(
		'%s',
		async (_, { change, file, reads, says, cure }) => {
			const root = join(temporaryFolder(), 'content');
			cpSync(join(examplesFolder, name), root, { recursive: true });
			const anchor = /^example-anchor: (.*)$/m.exec(readFileSync(join(root, 'site.yaml'), 'utf8'));
			applyMutation(root, change);
			const problems = await new Example(root, anchor?.[1] ?? '').problems();
			const found = problems.filter(
				(problem) => problem.file === file && problem.message.includes(says),
			);
			expect(
				found,
				problems.map((one) => `${one.file}: ${one.message}`).join('\n'),
			).not.toHaveLength(0);
			const [problem] = found;
			expect(problem?.cure).toContain(cure);
			const text = readFileSync(join(root, file), 'utf8').split('\n');
			if (reads !== '') expect(text[(problem?.line ?? 0) - 1]).toContain(reads);
		},
	);
});
