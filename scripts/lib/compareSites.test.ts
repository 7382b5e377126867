import { describe, expect, test } from 'vitest';
import { compareSites, previewMarkdown } from './compareSites.ts';

const site = (files: Record<string, string>) => new Map(Object.entries(files));

describe('compareSites', () => {
	const changes = compareSites(
		site({
			'index.html': 'a',
			'404.html': 'n',
			'old/index.html': 'o',
			'feed.json': '1',
			'a.css': 'x',
		}),
		site({
			'index.html': 'b',
			'404.html': 'n',
			'new/index.html': 'w',
			'feed.json': '2',
			'a.css': 'x',
		}),
	);

	test('names pages by their addresses, and counts the rest', () => {
		expect(changes).toEqual({
			added: ['/new/'],
			changed: ['/'],
			removed: ['/old/'],
			otherFiles: 1,
		});
	});

	test('is put into words', () => {
		const nothing = compareSites(site({}), site({}));
		expect(
			previewMarkdown([
				{ site: 'status', changes },
				{ site: 'portal', changes: nothing },
			]),
		).toMatchInlineSnapshot(`
			"## Status

			**New** (1)

			- \`/new/\`

			**Changed** (1)

			- \`/\`

			**Gone** (1)

			- \`/old/\`

			1 other file differs.

			## Portal

			No page changes.
			"
		`);
	});

	test('names fifty pages at most', () => {
		const many = site(Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${i}.html`, 'x'])));
		const text = previewMarkdown([{ site: 'status', changes: compareSites(site({}), many) }]);
		expect(text.match(/^- `/gm)).toHaveLength(50);
		expect(text).toContain('- and 10 more');
	});
});
