/** An incident for somebody who has just joined: finished values. */
import { closeOutOf } from '../domain/closeOut.ts';
import { decidesByDefault } from '../domain/duty.ts';
import type { JoinedEntry, JoinedNote } from '../domain/joining.ts';
import {
	answeredAt,
	attemptsOf,
	duplicatesOf,
	joinedNotes,
	joinedTimeline,
	missingRoles,
	notesOf,
	roomsOf,
	suspicionsOf,
	watchedAt,
} from '../domain/joining.ts';
import { entryLine, firstOfCommand, firstWords } from '../domain/firstWords.ts';
import { estimateOf } from '../domain/estimate.ts';
import { messageToText } from '../domain/message.ts';
import { evaluate } from '../domain/predicate.ts';
import type { Response } from '../domain/response.ts';
import { nextReport } from '../domain/roleReports.ts';
import { unverified, verificationOf } from '../domain/verification.ts';
import { warRoomName } from '../domain/warRoom.ts';
import { inZone } from '../domain/calendar.ts';
import type { PrintedTime } from '../ui/time.ts';
import { printDuration, timePrinter } from '../ui/time.ts';
import type { Cell, CellPart } from './cells.ts';
import { linked } from './cells.ts';
import type { KnownIncident, PortalContent } from './content.ts';
import type { UpdateDraft } from './customersTold.ts';
import { draftUpdate } from './customersTold.ts';
import type { TimelineRow } from './incident.ts';
import { roleName } from './home.ts';
import { entryRows } from './incident.ts';
import type { PortalLinks } from './links.ts';
import type { Report } from './roles.ts';
import { personName, statusWords } from './words.ts';

const text = (body: string | undefined) =>
	body === undefined ? '' : messageToText(body).replaceAll(/\s+/g, ' ');

/** Something that is known, with the moment from which it is news. */
export interface Known {
	label: string;
	text: string;
	/** `undefined` where nobody said it at any one moment. */
	at: number | undefined;
}

/** Something somebody said or did, with when and by whom. */
export interface Said {
	at: PrintedTime & { instant: number };
	by: string;
	text: string;
}

/** What is known of an incident, what was tried, and who does what. */
export interface Joining {
	/** What customers were told last. */
	told: (Said & { status: string }) | undefined;
	known: Known[];
	suspicions: (Said & { state: string; settled: string; news: number })[];
	decided: Said[];
	tried: (Said & { result: string; command: string | undefined })[];
	watched: (Said & { until: PrintedTime | undefined })[];
	who: {
		role: string;
		person: string;
		since: (PrintedTime & { instant: number }) | undefined;
		/** When their next report is due. */
		report?: Report | undefined;
	}[];
	rooms: CellPart[];
	handy: CellPart[];
	duplicates: CellPart[];
	/** The incident that this one turned out to be. */
	original: CellPart | undefined;
	/** How long it may take, and the incidents that this stands on; only while it is open. */
	estimate: { text: string; basis: CellPart[] } | undefined;
}

const suspicionWords = { confirmed: 'Confirmed', open: 'Suspected', 'ruled-out': 'Ruled out' };
const suspicionOrder = ['confirmed', 'open', 'ruled-out'];

