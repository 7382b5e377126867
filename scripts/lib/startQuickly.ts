/** A quick start, for commands that somebody waits for while something is broken. */
import { enableCompileCache } from 'node:module';
import { contentRoot } from '../../src/read/root.ts';
import { askAhead } from './gitUser.ts';

/** Call this before anything else is loaded. */
export async function startQuickly(): Promise<void> {
	// What was compiled once is kept; package.json sets the same by its environment, which holds for this file too.
	enableCompileCache();
	try {
		askAhead(contentRoot());
	} catch {
		// Without content there is nothing to ask for; the command itself says what is missing.
	}
	const { config } = await import('astro/zod');
	// Zod compiles each schema before it uses it, which pays off from the second file of a kind on.
	config({ jitless: true });
}
