import { describe, expect, test } from 'vitest';
import { parseFile } from '../src/read/readFile.ts';
import { fileKinds } from '../src/schemas/index.ts';
import { canaryContent } from './support/canaries.ts';

describe('the marked content', () => {
	const { files, canaries, fields } = canaryContent();

	test('has a mark in every field of every internal kind of file', () => {
		const marked = new Set(canaries.map(({ kind, field }) => `${kind} ${field}`));
		const holds = (path: string, part: string) => path.split(' ')[1]?.startsWith(part) === true;
		const bare = fields
			.map(({ kind, field }) => `${kind} ${field}`)
			.filter(
				(field) => !marked.has(field) && ![...marked].some((other) => holds(other, `${field}.key`)),
			);
		expect(bare).toMatchInlineSnapshot(`[]`);
	});

	test('consists of files that are valid', () => {
		const broken = files.flatMap(({ kind, path, text }) => {
			const read = parseFile(fileKinds[kind], path, text);
			return 'problems' in read ? read.problems : [];
		});
		expect(
			broken.map(({ file, field, message, cure }) => `${file} ${field}: ${message} ${cure}`),
		).toEqual([]);
	});
});
