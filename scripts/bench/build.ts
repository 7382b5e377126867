/**
 * `npm run bench:build [-- --quick]`: how fast both sites are built, beside what Astro and Starlight do with
 * the same files in the same run. Everything is a ratio, because machines differ. Exit 1 if a target is missed.
 */
import { parseArgs } from 'node:util';
import { openLab } from './lab.ts';
import { comparePortal } from './portalFigures.ts';
import { isMissed, report } from './report.ts';
import { compareStatus, growthOfStatus } from './statusFigures.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const scale = values.quick
	? { incidents: 500, base: 500, largest: 2000, runbooks: 200, rounds: 1, portalRounds: 1 }
	: { incidents: 1000, base: 2000, largest: 10_000, runbooks: 1000, rounds: 5, portalRounds: 3 };

const lab = openLab();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => {
		lab.close();
		process.exit(1);
	});
}
try {
	const parts = [
		await compareStatus(lab, scale.incidents, scale.rounds),
		await growthOfStatus(lab, scale.base, scale.largest, scale.rounds),
		await comparePortal(lab, scale.runbooks, scale.portalRounds),
	];
	const findings = {
		figures: parts.flatMap(({ figures }) => figures),
		timings: parts.flatMap(({ timings }) => timings),
		sizes: parts.flatMap(({ sizes }) => sizes ?? []),
	};
	console.log(report(findings));
	process.exitCode = findings.figures.some(isMissed) ? 1 : 0;
} finally {
	lab.close();
}
