import { describe, expect, test } from 'vitest';
import { contentWith, incidentPath, now } from '../../tests/support/content.ts';
import { knownIncidents } from '../../src/domain/knownIncidents.ts';
import { parseFile } from '../../src/read/readFile.ts';
import { fileKinds } from '../../src/schemas/index.ts';
import { draftDocument, draftReport } from './postMortemDrafts.ts';

const content = contentWith({ postMortems: {} });
const [known] = knownIncidents(content, now);
if (!known) throw new Error('The incident is gone.');
const place = { prefix: 'content/', op: undefined };
const document = (title?: string) => draftDocument(known, content, { author: 'ana', title }, place);

describe('draftDocument', () => {
	test('is one valid file, named by its incident, on a branch of its own', () => {
		const { files, branch, kind, op, services, body } = document();
		expect(files.map(({ path }) => path)).toEqual(['content/post-mortems/2026-03-01-k3f9.mdx']);
		const [file] = files;
		const read = parseFile(fileKinds['post-mortem'], 'post-mortems/a.mdx', file?.text ?? '');
		expect(read).toHaveProperty('file');
		expect({ kind, branch, services }).toEqual({
			kind: 'post-mortem',
			branch: `status/post-mortem/2026-03-01-k3f9--${op}`,
			services: ['checkout'],
		});
		expect(body).toContain('It is due on 6 March 2026');
	});

	test('is the same operation when it is run again, and another for another text', () => {
		expect(document().op).toBe(document().op);
		expect(document('Other').op).not.toBe(document().op);
		expect(
			draftDocument(known, content, { author: 'ana', title: undefined }, { ...place, op: 'abc123' })
				.op,
		).toBe('abc123');
	});
});

describe('draftReport', () => {
	const report = (rest: Partial<Parameters<typeof draftReport>[2]> = {}) =>
		draftReport(
			known,
			incidentPath,
			{
				title: undefined,
				summary: 'It was slow.',
				text: 'It was **slow**.',
				published: now,
				before: undefined,
				...rest,
			},
			place,
		);

	test('is the public file of the incident and nothing else', () => {
		expect(report().files).toEqual([
			{
				path: `content/${incidentPath}/report.md`,
				text: '---\npublished: 2026-03-02T12:00:00Z\nsummary: It was slow.\n---\n\nIt was **slow**.\n',
			},
		]);
	});

	test('is the same operation a minute later, and another in the place of a report', () => {
		expect(report({ published: now + 60_000 }).op).toBe(report().op);
		expect(report({ before: 'Old.' }).op).not.toBe(report().op);
		expect(report({ before: 'Old.' }).title).toContain('Replace');
	});
});
