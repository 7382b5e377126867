/** The door to where files are kept. Commands draft; a forge delivers. */
import type { DeliveryKind } from '../../src/schemas/organisation.ts';

/** A file as it should be. Paths are below the repository's top, with forward slashes. */
export interface DraftFile {
	path: string;
	text: string;
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
}

/** What became of a draft. */
export interface Delivery {
	status: 'done' | 'already-done';
	/** How it was delivered. */
	by: 'local-clone';
	/** The commit that holds it. */
	commit: string;
	/** The branch it is on. */
	branch: string;
}

/** Somewhere that keeps files for good. */
export interface Forge {
	deliver: (draft: Draft) => Promise<Delivery>;
}

/** The trailer by which a commit names its operation. */
export const opTrailer = 'Status-Op';
