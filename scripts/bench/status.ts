/**
 * `npm run bench:status [-- --quick]`: the whole status site in two languages at 1,000 to 10,000 incidents,
 * beside a bare Astro site of the same files at 1,000 and 8,000, and which files grow with their number. Exit 1
 * if a target is missed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { generateIncidents } from './generate.ts';
import type { GrownFile } from './grownFiles.ts';
import { grownFiles, mayGrow } from './grownFiles.ts';
import type { Lab } from './lab.ts';
import { openLab } from './lab.ts';
import { isMissed, report } from './report.ts';
import { compareStatus, growthOfStatus } from './statusFigures.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const scale = values.quick
	? { compared: 500, base: 500, largest: 2500, rounds: 1 }
	: { compared: 1000, base: 2000, largest: 10_000, rounds: 3 };
const languages = ['en', 'de'];

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
		// One round is enough where a build is long: what disturbs it is short beside it.
		await compareStatus(lab, scale.base * 4, 1, languages),
		await growthOfStatus(lab, scale.base, scale.largest, scale.rounds, languages),
	];
	const findings = {
		figures: parts.flatMap(({ figures }) => figures),
		timings: parts.flatMap(({ timings }) => timings),
	};
	console.log(report(findings));
	const grown = await grownBetween(lab, scale.base, scale.base * 4);
	const unexpected = grown.filter(({ path }) => !mayGrow(path));
	for (const { path, from, to } of new Set([...unexpected, ...grown.slice(0, 20)])) {
		console.log(`${path}: ${from.toLocaleString('en')} → ${to.toLocaleString('en')} bytes`);
	}
	console.log(
		unexpected.length === 0
			? 'Nothing else grows with the number of incidents.'
			: `${unexpected.length} files grow that should not.`,
	);
	process.exitCode = findings.figures.some(isMissed) || unexpected.length > 0 ? 1 : 0;
} finally {
	lab.close();
}

/** What grows from a build of `few` incidents to one of `many`. */
async function grownBetween(
	{ path, buildOurs }: Lab,
	few: number,
	many: number,
): Promise<GrownFile[]> {
	const sizesOf = async (count: number) => {
		const root = path(`incidents-${count}`);
		if (!existsSync(root)) generateIncidents(root, count, languages);
		await buildOurs('status', root);
		return sizesBelow(path('ours/dist/status'));
	};
	return grownFiles(await sizesOf(few), await sizesOf(many));
}

/** Compressed size of every file, by path. */
function sizesBelow(folder: string): Map<string, number> {
	return new Map(
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.map((full) => [relative(folder, full), gzipSync(readFileSync(full), { level: 6 }).length]),
	);
}
