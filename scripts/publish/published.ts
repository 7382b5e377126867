/** What publishing to a place means. */
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import type { SiteFile } from './siteFiles.ts';

/** A built site. */
export interface BuiltSite {
	folder: string;
	files: readonly SiteFile[];
}

/** What was done at one place, or would be. */
export interface Published {
	uploaded: number;
	removed: number;
	/** Files that were there already. */
	same: number;
}

/** A place that holds something else. */
export function notOurs(name: string): CommandError {
	return new CommandError(
		exitCodes.invalid,
		`${name} holds something that is not a published site, and publishing would delete it.`,
		'Name an empty place, or one below it.',
	);
}
