import { afterEach, describe, expect, test } from 'vitest';
import type { Bench } from './support/delivering.ts';
import { deliverOnce, startBench, terms, truthOf, updateDraft } from './support/delivering.ts';

const benches: Bench[] = [];
const bench = async (...words: Parameters<typeof startBench>) => {
	const started = await startBench(...words);
	benches.push(started);
	return started;
};
afterEach(async () => {
	for (const { close } of benches.splice(0)) await close();
});

const once = { whole: true, partly: true, commits: 1, pulls: 1 };
const green = { ...terms, merge: 'when-green' as const };
const review = { ...terms, merge: 'after-review' as const };

describe('a delivery', () => {
	test('is one pull request, in the fewest requests, and names its operation in the history', async () => {
		const { forge, proxy } = await bench();
		const draft = updateDraft();
		const delivery = await deliverOnce(proxy, draft, undefined, {
			terms: { ...terms, reviewers: [] },
		});
		expect(delivery).toMatchObject({ status: 'done', by: 'github', warnings: [] });
		expect(truthOf(forge, draft)).toEqual(once);
		expect(forge.pulls[0]).toMatchObject({ labels: ['incident'], draft: false });
		expect(forge.git('log', '-1', '--format=%B', 'main')).toBe(
			`${draft.title} (#1)\n\n${draft.body}\n\nStatus-Op: ${draft.op}`,
		);
		expect(proxy.passed).toHaveLength(13);
		expect(proxy.badRequests).toEqual([]);
		expect(proxy.badAnswers).toEqual([]);
	});

	test('of several files is one commit', async () => {
		const { forge, proxy } = await bench();
		const draft = updateDraft('twofil');
		draft.files.push({ path: 'content/index-twofil.md', text: 'x\n' });
		await deliverOnce(proxy, draft);
		expect(truthOf(forge, draft)).toEqual(once);
	});

	test.each([
		[{ allow_squash_merge: false }, 2],
		[{ allow_squash_merge: false, allow_merge_commit: false }, 1],
	])('is merged in a way that the repository allows: %j', async (settings, parents) => {
		const { forge, proxy } = await bench({ settings });
		const draft = updateDraft();
		expect(await deliverOnce(proxy, draft)).toMatchObject({ status: 'done' });
		expect(forge.git('log', '-1', '--format=%P', 'main').split(' ')).toHaveLength(parents);
		expect(truthOf(forge, draft).whole).toBe(true);
	});

	test('waits for review as a draft, and is the same pull request the second time', async () => {
		const { forge, proxy } = await bench();
		const draft = updateDraft();
		for (const resumed of [false, true]) {
			expect(
				await deliverOnce(proxy, draft, { resumed }, { terms: { ...review, asDraft: true } }),
			).toMatchObject({ status: 'waiting', notes: ['It is a draft; people finish it.'] });
		}
		expect(forge.pulls).toMatchObject([{ draft: true, state: 'open' }]);
	});

	test('is no draft where the repository has none, and says so', async () => {
		const { forge, proxy } = await bench({ settings: { hasDrafts: false } });
		expect(
			await deliverOnce(proxy, updateDraft(), undefined, { terms: { ...review, asDraft: true } }),
		).toMatchObject({
			status: 'waiting',
			notes: ['It waits for review.'],
			warnings: ['acme/status has no drafts, so it is an ordinary pull request.'],
		});
		expect(forge.pulls).toMatchObject([{ draft: false, state: 'open' }]);
	});

	test('asks everybody for review but the author', async () => {
		const { forge, proxy } = await bench();
		const asked = { ...review, reviewers: ['Nia', 'ravi'], teams: ['payments'] };
		expect(await deliverOnce(proxy, updateDraft(), undefined, { terms: asked })).toMatchObject({
			warnings: [],
		});
		expect(forge.pulls[0]).toMatchObject({ reviewers: ['ravi'], teams: ['payments'] });
	});

	test('is not stopped by a reviewer whom GitHub does not know', async () => {
		const { proxy } = await bench();
		const asked = { ...terms, reviewers: ['nobody'] };
		expect(await deliverOnce(proxy, updateDraft(), undefined, { terms: asked })).toMatchObject({
			status: 'done',
			warnings: [expect.stringContaining('Nobody was asked for review') as string],
		});
	});

	test('works with the token of an app, of which GitHub says that it may not write', async () => {
		const { forge, proxy } = await bench();
		const draft = updateDraft();
		expect(await deliverOnce(proxy, draft, undefined, { token: 'token-of-app' })).toMatchObject({
			status: 'done',
		});
		expect(truthOf(forge, draft)).toEqual(once);
	});

	test('with a token that may only read says so', async () => {
		const { forge, proxy } = await bench({ settings: { push: false } });
		expect(await deliverOnce(proxy, updateDraft())).toMatchObject({
			exitCode: 77,
			message: 'This token may read acme/status and not write to it.',
		});
		expect(forge.pulls).toEqual([]);
	});

	test('is merged at once only by those whom the policy names', async () => {
		const { proxy } = await bench();
		const named = { ...terms, atOnceBy: ['nia'] };
		const by = (op: string, token: string) =>
			deliverOnce(proxy, updateDraft(op), undefined, { terms: named, token });
		expect(await by('bynia1', 'token-of-nia')).toMatchObject({ status: 'done' });
		expect(await by('byravi', 'token-of-ravi')).toMatchObject({ status: 'waiting' });
	});
});

