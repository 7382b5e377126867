/** Clocks as their pages show them: finished values, and what is handed to browsers. */
import type { ClockData } from '../domain/clocks.ts';
import { clocksOf, ladderCalls, namedAt } from '../domain/clocks.ts';
import type { CalendarEvent } from '../domain/eventCalendar.ts';
import { uidPart } from '../domain/eventCalendar.ts';
import type { Deadline } from '../domain/deadlines.ts';
import type { PrintedTime } from '../ui/time.ts';
import { printDuration, timePrinter } from '../ui/time.ts';
import type { Cell } from './cells.ts';
import { linked } from './cells.ts';
import type { KnownIncident, PortalContent } from './content.ts';
import {
	calledWords,
	deadlineName,
	noTimeWords,
	policyWords,
	stateWords,
} from './deadlineWords.ts';
import { contactLink } from './contactLink.ts';
import type { PortalLinks } from './links.ts';

/** One deadline of an incident, ready to be printed and counted down. */
export interface StripRow {
	name: string;
	due: (PrintedTime & { instant: number }) | undefined;
	done: (PrintedTime & { instant: number }) | undefined;
	/** There is no need to do it before this. */
	earliest: PrintedTime | undefined;
	/** Where it stood when the page was built. */
	state: Deadline['state'];
	/** Why it has no time. */
	policy: string | undefined;
}

/** The deadlines of an incident, the most urgent first. */
export function stripRows({ deadlines }: KnownIncident, content: PortalContent): StripRow[] {
	const print = timePrinter(content.site.zone, 'en');
	const names = namesOf(content);
	const time = (instant: number | undefined) =>
		instant === undefined ? undefined : { instant, ...print.time(instant) };
	return deadlines.map((deadline) => ({
		name: deadlineName(deadline, (what) => namedAt(what, deadline.due, content.clock, names)),
		due: time(deadline.due),
		done: time(deadline.done),
		earliest: time(deadline.earliest),
		state: deadline.state,
		policy: deadline.policy === undefined ? undefined : policyWords[deadline.policy],
	}));
}

/** Rows in two: what is to be done, overdue first, and what was done, which is folded away. */
export interface FoldedRows {
	shown: StripRow[];
	folded: StripRow[];
	/** How many of what was done were met and how many missed. */
	summary: string;
}

/** Puts away what was done, as long as anything is left to do. What is left keeps its order, in which overdue comes first. */
export function foldedRows(rows: readonly StripRow[]): FoldedRows {
	const isDone = ({ state }: StripRow) => state === 'met' || state === 'missed';
	const left = rows.filter((row) => !isDone(row));
	if (left.length === 0) return { shown: [...rows], folded: [], summary: '' };
	const folded = rows.filter(isDone);
	const summary = (['met', 'missed'] as const)
		.map((state) => ({ state, count: folded.filter((row) => row.state === state).length }))
		.filter(({ count }) => count > 0)
		.map(({ state, count }) => `${count} ${stateWords[state]}`)
		.join(', ');
	return { shown: left, folded, summary };
}

/** Open incidents, the worst level first. */
export function openIncidents({ known }: PortalContent): KnownIncident[] {
	return known
		.filter(({ response }) => response.open && response.duplicateOf === undefined)
		.sort((a, b) => (a.level?.rank ?? Infinity) - (b.level?.rank ?? Infinity));
}

/** Whether anything of an incident is still to be done by a certain time. */
export const hasDeadlinesLeft = ({ deadlines }: KnownIncident) =>
	deadlines.some(({ due, done }) => due !== undefined && done === undefined);

/** Somebody who can be reached. */
export interface Reach {
	name: string;
	contacts: { kind: string; value: string; note?: string; href?: string }[];
}

/** What the page of clocks hands to its script. */
export interface ClockPage {
	clock: ClockData;
	/** People and contacts outside the rotations, by id. */
	reach: Record<string, Reach>;
	warRoom: { pattern?: string | undefined; call?: string | undefined };
}

/** Everything the script of the clocks needs. */
export function clockPage(content: PortalContent): ClockPage {
	const { channel, call } = content.process.warRoom ?? {};
	return { clock: content.clock, reach: reachBook(content), warRoom: { pattern: channel, call } };
}

/** Everybody whom rotations and ladders can call. */
export function reachBook({ onCall }: Pick<PortalContent, 'onCall'>): Record<string, Reach> {
	return Object.fromEntries(
		[...onCall.people, ...onCall.contacts].map(({ id, name, contacts }) => [
			id,
			{
				name,
				contacts: contacts.map(({ kind, value, note }) => {
					const href = contactLink({ kind, value });
					return {
						kind,
						value,
						...(note !== undefined && { note }),
						...(href !== undefined && { href }),
					};
				}),
			},
		]),
	);
}

const namesOf = ({ onCall }: PortalContent): Record<string, string> =>
	Object.fromEntries([...onCall.people, ...onCall.contacts].map(({ id, name }) => [id, name]));

/** What every level would ask for if its alert came when the page was built: for readers without a script. */
export function levelTables(content: PortalContent): { name: string; rows: Cell[][] }[] {
	const { clock, now } = content;
	const print = timePrinter(content.site.zone, 'en');
	const names = namesOf(content);
	return clock.levels.map((level) => ({
		name: level.name,
		rows: [
			...clocksOf(level, now, clock).map((deadline): Cell[] => [
				deadlineName(deadline, (what) => namedAt(what, deadline.due, clock, names)),
				deadline.due === undefined ? noTimeWords(deadline.policy) : print.time(deadline.due).text,
			]),
			...level.afterwards.map(({ kind, within, after }): Cell[] => [
				deadlineName({ kind, what: '' }),
				`${printDuration(within, 'en')} after it is ${after}`,
			]),
		],
	}));
}

/** The ladder of a level as times, if its alert came at `alerted`. */
export function ladderRows(ladder: string, alerted: number, content: PortalContent): Cell[][] {
	const print = timePrinter(content.site.zone, 'en');
	const names = namesOf(content);
	const reach = reachBook(content);
	const time = (instant: number): Cell => {
		const { iso, text } = print.time(instant);
		return { iso, text };
	};
	return ladderCalls(ladder, alerted, content.clock).map((call) => [
		time(call.at),
		calledWords(call, (person) => names[person] ?? person),
		call.answerBy === undefined ? '—' : time(call.answerBy),
		(reach[call.reach ?? '']?.contacts ?? []).map(({ value, href }) => linked(value, href)),
	]);
}

/** What is still due of an incident, for a calendar. */
export function deadlineEvents(
	known: KnownIncident,
	content: PortalContent,
	links: PortalLinks,
	origin: string | URL,
): CalendarEvent[] {
	const { id, title } = known.response;
	const url = new URL(links.incident(id), origin).href;
	const names = namesOf(content);
	return known.deadlines.flatMap(({ due, done, kind, what }) =>
		due === undefined || done !== undefined
			? []
			: [
					{
						uid: `${id}-${kind}-${uidPart(what)}@allclear`,
						start: due,
						summary: `${deadlineName({ kind, what }, (whom) => namedAt(whom, due, content.clock, names))}: ${title}`,
						description: url,
						url,
						remind: 5 * 60_000,
					},
				],
	);
}
