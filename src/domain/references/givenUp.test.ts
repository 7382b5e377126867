import { expect, test } from 'vitest';
import { contentWith, parts } from '../../../tests/support/content.ts';
import { givenUpProblems } from './givenUp.ts';

const runbook = 'runbooks/checkout-down.mdx';

test('whatever still leads to a runbook that was given up is named', () => {
	const content = contentWith({
		runbooks: {
			...parts.runbooks,
			[runbook]: { title: 'Checkout is down', status: 'deprecated' },
			'runbooks/search-slow.mdx': { title: 'Search is slow', related: ['checkout-down'] },
		},
	});
	expect(givenUpProblems(content).map(({ file, field }) => `${file} ${field ?? ''}`)).toEqual([
		'process.yaml first-response.0.runbook',
		'process.yaml mitigations.0.runbook',
		'process.yaml phases.0.checklist.0.runbook',
		'process.yaml handy-runbooks.0',
		'runbooks/search-slow.mdx related.0',
	]);
	expect(givenUpProblems(content)[0]).toMatchObject({
		severity: 'warning',
		message: '`checkout-down` was given up, and this still leads to it.',
		cure: 'Name the runbook that took its place, or take it out.',
	});
});

test('a runbook that is followed may be named anywhere', () => {
	expect(givenUpProblems(contentWith())).toEqual([]);
});
