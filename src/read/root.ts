import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/** The content root: `CONTENT_DIR`, or `content` in the working directory. Links are resolved. */
export function contentRoot(environment: Record<string, string | undefined> = process.env): string {
	const root = resolve(environment['CONTENT_DIR'] ?? 'content');
	if (!existsSync(root)) {
		throw new Error(
			`There is no content in ${root}. Set CONTENT_DIR to a folder with site.yaml and services.yaml, or run npm run init.`,
		);
	}
	return realpathSync(root);
}

/** What the status page publishes as it is: the folder `status` in `PUBLIC_DIR`, or in `public` in the working directory. */
export const publicFolder = (
	environment: Record<string, string | undefined> = process.env,
): string => resolve(environment['PUBLIC_DIR'] ?? 'public', 'status');

/** The present, or `BUILD_NOW` where a build has to be repeatable. The only look at a clock. */
export function currentInstant(
	environment: Record<string, string | undefined> = process.env,
): number {
	const pinned = environment['BUILD_NOW'];
	if (pinned === undefined || pinned === '') return Date.now();
	const at = /(?:Z|[+-]\d{2}:\d{2})$/.test(pinned) ? Date.parse(pinned) : NaN;
	if (Number.isNaN(at)) {
		throw new Error(
			`BUILD_NOW is \`${pinned}\`. Write a time with its offset, e.g. 2026-03-01T09:15:00Z.`,
		);
	}
	return at;
}
