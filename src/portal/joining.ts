/** An incident for somebody who has just joined: finished values. */
import { closeOutOf } from '../domain/closeOut.ts';
import { decidesByDefault } from '../domain/duty.ts';
import {
	attemptsOf,
	duplicatesOf,
	joinedTimeline,
	missingRoles,
	suspicionsOf,
} from '../domain/joining.ts';
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
import { entryRows } from './incident.ts';
import type { PortalLinks } from './links.ts';
import type { Report } from './roles.ts';
import { personName } from './words.ts';

const text = (body: string | undefined) =>
	body === undefined ? '' : messageToText(body).replaceAll(/\s+/g, ' ');

/** What is known of an incident, what was tried, and who does what. */
export interface Joining {
	known: { label: string; text: string }[];
	suspicions: { state: string; text: string; at: PrintedTime; by: string; settled: string }[];
	tried: { at: PrintedTime; what: string; result: string; command: string | undefined }[];
	who: {
		role: string;
		person: string;
		since: PrintedTime | undefined;
		/** When their next report is due. */
		report?: Report | undefined;
	}[];
	handy: CellPart[];
	duplicates: CellPart[];
	warRoom: { name: string | undefined; call: string | undefined } | undefined;
	/** How long it may take, and the incidents that this stands on; only while it is open. */
	estimate: { text: string; basis: CellPart[] } | undefined;
}

const suspicionWords = { confirmed: 'Confirmed', open: 'Suspected', 'ruled-out': 'Ruled out' };

/** Everything that stands at the top of an incident's page. */
export function joiningOf(
	{ response, level }: KnownIncident,
	content: PortalContent,
	links: PortalLinks,
): Joining {
	const print = timePrinter(content.site.zone, 'en');
	const { process, severity, runbooks } = content;
	const roleName = (id: string) => process.roles.find((role) => role.id === id)?.name ?? id;
	const suspicions = suspicionsOf(response);
	const order = ['confirmed', 'open', 'ruled-out'];
	return {
		known: [
			...(response.cause
				? [
						{
							label: 'Cause',
							text: [
								response.cause.cause.replaceAll('-', ' '),
								response.cause.trigger,
								text(response.cause.body),
							]
								.filter((part) => part)
								.join('. '),
						},
					]
				: []),
			...severity.facts.flatMap(({ id, question, type }) => {
				const answer = response.answers[id];
				if (answer === undefined) return [];
				const value = typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : String(answer);
				return [{ label: question, text: type === 'percent' ? `${value} %` : value }];
			}),
			...process.triage.flatMap(({ id, text: label, required }) => {
				const answer = response.triage[id];
				if (answer === undefined && !(required && response.open)) return [];
				return [{ label, text: answer ?? 'nobody has found out yet' }];
			}),
		],
		suspicions: suspicions
			.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
			.map(({ state, text: said, at, by, settled }) => ({
				state: suspicionWords[state],
				text: text(said),
				at: print.time(at),
				by: personName(content, by),
				settled: text(settled?.text),
			})),
		tried: attemptsOf(response).map(({ at, note }) =>
			note.kind === 'mitigation'
				? {
						at: print.time(at),
						what: [note.mitigation.replaceAll('-', ' '), text(note.body)]
							.filter((part) => part !== '')
							.join(': '),
						result: note.result,
						command: undefined,
					}
				: {
						at: print.time(at),
						what: text(note.body),
						result: firstLine(note.output),
						command: note.command,
					},
		),
		who: [
			...response.roles.map(({ role, person, since }) => {
				const held = process.roles.find(({ id }) => id === role);
				const due = held && nextReport(held, response);
				return {
					role: roleName(role),
					person: personName(content, person),
					since: print.time(since),
					report: due === undefined ? undefined : { ...print.time(due), late: due <= content.now },
				};
			}),
			...(response.open ? missingRoles(response, level?.roles ?? []) : []).map((role) => ({
				role: roleName(role),
				person: whileNobody(role, response, content),
				since: undefined,
			})),
			...(response.roles.length === 0 && response.acknowledgedBy !== undefined
				? [
						{
							role: 'Took it',
							person: personName(content, response.acknowledgedBy),
							since: undefined,
						},
					]
				: []),
		],
		handy: process.handyRunbooks.map((id) => {
			const page = runbooks.find((item) => item.id === id);
			return linked(page?.value.title ?? id, page && links.page(page));
		}),
		duplicates: duplicatesOf(response, responsesOf(content)).map(({ id, title }) => ({
			text: `${title} (${id})`,
			href: links.incident(id),
		})),
		warRoom: level?.warRoom && {
			name: roomName(response, level.label, content),
			call: process.warRoom?.call,
		},
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

/** The timeline with what was written in duplicates, in one order; each line knows where it is from. */
export function joinedRows(
	{ response }: KnownIncident,
	content: PortalContent,
): (TimelineRow & { instant: number; from: string | undefined })[] {
	const entries = joinedTimeline(response, responsesOf(content));
	return entryRows(entries, content).map((row, index) => ({
		...row,
		instant: entries[index]?.at ?? 0,
		from: entries[index]?.from,
	}));
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