/** Everything that stands at the top of an incident's page. */
export function joiningOf(
	known: KnownIncident,
	content: PortalContent,
	links: PortalLinks,
): Joining {
	const { response } = known;
	const { process, runbooks } = content;
	const notes = joinedNotes(response, responsesOf(content));
	const time = timeIn(content);
	const said = (at: number, by: string, body: string | undefined): Said => ({
		at: time(at),
		by: personName(content, by),
		text: text(body),
	});
	const link = ({ id, title }: Response): CellPart => ({
		text: `${title} (${id})`,
		href: links.incident(id),
	});
	const last = response.shown?.updates.findLast(({ body }) => body !== undefined);
	return {
		told: last && {
			...said(last.at, '', last.body),
			status: statusWords(last.status, content),
		},
		known: knownFacts(response, notes, content),
		suspicions: suspicionsOf(notes)
			.toSorted((a, b) => suspicionOrder.indexOf(a.state) - suspicionOrder.indexOf(b.state))
			.map(({ state, text: body, at, by, settled }) => ({
				...said(at, by, body),
				state: suspicionWords[state],
				settled: text(settled?.text),
				news: settled?.at ?? at,
			})),
		decided: notesOf(notes, 'decision').map(({ note }) =>
			said(note.at, note.decidedBy ?? note.by, note.body),
		),
		tried: attemptsOf(notes).map(({ at, note }) => ({
			...said(at, note.by, note.body),
			...(note.kind === 'mitigation'
				? {
						text: [note.mitigation.replaceAll('-', ' '), text(note.body)]
							.filter((part) => part !== '')
							.join(': '),
						result: note.result,
						command: undefined,
					}
				: { result: firstLine(note.output), command: note.command }),
		})),
		watched: response.open
			? watchedAt(notes, content.now).map(({ note }) => ({
					...said(note.at, note.by, note.body),
					until: note.until === undefined ? undefined : time(note.until),
				}))
			: [],
		who: whoDoesWhat(known, content),
		rooms: roomParts(known, notes, content),
		handy: process.handyRunbooks.map((id) => {
			const page = runbooks.find((item) => item.id === id);
			return linked(page?.value.title ?? id, page && links.followed(page, response));
		}),
		duplicates: duplicatesOf(response, responsesOf(content)).map(link),
		original: responsesOf(content)
			.filter(({ id }) => id === response.duplicateOf)
			.map(link)[0],
		estimate: response.open ? estimateWords(response, content, links) : undefined,
	};
}

/** What similar incidents say of how long this one may take. */
function estimateWords(
	response: Response,
	content: PortalContent,
	links: PortalLinks,
): Joining['estimate'] {
	const estimate = estimateOf(response, responsesOf(content), content.services);
	if (!estimate) return undefined;
	const { length, until, by, basis } = estimate;
	const whole = printDuration(length, 'en');
	const from =
		basis.length === 1
			? `the time that an earlier incident with the same ${by} took`
			: `the median of ${basis.length} earlier incidents with the same ${by}`;
	const print = timePrinter(content.site.zone, 'en');
	return {
		text: `About ${whole}, so until ${print.time(until).text}: ${from}.`,
		basis: basis.map(({ id, title, length: took }) => ({
			text: `${title} (${printDuration(took, 'en')})`,
			href: links.incident(id),
		})),
	};
}

/** Who has a role that nobody was given. */
function whileNobody(
	role: string,
	{ milestones, opened }: Response,
	content: PortalContent,
): string {
	const person =
		role === content.process.decisionOwner
			? decidesByDefault(content, milestones.alerted ?? opened)
			: undefined;
	return person === undefined ? 'nobody yet' : `${personName(content, person)}, as primary on call`;
}

const timeIn = ({ site }: PortalContent) => {
	const print = timePrinter(site.zone, 'en');
	return (instant: number) => ({ instant, ...print.time(instant) });
};

/** Roles that somebody has, then those that nobody has and the level asks for. */
function whoDoesWhat({ response, level }: KnownIncident, content: PortalContent): Joining['who'] {
	const { roles, open, acknowledgedBy } = response;
	const time = timeIn(content);
	const missing = open ? missingRoles(response, level?.roles ?? []) : [];
	return [
		...roles.map(({ role, person, since }) => {
			const held = content.process.roles.find(({ id }) => id === role);
			const due = held && nextReport(held, response);
			return {
				role: roleName(role, content),
				person: personName(content, person),
				since: time(since),
				report: due === undefined ? undefined : { ...time(due), late: due <= content.now },
			};
		}),
		...missing.map((role) => ({
			role: roleName(role, content),
			person: whileNobody(role, response, content),
			since: undefined,
		})),
		...(roles.length === 0 && acknowledgedBy !== undefined
			? [{ role: 'Took it', person: personName(content, acknowledgedBy), since: undefined }]
			: []),
	];
}

