/** Files that pages describe: where they lie, and when they changed. */
import type { Organisation } from '../schemas/organisation.ts';

/**
 * Path below the content root of a file that a page names by its path in the repository; `undefined` if it lies
 * elsewhere in the repository.
 */
export function sourceBelowRoot(
	source: string,
	{ repository }: Pick<Organisation, 'repository'>,
): string | undefined {
	if (!repository) return undefined;
	const [path, root] = [source, repository.path].map((text) => text.replace(/^\.?\/|\/$/g, ''));
	if (path === root) return '';
	return path?.startsWith(`${root ?? ''}/`) ? path.slice((root ?? '').length + 1) : undefined;
}