describe('when checks decide', () => {
	test('what nothing blocks is merged, without the other interface', async () => {
		const { proxy } = await bench();
		expect(await deliverOnce(proxy, updateDraft(), undefined, { terms: green })).toMatchObject({
			status: 'done',
		});
		expect(proxy.passed.some(({ url }) => url === '/graphql')).toBe(false);
	});

	test('what is blocked is left to GitHub', async () => {
		const { forge, proxy } = await bench({
			settings: { needsApproval: true, allow_auto_merge: true },
		});
		expect(await deliverOnce(proxy, updateDraft(), undefined, { terms: green })).toMatchObject({
			status: 'waiting',
			notes: ['GitHub merges it once its checks have passed.'],
		});
		expect(forge.pulls[0]?.auto).toBe(true);
	});

	test('what waits only for checks that nothing requires is for people, and they are told why', async () => {
		const { forge, proxy } = await bench({
			settings: { checksRun: true, allow_auto_merge: true },
		});
		expect(await deliverOnce(proxy, updateDraft(), undefined, { terms: green })).toMatchObject({
			status: 'waiting',
			notes: [
				'Its checks have not passed yet, and GitHub waits by itself only for checks that the branch requires: merge it once they have.',
			],
		});
		expect(forge.pulls).toMatchObject([{ auto: false, state: 'open' }]);
	});

	test('what should be merged at once and may not yet is left to GitHub', async () => {
		const { forge, proxy } = await bench({
			settings: { needsApproval: true, allow_auto_merge: true },
		});
		expect(await deliverOnce(proxy, updateDraft())).toMatchObject({
			status: 'waiting',
			notes: [
				'GitHub does not merge it yet: At least 1 approving review is required by reviewers with write access. It does so by itself once nothing is missing.',
			],
		});
		expect(forge.pulls[0]?.auto).toBe(true);
	});

	test('a repository that does not let GitHub merge is told where to allow it', async () => {
		const { proxy } = await bench({ settings: { needsApproval: true } });
		expect(await deliverOnce(proxy, updateDraft(), undefined, { terms: green })).toMatchObject({
			status: 'waiting',
			notes: [expect.stringContaining('Settings, General, Allow auto-merge') as string],
		});
	});
});

