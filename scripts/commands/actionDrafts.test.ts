import { describe, expect, test } from 'vitest';
import { listActions } from '../../src/domain/actions.ts';
import { parseFile } from '../../src/read/readFile.ts';
import { fileKinds } from '../../src/schemas/index.ts';
import { contentWith, now } from '../../tests/support/content.ts';
import type { Ending } from './actionDrafts.ts';
import { draftEnding, endedSo } from './actionDrafts.ts';

const [listed] = listActions(contentWith(), now);
if (!listed) throw new Error('The action is gone.');

const text = `---
title: Nobody could pay # as customers said
incident: 2026-03-01-k3f9
status: draft
authors: [Ana]
actions:
  - id: act-1
    title: Retries.
    kind: prevent # the best kind
    owner: Ana
    due: 2026-04-01
---

Text.
`;
const draft = (ending: Ending, from = text) =>
	draftEnding(listed, from, ending, { prefix: '', op: undefined, by: 'Ana' });
const verified = {
	status: 'verified',
	closed: '2026-03-02',
	verifiedBy: 'Bo',
	verification: 'Pulled the plug: it retried.',
} as const;

describe('draftEnding', () => {
	test.each<Ending>([
		verified,
		{ status: 'done', closed: '2026-03-02' },
		{ status: 'wont-do', closed: '2026-03-02', reason: 'The vendor does it.' },
	])('of $status is valid by the schema, and touches only that action', (ending) => {
		const [file] = draft(ending).files;
		const read = parseFile(fileKinds['post-mortem'], 'post-mortems/a.mdx', file?.text ?? '');
		expect(read).toHaveProperty('file');
		const added = (file?.text ?? '').split('\n').filter((line) => !text.split('\n').includes(line));
		expect(
			added.every((line) => /^ {4}(?:status|closed|verified-by|verification|reason): /.test(line)),
		).toBe(true);
		expect(added).toHaveLength((file?.text ?? '').split('\n').length - text.split('\n').length);
	});

	test('is the same operation when it is run again, and another once the file has changed', () => {
		expect(draft(verified).op).toBe(draft(verified).op);
		expect(draft(verified, text.replace('Text.', 'More.')).op).not.toBe(draft(verified).op);
	});

	test('tells reviewers who made sure and how', () => {
		expect(draft(verified).body).toContain('Verified by Bo: Pulled the plug: it retried.');
	});
});

test('endedSo knows an ending that was said before', () => {
	const action = { ...listed.action, status: 'wont-do' as const, reason: 'Gone.' };
	expect(endedSo({ action }, { status: 'wont-do', closed: '2026-03-02', reason: 'Gone.' })).toBe(
		true,
	);
	expect(endedSo({ action }, { status: 'wont-do', closed: '2026-03-02', reason: 'Other.' })).toBe(
		false,
	);
	expect(endedSo({ action }, { status: 'done', closed: '2026-03-02' })).toBe(false);
});
