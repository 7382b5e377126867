import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { editFrontMatter } from './editFrontMatter.ts';

const page = (frontMatter: string, body = 'Body with\n---\nand status: open.\n') =>
	`---\n${frontMatter}---\n${body}`;

const dataOf = (text: string): unknown => parse(/^---\r?\n([\s\S]*?)^---/m.exec(text)?.[1] ?? '');

describe('editFrontMatter', () => {
	const source = page(
		[
			'# about this file',
			'title:   "Odd   spacing"  # keep',
			'actions:',
			'  # the first one',
			'  - id: a',
			"    title: 'It''s old'",
			'    status: open   # for now',
			'  - id: b',
			'    note: |',
			'      Two',
			'      lines',
			'',
			'other: 1',
			'',
		].join('\n'),
	);

	test('replaces a value and leaves what stands behind it on its line', () => {
		const edited = editFrontMatter(source, ['actions', 0], { status: 'done' });
		expect(edited).toBe(source.replace('status: open   # for now', 'status: done   # for now'));
	});

	test('adds fields behind the last of their map, with its indentation', () => {
		const edited = editFrontMatter(source, ['actions', 0], { closed: '2026-03-01', by: 'Ana: me' });
		expect(edited).toBe(
			source.replace('# for now\n', '# for now\n    closed: 2026-03-01\n    by: "Ana: me"\n'),
		);
	});

	test('adds fields behind a text of several lines', () => {
		const edited = editFrontMatter(source, ['actions', 1], { status: 'open' });
		expect(dataOf(edited)).toMatchObject({
			actions: [{}, { id: 'b', note: 'Two\nlines\n', status: 'open' }],
			other: 1,
		});
	});

	test('adds a map of its own, and changes one that is there field by field', () => {
		const once = editFrontMatter(source, [], { validated: { on: '2026-03-01', by: 'Ana' } });
		expect(once).toContain('other: 1\nvalidated:\n  on: 2026-03-01\n  by: Ana\n---\n');
		const twice = editFrontMatter(once, [], { validated: { on: '2026-04-01', how: 'review' } });
		expect(twice).toContain('validated:\n  on: 2026-04-01\n  by: Ana\n  how: review\n---\n');
	});

	test('keeps a map on its line', () => {
		const flow = page('actions:\n  - { id: a, status: open } # note\n');
		expect(
			editFrontMatter(flow, ['actions', 0], { status: 'wont-do', reason: 'Gone, {all}' }),
		).toBe(page('actions:\n  - { id: a, status: wont-do, reason: "Gone, {all}" } # note\n'));
	});

	test('fills a field that has no value', () => {
		expect(editFrontMatter(page('a:\nb: 1\n'), [], { a: 'x' })).toBe(page('a: x\nb: 1\n'));
	});

	test('keeps the line ends of the file', () => {
		const edited = editFrontMatter('---\r\na: 1\r\n---\r\nBody\r\n', [], { a: 2, b: 3 });
		expect(edited).toBe('---\r\na: 2\r\nb: 3\r\n---\r\nBody\r\n');
	});

	test('refuses a place that is not there, and a list in the place of a word', () => {
		expect(() => editFrontMatter(source, ['actions', 7], { a: 1 })).toThrow('actions.7');
		expect(() => editFrontMatter(source, [], { actions: 'none' })).toThrow('`actions` is a list');
		expect(() => editFrontMatter('no front matter', [], { a: 1 })).toThrow('no front matter');
	});

	test('says what was said, whatever that is, and nothing else changes', () => {
		const value = fc
			.string({ unit: 'grapheme', minLength: 1 })
			.map((text) => text.replaceAll(/\s/g, ' '));
		fc.assert(
			fc.property(value, fc.constantFrom('status', 'closed', 'title'), (text, field) => {
				const edited = editFrontMatter(source, ['actions', 0], { [field]: text });
				const before = dataOf(source) as { actions: Record<string, string>[] };
				before.actions[0] = { ...before.actions[0], [field]: text };
				expect(dataOf(edited)).toEqual(before);
				expect(edited.endsWith('---\nBody with\n---\nand status: open.\n')).toBe(true);
				const lines = new Set(edited.split('\n'));
				const lost = source.split('\n').filter((line) => !lines.has(line));
				expect(lost.length).toBeLessThanOrEqual(1);
			}),
		);
	});
});
