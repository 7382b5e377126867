/** The only place that talks to GitHub's interface. Octokit's own habits are replaced where they would harm. */
import { Octokit } from 'octokit';
import type { GitHub, Pull, Repository } from './githubApi.ts';
import { GitHubError } from './githubApi.ts';
import { keepSecret, scrub } from './secrets.ts';

/** Where and as whom. */
export interface GitHubOptions {
	/** Address of the interface, e.g. `https://api.github.com`. */
	apiUrl: string;
	owner: string;
	repo: string;
	/** A token, or credentials of a GitHub App. */
	token: string;
	/** One attempt is given up after this long. */
	timeoutMs?: number;
	/** A limit that ends within this many seconds is waited for, once. */
	patience?: number;
}

/** A repository on GitHub. */
export function createGitHub(options: GitHubOptions): GitHub {
	const { owner, repo } = options;
	const octokit = connect(options);
	const here = { owner, repo };
	/** One attempt; what is missing in the answer makes it no answer. */
	const ask = async <T, R>(
		what: string,
		call: () => Promise<{ data: T }>,
		read: (data: T) => R | undefined,
	): Promise<R> => {
		let data: T;
		try {
			({ data } = await call());
		} catch (error) {
			throw explain(error);
		}
		let value: R | undefined;
		try {
			value = read(data);
		} catch (error) {
			if (!(error instanceof TypeError)) throw error;
		}
		if (value === undefined || value === '') {
			throw new GitHubError('unsure', `GitHub's answer has no ${what}.`);
		}
		return value;
	};
	const done = () => true;
	const orNothing = async <T>(call: () => Promise<T>): Promise<T | undefined> => {
		try {
			return await call();
		} catch (error) {
			if (error instanceof GitHubError && error.status === 404) return undefined;
			throw error;
		}
	};

	return {
		repository: () => ask('settings', () => octokit.rest.repos.get(here), toRepository),
		head: (branch) =>
			orNothing(() =>
				ask(
					'commit of a branch',
					() => octokit.rest.git.getRef({ ...here, ref: `heads/${branch}` }),
					({ object }) => object.sha,
				),
			),
		commit: (sha) =>
			ask(
				'tree of a commit',
				() => octokit.rest.git.getCommit({ ...here, commit_sha: sha }),
				({ tree, message }) => ({ tree: tree.sha, message }),
			),
		blob: (path, commit) =>
			orNothing(() =>
				ask(
					'name of a file',
					() => octokit.rest.repos.getContent({ ...here, path, ref: commit }),
					(data) => (Array.isArray(data) ? undefined : data.sha),
				),
			),
		pullsFrom: (branch, base) =>
			ask(
				'list of pull requests',
				() =>
					octokit.rest.pulls.list({
						...here,
						head: `${owner}:${branch}`,
						base,
						state: 'all',
						per_page: 10,
					}),
				// With forks of the same owner GitHub's filter lets others through.
				(list) =>
					list
						.filter(({ head }) => head.ref === branch)
						.map(toPull)
						.sort((a, b) => b.number - a.number),
			),
		pull: (number) =>
			ask('pull request', () => octokit.rest.pulls.get({ ...here, pull_number: number }), toPull),
		createTree: (base, files) =>
			ask(
				'name of a tree',
				() =>
					octokit.rest.git.createTree({
						...here,
						base_tree: base,
						tree: files.map(({ path, text }) => ({
							path,
							mode: '100644',
							type: 'blob',
							content: text,
						})),
					}),
				({ sha }) => sha,
			),
		createCommit: (message, tree, parent) =>
			ask(
				'name of a commit',
				// Without an author, GitHub signs what a bot or an app commits.
				() => octokit.rest.git.createCommit({ ...here, message, tree, parents: [parent] }),
				({ sha }) => sha,
			),
		async createBranch(branch, commit) {
			await ask(
				'branch',
				() => octokit.rest.git.createRef({ ...here, ref: `refs/heads/${branch}`, sha: commit }),
				({ ref }) => ref,
			);
		},
		async deleteBranch(branch) {
			await ask(
				'answer',
				() => octokit.rest.git.deleteRef({ ...here, ref: `heads/${branch}` }),
				done,
			);
		},
		openPull: ({ title, body, branch, base, draft }) =>
			ask(
				'pull request',
				() => octokit.rest.pulls.create({ ...here, title, body, head: branch, base, draft }),
				toPull,
			),
		async addLabels(pull, labels) {
			await ask(
				'labels',
				() => octokit.rest.issues.addLabels({ ...here, issue_number: pull, labels: [...labels] }),
				done,
			);
		},
		async askForReview(pull, people, teams) {
			await ask(
				'reviewers',
				() =>
					octokit.rest.pulls.requestReviewers({
						...here,
						pull_number: pull,
						reviewers: [...people],
						...(teams.length > 0 && { team_reviewers: [...teams] }),
					}),
				done,
			);
		},
		merge: (pull, head, { method, title, message }) =>
			ask(
				'merge',
				() =>
					octokit.rest.pulls.merge({
						...here,
						pull_number: pull,
						sha: head,
						merge_method: method,
						// A rebase keeps the commits as they are.
						...(method !== 'rebase' && { commit_title: title, commit_message: message }),
					}),
				({ merged, sha }) => (merged ? sha : undefined),
			),
		async mergeWhenGreen(node, method) {
			try {
				await octokit.graphql(
					`mutation ($input: EnablePullRequestAutoMergeInput!) {
						enablePullRequestAutoMerge(input: $input) { pullRequest { number } }
					}`,
					{ input: { pullRequestId: node, mergeMethod: method.toUpperCase() } },
				);
			} catch (error) {
				throw explain(error);
			}
		},
	};
}

