import { describe, expect, test } from 'vitest';
import { draftRunbook } from '../../src/domain/runbookDraft.ts';
import { parseFile } from '../../src/read/readFile.ts';
import { fileKinds } from '../../src/schemas/index.ts';
import { contentWith } from '../../tests/support/content.ts';
import { at } from '../../tests/support/records.ts';
import type { Rehearsal } from './runbookDrafts.ts';
import { draftPage, draftRehearsal } from './runbookDrafts.ts';

const place = { prefix: 'content/', op: undefined };

test('draftPage lays a valid page into its folder', () => {
	const made = draftRunbook('Disk full', {}, contentWith());
	const [file] = draftPage('disk-full', 'platform', made, place).files;
	expect(file?.path).toBe('content/runbooks/platform/disk-full.mdx');
	expect(parseFile(fileKinds.runbook, 'runbooks/disk-full.mdx', file?.text ?? '')).toHaveProperty(
		'file',
	);
	expect(draftPage('disk-full', '', made, place).files[0]?.path).toBe(
		'content/runbooks/disk-full.mdx',
	);
});

describe('draftRehearsal', () => {
	const text = `---
title: Checkout is down # for shops
last-validated:
  on: 2026-02-01
  by: Ana # on duty
  how: review
  evidence: Read it.
order: 3
---

Text.
`;
	const read = parseFile(fileKinds.runbook, 'runbooks/checkout-down.mdx', text);
	if ('problems' in read) throw new Error('The runbook is broken.');
	const page = {
		id: 'checkout-down',
		path: 'runbooks/checkout-down.mdx',
		value: read.file.value,
		body: '',
		bodyLine: 1,
	};
	const rehearsal: Rehearsal = {
		at: at('2026-03-02T23:30:00Z'),
		day: '2026-03-02',
		by: 'Bo',
		result: 'passed',
		how: 'rehearsal',
		evidence: 'Room after nine minutes.',
		notes: undefined,
	};
	const draft = (rest: Partial<Rehearsal> = {}) =>
		draftRehearsal(page, text, { ...rehearsal, ...rest }, place);

	test('keeps evidence in a file of its own, and says in the page when it last worked', () => {
		const [check, changed] = draft().files;
		expect(check?.path).toMatch(/^content\/checks\/2026\/[a-z0-9]{6}\.yaml$/);
		const found = parseFile(fileKinds.check, 'checks/2026/a.yaml', check?.text ?? '');
		expect(found).toMatchObject({
			file: {
				value: { kind: 'runbook-rehearsed', subject: 'checkout-down', result: 'passed', by: 'Bo' },
			},
		});
		expect(changed?.text).toBe(
			text
				.replace('on: 2026-02-01', 'on: 2026-03-02')
				.replace('by: Ana #', 'by: Bo #')
				.replace('how: review', 'how: rehearsal')
				.replace('evidence: Read it.', 'evidence: Room after nine minutes.'),
		);
	});

	test.each(['failed', 'partly'] as const)('that %s leaves the page as it is', (result) => {
		expect(draft({ result }).files).toHaveLength(1);
	});

	test('on the day of the last validation takes its place', () => {
		expect(draft({ day: '2026-02-01' }).files[1]?.text).toContain('how: rehearsal');
	});

	test('does not take back a later validation', () => {
		expect(draft({ day: '2026-01-31' }).files).toHaveLength(1);
	});

	test('by reading is a validation and no rehearsal', () => {
		expect(draft({ how: 'review' }).files[0]?.text).toContain('kind: runbook-validated');
		expect(draft({ how: 'incident' }).files[0]?.text).toContain('kind: runbook-rehearsed');
	});

	test('is the same operation when it is run again on that day', () => {
		expect(draft({ at: rehearsal.at + 60_000 }).op).toBe(draft().op);
		expect(draft({ evidence: 'Other.' }).op).not.toBe(draft().op);
	});
});
