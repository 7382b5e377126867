/** An incident's page in the portal: finished values for its components. */
import { messageToHtml } from '../domain/message.ts';
import type { TimelineEntry } from '../domain/response.ts';
import { noteWords } from '../domain/words.ts';
import type { Condition } from '../schemas/vocabulary.ts';
import { printDuration, timePrinter } from '../ui/time.ts';
import type { CellPart } from './cells.ts';
import { linked } from './cells.ts';
import type { KnownIncident, PortalContent } from './content.ts';
import { conditionOf, statusWords } from './home.ts';
import { serviceNames } from './incidentLog.ts';
import type { PortalLinks } from './links.ts';
import { levelWords, personName } from './words.ts';

/** What stands above everything. */
export interface Summary {
	condition: Condition;
	status: string;
	facts: { label: string; parts: CellPart[] }[];
	verdict: string;
	fired: string[];
}

/** The incident in a few lines. */
export function incidentSummary(
	{ response, level, verdict, fired }: KnownIncident,
	content: PortalContent,
	links: PortalLinks,
): Summary {
	const print = timePrinter(content.site.zone, 'en');
	const started = response.milestones['impact-started'] ?? response.opened;
	const document = content.postMortems.find(({ value }) => value.incident === response.id);
	const services = (response.shown?.services ?? []).map(({ id, condition }) => {
		const [name] = serviceNames([id], content);
		return `${name}: ${condition.replaceAll('-', ' ')}`;
	});
	const statusPage = `${content.site.url.replace(/\/$/, '')}/incidents/${response.id}/`;
	const used = response.runbooks.map(({ runbook, result }): CellPart => {
		const page = content.runbooks.find(({ id }) => id === runbook);
		return linked(`${page?.value.title ?? runbook} (${result})`, page && links.page(page));
	});
	const facts: Summary['facts'] = [
		{ label: 'Reference', parts: response.reference === undefined ? [] : [response.reference] },
		{ label: 'Level', parts: [level ? levelWords(level) : 'none yet'] },
		{ label: 'Started', parts: [print.time(started).text] },
		{
			label: 'Lasted',
			parts: [
				response.resolvedAt === undefined
					? 'not over yet'
					: printDuration(response.resolvedAt - started, 'en'),
			],
		},
		{ label: 'Services', parts: services },
		{
			label: 'Roles',
			parts: response.roles.map(
				({ role, person }) =>
					`${content.process.roles.find(({ id }) => id === role)?.name ?? role}: ${personName(content, person)}`,
			),
		},
		{
			label: 'Customers',
			parts: [
				response.shown ? { text: 'were told', href: statusPage } : 'do not see this incident',
			],
		},
		{ label: 'Runbooks', parts: used },
		{ label: 'Cause', parts: response.cause ? [response.cause.cause.replaceAll('-', ' ')] : [] },
		{
			label: 'Post-mortem',
			parts: document ? [linked(document.value.status, links.page(document))] : [],
		},
	];
	return {
		condition: conditionOf({ response }),
		status: statusWords(response.status, content),
		facts: facts.filter(({ parts }) => parts.length > 0),
		verdict: `Post-mortem ${verdict.state.replace('-', ' ')}${verdict.reasons.length > 0 ? `: ${verdict.reasons.join('; ')}` : ''}.`,
		fired: fired.map((rule) => `${rule.level.label}: ${rule.text}`),
	};
}

/** One line of the timeline. */
export interface TimelineRow {
	id: string;
	at: { iso: string; text: string };
	/** Said later than it happened. */
	since: { iso: string; text: string } | undefined;
	who: string;
	what: string;
	/** Customers were told this. */
	shown: boolean;
	html: string | undefined;
	code: { command: string; output: string | undefined } | undefined;
	evidence: string[];
}

/** The timeline of an incident, oldest first. */
export function timelineRows({ response }: KnownIncident, content: PortalContent): TimelineRow[] {
	return entryRows(response.timeline, content);
}

/** Entries of any timeline, in their order. */
export function entryRows(
	entries: readonly TimelineEntry[],
	content: PortalContent,
): TimelineRow[] {
	const print = timePrinter(content.site.zone, 'en');
	return entries.map((entry) => ({
		id: entry.op,
		at: print.time(entry.at),
		since: entry.since < entry.at ? print.time(entry.since) : undefined,
		...rowOf(entry, content),
	}));
}

function rowOf(entry: TimelineEntry, content: PortalContent) {
	if ('update' in entry) {
		const { update } = entry;
		return {
			who: 'Customers were told',
			what: statusWords(update.status, content),
			shown: true,
			html: update.body === undefined ? undefined : messageToHtml(update.body),
			code: undefined,
			evidence: [],
		};
	}
	const { note } = entry;
	return {
		who: personName(content, note.by),
		what: noteWords(note, content),
		shown: false,
		html: note.body === undefined ? undefined : messageToHtml(note.body),
		code: note.kind === 'command' ? { command: note.command, output: note.output } : undefined,
		evidence: note.evidence,
	};
}
