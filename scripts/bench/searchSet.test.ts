import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { citedLines } from './citedLines.ts';
import { readSearchSet } from './searchSet.ts';

const { packages, pages, queries } = readSearchSet();

describe('the questions of the search benchmark', () => {
	test('are enough, of every kind, and none is asked twice', () => {
		expect(queries.length).toBeGreaterThanOrEqual(120);
		const kinds = Object.groupBy(queries, ({ kind }) => kind);
		for (const kind of ['words', 'symptom', 'alert', 'typo', 'synonym', 'pasted'] as const)
			expect(kinds[kind]?.length ?? 0, kind).toBeGreaterThanOrEqual(15);
		expect(new Set(queries.map(({ q }) => q)).size).toBe(queries.length);
	});

	test('are held out to a third, of every kind', () => {
		const held = queries.filter((query) => query['held-out']);
		expect(held.length).toBeGreaterThanOrEqual(Math.floor(queries.length / 3));
		for (const [kind, ofKind = []] of Object.entries(Object.groupBy(held, ({ kind }) => kind)))
			expect(
				ofKind.length / queries.filter((query) => query.kind === kind).length,
				kind,
			).toBeGreaterThan(0.25);
	});

	test('name pages of the content that comes with the product, or of the set itself', () => {
		const content = join(import.meta.dirname, '../../content');
		const own = new Set(pages.map(({ id }) => `runbooks/catalogue/${id}/`));
		const written = queries.filter(({ page }) => /^(?:runbooks|handbook)\//.test(page));
		expect(
			written.filter(
				({ page }) =>
					!own.has(page) && !existsSync(join(content, page.replace(/\/(?:#.*)?$/, '.mdx'))),
			),
		).toEqual([]);
	});

	test('paste lines of at least eight packages, each with its file and line', () => {
		const cited = pages.flatMap(({ signatures }) => signatures.map(({ from }) => from));
		expect(new Set(cited.map((from) => from.package)).size).toBeGreaterThanOrEqual(8);
		expect(cited.filter((from) => packages[from.package] === undefined)).toEqual([]);
		expect(cited.filter(({ file, line }) => file === '' || line < 1)).toEqual([]);
	});
});

test('a cited line is found where it was read, or elsewhere in a renewed package, or nowhere', () => {
	const page = (line: number, text: string) => ({
		id: 'a',
		title: 'A',
		description: 'A.',
		aliases: [],
		alerts: [],
		symptoms: [],
		signatures: [{ text, from: { package: 'nginx', file: 'nginx', line } }],
	});
	const messages = [
		{ package: 'nginx', file: 'nginx', line: 7, text: 'too large body: %O bytes' },
		{ package: 'apt', file: 'apt.mo', line: 8, text: 'lock of @PATH@' },
	];
	const found = (line: number, text: string) =>
		citedLines({ packages: {}, pages: [page(line, text)], queries: [] }, messages)[0]?.found;
	expect(found(7, 'too large body: <bytes> bytes')).toBe('there');
	expect(found(8, 'too large body: <bytes> bytes')).toBe('elsewhere');
	expect(found(8, 'lock of <path>')).toBe('nowhere');
});
