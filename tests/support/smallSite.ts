/** A small site on disk, as a build leaves one. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BuiltSite } from '../../scripts/publish/published.ts';
import { readSiteFiles } from '../../scripts/publish/siteFiles.ts';

/** Its table of headers, shortened. */
export const table = [
	'/*',
	'  X-Content-Type-Options: nosniff',
	'/',
	'  Cache-Control: public, max-age=30',
	'/incidents/*',
	'  Cache-Control: public, max-age=30',
	'/history.atom',
	'  Cache-Control: public, max-age=30',
	'  Content-Type: application/atom+xml; charset=utf-8',
	'/_astro/*',
	'  Cache-Control: public, max-age=31536000, immutable',
	'',
].join('\n');

const files: Record<string, string> = {
	'404.html': 'not here',
	'_astro/page.Ab1.css': 'a{}',
	_headers: table,
	'heartbeat.json': '{"left_out":0}',
	'history.atom': '<feed/>',
	'incidents/k3f9/index.html': 'an incident',
	'index.html': 'home',
	'summary.json': '{}',
};

/** Writes it to `folder`, with other files laid over; `undefined` leaves one out. */
export function smallSite(
	folder: string,
	others: Readonly<Record<string, string | undefined>> = {},
): BuiltSite {
	for (const [path, text] of Object.entries({ ...files, ...others })) {
		if (text === undefined) continue;
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	return { folder, files: readSiteFiles(folder) };
}
