/** The door to where files are kept. Commands draft; a forge delivers. */
import type { DeliveryKind } from '../../src/schemas/organisation.ts';

/** A file as it should be. Paths are below the repository's top, with forward slashes. */
export interface DraftFile {
	path: string;
	text: string;
	/**
	 * The text that this one was made from; `undefined` for a new file. `deliverDraft` fills it in, so that a change
	 * to a file never takes back what somebody else wrote meanwhile.
	 */
	was?: string | undefined;
}

/** A change, complete before anything is sent: the same draft can be delivered again and happens once. */
export interface Draft {
	/** Six characters, fixed before the first attempt; they are in every new file's name. */
	op: string;
	kind: DeliveryKind;
	/** What it is about, e.g. the id of an incident. */
	record: string;
	files: DraftFile[];
	/** Branch of the pull request: nobody else writes it. */
	branch: string;
	/** First line of the commit, and title of the pull request. */
	title: string;
	/** What reviewers should know. */
	body: string;
	/** Ids of services it is about, beside those that its files name; their owners may be asked to review. */
	services?: readonly string[];
}

/** On which terms a draft reaches the published branch: the organisation's policy, applied to this draft. */
export interface Terms {
	/** `at-once`: we merge. `when-green`: GitHub merges once checks pass. `after-review`: people merge. */
	merge: 'at-once' | 'when-green' | 'after-review';
	/** Names that may merge at once whatever `merge` says; everybody else's `at-once` becomes `after-review`. */
	atOnceBy?: readonly string[] | undefined;
	/** Open the pull request as a draft. */
	asDraft: boolean;
	labels: readonly string[];
	/** GitHub names of people. */
	reviewers: readonly string[];
	/** Names of teams, without their organisation. */
	teams: readonly string[];
}

/** What is remembered of a delivery while it is under way, so that the next attempt goes on from there. */
export interface Journey {
	/** Whether an earlier attempt may have left something behind. */
	resumed: boolean;
	/** Number of the pull request, once it is known. */
	pull?: number | undefined;
	/** Remembers the pull request for good. */
	opened: (pull: { number: number; url: string }) => void;
}

/** What became of a draft. */
export interface Delivery {
	/** `waiting`: a pull request is open and people or checks decide. `saved`: kept for later; the same command finishes it. */
	status: 'done' | 'already-done' | 'waiting' | 'saved';
	/** How it was delivered. */
	by: 'github' | 'git' | 'local-clone' | 'patch-file';
	/** The branch it is on. */
	branch: string;
	/** The commit that holds it: on the published branch if it is there, else on its own. */
	commit?: string;
	pullRequest?: { number: number; url: string };
	/** When it was merged, in milliseconds. */
	mergedAt?: number;
	/** Sentences about where it is and how to go on. */
	notes: readonly string[];
	/** What did not work and does not matter to the text itself, e.g. a label. */
	warnings: readonly string[];
}

/** Somewhere that keeps files for good. Delivering the same draft again happens once. */
export interface Forge {
	deliver: (draft: Draft, terms: Terms, journey: Journey) => Promise<Delivery>;
}

/** The trailer by which a commit names its operation. */
export const opTrailer = 'Status-Op';

/** The message of the commit that carries a draft. */
export const commitMessage = ({ title, body, op }: Pick<Draft, 'title' | 'body' | 'op'>): string =>
	[title, ...(body.trim() === '' ? [] : [body.trim()]), `${opTrailer}: ${op}`].join('\n\n');

/** Whether a commit's message names the operation. The name comes last: texts cannot pretend. */
export const carriesOp = (message: string, op: string): boolean =>
	message.trimEnd().split('\n').at(-1) === `${opTrailer}: ${op}`;