function connect({ apiUrl, token, timeoutMs = 10_000, patience = 30 }: GitHubOptions): Octokit {
	keepSecret(token);
	const quiet = () => undefined;
	const wait = (seconds: number, _options: unknown, _octokit: unknown, waited: number) =>
		seconds <= patience && waited < 1;
	return new Octokit({
		auth: token,
		// A slash at the end would be doubled.
		baseUrl: apiUrl.replace(/\/+$/, ''),
		userAgent: 'allclear',
		log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
		request: { fetch: wholeAnswers(timeoutMs) },
		// Octokit repeats writes without looking whether they were done; whoever calls us looks.
		retry: { enabled: false },
		throttle: {
			onRateLimit: wait,
			onSecondaryRateLimit: wait,
			// One draft is a handful of writes; a second between them would only make customers wait.
			write: unhurried,
			notifications: unhurried,
		},
	});
}

/** In place of a limiter that spaces requests out. */
const unhurried = {
	key: () => ({ schedule: (_options: unknown, work: () => Promise<unknown>) => work() }),
} as never;

/**
 * `fetch` with a time limit for each attempt, to the last byte of the answer. An answer that was cut off is an error:
 * Octokit would take it for an empty success.
 */
function wholeAnswers(timeoutMs: number): typeof fetch {
	return async (address, init) => {
		const headers = new Headers(init?.headers);
		headers.set('x-github-api-version', '2022-11-28');
		const signal = AbortSignal.timeout(timeoutMs);
		const answer = await fetch(address, { ...init, headers, signal });
		const body = await answer.text();
		if (body !== '' && /json/.test(answer.headers.get('content-type') ?? '')) JSON.parse(body);
		const { status, statusText } = answer;
		const empty = status === 204 || status === 205 || status === 304;
		return new Response(empty ? undefined : body, { status, statusText, headers: answer.headers });
	};
}

interface AnswerError {
	status?: number;
	message: string;
	response?: {
		status?: number;
		headers?: Readonly<Record<string, string | undefined>>;
		data?: unknown;
	};
	/** Of the other interface, which answers 200 to everything. */
	errors?: readonly { type?: string; message?: string }[];
	headers?: Readonly<Record<string, string | undefined>>;
}

