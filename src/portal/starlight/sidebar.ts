/** The sidebar of one page: the rooms of the portal, and beside a page only its nearest neighbours. */
import type { StarlightRouteData } from '@astrojs/starlight/route-data';
import type { Page } from '../../domain/content.ts';
import type { PortalContent } from '../content.ts';
import { gapCount } from '../gaps.ts';
import type { PortalLinks } from '../links.ts';

type Entry = StarlightRouteData['sidebar'][number];

/** Neighbours shown at most, however many there are. */
const neighbours = 20;

/** Builds the sidebar for the page at `pathname`. */
export function sidebarFor(pathname: string, content: PortalContent, links: PortalLinks): Entry[] {
	const link = (label: string, href: string): Entry => ({
		type: 'link',
		label,
		href,
		isCurrent: href === pathname,
		badge: undefined,
		attrs: {},
	});
	const group = (label: string, entries: Entry[]): Entry => ({
		type: 'group',
		label,
		entries: entries.filter((entry) => entry.type === 'link'),
		collapsed: false,
		badge: undefined,
	});
	const open = content.known.filter(
		({ response }) => response.open && response.duplicateOf === undefined,
	);
	const gaps = gapCount(content);
	const near = content.runbooks.filter(({ path }) =>
		pathname.startsWith(links.page({ path: folderOf(path) })),
	);

	return [
		group('Now', [
			link('Home', links.home),
			link('On call', links.onCall),
			link('Clocks', links.clocks),
			...open.slice(0, 5).map(({ response }) => link(response.title, links.incident(response.id))),
			link('What customers see', content.site.url),
		]),
		group('Respond', [
			link('Runbooks', links.runbooks),
			...aroundCurrent(near, pathname, links).map((page) =>
				link(page.value.title, links.page(page)),
			),
			link('Severity', links.severity),
			link('Role cards', links.roles),
		]),
		group(
			'Handbook',
			inOrder(content.handbook)
				.slice(0, neighbours)
				.map((page) => link(page.value.title, links.page(page))),
		),
		group('Learn', [
			link('Incidents', links.incidents),
			link('Maintenance', links.maintenances),
			link('Post-mortems', links.postMortems),
			link('Actions', links.actions),
			link('Metrics', links.metrics),
		]),
		group('Check', [
			link(gaps === 0 ? 'Gaps' : `Gaps (${gaps})`, links.gaps),
			link('Gates', links.gates),
			link('Without a network', links.offline),
		]),
	];
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

/** Pages by their `order`, then by title. */
export function inOrder<T extends { order?: number | undefined; title: string }>(
	pages: readonly Page<T>[],
): Page<T>[] {
	return pages.toSorted(
		(a, b) =>
			(a.value.order ?? Infinity) - (b.value.order ?? Infinity) ||
			a.value.title.localeCompare(b.value.title, 'en'),
	);
}

/** The pages of a folder around the current one, at most as many as fit. */
function aroundCurrent<T extends { order?: number | undefined; title: string }>(
	pages: readonly Page<T>[],
	pathname: string,
	links: PortalLinks,
): Page<T>[] {
	const sorted = inOrder(pages);
	const current = sorted.findIndex((page) => links.page(page) === pathname);
	if (current === -1) return [];
	const start = Math.max(0, Math.min(current - neighbours / 2, sorted.length - neighbours));
	return sorted.slice(start, start + neighbours);
}
