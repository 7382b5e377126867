/** The list of runbooks. */
import type { Cell } from './cells.ts';
import type { PortalContent } from './content.ts';
import type { PortalLinks } from './links.ts';
import { inOrder } from './starlight/sidebar.ts';

/** Runbooks by their folder, in the order of folders. */
export function runbookGroups(
	{ runbooks }: PortalContent,
	links: PortalLinks,
): { name: string; rows: Cell[][] }[] {
	const folders = Map.groupBy(inOrder(runbooks), ({ path }) =>
		path.split('/').slice(1, -1).join(' / '),
	);
	return [...folders]
		.sort(([a], [b]) => a.localeCompare(b, 'en'))
		.map(([folder, pages]) => ({
			name: folder === '' ? 'General' : folder.charAt(0).toUpperCase() + folder.slice(1),
			rows: pages.map((page) => [
				{ text: page.value.title, href: links.page(page) },
				page.value.symptoms[0] ?? page.value.description ?? '',
				page.value.owner ?? '—',
			]),
		}));
}
