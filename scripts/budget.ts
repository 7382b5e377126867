/**
 * `npm run budget`: how much a reader has to fetch, compressed as hosts commonly do it (gzip level 6), against what
 * it may be. Exit 1 if something is too large, or if a page that should bring everything needs something else.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { crowdedNow, writeCrowded } from './bench/crowded.ts';
import { fetchedWith } from './lib/fetchedWith.ts';
import type { BudgetRow } from './lib/portalBudget.ts';
import { weighPortal } from './lib/portalBudget.ts';
import { compressed, firstRoundTrip, sentBytes } from './lib/sentBytes.ts';
import type { SiteName } from './lib/sites.ts';
import { buildSite, distFolder } from './lib/sites.ts';

const folder = mkdtempSync(join(tmpdir(), 'allclear-budget-'));
try {
	writeCrowded(join(folder, 'crowded'));
	const content = resolve(import.meta.dirname, '../content');
	const now = Date.parse('2026-11-20T09:41:00Z');
	// `npm test` has built the default content already.
	const built = process.env['ALLCLEAR_BUILT'];
	const sites = (site: SiteName) =>
		built === undefined ? build(site, 'default', content, now) : resolve(built, site);
	const plain = await sites('status');
	const portal = await sites('portal');
	const crowded = await build('status', 'crowded', join(folder, 'crowded'), crowdedNow);
	process.exitCode = weigh(plain, crowded, portal) ? 0 : 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}

/** Builds a site of a content root and returns its folder. */
async function build(site: SiteName, name: string, content: string, now: number): Promise<string> {
	process.env['CONTENT_DIR'] = content;
	process.env['BUILD_NOW'] = new Date(now).toISOString();
	process.env['DIST_DIR'] = join(folder, 'dist', name);
	const { exitCode, message } = await buildSite(site);
	if (exitCode !== 0) throw new Error(message);
	return distFolder(site);
}

/** Prints what built sites weigh; true if everything is within its budget. */
function weigh(plain: string, crowded: string, portal: string): boolean {
	const read = (site: string, path: string) => readFileSync(join(site, path), 'utf8');
	const longest = longestIncident(crowded);
	const home = read(crowded, 'index.html');
	const rows: BudgetRow[] = [
		{
			what: 'home, default content',
			bytes: sentBytes(plain, 'index.html'),
			limit: firstRoundTrip,
		},
		{
			what: 'home, 20 services, 3 open incidents of 4 updates',
			bytes: sentBytes(crowded, 'index.html'),
			limit: firstRoundTrip,
		},
		{
			what: 'the same in German',
			bytes: sentBytes(crowded, 'de/index.html'),
			limit: firstRoundTrip,
		},
		{ what: 'script of the home page', bytes: compressed(scriptOf(home)), limit: 2048 },
		{ what: 'incident of 20 updates', bytes: sentBytes(crowded, longest), limit: 8192 },
		{
			what: 'uptime of 20 services',
			bytes: sentBytes(crowded, 'uptime/index.html'),
			limit: 10_240,
		},
		{
			what: 'a month of 20 incidents',
			bytes: sentBytes(crowded, 'history/2026-10/index.html'),
			limit: 10_240,
		},
		...weighPortal(portal).rows,
	];
	const width = Math.max(...rows.map(({ what }) => what.length));
	const print = (bytes: number) => bytes.toLocaleString('en').padStart(10);
	for (const { what, bytes, limit } of rows) {
		const verdict = bytes <= limit ? 'met' : `${(bytes - limit).toLocaleString('en')} too many`;
		console.log(`${what.padEnd(width)}  ${print(bytes)} of ${print(limit)} bytes  ${verdict}`);
	}

	const needed = [read(plain, 'index.html'), home].flatMap(fetchedWith);
	for (const address of needed) {
		console.error(`The home of the status page needs ${address}. Put it into the page.`);
	}
	return needed.length === 0 && rows.every(({ bytes, limit }) => bytes <= limit);
}

/** Text of all scripts in a page, without the markup that waits in it for its time. */
function scriptOf(html: string): string {
	const text = [...html.matchAll(/<script(?! type="text\/html")[^>]*>([^]*?)<\/script>/g)]
		.map(([, script]) => script ?? '')
		.join('');
	if (text === '') throw new Error('The page has no script.');
	return text;
}

/** The incident page with the most updates. */
function longestIncident(site: string): string {
	const pages = readdirSync(join(site, 'incidents')).map((id) => `incidents/${id}/index.html`);
	const updates = (page: string) =>
		[...readFileSync(join(site, page), 'utf8').matchAll(/<li id="/g)].length;
	const longest = pages.toSorted((a, b) => updates(b) - updates(a))[0];
	if (longest === undefined) throw new Error('No incident was built.');
	return longest;
}
