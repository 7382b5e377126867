/** Every alert that is known, where it leads, and which labels its address may carry. */
import type { APIRoute } from 'astro';
import { hasPage, knownAlerts } from '../../../domain/alertLanding.ts';
import { portalContent } from '../../content.ts';
import { portalLinks } from '../../links.ts';

export const GET: APIRoute = () => {
	const content = portalContent();
	const links = portalLinks();
	const origin = content.organisation.portalUrl ?? '';
	const absolute = (path: string) => (origin === '' ? path : new URL(path, origin).href);
	const alerts = knownAlerts(content)
		.filter(({ name }) => hasPage(name))
		.map(({ name, runbook, labels }) => {
			const page = content.runbooks.find(({ id }) => id === runbook);
			return {
				alert: name,
				url: absolute(links.alert(name)),
				runbook: page
					? { id: page.id, title: page.value.title, url: absolute(links.page(page)) }
					: null,
				labels,
			};
		});
	return new Response(`${JSON.stringify({ version: 1, alerts }, undefined, '\t')}\n`, {
		headers: { 'content-type': 'application/json' },
	});
};
