/** What can be found in the pack: the same search as the portal’s, over what is in the file. */
import { levelsAt } from '../../domain/level.ts';
import type { KnownLines } from '../../domain/logMatch.ts';
import type { SearchableEntry, SearchEntry, SearchShard } from '../../domain/searchEntry.ts';
import { searchShards } from '../../domain/searchShards.ts';
import type { ReadContent } from '../../read/content.ts';
import { levelWords } from '../words.ts';

/** The search of the pack. Paths are names within the file. */
export interface PackSearch {
	entries: SearchEntry[];
	/** Parts of the index by the beginnings of their words. */
	shards: [begin: string, part: SearchShard][];
	lines: KnownLines[];
}

/** Everything in the pack that can be found, by words and by lines of logs. */
export function packSearch(
	{ runbooks, handbook, severity, onCall }: ReadContent,
	now: number,
	nameOf: (page: { path: string }) => string,
): PackSearch {
	const inUse = runbooks.filter(({ value }) => value.status !== 'deprecated');
	const entries: SearchableEntry[] = [
		...inUse.map((page): SearchableEntry => {
			const { title, aliases, alerts, symptoms, description } = page.value;
			return {
				kind: 'runbook',
				title,
				path: nameOf(page),
				aliases,
				alerts,
				symptoms,
				...(description !== undefined && { description }),
			};
		}),
		...levelsAt(severity, now).map((level): SearchableEntry => ({
			kind: 'level',
			title: levelWords(level),
			path: 'severity',
			aliases: [level.id, ...level.aliases],
			symptoms: level.examples,
			description: level.definition,
		})),
		...handbook.map((page): SearchableEntry => ({
			kind: 'handbook',
			title: page.value.title,
			path: nameOf(page),
			...(page.value.description !== undefined && { description: page.value.description }),
		})),
		{ kind: 'page', title: 'On call', path: 'on-call', aliases: ['rotation', 'who is on call'] },
		{ kind: 'page', title: 'Clocks', path: 'clocks', aliases: ['deadlines', 'escalation'] },
		{
			kind: 'page',
			title: 'Contacts',
			path: 'contacts',
			aliases: ['phone numbers', 'vendors'],
			symptoms: [...onCall.people, ...onCall.contacts].map(({ name }) => name),
		},
	];
	return {
		entries: entries.map(({ kind, title, path }) => ({ kind, title, path })),
		shards: [...searchShards(entries)],
		lines: inUse
			.map((page): KnownLines => ({ path: nameOf(page), signatures: page.value.signatures }))
			.filter(({ signatures }) => signatures.length > 0),
	};
}
