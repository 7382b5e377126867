/**
 * `npm run bench:scripts`: how long a responder waits. From return to a printed address of the pull request, with a
 * cold process, against an emulator of GitHub on loopback; the number of requests; a dry run through npm; and one
 * rehearsal from return to the live page. Exit 1 if a target is missed.
 */
import { parseArgs } from 'node:util';
import { median } from './measure.ts';
import type { Figure } from './report.ts';
import { isMissed, report } from './report.ts';
import { rehearse } from './rehearsal.ts';
import { openResponderLab } from './responderLab.ts';

const { values } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		'no-rehearsal': { type: 'boolean', default: false },
	},
});
const rounds = values.quick ? 3 : 9;

const lab = await openResponderLab();
try {
	// The first run fills the cache of compiled code, as the first command of a day does.
	await lab.update();
	const updates: { seconds: number; requests: number }[] = [];
	for (let round = 0; round < rounds; round++) updates.push(await lab.update());
	const dryRuns: number[] = [];
	for (let round = 0; round < rounds; round++) dryRuns.push(await lab.dryRun());

	const toAddress = updates.map(({ seconds }) => seconds);
	const requests = updates.map(({ requests: count }) => count);
	const figures: Figure[] = [
		{
			what: 'From return to a printed address',
			value: median(toAddress),
			unit: 's',
			atMost: 1.5,
			rounds: toAddress,
		},
		{
			what: 'Requests for an update, merge and proof included',
			value: Math.max(...requests),
			unit: 'requests',
			atMost: 15,
			rounds: requests,
		},
		{
			what: 'incident open --dry-run through npm run',
			value: median(dryRuns),
			unit: 's',
			atMost: 0.5,
			rounds: dryRuns,
		},
	];
	console.log(report({ figures, timings: [] }));
	if (!values['no-rehearsal']) {
		console.log('\nRehearsal, from return to the live page of a host on loopback:');
		for (const { name, seconds } of await rehearse()) {
			console.log(`  ${name.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s`);
		}
	}
	process.exitCode = figures.some(isMissed) ? 1 : 0;
} finally {
	await lab.close();
}
