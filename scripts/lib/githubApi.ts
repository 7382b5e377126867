/** The few things we ask of GitHub. `createGitHub` implements them with Octokit, one attempt each. */

export type MergeMethod = 'squash' | 'merge' | 'rebase';

/** What a repository allows. */
export interface Repository {
	archived: boolean;
	/** In the order in which we prefer them. */
	methods: readonly MergeMethod[];
	deletesBranches: boolean;
}

/** A pull request. */
export interface Pull {
	number: number;
	/** For the other interface. */
	node: string;
	url: string;
	state: 'open' | 'merged' | 'closed';
	author: string | undefined;
	/** Commit at the end of its branch. */
	head: string;
	/** Commit on the published branch, once it is merged. */
	merged: string | undefined;
	/** Milliseconds. */
	mergedAt: number | undefined;
	/** `undefined` while GitHub works it out; a list never says. */
	mergeable: boolean | undefined;
	/** What stands in the way of merging, in GitHub's words: `clean`, `blocked`, `unstable`, … */
	mergeState: string;
}

/** Everything that is asked of GitHub, about one repository. */
export interface GitHub {
	repository: () => Promise<Repository>;
	/** The commit at the end of a branch, if there is such a branch. */
	head: (branch: string) => Promise<string | undefined>;
	commit: (sha: string) => Promise<{ tree: string; message: string }>;
	/** Name of the bytes of a file at a commit, if it is there. */
	blob: (path: string, commit: string) => Promise<string | undefined>;
	/** Pull requests from `branch` into `base` in any state, the newest first. */
	pullsFrom: (branch: string, base: string) => Promise<Pull[]>;
	pull: (number: number) => Promise<Pull>;
	createTree: (base: string, files: readonly { path: string; text: string }[]) => Promise<string>;
	createCommit: (message: string, tree: string, parent: string) => Promise<string>;
	createBranch: (branch: string, commit: string) => Promise<void>;
	deleteBranch: (branch: string) => Promise<void>;
	openPull: (pull: {
		title: string;
		body: string;
		branch: string;
		base: string;
		draft: boolean;
	}) => Promise<Pull>;
	addLabels: (pull: number, labels: readonly string[]) => Promise<void>;
	askForReview: (
		pull: number,
		people: readonly string[],
		teams: readonly string[],
	) => Promise<void>;
	/** Merges if `head` is still the end of the branch, and returns the commit. */
	merge: (
		pull: number,
		head: string,
		how: { method: MergeMethod; title: string; message: string },
	) => Promise<string>;
	/** Asks GitHub to merge once nothing stands in the way. */
	mergeWhenGreen: (node: string, method: MergeMethod) => Promise<void>;
}

/**
 * An answer that is no result.
 * - `unsure`: no answer, or one that says nothing about whether it was done;
 * - `limited`: too many requests; it was not done;
 * - `refused`: it was not done, and `status` says why.
 */
export class GitHubError extends Error {
	override name = 'GitHubError' as const;
	readonly kind: 'unsure' | 'limited' | 'refused';
	readonly status: number | undefined;
	/** Permissions of which one would have been enough, in GitHub's words. */
	readonly permissions: string | undefined;

	constructor(kind: GitHubError['kind'], message: string, status?: number, permissions?: string) {
		super(message);
		this.kind = kind;
		this.status = status;
		this.permissions = permissions;
	}
}
