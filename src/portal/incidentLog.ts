/** The incident log, with the columns the organisation asks for. */
import { allServices, serviceIds } from '../domain/serviceHistory.ts';
import { dateAt, inZone } from '../domain/calendar.ts';
import { namesInAddress } from '../domain/levelNames.ts';
import type { LogEntry } from '../domain/logFilter.ts';
import { printDuration } from '../ui/time.ts';
import type { Cell } from './cells.ts';
import { linked } from './cells.ts';
import type { KnownIncident, PortalContent } from './content.ts';
import type { PortalLinks } from './links.ts';
import { personName, statusWords } from './words.ts';

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
	'post-mortem-owner': 'Post-mortem by',
	reference: 'Reference',
};

/** Head and rows of the log, newest first, and the column that names the incident. */
export function incidentLog(
	content: PortalContent,
	links: PortalLinks,
): { head: string[]; rows: Cell[][]; main: number } {
	const { process, known } = content;
	const columns: Column[] = process.logColumns.includes('title')
		? process.logColumns
		: ['title', ...process.logColumns];
	return {
		head: columns.map((column) => headings[column]),
		main: columns.indexOf('title'),
		rows: known.map((incident) =>
			columns.map((column) => cellOf(column, incident, content, links)),
		),
	};
}

/** One choice of a field; `names` are others by which an address may mean it. */
export interface LogChoice {
	value: string;
	text: string;
	names?: string[];
}

/** What the log can be narrowed by. */
export interface LogChoices {
	/** One for each row of the log, in its order. */
	entries: LogEntry[];
	fields: { name: string; label: string; options: LogChoice[] }[];
}

/** Choices that at least one incident of the log answers to. */
export function logChoices(content: PortalContent): LogChoices {
	const { known, severity, services } = content;
	const ids = serviceIds(services);
	const entries = known.map(({ response, level }): LogEntry => ({
		level: level?.id ?? '',
		services: (response.shown?.services ?? []).map(({ id }) => ids.get(id) ?? id),
		cause: response.cause?.cause ?? '',
		open: response.open,
	}));
	const used = (has: (entry: LogEntry) => boolean) => entries.some(has);
	const causes = [...new Set(entries.map(({ cause }) => cause))].filter((cause) => cause !== '');
	return {
		entries,
		fields: [
			{
				name: 'level',
				label: 'Level',
				options: severity.levels
					.filter(({ id }) => used(({ level }) => level === id))
					.map((level) => ({
						value: level.id,
						text: level.label,
						names: namesInAddress(level),
					})),
			},
			{
				name: 'service',
				label: 'Service',
				options: allServices(services)
					.filter(({ id }) => used((entry) => entry.services.includes(id)))
					.map(({ id, name }) => ({ value: id, text: name })),
			},
			{
				name: 'cause',
				label: 'Cause',
				options: causes.sort().map((cause) => ({ value: cause, text: cause.replaceAll('-', ' ') })),
			},
			{
				name: 'state',
				label: 'State',
				options: [
					{ value: 'open', text: 'open' },
					{ value: 'closed', text: 'over' },
				],
			},
		],
	};
}

/** The whole log as a table of texts with its head: every column that there is, and times that machines read. */
export function logTable(content: PortalContent): string[][] {
	const instant = (at: number | undefined) => (at === undefined ? '' : new Date(at).toISOString());
	return [
		[
			'id',
			'title',
			'level',
			'status',
			'started',
			'resolved',
			'minutes',
			'services',
			'cause',
			'owner',
			'post-mortem',
			'reference',
			'customers were told',
		],
		...content.known.map(({ response, level, verdict }) => {
			const started = response.milestones['impact-started'] ?? response.opened;
			const document = content.postMortems.find(({ value }) => value.incident === response.id);
			const { resolvedAt } = response;
			return [
				response.id,
				response.title,
				level?.label ?? '',
				response.status,
				instant(started),
				instant(resolvedAt),
				resolvedAt === undefined ? '' : String(Math.round((resolvedAt - started) / 60_000)),
				serviceNames(response.shown?.services.map(({ id }) => id) ?? [], content).join('; '),
				response.cause?.cause ?? '',
				response.roles[0] ? personName(content, response.roles[0].person) : '',
				document?.value.status ?? verdict.state,
				response.reference ?? '',
				response.shown ? 'yes' : 'no',
			];
		}),
	];
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
		case 'post-mortem-owner': {
			const document = content.postMortems.find(({ value }) => value.incident === response.id);
			if (!document) return verdict.state === 'required' ? 'nobody yet' : '—';
			return personName(content, document.value.owner ?? document.value.authors[0] ?? '—');
		}
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
