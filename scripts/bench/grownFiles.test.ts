import { describe, expect, test } from 'vitest';
import { grownFiles, mayGrow } from './grownFiles.ts';

const sizes = (files: Record<string, number>) => new Map(Object.entries(files));

describe('what grows', () => {
	test('is a file that is at least half as large again', () => {
		const few = sizes({ 'index.html': 9000, 'history.atom': 4000, 'badge.svg': 300 });
		const many = sizes({ 'index.html': 9100, 'history.atom': 16_000, 'badge.svg': 500 });
		expect(grownFiles(few, many)).toEqual([{ path: 'history.atom', from: 4000, to: 16_000 }]);
	});

	test('is a file, however small, that only more incidents bring about', () => {
		const few = sizes({ 'history/index.html': 3000 });
		const many = sizes({ 'history/index.html': 3000, 'history/page-2/index.html': 900 });
		expect(grownFiles(few, many)).toEqual([
			{ path: 'history/page-2/index.html', from: 0, to: 900 },
		]);
	});

	test('is not what each incident has of its own, in any language', () => {
		const many = sizes({
			'incidents/2026-03-01-0k3f/index.html': 2500,
			'incidents/2026-03-01-0k3f/report/index.html': 2500,
			'de/incidents/2026-03-01-0k3f/index.html': 2500,
			'api/v2/incidents/2026-03-01-0k3f.json': 2500,
		});
		expect(grownFiles(new Map(), many)).toEqual([]);
	});

	test('is a list of incidents that lies beside theirs', () => {
		const path = 'api/v2/incidents/unresolved.json';
		expect(grownFiles(sizes({ [path]: 3000 }), sizes({ [path]: 12_000 }))).toHaveLength(1);
	});

	test('begins with the largest', () => {
		const many = sizes({ 'a.json': 3000, 'b.json': 9000, 'c.json': 6000 });
		expect(grownFiles(new Map(), many).map(({ path }) => path)).toEqual([
			'b.json',
			'c.json',
			'a.json',
		]);
	});
});

describe('what may grow', () => {
	test.each(['ledger/2026.json', 'history/2026-03/index.html', 'history.json', 'sitemap.xml'])(
		'is `%s`',
		(path) => {
			expect(mayGrow(path)).toBe(true);
		},
	);

	test.each([
		'index.html',
		'history/index.html',
		'history/2026/index.html',
		'history.atom',
		'feed.json',
		'api/v2/incidents.json',
		'services/service-1/index.html',
		'services/service-1/history.json',
		'de/history/2026-03/index.html',
	])('is not `%s`', (path) => {
		expect(mayGrow(path)).toBe(false);
	});
});
