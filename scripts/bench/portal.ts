/**
 * `npm run bench:portal [-- --site <folder>]`: what a runbook fetches at the first visit, how soon it can be used on a
 * processor four times as slow, and what Lighthouse says of it and of the home page. Takes a portal that was built
 * before, or builds one from `content/`. Exit 1 if a target is missed or could not be measured.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from '@playwright/test';
import { chromium } from '@playwright/test';
import { findBrowser } from '../lib/browser.ts';
import { weighPortal } from '../lib/portalBudget.ts';
import { openLab } from './lab.ts';
import { judge } from './lighthouse.ts';
import { median } from './measure.ts';
import { visitFirst } from './portalBrowser.ts';
import { serveCompressed } from './searchServer.ts';
import type { Row } from './targets.ts';
import { isMissed, targetTable } from './targets.ts';

const { values } = parseArgs({ options: { site: { type: 'string' } } });
/** How many times slower, and how often. */
const slowdown = 4;
const visits = 9;

const executablePath = await findBrowser();
if (executablePath === undefined) throw new Error('This benchmark needs Chromium.');
if (values.site === undefined) {
	const lab = openLab();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => {
			lab.close();
			process.exit(1);
		});
	}
	try {
		await lab.buildOurs('portal', resolve(import.meta.dirname, '../../content'));
		await report(lab.path('ours/dist/portal'), executablePath);
	} finally {
		lab.close();
	}
} else {
	if (!existsSync(resolve(values.site, 'index.html')))
		throw new Error(`There is no built portal in ${values.site}.`);
	await report(resolve(values.site), executablePath);
}

async function report(site: string, executablePath: string): Promise<void> {
	const { server, url } = await serveCompressed(site);
	const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
	try {
		const { name } = weighPortal(site).heaviest;
		const rows = [
			...(await visitRows(browser, `${url}${name}/`)),
			...(await lighthouseRows(url, name, executablePath)),
		];
		console.log(`\nHeaviest runbook: ${name}\n\n${targetTable(rows)}`);
		process.exitCode = rows.some(isMissed) ? 1 : 0;
	} finally {
		await browser.close();
		server.closeAllConnections();
		server.close();
	}
}

async function visitRows(browser: Browser, url: string): Promise<Row[]> {
	const slow = [];
	for (let visit = 0; visit < visits; visit++) slow.push(await visitFirst(browser, url, slowdown));
	const usable = slow.map(({ interactive }) => interactive);
	return [
		{
			what: 'runbook, fetched at the first visit',
			value: Math.max(...slow.map(({ bytes }) => bytes)) / 1024,
			unit: 'KB',
			target: 60,
		},
		{
			what: `runbook, interactive at a ${slowdown}th of the speed, median of ${visits}`,
			value: median(usable),
			unit: 'ms',
			target: 1000,
		},
		{ what: 'the same, slowest', value: Math.max(...usable), unit: 'ms' },
	];
}

async function lighthouseRows(
	url: string,
	runbook: string,
	executablePath: string,
): Promise<Row[]> {
	const rows: Row[] = [];
	for (const [what, path] of [
		['home', ''],
		['runbook', `${runbook}/`],
	]) {
		const verdict = await judge(`${url}${path}`, executablePath).catch((error: unknown) => {
			console.log(`Lighthouse did not judge ${what}: ${String(error).split('\n')[0]}`);
			return undefined;
		});
		for (const fault of verdict?.faults ?? []) console.log(`${what}: ${fault}`);
		const score = (name: 'performance' | 'accessibility' | 'best-practices') =>
			verdict?.scores[name];
		rows.push(
			{
				what: `${what}, accessibility`,
				value: score('accessibility'),
				unit: 'of 100',
				target: 100,
				atLeast: true,
			},
			{
				what: `${what}, best practices`,
				value: score('best-practices'),
				unit: 'of 100',
				target: 100,
				atLeast: true,
			},
			{ what: `${what}, performance`, value: score('performance'), unit: 'of 100' },
		);
	}
	return rows;
}
