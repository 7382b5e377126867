/**
 * The script of every page, which is no module: a module waits until the page has been drawn, and what it changed
 * then would move what people read.
 */
import { createHash } from 'node:crypto';
import { bundleScript } from './bundle.ts';

let made: Promise<{ script: string; hash: `sha256-${string}` }> | undefined;

/** The script and the hash by which the policy of a page lets it run. */
export function pageScript(): NonNullable<typeof made> {
	made ??= bundleScript('page.ts').then((script) => ({
		script,
		hash: `sha256-${createHash('sha256').update(script).digest('base64')}`,
	}));
	return made;
}
