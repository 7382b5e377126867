/** What the search knows of one page, for the page itself. */
import type { SearchEntry, SearchFile } from '../../domain/searchEntry.ts';
import type { PortalContent } from '../content.ts';
import type { PortalLinks } from '../links.ts';
import { searchFiles } from './entries.ts';

const byFile = new WeakMap<SearchFile, ReadonlyMap<string, SearchEntry>>();

/** The entry of the page at `pathname`; `undefined` if the search does not know it. */
export function entryAt(
	pathname: string,
	content: PortalContent,
	links: PortalLinks,
): SearchEntry | undefined {
	const { file } = searchFiles(content, links);
	let entries = byFile.get(file);
	if (!entries) {
		entries = new Map(file.entries.map((entry) => [entry.path, entry]));
		byFile.set(file, entries);
	}
	return entries.get(pathname.slice(links.root.length + 1));
}

/** By what the full-text index can narrow a search to this page, as `data-pagefind-filter` has it. */
export const textFilters = ({ kind, services = [], level, owner }: SearchEntry): string[] => [
	`kind:${kind}`,
	...services.map((id) => `service:${id}`),
	...(level === undefined ? [] : [`level:${level}`]),
	...(owner === undefined ? [] : [`owner:${owner}`]),
];