/** What an error of Octokit's means. */
function explain(thrown: unknown): GitHubError {
	if (thrown instanceof GitHubError) return thrown;
	const error = thrown as AnswerError;
	if (error.errors && error.errors.length > 0 && error.status === undefined) {
		const message = error.errors.map((one) => one.message ?? one.type ?? '').join(' ');
		const limited = error.errors.some(({ type }) => type === 'RATE_LIMITED');
		return new GitHubError(limited ? 'limited' : 'refused', scrub(message), 422);
	}
	const { response } = error;
	// Octokit gives errors of the network the status 500, and no answer with them.
	if (!response) return new GitHubError('unsure', scrub(plain(error.message)));
	const status = error.status ?? response.status ?? 0;
	const message = scrub(messageOf(response.data, status));
	const permissions = response.headers?.['x-accepted-github-permissions'];
	if (status >= 500 || status === 408) return new GitHubError('unsure', message, status);
	const remaining = response.headers?.['x-ratelimit-remaining'];
	const limited =
		status === 429 ||
		(status === 403 &&
			(remaining === '0' ||
				response.headers?.['retry-after'] !== undefined ||
				/rate limit/i.test(message)));
	return new GitHubError(limited ? 'limited' : 'refused', message, status, permissions);
}

/** GitHub's own words, without pages and addresses. */
function messageOf(data: unknown, status: number): string {
	if (typeof data !== 'object' || data === null) return `GitHub answered ${status}.`;
	const { message, errors } = data as { message?: unknown; errors?: unknown };
	const details = Array.isArray(errors)
		? errors.map((one: unknown) => {
				if (typeof one === 'string') return one;
				const fields = one as { message?: string; field?: string; code?: string };
				return fields.message ?? [fields.field, fields.code].filter(Boolean).join(' ');
			})
		: [];
	const words = [typeof message === 'string' ? message : `GitHub answered ${status}.`, ...details];
	return plain(words.join(': '));
}

/** One line of a message; a page of HTML says nothing to a person. */
function plain(text: string): string {
	if (/^\s*</.test(text)) return 'GitHub answered with a page instead of data.';
	return text.replaceAll(/\s+/g, ' ').trim().slice(0, 400);
}

function toRepository(data: {
	archived: boolean;
	allow_squash_merge?: boolean;
	allow_merge_commit?: boolean;
	allow_rebase_merge?: boolean;
	delete_branch_on_merge?: boolean;
}): Repository {
	// Asked without the right to write, GitHub says nothing about merging.
	const allowed = [
		['squash', data.allow_squash_merge ?? true],
		['merge', data.allow_merge_commit ?? true],
		['rebase', data.allow_rebase_merge ?? true],
	] as const;
	return {
		archived: data.archived,
		methods: allowed.filter(([, may]) => may).map(([method]) => method),
		deletesBranches: data.delete_branch_on_merge === true,
	};
}

function toPull(data: {
	number: number;
	node_id: string;
	html_url: string;
	state: string;
	merged_at: string | null;
	merge_commit_sha: string | null;
	head: { sha: string };
	user: { login: string } | null;
	mergeable?: boolean | null;
	mergeable_state?: string;
}): Pull {
	// Throws for an answer that is none, which `ask` expects.
	const head = data.head.sha;
	return {
		number: data.number,
		node: data.node_id,
		url: data.html_url,
		state: data.merged_at ? 'merged' : data.state === 'closed' ? 'closed' : 'open',
		author: data.user?.login,
		head,
		merged: data.merged_at ? (data.merge_commit_sha ?? undefined) : undefined,
		mergedAt: data.merged_at ? Date.parse(data.merged_at) : undefined,
		mergeable: data.mergeable ?? undefined,
		mergeState: data.mergeable_state ?? 'unknown',
	};
}
