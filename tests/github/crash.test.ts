import { describe, expect, test } from 'vitest';
import type { Memory } from './support/delivering.ts';
import { deliverOnce, startBench, truthOf, updateDraft } from './support/delivering.ts';

/** More requests than a delivery has: the last of these crashes come after its end. */
const requests = Array.from({ length: 16 }, (_, index) => index);

describe.each(['reset-before', 'reset-after'] as const)('a command that ends by %s', (kind) => {
	describe.each([true, false])('where GitHub deletes merged branches: %s', (deletes) => {
		test.each(requests)('of request %i and is run again delivers once', async (skip) => {
			const settings = { delete_branch_on_merge: deletes };
			// From that request on nobody is heard any more, as for a process that has died.
			const { forge, proxy, close } = await startBench({ settings }, [{ kind, skip, times: 1e9 }]);
			try {
				const draft = updateDraft();
				const memory: Memory = { resumed: false };
				await deliverOnce(proxy, draft, memory, {
					patience: { pauses: [], giveUpAfterMs: 0, contendForMs: 0 },
				});
				proxy.faults.length = 0;
				// Half of the dead have told nobody of their pull request.
				if (skip % 2 === 0) delete memory.pull;
				const again = await deliverOnce(proxy, draft, memory);
				expect(again).toMatchObject({ status: expect.stringMatching(/done$/) as string });
				expect(truthOf(forge, draft)).toEqual({ whole: true, partly: true, commits: 1, pulls: 1 });
			} finally {
				await close();
			}
		});
	});
});
