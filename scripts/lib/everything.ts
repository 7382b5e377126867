/** Everything an organisation wrote, for commands that only read; they need no clone around it. */
import type { Settings } from '../../src/domain/content.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { suggest } from '../../src/domain/suggest.ts';
import type { ReadContent } from '../../src/read/content.ts';
import { readContent } from '../../src/read/content.ts';
import type { PublicBase } from '../../src/read/publicContent.ts';
import { readPublicBase, UnreadableError } from '../../src/read/publicContent.ts';
import { currentInstant } from '../../src/read/root.ts';
import { readSettings } from '../../src/read/settings.ts';
import { CommandError, exitCodes } from './exitCodes.ts';
import { rootOrExplain } from './root.ts';

/** The settings of a content root as of now: enough for who answers, and read in a moment. */
export interface SettingsNow extends PublicBase, Settings {
	now: number;
}

/**
 * Reads only the settings.
 * @throws {CommandError} if there is no content, or its settings cannot be understood
 */
export function readSettingsNow(): SettingsNow {
	return orExplain((root, now) => {
		const base = readPublicBase(root, now);
		return { ...base, ...readSettings(base.reading), now };
	});
}

/** A whole content root as of now. */
export interface Everything extends ReadContent {
	root: string;
	now: number;
}

/**
 * Reads the content root of this command.
 * @throws {CommandError} if there is none, or nothing in it can be understood
 */
export function readEverything(): Everything {
	return orExplain((root, now) => ({ ...readContent(root, now), root, now }));
}

/** What `read` returns; what keeps it from that is told to the person at the terminal. */
function orExplain<T>(read: (root: string, now: number) => T): T {
	const root = rootOrExplain();
	try {
		return read(root, currentInstant());
	} catch (error) {
		if (!(error instanceof UnreadableError)) throw error;
		throw new CommandError(
			exitCodes.invalid,
			error.message,
			'Mend these files first; npm run check lists them.',
		);
	}
}

/** What the reader of a result has to know: files that were left out of it. */
export function leftOut(problems: readonly Problem[]): string[] {
	const files = new Set(problems.map(({ file }) => file));
	if (files.size === 0) return [];
	const count = `${files.size} file${files.size === 1 ? '' : 's'}`;
	return [
		`Note: ${count} could not be read and ${files.size === 1 ? 'is' : 'are'} left out; npm run check lists them.`,
	];
}

/**
 * The one of a list that is meant: by its id, or by an end of it that nothing else has.
 *
 * @param thing what it is, e.g. `gate`
 * @param none what to do where there is none at all
 * @throws {CommandError} if there is none, or several end like that
 */
export function choose<T extends { id: string }>(
	list: readonly T[],
	wanted: string,
	thing: string,
	none: string,
): T {
	const exact = list.find(({ id }) => id === wanted);
	if (exact) return exact;
	const ending = list.filter(({ id }) => id.endsWith(`-${wanted}`));
	const [only] = ending;
	if (only && ending.length === 1) return only;
	if (only) {
		throw new CommandError(
			exitCodes.usage,
			`\`${wanted}\` ends the id of ${ending.length} of them.`,
			`Write the whole id: ${ending.map(({ id }) => `\`${id}\``).join(', ')}.`,
		);
	}
	const ids = list.map(({ id }) => id);
	const endings = new Map(ids.map((id) => [id.slice(-4), id]));
	const nearEnding = suggest(wanted, endings.keys());
	const near =
		suggest(wanted, ids) ?? (nearEnding === undefined ? undefined : endings.get(nearEnding));
	const shown = ids
		.slice(0, 8)
		.map((id) => `\`${id}\``)
		.join(', ');
	throw new CommandError(
		exitCodes.usage,
		`There is no ${thing} \`${wanted}\`.`,
		ids.length === 0
			? none
			: near === undefined
				? `There ${ids.length === 1 ? 'is' : 'are'} ${shown}${ids.length > 8 ? ' and others' : ''}.`
				: `Did you mean \`${near}\`?`,
	);
}
