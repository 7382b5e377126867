/** Which files of a content root are pages of the portal. */
import { globSync } from 'node:fs';
import { sep } from 'node:path';
import { readContent } from '../read/content.ts';
import type { Instant } from '../schemas/values.ts';

const pages = '{runbooks,handbook,post-mortems}/**/[^_]*.mdx';

/**
 * Patterns for Astro's loader. A page that our reader refuses is left out: Astro would stop at the first one.
 */
export const pagePatterns = (root: string, now: Instant): string[] => [
	pages,
	...new Set(readContent(root, now).problems.map(({ file }) => `!${file}`)),
];

/** The same files as a list of paths below the root, in order. */
export function pageFiles(root: string, now: Instant): string[] {
	const [, ...refused] = pagePatterns(root, now);
	return globSync(pages, { cwd: root })
		.map((path) => path.split(sep).join('/'))
		.filter((path) => !refused.includes(`!${path}`))
		.sort();
}
