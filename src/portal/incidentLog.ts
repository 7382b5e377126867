/** The incident log, with the columns the organisation asks for. */
import { allServices, serviceIds } from '../domain/serviceHistory.ts';
import { dateAt, inZone } from '../domain/calendar.ts';
import { printDuration } from '../ui/time.ts';
import type { Cell } from './cells.ts';
import { linked } from './cells.ts';
import type { KnownIncident, PortalContent } from './content.ts';
import { statusWords } from './home.ts';
import type { PortalLinks } from './links.ts';
import { personName } from './words.ts';

type Column = PortalContent['process']['logColumns'][number];

const headings: Record<Column, string> = {
	date: 'Date',
	time: 'Time',
	level: 'Level',
	title: 'Incident',
	services: 'Services',
	duration: 'Duration',
	cause: 'Cause',
	owner: 'Owner',
	status: 'Status',
	'post-mortem': 'Post-mortem',
	reference: 'Reference',
};

/** Head and rows of the log, newest first. */
export function incidentLog(
	content: PortalContent,
	links: PortalLinks,
): { head: string[]; rows: Cell[][] } {
	const { process, known } = content;
	const columns: Column[] = process.logColumns.includes('title')
		? process.logColumns
		: ['title', ...process.logColumns];
	return {
		head: columns.map((column) => headings[column]),
		rows: known.map((incident) =>
			columns.map((column) => cellOf(column, incident, content, links)),
		),
	};
}

function cellOf(
	column: Column,
	{ response, level, verdict }: KnownIncident,
	content: PortalContent,
	links: PortalLinks,
): Cell {
	const { site } = content;
	const started = response.milestones['impact-started'] ?? response.opened;
	switch (column) {
		case 'date':
			return dateAt(started, site.zone);
		case 'time':
			return inZone(started, site.zone).toPlainTime().toString({ smallestUnit: 'minute' });
		case 'level':
			return level?.label ?? '—';
		case 'title':
			return { text: response.title, href: links.incident(response.id) };
		case 'services':
			return (
				serviceNames(response.shown?.services.map(({ id }) => id) ?? [], content).join(', ') || '—'
			);
		case 'duration':
			if (response.shown?.retraction) return 'opened by mistake';
			return response.resolvedAt === undefined
				? 'open'
				: printDuration(response.resolvedAt - started, 'en');
		case 'cause':
			return response.cause?.cause.replaceAll('-', ' ') ?? '—';
		case 'owner':
			return response.roles[0] ? personName(content, response.roles[0].person) : '—';
		case 'status':
			return statusWords(response.status, content);
		case 'post-mortem':
			return postMortemCell(response.id, verdict.state, content, links);
		case 'reference':
			return response.reference ?? '—';
	}
}

function postMortemCell(
	id: string,
	state: KnownIncident['verdict']['state'],
	{ postMortems }: PortalContent,
	links: PortalLinks,
): Cell {
	const document = postMortems.find(({ value }) => value.incident === id);
	if (document) return linked(document.value.status, links.page(document));
	return state === 'not-required' ? '—' : state;
}

/** Today's names of services. */
export function serviceNames(
	services: readonly string[],
	{ services: file }: Pick<PortalContent, 'services'>,
): string[] {
	const ids = serviceIds(file);
	const names = new Map(allServices(file).map(({ id, name }) => [id, name]));
	return services.map((id) => names.get(ids.get(id) ?? id) ?? id);
}
