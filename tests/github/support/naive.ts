/** The control: the obvious script. What the matrix asks for has to be more than this can do. */
import type { Octokit as OctokitType } from 'octokit';
import { Octokit } from 'octokit';
import type { Draft } from '../../../scripts/lib/forge.ts';
import { owner, repo } from './gitForge.ts';

/** Octokit as it comes, but for waiting: a control has to end. */
export function naiveOctokit(baseUrl: string, timeoutMs: number): OctokitType {
	const quiet = () => undefined;
	return new Octokit({
		auth: 'token-of-nia',
		baseUrl,
		log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
		request: {
			fetch: (address: string, init?: RequestInit) =>
				fetch(address, { ...init, signal: AbortSignal.timeout(timeoutMs) }),
		},
		throttle: { enabled: false },
		retry: { retryAfterBaseValue: 2 },
	});
}

/** One request after the other, each believed. */
export async function deliverNaively(octokit: OctokitType, draft: Draft): Promise<void> {
	const here = { owner, repo };
	const { branch, files, title } = draft;
	const { data: ref } = await octokit.rest.git.getRef({ ...here, ref: 'heads/main' });
	await octokit.rest.git.createRef({ ...here, ref: `refs/heads/${branch}`, sha: ref.object.sha });
	for (const { path, text } of files) {
		await octokit.rest.repos.createOrUpdateFileContents({
			...here,
			path,
			branch,
			message: title,
			content: Buffer.from(text).toString('base64'),
		});
	}
	const { data: pull } = await octokit.rest.pulls.create({
		...here,
		title,
		head: branch,
		base: 'main',
	});
	const number = pull.number;
	await octokit.rest.issues.addLabels({ ...here, issue_number: number, labels: ['incident'] });
	await octokit.rest.pulls.requestReviewers({ ...here, pull_number: number, reviewers: ['ravi'] });
	await octokit.rest.pulls.merge({ ...here, pull_number: number, merge_method: 'squash' });
	await octokit.rest.git.deleteRef({ ...here, ref: `heads/${branch}` });
}
