/** Words by which senders say how bad something is. */
import type { AlertSource } from '../schemas/alerts.ts';
import type { Level, Severity } from '../schemas/severity.ts';
import { findLevel } from './level.ts';

/** Words that monitors use by convention, the worst first. An organisation's own words come before them. */
const conventional = [
	['emergency', 'disaster', 'page'],
	['critical', 'fatal', 'p1', 'sev1'],
	['high', 'major', 'p2', 'sev2'],
	['error', 'p3', 'sev3'],
	['warning', 'medium', 'minor', 'p4', 'sev4'],
	['low', 'info', 'information', 'debug', 'none', 'ok'],
];

/** Words for severity without repeats, the worst first; one that nobody knows comes last. */
export function worstFirst(words: readonly string[]): string[] {
	const place = (word: string) => {
		const found = conventional.findIndex((same) => same.includes(word.toLowerCase()));
		return found === -1 ? conventional.length : found;
	};
	return [...new Set(words)].sort((a, b) => place(a) - place(b));
}

/** What the worst of a sender's words means here: by `severities` of its source, else by a level's own names. */
export function meantLevel(
	words: readonly string[],
	source: Pick<AlertSource, 'severities'>,
	severity: Severity,
): { word: string; level: Level } | undefined {
	const meant = words.flatMap((word) => {
		const id = Object.hasOwn(source.severities, word) ? source.severities[word] : word;
		const level = id === undefined ? undefined : findLevel(severity, id);
		return level ? [{ word, level }] : [];
	});
	return meant.toSorted((a, b) => a.level.rank - b.level.rank)[0];
}
