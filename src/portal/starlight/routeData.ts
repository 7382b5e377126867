/** What Starlight shows around a page: a sidebar that does not list the world, edit links, last changes. */
import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { relative, sep } from 'node:path';
import { portalContent } from '../content.ts';
import { portalHistory } from '../history.ts';
import { editAddress, portalLinks } from '../links.ts';
import { sidebarFor } from './sidebar.ts';

export const onRequest = defineRouteMiddleware(({ locals, url }) => {
	const { starlightRoute } = locals;
	const content = portalContent();
	starlightRoute.sidebar = sidebarFor(url.pathname, content, portalLinks());

	const { filePath } = starlightRoute.entry as { filePath: string };
	if (!starlightRoute.Content) return;
	const path = relative(content.root, filePath).split(sep).join('/');
	const edit = editAddress(content.organisation, path);
	if (edit !== undefined) starlightRoute.editUrl = new URL(edit);
	const history = portalHistory();
	const changed = 'lastChange' in history ? history.lastChange.get(path) : undefined;
	if (changed !== undefined) starlightRoute.lastUpdated = new Date(changed);
});
