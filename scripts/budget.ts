/**
 * `npm run budget`: how much a reader has to fetch, compressed, against what it may be. Exit 1 if something
 * is too large, or if a page that should bring everything needs something else.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fetchedWith } from './lib/fetchedWith.ts';
import { buildSite, distFolder } from './lib/sites.ts';

/** One thing with a budget. */
interface Row {
	what: string;
	bytes: number;
	/** Met at or below this, in bytes. */
	limit: number;
}

/** What a server sends before it waits for the first answer: ten packets (RFC 6928), less what surrounds the page. */
const firstRoundTrip = 14_336;

/** Size after gzip at the level that hosts commonly use. */
const compressed = (text: string) => gzipSync(text, { level: 6 }).length;

const folder = mkdtempSync(join(tmpdir(), 'allclear-budget-'));
try {
	// The content that comes with the product, at the moment it was written for.
	process.env['CONTENT_DIR'] = resolve(import.meta.dirname, '../content');
	process.env['BUILD_NOW'] = '2026-11-20T09:41:00Z';
	process.env['DIST_DIR'] = folder;
	const { exitCode, message } = await buildSite('status');
	if (exitCode === 0) process.exitCode = weigh(distFolder('status')) ? 0 : 1;
	else {
		console.error(message);
		process.exitCode = 1;
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}

/** Prints what a built status page weighs; true if everything is within its budget. */
function weigh(built: string): boolean {
	const home = readFileSync(join(built, 'index.html'), 'utf8');
	const rows: Row[] = [
		{ what: 'home of the status page', bytes: compressed(home), limit: firstRoundTrip },
	];
	const width = Math.max(...rows.map(({ what }) => what.length));
	const print = (bytes: number) => bytes.toLocaleString('en').padStart(7);
	for (const { what, bytes, limit } of rows) {
		const verdict = bytes <= limit ? 'met' : `${(bytes - limit).toLocaleString('en')} too many`;
		console.log(`${what.padEnd(width)}  ${print(bytes)} of ${print(limit)} bytes  ${verdict}`);
	}

	const needed = fetchedWith(home);
	for (const address of needed) {
		console.error(`The home of the status page needs ${address}. Put it into the page.`);
	}
	return needed.length === 0 && rows.every(({ bytes, limit }) => bytes <= limit);
}