/** The cause, and the answers to what the organisation asks of every incident. */
function knownFacts(
	{ cause, answers, triage, open }: Response,
	notes: readonly JoinedNote[],
	{ severity, process }: PortalContent,
): Known[] {
	return [
		...(cause
			? [
					{
						label: 'Cause',
						text: [cause.cause.replaceAll('-', ' '), cause.trigger, text(cause.body)]
							.filter((part) => part)
							.join('. '),
						at: cause.at,
					},
				]
			: []),
		...severity.facts.flatMap(({ id, question, type }): Known[] => {
			const answer = answers[id];
			if (answer === undefined) return [];
			const value = typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : String(answer);
			return [
				{
					label: question,
					text: type === 'percent' ? `${value} %` : value,
					at: answeredAt(notes, 'impact', id),
				},
			];
		}),
		...process.triage.flatMap(({ id, text: label, required }): Known[] => {
			const answer = triage[id];
			if (answer === undefined && !(required && open)) return [];
			return [
				{
					label,
					text: answer ?? 'nobody has found out yet',
					at: answeredAt(notes, 'triage', id),
				},
			];
		}),
	];
}

/** Where people meet: what a note says; without one, what the scheme calls the room and its call. */
function roomParts(
	{ response, level }: KnownIncident,
	notes: readonly JoinedNote[],
	content: PortalContent,
): CellPart[] {
	const noted = roomsOf(notes);
	const has = (what: 'chat' | 'call') => noted.some((note) => note.what === what);
	const planned = level?.warRoom && response.open;
	const name = planned && !has('chat') ? roomName(response, level.label, content) : undefined;
	const call = planned && !has('call') ? content.process.warRoom?.call : undefined;
	return [
		...noted.map((note) =>
			linked(note.name ?? (note.what === 'call' ? 'Join the call' : (note.url ?? '')), note.url),
		),
		...(name === undefined ? [] : [`#${name.replace(/^#/, '')}`]),
		...(call === undefined ? [] : [linked('Join the call', call)]),
	];
}

const firstLine = (output: string | undefined) => output?.split('\n')[0] ?? '';
const responsesOf = ({ known }: PortalContent): Response[] => known.map(({ response }) => response);

function roomName(
	{ opened, id }: Response,
	level: string,
	{ process, site }: PortalContent,
): string | undefined {
	if (process.warRoom?.channel === undefined) return undefined;
	const clock = inZone(opened, site.zone);
	return warRoomName(process.warRoom.channel, {
		level,
		date: clock.toPlainDate().toString(),
		time: clock.toPlainTime().toString({ smallestUnit: 'minute' }),
		id,
	});
}

/** One line of it. */
export type JoinedRow = TimelineRow & {
	instant: number;
	/** The duplicate in which it was written. */
	from: string | undefined;
	/** What it is with the first words of its text, for a list of what is new. */
	line: string;
};

/** The timeline with what was written in duplicates, in one order; each line knows where it is from. */
export function joinedRows({ response }: KnownIncident, content: PortalContent): JoinedRow[] {
	const entries = joinedTimeline(response, responsesOf(content));
	const rows = entryRows(entries, content);
	return entries.flatMap((entry, index) => {
		const row = rows[index];
		return row
			? { ...row, instant: entry.at, from: entry.from, line: lineOf(entry, row.what) }
			: [];
	});
}

function lineOf(entry: JoinedEntry, what: string): string {
	if ('update' in entry) return entryLine(what, firstWords(entry.update.body ?? ''));
	const { note } = entry;
	return entryLine(
		what,
		note.kind === 'command' ? firstOfCommand(note.command) : firstWords(note.body ?? ''),
	);
}

/** One thing that has to be true before an incident is over. */
export interface CloseItem {
	id: string;
	text: string;
	required: boolean;
	state: 'passed' | 'waived' | 'failed' | 'open';
	/** What is still missing, in words. */
	waits: string | undefined;
	/** The earliest time at which it may be ticked. */
	from: (PrintedTime & { instant: number }) | undefined;
	command: string;
}

