/** `--wait`: follows what was sent until customers can read it. */
import type { Delivery, Draft } from './forge.ts';
import type { GitHub } from './githubApi.ts';

/** How long a stage took. */
export interface Stage {
	name: 'pull request' | 'merged' | 'committed' | 'written' | 'live';
	/** Milliseconds since the command was started. */
	after: number;
}

export interface FollowOptions {
	/** Address of the status page. */
	site: string;
	/** GitHub, if that is where the pull request is. */
	github: Pick<GitHub, 'pull'> | undefined;
	/** Milliseconds since the command was started. */
	elapsed: () => number;
	/** When the pull request was opened, by the same clock. */
	openedAfter?: number | undefined;
	/** A commit in a clone: whether its remote has it, as far as the clone knows. */
	pushed?: boolean;
	/** Tells of a stage as soon as it is reached. */
	say: (stage: Stage) => void;
	/** Milliseconds between two looks. */
	every?: number;
	/** After this many milliseconds nobody waits any longer. */
	atMost?: number;
}

/** How far it came. */
export interface Followed {
	stages: Stage[];
	/** Merged by now, even if it was not when it was sent. */
	merged: boolean;
	/** Why the wait ended before the last stage. */
	note?: string;
}

/** Follows a delivery, stage by stage. */
export async function followLive(
	delivery: Delivery,
	draft: Draft,
	options: FollowOptions,
): Promise<Followed> {
	const { site, github, elapsed, openedAfter, say } = options;
	const { pushed = false, every = 2000, atMost = 15 * 60_000 } = options;
	const stages: Stage[] = [];
	const reach = (name: Stage['name'], after = elapsed()) => {
		const stage = { name, after };
		stages.push(stage);
		say(stage);
	};
	const until = elapsed() + atMost;
	const { pullRequest } = delivery;
	if (pullRequest) reach('pull request', openedAfter);

	if (delivery.by === 'patch-file') {
		reach('written');
		return { stages, merged: false, note: 'Customers are shown it once the patch is published.' };
	}
	if (delivery.by === 'local-clone') {
		reach('committed');
		if (!pushed) return { stages, merged: false, note: unpushed };
	}

	let merged = /done$/.test(delivery.status);
	let { mergedAt } = delivery;
	while (!merged && pullRequest && github && elapsed() < until) {
		await pause(every);
		const now = await github.pull(pullRequest.number).catch(() => undefined);
		merged = now?.state === 'merged';
		mergedAt = now?.mergedAt;
		if (now?.state === 'closed') return { stages, merged, note: 'It was closed.' };
	}
	if (!merged) return { stages, merged, note: 'It is not merged yet.' };
	if (delivery.by !== 'local-clone') reach('merged');

	const signs = signsOf(draft);
	if (signs.length === 0) return { stages, merged, note: 'Customers are shown nothing of it.' };
	while (elapsed() < until) {
		if (await isLive(site, signs, mergedAt)) {
			reach('live');
			return { stages, merged };
		}
		await pause(every);
	}
	return { stages, merged, note: `${site} does not show it yet.` };
}

const unpushed =
	'It is not pushed, so there is nothing to wait for yet. After git push, the same command with --wait follows it.';

/** The stages as one line. */
export const stageLine = (stages: readonly Stage[]): string =>
	stages.map(({ name, after }) => `${name} after ${(after / 1000).toFixed(1)} s`).join(', ');

/** Something that is published, and whether it shows what was sent. */
interface Sign {
	path: string;
	in: (text: string) => boolean;
}

/** By what it is known that customers can read the draft. */
function signsOf({ files }: Draft): Sign[] {
	return files.flatMap(({ path, text }): Sign[] => {
		const [, room = '', id = '', name = ''] =
			/(?:^|\/)(incidents|maintenance)\/\d{4}\/([^/]+)\/(updates\/[^/]+|report)\.md$/.exec(path) ??
			[];
		const [fields = ''] = text.split('\n---');
		const instant = (field: string) =>
			new Date(new RegExp(`^${field}: (\\S+)$`, 'm').exec(fields)?.[1] ?? NaN);
		if (name === 'report') {
			const published = instant('published').toISOString();
			return [{ path: `${room}/${id}/report/`, in: (page) => page.includes(published) }];
		}
		const mark = name.split('-').at(-1)?.split('.')[0] ?? '';
		if (mark === '') return [];
		if (room === 'incidents' && /^(?:corrects|redacts): /m.test(fields)) {
			const at = instant('at');
			return [
				{ path: `api/v2/incidents/${id}.json`, in: (record) => wasChanged(record, at.getTime()) },
			];
		}
		return [{ path: `${room}/${id}/`, in: (page) => page.includes(mark) }];
	});
}

/** Whether an update that was there before an instant was changed then, or later. */
function wasChanged(record: string, at: number): boolean {
	try {
		const { incident } = JSON.parse(record) as {
			incident?: { incident_updates?: { created_at: string; updated_at: string }[] };
		};
		return (incident?.incident_updates ?? []).some(
			({ created_at: created, updated_at: updated }) =>
				Date.parse(created) < at && Date.parse(updated) >= at,
		);
	} catch {
		// What a host answers before it is ready, such as a page where JSON was expected: not live yet, asked again.
		return false;
	}
}

/** Whether the page was built after the merge, and shows what was sent. */
async function isLive(site: string, signs: readonly Sign[], mergedAt = 0): Promise<boolean> {
	const top = site.replace(/\/*$/, '/');
	const beat = await textOf(`${top}heartbeat.json`);
	if (beat === undefined) return false;
	let generated: number;
	try {
		const { generated_at: at } = JSON.parse(beat) as { generated_at?: string };
		generated = Date.parse(at ?? '');
	} catch {
		return false;
	}
	// GitHub says when to the second.
	if (!(generated >= Math.floor(mergedAt / 1000) * 1000)) return false;
	const shown = await Promise.all(
		signs.map(async (sign) => {
			const text = await textOf(top + sign.path);
			return text !== undefined && sign.in(text);
		}),
	);
	return shown.every(Boolean);
}

async function textOf(address: string): Promise<string | undefined> {
	try {
		const answer = await fetch(address, {
			headers: { 'cache-control': 'no-cache' },
			signal: AbortSignal.timeout(5000),
		});
		return answer.ok ? await answer.text() : undefined;
	} catch {
		// Not there yet, or not to be reached for a moment: it is asked again.
		return undefined;
	}
}

const pause = (length: number) => new Promise((resolve) => setTimeout(resolve, length));