describe('nothing of somebody else’s is lost', () => {
	const path = 'content/runbooks/uploads.mdx';
	const change = (text: string, was?: string) =>
		updateDraft('change', { files: [{ path, text, was }], branch: 'status/runbook/x--change' });

	test('a file that has changed meanwhile is not overwritten', async () => {
		const { forge, proxy } = await bench({ files: { [path]: 'new\n' } });
		expect(await deliverOnce(proxy, change('mine\n', 'old\n'))).toMatchObject({
			exitCode: 65,
			message: `${path} has changed on main since your copy was fetched.`,
		});
		expect(forge.textOn('main', path)).toBe('new\n');
		expect(forge.pulls).toEqual([]);
	});

	test('a new file does not take the place of one that is there', async () => {
		const { proxy } = await bench({ files: { [path]: 'theirs\n' } });
		expect(await deliverOnce(proxy, change('mine\n'))).toMatchObject({
			exitCode: 65,
			message: `${path} is on main already, with another text.`,
		});
	});

	test('what is there already is not sent', async () => {
		const { forge, proxy } = await bench({ files: { [path]: 'mine\n' } });
		expect(await deliverOnce(proxy, change('mine\n', 'old\n'))).toMatchObject({
			status: 'already-done',
		});
		expect(forge.pulls).toEqual([]);
	});

	test('a branch that holds something else is left as it is', async () => {
		const { forge, proxy } = await bench();
		const draft = updateDraft();
		forge.git('update-ref', `refs/heads/${draft.branch}`, 'main');
		expect(await deliverOnce(proxy, draft)).toMatchObject({ exitCode: 65 });
		expect(forge.git('rev-parse', draft.branch)).toBe(forge.git('rev-parse', 'main'));
	});

	test('what somebody has added to the branch of an open pull request is for people to judge', async () => {
		const { forge, proxy } = await bench();
		const draft = updateDraft();
		await deliverOnce(proxy, draft, undefined, { terms: review });
		await forge.write(draft.branch, 'content/more.md', 'more\n');
		const delivery = await deliverOnce(proxy, draft, { resumed: true });
		expect(delivery).toMatchObject({
			status: 'waiting',
			notes: ['Somebody has added to its branch; look at it.'],
		});
		expect(forge.textOn('main', 'content/more.md')).toBeUndefined();
		expect(forge.pulls).toHaveLength(1);
	});

	test('a conflict is left to people, and nothing is forced', async () => {
		const was = 'one\ntwo\n';
		const { forge, proxy } = await bench({ files: { [path]: was } });
		const draft = change('ONE\ntwo\n', was);
		await deliverOnce(proxy, draft, undefined, { terms: review });
		await forge.write('main', path, 'eins\ntwo\n');
		expect(await deliverOnce(proxy, draft, { resumed: true })).toMatchObject({
			status: 'waiting',
			notes: ['It conflicts with what was merged meanwhile; look at it.'],
		});
		expect(forge.textOn('main', path)).toBe('eins\ntwo\n');
	});

	test('a pull request that somebody closed is not opened again', async () => {
		const { forge, proxy } = await bench();
		const draft = updateDraft();
		await deliverOnce(proxy, draft, undefined, { terms: review });
		for (const pull of forge.pulls) pull.state = 'closed';
		expect(await deliverOnce(proxy, draft, { resumed: true })).toMatchObject({
			exitCode: 77,
			message: 'Pull request #1 was closed without being merged, so it is not opened again.',
		});
		expect(forge.pulls).toHaveLength(1);
	});
});

describe('a lost answer', () => {
	test.each([
		['POST', /\/git\/refs$/],
		['POST', /\/pulls$/],
		['PUT', /\/merge$/],
	])('to %s %s is looked up, and the request not sent again', async (method, path) => {
		const { forge, proxy } = await bench({}, [
			{ kind: 'reset-after', times: 1, at: { method, path } },
		]);
		const draft = updateDraft();
		expect(await deliverOnce(proxy, draft)).toMatchObject({ status: 'done' });
		const sent = proxy.passed.filter(
			(one) => one.method === method && path.test(one.url.split('?')[0] ?? ''),
		);
		expect(sent).toHaveLength(1);
		expect(truthOf(forge, draft)).toEqual(once);
	});
});

test('a merge is not believed where the file is not in it', async () => {
	const { forge, proxy } = await bench();
	const sha = forge.git('rev-parse', 'main');
	proxy.faults.push({
		kind: 'answer',
		status: 200,
		body: { sha, merged: true, message: 'Pull Request successfully merged' },
		at: { method: 'PUT', path: /\/merge$/ },
		times: 1,
	});
	const answer = await deliverOnce(proxy, updateDraft());
	expect(answer).toMatchObject({
		exitCode: 1,
		message: expect.stringMatching(
			/^Pull request #1 was merged, but .* is not what was sent\.$/,
		) as string,
	});
});

test('a published branch that is not there is named', async () => {
	const { forge, proxy } = await bench();
	forge.git('update-ref', '-d', 'refs/heads/main');
	expect(await deliverOnce(proxy, updateDraft())).toMatchObject({
		exitCode: 65,
		message: 'acme/status has no branch `main`.',
	});
});