/** The close checklist, and the earliest time at which all of it can be ticked. */
export function closeChecklist(
	{ response, facts }: KnownIncident,
	content: PortalContent,
): { items: CloseItem[]; left: number; earliest: PrintedTime | undefined } {
	const print = timePrinter(content.site.zone, 'en');
	const { process, alerts, checks, now } = content;
	const evidence = { cycle: alerts.cycle, checks: checks.map(({ value }) => value) };
	const all = verificationOf(process.verification, response, facts, evidence, now);
	const items = all.map(({ item, state, waits }): CloseItem => {
		const from = waits?.until;
		return {
			id: item.id,
			text: item.text,
			required: item.required,
			state,
			waits: waits && waitWords(waits),
			from: from === undefined ? undefined : { instant: from, ...print.time(from) },
			command: `npm run incident -- note ${response.id} --kind verification --set item=${item.id} --set outcome=passed`,
		};
	});
	const times = items.flatMap(({ from, required }) => (from && required ? from.instant : []));
	return {
		items,
		left: unverified(all).length,
		earliest: times.length > 0 ? print.time(Math.max(...times)) : undefined,
	};
}

function waitWords({ for: reason, until }: { for: string; until: number | undefined }): string {
	if (reason === 'quiet')
		return until === undefined ? 'an alert still fires' : 'one alert cycle without an alert';
	if (reason === 'watched')
		return until === undefined
			? 'nothing was changed yet that could be watched'
			: 'watched since the last change';
	return 'nobody has seen the source green since the last change';
}

/** What is done after the end, once it is over; empty before, and where the organisation lists nothing. */
export function closeOutRows(
	{ response, facts }: KnownIncident,
	{ process }: Pick<PortalContent, 'process'>,
): Cell[][] {
	const nothing = response.duplicateOf !== undefined || response.shown?.retraction !== undefined;
	if (response.open || nothing) return [];
	return closeOutOf(process.closeOut, response, facts).map(({ item, done, command }) => [
		item.text,
		done ? '✓ done' : { text: 'to do', class: 'late' },
		done ? '—' : command,
	]);
}

/** One thing that raises the level at once. */
export interface TriggerRow {
	text: string;
	to: string;
	label: string;
	rank: number;
	/** What is known says that it holds. */
	holds: boolean;
}

/** What raises the level of an incident from the one it has. */
export function triggerRows(
	{ level, facts }: KnownIncident,
	{ severity }: PortalContent,
): TriggerRow[] {
	return severity.triggers.flatMap(({ from, to, when, text: words }) => {
		const target = severity.levels.find(({ id }) => id === to);
		if (from !== level?.id || !target) return [];
		return [
			{
				text: words,
				to,
				label: target.label,
				rank: target.rank,
				holds: when !== undefined && evaluate(when, facts) === true,
			},
		];
	});
}

/** What the script of an incident's page is handed. */
export interface IncidentPage {
	id: string;
	/** Path of its folder below the content root. */
	folder: string;
	/** Path of the content root in the repository. */
	root: string;
	repository: { server: string; slug: string; branch: string } | undefined;
	people: { id: string; name: string }[];
	triggers: TriggerRow[];
	/** Customers can see it. */
	shown: boolean;
	/** The next word to customers, as far as it can be written already. */
	draft: UpdateDraft;
	/** How long after an update the next is due, in milliseconds. */
	cadence: number | undefined;
	built: number;
}

/** Everything the script of an incident's page needs. */
export function incidentPage(known: KnownIncident, content: PortalContent): IncidentPage {
	const { response } = known;
	const { organisation, onCall, now } = content;
	const folder =
		content.incidents.find(({ id }) => id === response.id)?.path ?? `incidents/${response.id}`;
	const next = known.deadlines.find(({ kind, what }) => kind === 'update' && what === 'customers');
	const last = response.shown?.updates.at(-1)?.at ?? response.opened;
	const cadence = next?.due === undefined ? undefined : Math.max(0, next.due - last) || undefined;
	const { repository } = organisation;
	return {
		id: response.id,
		folder,
		root: repository?.path ?? '',
		repository: repository && {
			server: repository.server,
			slug: repository.slug,
			branch: repository.branch,
		},
		people: onCall.people
			.filter(
				({ until }) => until === undefined || until > new Date(now).toISOString().slice(0, 10),
			)
			.map(({ id, name }) => ({ id, name })),
		triggers: triggerRows(known, content),
		shown: response.shown !== undefined,
		draft: draftUpdate(known, content, cadence),
		cadence,
		built: now,
	};
}
