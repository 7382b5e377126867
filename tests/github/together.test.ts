import { describe, expect, test } from 'vitest';
import { ordinaryPatience } from '../../scripts/lib/attempts.ts';
import type { Bench } from './support/delivering.ts';
import { deliverOnce, startBench, terms, truthOf, updateDraft } from './support/delivering.ts';

/** That of people at a terminal, on a clock that runs twenty times as fast. */
const patience = {
	...ordinaryPatience,
	pauses: ordinaryPatience.pauses.map((pause) => pause / 20),
};

const names = (count: number) =>
	Array.from({ length: count }, (_, index) => `op${String(index).padStart(4, '0')}`);

async function together(ops: readonly string[], bench: Bench) {
	const drafts = ops.map((op) => updateDraft(op));
	const deliveries = await Promise.all(
		drafts.map((draft) => deliverOnce(bench.proxy, draft, undefined, { patience })),
	);
	return { drafts, deliveries };
}

describe('at the same moment', () => {
	test('twenty responders update one incident, and all succeed', async () => {
		// GitHub takes two seconds for a merge, and refuses all but one of those that it began together.
		const bench = await startBench({ settings: { mergeTakes: 100 } });
		const { drafts, deliveries } = await together(names(20), bench);
		expect(deliveries.map((delivery) => 'status' in delivery && delivery.status)).toEqual(
			drafts.map(() => 'done'),
		);
		for (const draft of drafts) {
			expect(truthOf(bench.forge, draft)).toEqual({
				whole: true,
				partly: true,
				commits: 1,
				pulls: 1,
			});
		}
		expect(bench.forge.pulls).toHaveLength(20);
		// What the peer wrote is a repository to git as well.
		expect(bench.forge.git('fsck', '--strict', '--no-dangling', '--no-progress')).toBe('');
		await bench.close();
	});

	test('the published branch moves under a merge, which is tried again and not reported', async () => {
		const bench = await startBench();
		const { deliveries } = await together(names(6), bench);
		const refused = bench.proxy.passed.filter(({ method }) => method === 'PUT').length;
		expect(refused).toBeGreaterThan(6);
		expect(deliveries.every((delivery) => !(delivery instanceof Error))).toBe(true);
		await bench.close();
	});

	test('one command is started twice, and makes one pull request', async () => {
		const bench = await startBench();
		const op = 'twice1';
		const { deliveries } = await together([op, op], bench);
		expect(deliveries.every((delivery) => !(delivery instanceof Error))).toBe(true);
		expect(truthOf(bench.forge, updateDraft(op))).toMatchObject({ commits: 1, pulls: 1 });
		await bench.close();
	});

	test('one command overtakes itself, and makes one pull request', async () => {
		const bench = await startBench();
		const draft = updateDraft('slow01');
		let overtaken = false;
		// While one run waits for the name of its tree, another goes all the way.
		bench.proxy.before = async ({ url }) => {
			if (overtaken || !url.endsWith('/git/trees')) return;
			overtaken = true;
			await deliverOnce(bench.proxy, draft);
		};
		expect(await deliverOnce(bench.proxy, draft)).toMatchObject({ status: 'already-done' });
		expect(truthOf(bench.forge, draft)).toMatchObject({ commits: 1, pulls: 1 });
		expect(bench.forge.git('branch', '--format=%(refname:short)')).toBe('main');
		await bench.close();
	});

	test('somebody changes another part of a shared file, and both changes are there', async () => {
		const path = 'content/runbooks/uploads.mdx';
		const was = `one\n${'middle\n'.repeat(8)}two\n`;
		const bench = await startBench({ files: { [path]: was } });
		const change = (op: string, text: string) =>
			updateDraft(op, { files: [{ path, text, was }], branch: `status/runbook/uploads--${op}` });
		const review = { ...terms, merge: 'after-review' as const };
		const [first, second] = [
			change('first1', was.replace('one', 'ONE')),
			change('second', was.replace('two', 'TWO')),
		];
		for (const draft of [first, second]) {
			await deliverOnce(bench.proxy, draft, undefined, { terms: review });
		}
		for (const draft of [first, second]) {
			expect(await deliverOnce(bench.proxy, draft, { resumed: true })).toMatchObject({
				status: 'done',
			});
		}
		expect(bench.forge.textOn('main', path)).toBe(was.replace('one', 'ONE').replace('two', 'TWO'));
		await bench.close();
	});
});

describe('where GitHub shows what was', () => {
	test.each([1, 2, 3])('%i stale answers to each question change nothing', async (times) => {
		const bench = await startBench({}, [
			{ kind: 'stale', times, at: { method: 'GET', path: /\/git\/ref\/heads\/status/ } },
			{ kind: 'stale', times, at: { method: 'GET', path: /\/contents\// } },
			{ kind: 'stale', times, at: { method: 'GET', path: /\/pulls\/\d+$/ } },
			{ kind: 'reset-after', times: 1, at: { method: 'POST', path: /\/git\/refs$/ } },
			{ kind: 'reset-after', times: 1, at: { method: 'POST', path: /\/pulls$/ } },
			{ kind: 'reset-after', times: 1, at: { method: 'PUT', path: /\/merge$/ } },
		]);
		const draft = updateDraft();
		const memory = { resumed: false };
		await deliverOnce(bench.proxy, draft, memory);
		bench.proxy.faults.length = 0;
		await deliverOnce(bench.proxy, draft, memory);
		expect(truthOf(bench.forge, draft)).toEqual({
			whole: true,
			partly: true,
			commits: 1,
			pulls: 1,
		});
		await bench.close();
	});
});
