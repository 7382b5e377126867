/** What other commands could not deliver: what it is, when it was asked for, and how it is finished or forgotten. */
import { firstWords } from '../../src/domain/firstWords.ts';
import { printInstant } from './when.ts';
import type { Call } from './command.ts';
import { takesMore } from './command.ts';
import type { SavedDraft, SavedDrafts } from './savedDrafts.ts';
import { aboutDelivery, onItsWayFor, resumedFor } from './savedDrafts.ts';

/** A sentence or two about each change that has not arrived, apart from that of `key`. */
export const earlierChanges = (drafts: SavedDrafts, key: string, now: number): string[] =>
	drafts
		.unfinished(now)
		.filter((item) => item.key !== key && item.saved.savedAt < now - onItsWayFor)
		.map(({ saved, path }) => sentenceOf(saved, path, now));

function sentenceOf(saved: SavedDraft, path: string, now: number): string {
	const { command, savedAt } = saved;
	const what = `An earlier change has not arrived: ${inWords(saved)}.`;
	if (now - savedAt >= resumedFor) {
		return `${what} It is more than a day old: if it still holds, say it anew; then delete ${path}.`;
	}
	return command === undefined
		? `${what} Run its command again with the same text, or delete ${path}.`
		: `${what} Finish it with: ${command} (or delete ${path})`;
}

/** What a saved draft is, with its first words and when it was asked for. */
export function inWords({ draft, savedAt }: Pick<SavedDraft, 'draft' | 'savedAt'>): string {
	const words = firstWords(draft.body);
	const quoted = words === '' ? '' : ` (“${words}”)`;
	return `${draft.title}${quoted}, asked for at ${printInstant(savedAt)}`;
}

/**
 * The command as it can be typed once more; `undefined` where nobody typed one, it is too long to be read, or a text came
 * from standard input.
 */
export function commandLine({
	name,
	given = {},
	positionals = [],
}: Partial<Pick<Call, 'name' | 'given' | 'positionals'>>): string | undefined {
	if (name === undefined || takesMore({}, given)) return undefined;
	const [command = '', action = ''] = name.split(' ');
	const flags = Object.entries(given)
		.filter(([flag]) => !aboutDelivery.includes(flag))
		.flatMap(([flag, value]) =>
			value === true
				? [`--${flag}`]
				: [value]
						.flat()
						.flatMap((text) => (typeof text === 'string' ? [`--${flag}`, quoted(text)] : [])),
		);
	const line = ['npm run', command, '--', action, ...positionals.map(quoted), ...flags].join(' ');
	return line.length > 300 || line.includes('\n') ? undefined : line;
}

/** A word for the shell. */
const quoted = (word: string) =>
	/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
