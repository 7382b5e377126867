/**
 * `npm run bench:search [-- --quick]`: how fast and how well the portal's search answers among 3,000 runbooks
 * and 1,000 incidents, in a real browser, beside Starlight's own search of the same pages. Exit 1 if a target
 * is missed. Signatures for the haystack are drawn from Debian packages; without `apt-get` that part is left out.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import * as pagefind from 'pagefind';
import { findBrowser } from '../lib/browser.ts';
import type { Message } from './catalogues.ts';
import { fetchCatalogues, readCatalogues } from './catalogues.ts';
import { openLab } from './lab.ts';
import { median } from './measure.ts';
import { table } from './report.ts';
import { askCold, askStock, askWarm } from './searchBrowser.ts';
import { drawSignatures, writeSearchContent } from './searchContent.ts';
import { matchFigures } from './searchLines.ts';
import type { Asked } from './searchScore.ts';
import { percentile, scoreRows, sharesOf } from './searchScore.ts';
import { serveCompressed } from './searchServer.ts';
import { readSearchSet } from './searchSet.ts';
import type { Row } from './targets.ts';
import { isMissed, targetTable } from './targets.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const scale = values.quick
	? { runbooks: 100, incidents: 50, signatures: 500, cold: 6 }
	: { runbooks: 3000, incidents: 1000, signatures: 5000, cold: 24 };

const set = readSearchSet();
const messages = readMessages();
const signatures = messages ? drawSignatures(messages, scale.signatures, set) : [];
const lab = openLab();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => {
		lab.close();
		process.exit(1);
	});
}
try {
	const content = lab.path('search');
	writeSearchContent(content, set, { ...scale, signatures });
	await lab.buildOurs('portal', content);
	const site = lab.path('ours/dist/portal');
	await writeStockIndex(site);
	const rows = await askBoth(site);
	if (messages) rows.push(...lineRows(messages));
	else console.log('Signatures of Debian packages are left out: apt-get could not bring them.');
	console.log(targetTable(rows));
	process.exitCode = rows.some(isMissed) ? 1 : 0;
} finally {
	lab.close();
}

function readMessages(): Message[] | undefined {
	const folder = resolve(import.meta.dirname, '../../.cache/catalogues');
	try {
		fetchCatalogues(folder);
		return readCatalogues(folder);
	} catch {
		return undefined;
	}
}

/** The index that Starlight's own integration would write: no options at all. */
async function writeStockIndex(site: string): Promise<void> {
	const { index, errors } = await pagefind.createIndex();
	if (!index) throw new Error(errors.join(' '));
	await index.addDirectory({ path: site });
	await index.writeFiles({ outputPath: join(site, 'stock') });
	await pagefind.close();
}

async function askBoth(site: string): Promise<Row[]> {
	const executablePath = await findBrowser();
	if (executablePath === undefined) throw new Error('This benchmark needs Chromium.');
	const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
	const { server, url } = await serveCompressed(site);
	try {
		const ours = await askWarm(browser, url, set.queries);
		const stock = await askStock(browser, url, 'stock', set.queries);
		const step = Math.ceil(set.queries.length / scale.cold);
		const cold = await askCold(
			browser,
			url,
			set.queries.filter((_, place) => place % step === 0),
		);
		printQueries(ours, stock);
		const all = sharesOf(ours);
		const heldOut = sharesOf(ours.filter(({ query }) => query['held-out']));
		const theirs = sharesOf(stock);
		return [
			{
				what: 'first answers, warm, p95',
				value: percentile(
					ours.map(({ first }) => first),
					0.95,
				),
				unit: 'ms',
				target: 50,
			},
			{
				what: 'with the full text, warm, p95',
				value: percentile(
					ours.map(({ all: whole }) => whole),
					0.95,
				),
				unit: 'ms',
			},
			{
				what: 'first answers, cold, p95',
				value: percentile(
					cold.map(({ first }) => first),
					0.95,
				),
				unit: 'ms',
				target: 300,
			},
			{
				what: 'with the full text, cold, p95',
				value: percentile(
					cold.map(({ all: whole }) => whole),
					0.95,
				),
				unit: 'ms',
			},
			{
				what: 'fetched for a first question, median',
				value: median(cold.map(({ bytes }) => bytes)) / 1000,
				unit: 'KB',
			},
			{
				what: 'fetched for a first question, most',
				value: Math.max(...cold.map(({ bytes }) => bytes)) / 1000,
				unit: 'KB',
				target: 250,
			},
			{ what: 'right page first', value: all.first, unit: '%', target: 85, atLeast: true },
			{
				what: 'right page in the first three',
				value: all.three,
				unit: '%',
				target: 95,
				atLeast: true,
			},
			{
				what: 'right page first, held out',
				value: heldOut.first,
				unit: '%',
				target: 85,
				atLeast: true,
			},
			{
				what: 'right page in the first three, held out',
				value: heldOut.three,
				unit: '%',
				target: 95,
				atLeast: true,
			},
			{ what: 'Starlight: right page first', value: theirs.first, unit: '%' },
			{ what: 'Starlight: right page in the first three', value: theirs.three, unit: '%' },
		];
	} finally {
		await browser.close();
		server.closeAllConnections();
		server.close();
	}
}

function printQueries(ours: readonly Asked[], stock: readonly Asked[]): void {
	console.log(
		table([
			['questions', 'how many', 'first', 'first three', 'Starlight first', 'first three'],
			...scoreRows(ours, stock),
		]),
	);
	// What is held out stays unseen, so that nobody tunes on it.
	const missed = ours.filter(({ query, place }) => place !== 1 && !query['held-out']);
	for (const { query, place, paths } of missed) {
		const where = place === undefined ? 'not found' : `place ${place}`;
		console.log(
			`${where}: “${query.q.split('\n')[0]}” wants ${query.page}, has ${paths[0] ?? 'nothing'}`,
		);
	}
	console.log('');
}

function lineRows(list: readonly Message[]): Row[] {
	const figures = matchFigures(signatures, list);
	return [
		{
			what: `signatures, ${signatures.length.toLocaleString('en')}, compressed`,
			value: gzipSync(figures.file, { level: 6 }).length / 1000,
			unit: 'KB',
			target: 150,
		},
		{
			what: 'a stack trace of 200 lines, median',
			value: figures.traceMedian,
			unit: 'ms',
			target: 20,
		},
		{ what: 'a stack trace of 200 lines, p95', value: figures.traceWorst, unit: 'ms' },
		{ what: 'a line of a log leads to its signature', value: figures.recalled, unit: '%' },
	];
}
