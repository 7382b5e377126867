/** The full matrix: each fault at each request, once and twice, and then the same command again. */
import { describe, expect, test } from 'vitest';
import type { Memory } from './delivering.ts';
import { deliverOnce, startBench, truthOf, updateDraft } from './delivering.ts';
import type { Case } from './faults.ts';
import { cases, requests } from './faults.ts';

/** Only where a peer hangs is it waited for to no end; a busy machine is slow, too. */
const timeoutFor = ({ fault }: Case) => (fault === 'hang' ? 500 : 10_000);

/** Tests of the matrix at some requests; files share it, because two can run at once. */
export function testMatrixAt(at: (request: string) => boolean): void {
	describe.each(Object.keys(requests).filter(at))('at %s', (request) => {
		test.each(cases.filter((one) => one.request === request))(
			'$fault, $times ×, leaves one pull request or a draft, and the same command finishes it',
			{ timeout: 60_000 },
			async (one: Case) => {
				const { forge, proxy, close } = await startBench({}, [one.make()]);
				try {
					const draft = updateDraft();
					const memory: Memory = { resumed: false };
					const first = await deliverOnce(proxy, draft, memory, {
						timeoutMs: timeoutFor(one),
					});
					expect(proxy.passed.some(({ fault }) => fault !== undefined)).toBe(true);

					const between = truthOf(forge, draft);
					expect(between.pulls).toBeLessThanOrEqual(1);
					expect(between.partly).toBe(between.whole);
					if (!(first instanceof Error) && first.status === 'done') {
						expect(between).toEqual({ whole: true, partly: true, commits: 1, pulls: 1 });
					}

					proxy.faults.length = 0;
					const second = await deliverOnce(proxy, draft, memory);
					expect(second).toMatchObject({ status: expect.stringMatching(/done$/) as string });
					expect(truthOf(forge, draft)).toEqual({
						whole: true,
						partly: true,
						commits: 1,
						pulls: 1,
					});
					expect(proxy.badRequests).toEqual([]);
					expect(proxy.badAnswers).toEqual([]);
				} finally {
					await close();
				}
			},
		);
	});
}
