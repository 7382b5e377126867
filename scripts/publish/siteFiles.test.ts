import { describe, expect, test } from 'vitest';
import { smallSite } from '../../tests/support/smallSite.ts';
import { temporaryFolder } from '../../tests/support/whole.ts';
import { isOurs } from './siteFiles.ts';

const site = () => smallSite(temporaryFolder());
const headersOf = (path: string) => site().files.find((file) => file.path === path)?.headers;

describe('readSiteFiles', () => {
	test('puts what pages need before pages, and what speaks for all of them last', () => {
		expect(site().files.map(({ path }) => path)).toEqual([
			'_astro/page.Ab1.css',
			'history.atom',
			'summary.json',
			'404.html',
			'incidents/k3f9/index.html',
			'index.html',
			'heartbeat.json',
			'_headers',
		]);
	});

	test('takes type and cache from the table of the build', () => {
		expect(headersOf('history.atom')).toEqual({
			'content-type': 'application/atom+xml; charset=utf-8',
			'cache-control': 'public, max-age=30',
		});
		expect(headersOf('_astro/page.Ab1.css')).toEqual({
			'content-type': 'text/css; charset=utf-8',
			'cache-control': 'public, max-age=31536000, immutable',
		});
	});

	test('knows the home page by the address at which it is read', () => {
		expect(headersOf('index.html')?.['cache-control']).toBe('public, max-age=30');
	});

	test('has what the table does not name asked for each time', () => {
		expect(headersOf('heartbeat.json')?.['cache-control']).toBe(
			'public, max-age=0, must-revalidate',
		);
	});

	test('reads the table of a site below a path', () => {
		const { files } = smallSite(temporaryFolder(), {
			_headers: '/status/*\n  X-A: b\n/status/history.atom\n  Cache-Control: no-store\n',
		});
		expect(files.find(({ path }) => path === 'history.atom')?.headers['cache-control']).toBe(
			'no-store',
		);
	});
});

describe('isOurs', () => {
	const { files } = { files: [{ path: 'index.html' }, { path: 'incidents/k3f9/index.html' }] };
	test.each([
		['nothing', [], true],
		['an older site', ['404.html', 'index.html', 'old/page.html'], true],
		['a part of this one', ['incidents/older/index.html', '.~tmp~/index.html'], true],
		['something else', ['accounts.xlsx'], false],
		['a part of this one among something else', ['index.html', 'accounts.xlsx'], false],
	])('sees %s', (_, found, ours) => {
		expect(isOurs(found, files)).toBe(ours);
	});
});
