/** An incident's page in the portal: finished values for its components. */
import type { Deadline } from '../domain/deadlines.ts';
import { messageToHtml } from '../domain/message.ts';
import type { TimelineEntry } from '../domain/response.ts';
import type { Note } from '../schemas/note.ts';
import type { Condition } from '../schemas/vocabulary.ts';
import { printDuration, timePrinter } from '../ui/time.ts';
import type { Cell, CellPart } from './cells.ts';
import { linked } from './cells.ts';
import type { KnownIncident, PortalContent } from './content.ts';
import { conditionOf, statusWords } from './home.ts';
import { serviceNames } from './incidentLog.ts';
import type { PortalLinks } from './links.ts';
import { deadlineWords, levelWords, personName } from './words.ts';

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

/** What is due, as rows: what, due, done, state. */
export function deadlineRows({ deadlines }: KnownIncident, { site }: PortalContent): Cell[][] {
	const print = timePrinter(site.zone, 'en');
	return deadlines.map((deadline) => [
		`${deadlineWords[deadline.kind]}${deadline.what ? ` ${deadline.what}` : ''}`,
		deadline.due === undefined ? (deadline.policy ?? '—') : print.time(deadline.due).text,
		deadline.done === undefined ? '—' : print.time(deadline.done).text,
		stateCell(deadline),
	]);
}

function stateCell({ state }: Deadline): CellPart {
	const words = {
		met: 'met',
		missed: 'missed',
		pending: 'to come',
		overdue: 'overdue',
		'no-time': '',
	};
	return {
		text: words[state],
		class: state === 'overdue' || state === 'missed' ? 'late' : undefined,
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

/** What a note says in one line, without its text. */
export function noteWords(note: Note, content: PortalContent): string {
	const level = (id: string) => content.severity.levels.find((item) => item.id === id)?.label ?? id;
	const because = (reason: string | undefined) => (reason === undefined ? '' : `: ${reason}`);
	switch (note.kind) {
		case 'observation':
			return 'Saw';
		case 'acknowledged':
			return 'Took it';
		case 'severity':
			return `Set the level to ${level(note.level)}${because(note.reason)}`;
		case 'role': {
			const role = content.process.roles.find(({ id }) => id === note.role)?.name ?? note.role;
			return note.person === undefined
				? `${role}: nobody`
				: `${role}: ${personName(content, note.person)}`;
		}
		case 'escalated':
			return `Escalated to ${note.to}: ${note.reason}`;
		case 'milestone':
			return `Milestone: ${note.milestone.replaceAll('-', ' ')}`;
		case 'impact':
			return `Impact: ${Object.entries(note.facts)
				.map(([fact, value]) => `${fact.replaceAll('-', ' ')} ${String(value)}`)
				.join(', ')}`;
		case 'triage':
			return `Triage: ${Object.entries(note.answers)
				.map(([field, answer]) => `${field.replaceAll('-', ' ')}: ${answer}`)
				.join('; ')}`;
		case 'hypothesis':
			return { open: 'Suspects', confirmed: 'Confirmed', 'ruled-out': 'Ruled out' }[note.state];
		case 'command':
			return 'Ran';
		case 'mitigation':
			return `${note.mitigation.replaceAll('-', ' ')}: ${note.result}`;
		case 'verification':
			return `${content.process.verification.find(({ id }) => id === note.item)?.text ?? note.item}: ${note.outcome}${because(note.reason)}`;
		case 'cause':
			return `Cause: ${note.cause.replaceAll('-', ' ')}`;
		case 'runbook-used':
			return `Runbook ${content.runbooks.find(({ id }) => id === note.runbook)?.value.title ?? note.runbook}: ${note.result}`;
		case 'alert':
			return `Alerts: ${note.alerts
				.map((id) => content.alertLog.find((alert) => alert.id === id)?.value.name ?? id)
				.join(', ')}`;
		case 'communication':
			return `Told ${note.audience ?? content.organisation.channels.find(({ id }) => id === note.channel)?.name ?? note.channel}`;
		case 'decision':
			return 'Decided';
		case 'link':
			return [note.name ?? note.what, note.state, note.reason]
				.filter((part) => part !== undefined)
				.join(', ');
		case 'reference':
			return `Reference ${note.reference}`;
		case 'watch':
			return 'Keep an eye on';
		case 'review':
			return 'Review';
		case 'duplicate':
			return `Part of ${note.of}`;
		case 'resolved':
			return `Resolved${because(note.reason)}`;
		case 'close-out':
			return `Done: ${content.process.closeOut.find(({ id }) => id === note.item)?.text ?? note.item}`;
	}
}
