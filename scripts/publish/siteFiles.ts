/** A built site as it is uploaded: its files in the order in which readers may see them. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { HeaderRule } from '../lib/headersFile.ts';
import { headersFor, readHeadersFile } from '../lib/headersFile.ts';

/** One file of a built site. */
export interface SiteFile {
	/** Below the site's folder, with forward slashes. */
	path: string;
	/** Where it lies on this machine. */
	source: string;
	md5: string;
	/** What a host that keeps headers with a file should say; the names are in small letters. */
	headers: Readonly<Record<string, string>>;
}

/** The table of headers that the build writes. */
export const tableName = '_headers';

/** Files of hosts that read files only. */
const forHosts = new Set([tableName, '_nginx.conf']);

const types: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.mjs': 'text/javascript; charset=utf-8',
	'.json': 'application/json; charset=utf-8',
	'.webmanifest': 'application/manifest+json; charset=utf-8',
	'.atom': 'application/atom+xml; charset=utf-8',
	'.rss': 'application/rss+xml; charset=utf-8',
	'.xml': 'application/xml; charset=utf-8',
	'.ics': 'text/calendar; charset=utf-8',
	'.svg': 'image/svg+xml; charset=utf-8',
	'.png': 'image/png',
	'.webp': 'image/webp',
	'.ico': 'image/x-icon',
	'.jpg': 'image/jpeg',
	'.woff2': 'font/woff2',
	'.wasm': 'application/wasm',
	'.txt': 'text/plain; charset=utf-8',
	'.conf': 'text/plain; charset=utf-8',
};

/** Only these of the table's headers are kept with a file: others are for a whole answer. */
const kept = ['cache-control', 'content-type'];

/** The files of a built site, in the order of `publishOrder`. */
export function readSiteFiles(folder: string): SiteFile[] {
	const table = join(folder, tableName);
	const rules = existsSync(table) ? readHeadersFile(readFileSync(table, 'utf8')) : [];
	const base = rules[0]?.below ?? '/';
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => {
			const source = join(entry.parentPath, entry.name);
			const path = relative(folder, source).split(sep).join('/');
			return {
				path,
				source,
				md5: createHash('md5').update(readFileSync(source)).digest('hex'),
				headers: headersOf(rules, base, path),
			};
		})
		.sort(publishOrder);
}

/** A page is asked for without its file's name, and the table says so. */
function headersOf(
	rules: readonly HeaderRule[],
	base: string,
	path: string,
): Record<string, string> {
	const said = headersFor(rules, base + path.replace(/(^|\/)index\.html$/, '$1'))
		.map(([name, value]): [string, string] => [name.toLowerCase(), value])
		.filter(([name]) => kept.includes(name));
	return {
		'content-type': types[extname(path)] ?? 'application/octet-stream',
		// The portal has no table: what is asked for each time is never old.
		'cache-control': 'public, max-age=0, must-revalidate',
		...Object.fromEntries(said),
	};
}

/**
 * What pages need comes before the pages, the home page after those it leads to, and the heartbeat after
 * everything it speaks for.
 */
export function publishOrder(a: Pick<SiteFile, 'path'>, b: Pick<SiteFile, 'path'>): number {
	return rankOf(a.path) - rankOf(b.path) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}

function rankOf(path: string): number {
	if (forHosts.has(path)) return 5;
	if (path === 'heartbeat.json') return 4;
	if (path === 'index.html') return 3;
	if (path.endsWith('.html')) return 2;
	return path.endsWith('.json') ? 1 : 0;
}

/**
 * Whether what lies at a place is a site that was published there, a part of one, or nothing. Anything else would
 * be deleted.
 */
export function isOurs(found: Iterable<string>, files: readonly Pick<SiteFile, 'path'>[]): boolean {
	const there = new Set([...found].map(topOf));
	if (there.has('index.html') && there.has('404.html')) return true;
	// What is left of an upload that was cut off; rsync keeps its parts in a folder of its own.
	const known = new Set(['.~tmp~', ...files.map(({ path }) => topOf(path))]);
	return [...there].every((name) => known.has(name));
}

const topOf = (path: string) => path.split('/')[0] ?? path;
