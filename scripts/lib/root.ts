/** The content root of a command, or a sentence about what to do without one. */
import { contentRoot } from '../../src/read/root.ts';
import { CommandError, exitCodes } from './exitCodes.ts';

/**
 * The content root.
 * @throws {CommandError} if there is none
 */
export function rootOrExplain(): string {
	try {
		return contentRoot();
	} catch (error) {
		throw new CommandError(exitCodes.invalid, (error as Error).message);
	}
}

/** The content root for scripts that are no commands: without one they say so and end. */
export function rootOrEnd(): string {
	try {
		return rootOrExplain();
	} catch (error) {
		console.error((error as CommandError).message);
		process.exit(exitCodes.invalid);
	}
}
