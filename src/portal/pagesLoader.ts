/** Brings pages into Astro from the content root that is being built. */
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Loader } from 'astro/loaders';
import { glob } from 'astro/loaders';

/** Pages below `root` that match one of the patterns. */
export function pagesLoader(root: string, pattern: string[]): Loader {
	const pages = glob({ base: root, pattern });
	return {
		...pages,
		load: (context) => {
			for (const id of fromElsewhere(context.store.entries(), context.config.root, root)) {
				context.store.delete(id);
			}
			return pages.load(context);
		},
	};
}

/**
 * Ids of cached pages that lie below another content root. Astro takes a page over from the last build if
 * its id and its text are the same, and would then go on reading it where it was.
 *
 * @param project folder that the paths of entries are relative to
 */
export function fromElsewhere(
	entries: readonly (readonly [id: string, entry: { filePath?: string | undefined }])[],
	project: URL,
	root: string,
): string[] {
	return entries
		.filter(
			([, { filePath }]) =>
				filePath === undefined || !join(fileURLToPath(project), filePath).startsWith(root + sep),
		)
		.map(([id]) => id);
}
