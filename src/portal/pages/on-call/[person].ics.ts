import type { APIRoute, GetStaticPaths } from 'astro';
import { eventCalendar } from '../../../domain/eventCalendar.ts';
import { portalContent } from '../../content.ts';
import { calendarPeople, shiftEvents } from '../../duty.ts';
import { portalLinks } from '../../links.ts';

export const getStaticPaths = (() =>
	calendarPeople(portalContent(), portalLinks()).map(({ id, name }) => ({
		params: { person: id },
		props: { id, name },
	}))) satisfies GetStaticPaths;

export const GET: APIRoute<{ id: string; name: string }> = ({ props: { id, name }, site, url }) => {
	const content = portalContent();
	const address = new URL(portalLinks().onCall, site ?? url).href;
	const calendar = eventCalendar(
		`On call: ${name}`,
		shiftEvents(id, content, address),
		content.now,
	);
	return new Response(calendar, { headers: { 'content-type': 'text/calendar; charset=utf-8' } });
};
