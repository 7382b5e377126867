/** What is known of each thing that can be found, before any page is opened. */

/** Kinds of things that can be found. */
export const searchKinds = [
	'runbook',
	'level',
	'handbook',
	'page',
	'incident',
	'post-mortem',
	'maintenance',
] as const;
export type SearchKind = (typeof searchKinds)[number];

/** One thing that can be found, as a browser shows it. Fields that are empty are left out. */
export interface SearchEntry {
	kind: SearchKind;
	title: string;
	/** Address below the portal's own, such as `runbooks/database/database-down/`. */
	path: string;
	/** Ids of services. */
	services?: string[];
	owner?: string;
	/** Label of the level, such as `SEV1`. */
	level?: string;
	/** When it was last seen to be true, in words. */
	fresh?: string;
	/** It is not to be relied on: a draft, out of date or given up. */
	doubtful?: true;
}

/** The words by which a thing is found beside its title. They stay at home; only their index travels. */
export interface SearchableEntry extends SearchEntry {
	/** Other words for it. */
	aliases?: readonly string[];
	/** Names of alerts that lead to it. */
	alerts?: readonly string[];
	/** What is seen when it is the right page. */
	symptoms?: readonly string[];
	/** Headings in it. */
	headings?: readonly string[];
	description?: string;
}

/** `/find.json`. */
export interface SearchFile {
	version: 1;
	/** Names of services by their ids. */
	services: Record<string, string>;
	entries: SearchEntry[];
	/** What each part of the index begins with, in the order of words; the parts are `/find/<number>.json`. */
	shards: string[];
}

/**
 * A part of the index: for each of its words the entries that have it. Each number is the place of the entry times
 * 64 plus the word's weight there, less the number before it.
 */
export type SearchShard = Record<string, number[]>;
