/** An incident's page in the portal: finished values for its components. */
import { messageToHtml } from '../domain/message.ts';
import type { TimelineEntry } from '../domain/response.ts';
import { noteWords } from '../domain/words.ts';
import { timePrinter } from '../ui/time.ts';
import type { CellPart } from './cells.ts';
import { linked } from './cells.ts';
import type { KnownIncident, PortalContent } from './content.ts';
import type { OpenRow } from './home.ts';
import { affectedServices } from './home.ts';
import type { PortalLinks } from './links.ts';
import { personName, statusWords } from './words.ts';

/** What stands above everything. */
export interface Summary {
	services: OpenRow['services'];
	facts: { label: string; parts: CellPart[] }[];
	verdict: string;
	fired: string[];
}

/** The incident in a few lines. */
export function incidentSummary(
	{ response, verdict, fired }: KnownIncident,
	content: PortalContent,
	links: PortalLinks,
): Summary {
	const document = content.postMortems.find(({ value }) => value.incident === response.id);
	const statusPage = `${content.site.url.replace(/\/$/, '')}/incidents/${response.id}/`;
	const used = response.runbooks.map(({ runbook, result }): CellPart => {
		const page = content.runbooks.find(({ id }) => id === runbook);
		return linked(
			`${page?.value.title ?? runbook} (${result})`,
			page && links.followed(page, response),
		);
	});
	const facts: Summary['facts'] = [
		{ label: 'Reference', parts: response.reference === undefined ? [] : [response.reference] },
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
		services: affectedServices({ response }, content),
		facts: facts.filter(({ parts }) => parts.length > 0),
		verdict: `Post-mortem ${verdict.state.replace('-', ' ')}: ${verdict.reasons.length > 0 ? verdict.reasons.join('; ') : 'no rule asks for one'}.`,
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

/** Entries of any timeline, in their order. */
export function entryRows(
	entries: readonly TimelineEntry[],
	content: PortalContent,
): TimelineRow[] {
	const print = timePrinter(content.site.zone, 'en');
	// The day is said once, by the first line of it.
	let day = '';
	const when = (instant: number) => {
		const time = print.time(instant);
		return { iso: time.iso, text: time.day === day ? time.short : time.text, day: time.day };
	};
	return entries.map((entry) => {
		const at = when(entry.at);
		day = at.day;
		return {
			id: entry.op,
			at,
			since: entry.since < entry.at ? when(entry.since) : undefined,
			...rowOf(entry, content),
		};
	});
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
