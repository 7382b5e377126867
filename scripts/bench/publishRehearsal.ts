/** One update on a day without GitHub: written into a clone, published from it to a folder that a host serves, and read. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveFolder } from '../lib/serve.ts';
import { incident, makeClone, repository, run } from './responderLab.ts';

/** A stage, and how long after return it was reached. */
export interface RehearsedStage {
	name: 'committed' | 'published' | 'live';
	seconds: number;
}

/** Nobody waits longer than this for a page that was published, in milliseconds. */
const atMost = 30_000;

/**
 * Rehearses it.
 *
 * @param say tells of each stage as soon as it is reached
 * @throws if a command fails, or the page does not show the update in time
 */
export async function rehearsePublish(
	say: (stage: RehearsedStage) => void,
): Promise<RehearsedStage[]> {
	const folder = mkdtempSync(join(tmpdir(), 'allclear-'));
	const clone = join(folder, 'clone');
	const live = join(folder, 'live');
	mkdirSync(clone);
	makeClone(clone);
	const env = { CONTENT_DIR: join(clone, 'content'), DIST_DIR: join(folder, 'dist') };
	const publish = () => run('publish', ['to', '--json', '--anyway', live], repository, env);
	try {
		// A page is there before anything happens, as it would be.
		await publish();
		const { server, port, base } = await serveFolder(live, 0);
		try {
			const started = performance.now();
			const stages: RehearsedStage[] = [];
			const reach = (name: RehearsedStage['name']) => {
				const stage = { name, seconds: (performance.now() - started) / 1000 };
				stages.push(stage);
				say(stage);
			};
			const words = ['update', incident, '--message', 'The disk is full.', '--via', 'clone'];
			const { output } = await run('incident', [...words, '--json'], clone, {});
			const { op } = JSON.parse(output) as { op: string };
			reach('committed');
			await publish();
			reach('published');
			await shows(`http://127.0.0.1:${port}${base}incidents/${incident}/`, op);
			reach('live');
			return stages;
		} finally {
			server.closeAllConnections();
			server.close();
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Asks for the page, as a reader would, until the update is on it. */
async function shows(address: string, op: string): Promise<void> {
	const until = performance.now() + atMost;
	while (performance.now() < until) {
		const text = await fetch(address).then(
			(answer) => answer.text(),
			() => '',
		);
		if (text.includes(op)) return;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`${address} does not show ${op}.`);
}
