/** How fast the portal is built, and whether a page stays as small beside many others. */
import { statSync } from 'node:fs';
import { generateRunbooks } from './generate.ts';
import type { Lab } from './lab.ts';
import { inTurns, median, ratios } from './measure.ts';
import { writePlainStarlight } from './peers.ts';
import type { Findings } from './report.ts';
import { runbookFolders, runbookPath } from './runbook.ts';

/** Runbooks beside which a page counts as small: one a folder. */
const few = runbookFolders;

/** The portal of `count` runbooks, and plain Starlight with the same prose and code. */
export async function comparePortal(lab: Lab, count: number, times: number): Promise<Findings> {
	const sizeOf = (folder: string) =>
		statSync(lab.path(`${folder}/runbooks/${runbookPath(0)}/index.html`)).size;
	const prepare = (number: number) => {
		const content = lab.path(`runbooks-${number}`);
		const peer = lab.path(`starlight-${number}`);
		generateRunbooks(content, number);
		writePlainStarlight(peer, content);
		return {
			ours: () => lab.buildOurs('portal', content),
			peer: () => lab.buildPeer(peer),
			size: () => ({ ours: sizeOf('ours/dist/portal'), peer: sizeOf(`starlight-${number}/dist`) }),
		};
	};

	const small = prepare(few);
	await inTurns(1, small.ours, small.peer);
	const alone = small.size();
	const large = prepare(count);
	const seconds = await inTurns(times, large.ours, large.peer);
	const among = large.size();

	const rounds = ratios(seconds);
	const named = `${count.toLocaleString('en')} runbooks`;
	return {
		figures: [
			{
				what: `portal of ${named} to plain Starlight`,
				value: median(rounds),
				unit: '×',
				atMost: 1.5,
				rounds,
			},
			{
				what: `HTML of a runbook among ${named}, to among ${few}`,
				value: among.ours / alone.ours,
				unit: '×',
				atMost: 1.3,
				rounds: [],
			},
			{
				what: 'the same in plain Starlight',
				value: among.peer / alone.peer,
				unit: '×',
				atMost: undefined,
				rounds: [],
			},
		],
		timings: [
			{ what: `portal, ${named}`, seconds: seconds.ours },
			{ what: `plain Starlight, ${named}`, seconds: seconds.peer },
		],
		sizes: [
			{ what: `portal, among ${named}`, bytes: among.ours },
			{ what: `portal, among ${few}`, bytes: alone.ours },
			{ what: `plain Starlight, among ${named}`, bytes: among.peer },
			{ what: `plain Starlight, among ${few}`, bytes: alone.peer },
		],
	};
}
