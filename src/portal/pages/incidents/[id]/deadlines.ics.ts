import type { APIRoute, GetStaticPaths } from 'astro';
import { eventCalendar } from '../../../../domain/eventCalendar.ts';
import { deadlineEvents, hasDeadlinesLeft } from '../../../clocks.ts';
import type { KnownIncident } from '../../../content.ts';
import { portalContent } from '../../../content.ts';
import { portalLinks } from '../../../links.ts';

export const getStaticPaths = (() =>
	portalContent()
		.known.filter(hasDeadlinesLeft)
		.map((incident) => ({
			params: { id: incident.response.id },
			props: { incident },
		}))) satisfies GetStaticPaths;

export const GET: APIRoute<{ incident: KnownIncident }> = ({ props: { incident }, site, url }) => {
	const content = portalContent();
	const events = deadlineEvents(incident, content, portalLinks(), site ?? url);
	return new Response(eventCalendar(incident.response.title, events, content.now), {
		headers: { 'content-type': 'text/calendar; charset=utf-8' },
	});
};
