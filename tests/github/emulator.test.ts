import type { Emulator } from 'emulate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blobName } from '../../scripts/lib/blobName.ts';
import { CommandError } from '../../scripts/lib/exitCodes.ts';
import type { Draft } from '../../scripts/lib/forge.ts';
import { createGitHub } from '../../scripts/lib/github.ts';
import { githubForge } from '../../scripts/lib/githubForge.ts';
import { hasty, terms, updateDraft } from './support/delivering.ts';
import { appToken, emulated, startEmulator } from './support/emulator.ts';
import type { FaultProxy } from './support/faultProxy.ts';
import { startFaultProxy } from './support/faultProxy.ts';

let emulator: Emulator;
let proxy: FaultProxy;
beforeAll(async () => {
	emulator = await startEmulator();
	proxy = await startFaultProxy(emulator.url);
});
afterAll(async () => {
	await proxy.close();
	await emulator.close();
});

const api = (token: string) => createGitHub({ apiUrl: proxy.url, ...emulated, token });
const deliver = (draft: Draft, token = 'token-of-nia', resumed = false) =>
	githubForge(api(token), { ...emulated, base: 'main' }, hasty).deliver(draft, terms, {
		resumed,
		opened: () => undefined,
	});

describe('on an emulator by others', () => {
	test('a draft is delivered in at most fifteen requests, none of which GitHub would refuse', async () => {
		const from = proxy.passed.length;
		const draft = updateDraft('emul01');
		const delivery = await deliver(draft);
		expect(delivery).toMatchObject({ status: 'done', warnings: [] });
		const [{ path, text }] = draft.files as [Draft['files'][number]];
		expect(await api('token-of-nia').blob(path, 'main')).toBe(blobName(text));
		expect(await api('token-of-nia').head(draft.branch)).toBeUndefined();
		expect(proxy.passed.length - from - 2).toBeLessThanOrEqual(15);
		expect(proxy.badRequests).toEqual([]);
	});

	test('a draft that was delivered is found, not sent again', async () => {
		const draft = updateDraft('emul02');
		await deliver(draft);
		const from = proxy.passed.length;
		expect(await deliver(draft, undefined, true)).toMatchObject({ status: 'already-done' });
		const sent = proxy.passed.slice(from).filter(({ method }) => ['POST', 'PUT'].includes(method));
		expect(sent).toEqual([]);
	});

	test('an app delivers with a token of its own, and its name is on the pull request', async () => {
		const delivery = await deliver(updateDraft('emul03'), await appToken(emulator, 77));
		expect(delivery.status).toBe('done');
		const pull = await api('token-of-nia').pull(delivery.pullRequest?.number ?? 0);
		expect(pull.author).toBe('writer[bot]');
	});

	test('an app that may only read is told so, and nothing is written', async () => {
		const draft = updateDraft('emul04');
		const token = await appToken(emulator, 78);
		await expect(deliver(draft, token)).rejects.toBeInstanceOf(CommandError);
		expect(await api('token-of-nia').head(draft.branch)).toBeUndefined();
	});

	test('a stranger is told so, and nothing is written', async () => {
		const draft = updateDraft('emul05');
		await expect(deliver(draft, 'token-of-stranger')).rejects.toMatchObject({ exitCode: 77 });
		expect(await api('token-of-nia').head(draft.branch)).toBeUndefined();
	});

	test('its answers differ from what GitHub describes only where that is known', () => {
		const operations = new Set(proxy.badAnswers.map((fault) => fault.replace(/: .*/s, '')));
		expect([...operations].sort()).toMatchInlineSnapshot(`
			[
			  "GET /repos/{owner}/{repo}/200",
			  "GET /repos/{owner}/{repo}/pulls/200",
			  "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
			]
		`);
	});
});
