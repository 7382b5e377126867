import { expect, test } from 'vitest';
import { startBench, truthOf, updateDraft } from './support/delivering.ts';
import { cases } from './support/faults.ts';
import { deliverNaively, naiveOctokit } from './support/naive.ts';

/** Requests at which an obvious script trips, and faults that leave it in doubt. */
const telling = cases.filter(
	({ request, fault, times }) =>
		['POST refs', 'POST pulls', 'PUT merge'].includes(request) &&
		['reset after it was done', 'cut off', '502 after it was done', '405', '409'].includes(fault) &&
		times === 2,
);

test('an obvious script delivers when nothing goes wrong', async () => {
	const { forge, proxy, close } = await startBench();
	const draft = updateDraft();
	await deliverNaively(naiveOctokit(proxy.url, 5000), draft);
	expect(truthOf(forge, draft)).toEqual({ whole: true, partly: true, commits: 1, pulls: 1 });
	await close();
});

test('an obvious script fails the matrix that ours passes', async () => {
	const once = { whole: true, partly: true, commits: 1, pulls: 1 };
	const found = { lost: 0, doubled: 0, half: 0, stuck: 0 };
	for (const { make } of telling) {
		const { forge, proxy, close } = await startBench({}, [make()]);
		const draft = updateDraft();
		const run = () =>
			deliverNaively(naiveOctokit(proxy.url, 2000), draft).then(
				() => 'done',
				() => 'failed',
			);
		const first = await run();
		const between = truthOf(forge, draft);
		proxy.faults.length = 0;
		const second = await run();
		const after = truthOf(forge, draft);
		if (first === 'done' && !between.whole) found.lost++;
		if (after.pulls > 1 || after.commits > 1) found.doubled++;
		if (!after.whole) found.half++;
		if (second !== 'done' || JSON.stringify(after) !== JSON.stringify(once)) found.stuck++;
		await close();
	}
	expect(found.stuck).toBeGreaterThan(telling.length / 2);
	expect(found.lost + found.doubled + found.half).toBeGreaterThan(0);
});
