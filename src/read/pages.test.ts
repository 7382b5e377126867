import { describe, expect, test } from 'vitest';
import { contentWith, parts } from '../../tests/support/content.ts';
import type { ProcessInput } from '../schemas/process.ts';
import { bodyProblems } from './pages.ts';

const body = `<Command id="go-back" title="Go back" risk="disruptive">

\`\`\`bash
deploy previous
\`\`\`

<Undo>Deploy the newer one again.</Undo>
</Command>
`;

describe('the step of a mitigation', () => {
	const problems = (fields: Partial<NonNullable<ProcessInput['mitigations']>[number]>) => {
		const mitigation = { id: 'back', kind: 'rollback' as const, text: 'Roll back.', ...fields };
		const content = contentWith({ process: { ...parts.process, mitigations: [mitigation] } });
		const runbooks = content.runbooks.map((page) => ({ ...page, body }));
		return bodyProblems({ ...content, runbooks })
			.filter(({ file }) => file === 'process.yaml')
			.map(({ field, message, cure }) => `${field ?? ''}: ${message} ${cure}`);
	};

	test('is one of its runbook', () => {
		expect(problems({ runbook: 'checkout-down', step: 'go-back' })).toEqual([]);
		expect(problems({ runbook: 'checkout-down' })).toEqual([]);
	});

	test('is named where the runbook has no such step, with the one that was meant', () => {
		expect(problems({ runbook: 'checkout-down', step: 'go-bakc' })).toEqual([
			'mitigations.0.step: There is no step `go-bakc` in the runbook `checkout-down`. Did you mean `go-back`?',
		]);
	});

	test('needs a runbook', () => {
		expect(problems({ step: 'go-back' })).toEqual([
			'mitigations.0.step: This step belongs to no runbook. Say with `runbook` where it is.',
		]);
	});
});
