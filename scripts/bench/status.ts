/**
 * `npm run bench:status [-- --quick]`: the whole status site in two languages at 1,000 to 10,000 incidents,
 * beside a bare Astro site of the same files, and which files grow with their number. Exit 1 if a target is missed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { generateIncidents } from './generate.ts';
import type { Lab } from './lab.ts';
import { openLab } from './lab.ts';
import { isMissed, report } from './report.ts';
import { compareStatus, growthOfStatus } from './statusFigures.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const scale = values.quick
	? { compared: 500, base: 500, largest: 2500, rounds: 1 }
	: { compared: 1000, base: 2000, largest: 10_000, rounds: 3 };
const languages = ['en', 'de'];

/** Files that may grow: one line or entry per incident of their year or month, or one address per page. */
const mayGrow = /^(?:ledger\/\d{4}\.json|history\/\d{4}-\d{2}\/index\.html|sitemap\.xml)$/;

const lab = openLab();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => {
		lab.close();
		process.exit(1);
	});
}
try {
	const parts = [
		await compareStatus(lab, scale.compared, scale.rounds, languages),
		await growthOfStatus(lab, scale.base, scale.largest, scale.rounds, languages),
	];
	const findings = {
		figures: parts.flatMap(({ figures }) => figures),
		timings: parts.flatMap(({ timings }) => timings),
	};
	console.log(report(findings));
	const grown = await grownFiles(lab, scale.base, scale.base * 4);
	for (const { path, from, to } of grown) {
		console.log(`${path}: ${from.toLocaleString('en')} → ${to.toLocaleString('en')} bytes`);
	}
	const unexpected = grown.filter(({ path }) => !mayGrow.test(path));
	console.log(
		unexpected.length === 0
			? 'Nothing else grows with the number of incidents.'
			: `${unexpected.length} files grow that should not.`,
	);
	process.exitCode = findings.figures.some(isMissed) || unexpected.length > 0 ? 1 : 0;
} finally {
	lab.close();
}

/** Files of both builds that are at least half as large again with four times as many incidents. */
async function grownFiles(
	{ path, buildOurs }: Lab,
	few: number,
	many: number,
): Promise<{ path: string; from: number; to: number }[]> {
	const sizes: Map<string, number>[] = [];
	for (const count of [few, many]) {
		const root = path(`incidents-${count}`);
		if (!existsSync(root)) generateIncidents(root, count, languages);
		await buildOurs('status', root);
		sizes.push(sizesBelow(path('ours/dist/status')));
	}
	const [before = new Map<string, number>(), after = new Map<string, number>()] = sizes;
	return [...before]
		.map(([file, from]) => ({ path: file, from, to: after.get(file) ?? 0 }))
		.filter(({ from, to }) => to > 1.5 * from && to > 2000)
		.sort((a, b) => b.to - a.to)
		.filter(({ path: file }, index) => index < 20 || !mayGrow.test(file));
}

/** Compressed size of every file but those of single incidents, by path. */
function sizesBelow(folder: string): Map<string, number> {
	return new Map(
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.map((full): [string, string] => [relative(folder, full), full])
			.filter(([name]) => !/(?:^|\/)incidents\/[^/]+(?:\/|\.json$)/.test(name))
			.map(([name, full]) => [name, gzipSync(readFileSync(full), { level: 6 }).length]),
	);
}
