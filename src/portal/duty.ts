/** Duty as its pages show it, and as it is handed to browsers. */
import { inZone, workCalendar } from '../domain/calendar.ts';
import type { ClockRotation } from '../domain/clocks.ts';
import { coverageOf } from '../domain/coverage.ts';
import type { CalendarEvent } from '../domain/eventCalendar.ts';
import type { HandoffPoint } from '../domain/handoffChecklist.ts';
import { builtInHandoff, handoffOf, handoffWords } from '../domain/handoff.ts';
import { levelsAt } from '../domain/level.ts';
import { wholeShiftsWithin } from '../domain/onCall.ts';
import { versionAt } from '../domain/version.ts';
import { timePrinter } from '../ui/time.ts';
import type { Cell } from './cells.ts';
import type { Reach } from './clocks.ts';
import { ladderRows, reachBook } from './clocks.ts';
import type { PortalContent } from './content.ts';
import type { PortalLinks } from './links.ts';
import { levelWords, personName, targetWords } from './words.ts';

/** Who is on call, and who is next. */
export interface DutyRow {
	/** Id of the rotation. */
	id: string;
	rotation: string;
	person: string;
	until: string | undefined;
	next: string | undefined;
	contacts: Reach['contacts'];
}

/** One row a rotation. */
export function dutyRows(content: PortalContent): DutyRow[] {
	const reach = reachBook(content);
	const print = timePrinter(content.site.zone, 'en');
	return content.duties.map(({ rotation, shift, next }) => ({
		id: rotation.id,
		rotation: rotation.name,
		person: shift ? personName(content, shift.person) : 'Nobody',
		until: shift && Number.isFinite(shift.end) ? print.time(shift.end).text : undefined,
		next: next && personName(content, next.person),
		contacts: reach[shift?.person ?? '']?.contacts ?? [],
	}));
}

/** What the script beside a list of duties needs. */
export interface DutyPage {
	rotations: readonly ClockRotation[];
	reach: Record<string, Reach>;
	zone: string;
	/** Until when duty is known. */
	known: number;
}

/** Shifts of the coming ninety days, and how to reach those who have them. */
export function dutyPage(content: PortalContent): DutyPage {
	const { clock, site, now } = content;
	const rotations = clock.rotations.map((rotation) => ({
		...rotation,
		shifts: rotation.shifts.filter(({ end }) => end > now),
	}));
	const onDuty = new Set(rotations.flatMap(({ shifts }) => shifts.map(({ person }) => person)));
	const reach = Object.entries(reachBook(content)).filter(([id]) => onDuty.has(id));
	return {
		rotations,
		reach: Object.fromEntries(reach),
		zone: site.zone,
		known: clock.window.end,
	};
}

/** What of the coming fortnight reaches nobody; empty if every hour has a person. */
export function coverageRows(content: PortalContent): Cell[][] {
	const print = timePrinter(content.site.zone, 'en');
	const time = (instant: number) => print.time(instant).text;
	return coverageOf(content, content.now).flatMap(({ rotation, gaps, unmanned }) => [
		...gaps.map(({ start, end }): Cell[] => [
			time(start),
			time(end),
			rotation.name,
			{ text: 'nobody', class: 'late' },
		]),
		...unmanned.map(({ start, end, person, why }): Cell[] => [
			time(start),
			time(end),
			rotation.name,
			{
				text: `${personName(content, person)}, ${why === 'left' ? 'who has left' : 'of whom not everything is written yet'}`,
				class: 'late',
			},
		]),
	]);
}

/** What is asked of whoever has a rotation, and what is not. */
export const expectationRows = ({ onCall }: PortalContent): Cell[][] =>
	onCall.rotations
		.filter(({ expectations, notRequired }) => expectations.length + notRequired.length > 0)
		.map(({ name, purpose, expectations, notRequired }) => [
			purpose === undefined ? name : [name, { text: purpose, class: 'soft' }],
			expectations,
			notRequired,
		]);

/** By level: by when whoever is on call answers, and what else is asked of them. */
export const levelExpectationRows = ({ severity, now }: PortalContent): Cell[][] =>
	levelsAt(severity, now)
		.filter(({ expectations }) => expectations.length > 0)
		.map((level) => [
			levelWords(level),
			targetWords(versionAt(level.targets, now).acknowledge),
			level.expectations,
		]);

/** The ladder of every level as times, for an alert at the moment of the build. */
export function ladderTables(
	content: PortalContent,
): { level: string; id: string; rows: Cell[][] }[] {
	const { severity, now } = content;
	return severity.levels.flatMap((level) =>
		level.ladder === undefined || now >= (level.until ?? Infinity)
			? []
			: [{ level: levelWords(level), id: level.id, rows: ladderRows(level.ladder, now, content) }],
	);
}

/** People who have duty in the coming ninety days, each with the address of their calendar. */
export function calendarPeople(
	content: PortalContent,
	links: PortalLinks,
): { id: string; name: string; href: string }[] {
	const { onCall, now, clock } = content;
	return onCall.people
		.filter(({ id }) =>
			clock.rotations.some(({ shifts }) =>
				shifts.some(({ person, end }) => person === id && end > now),
			),
		)
		.map(({ id, name }) => ({ id, name, href: links.shifts(id) }));
}

/** The shifts of one person, for a calendar: each whole, so that it stays the same event from build to build. */
export function shiftEvents(person: string, content: PortalContent, url: string): CalendarEvent[] {
	const { onCall, organisation, site, clock, now } = content;
	const context = { zone: site.zone, calendar: workCalendar(organisation, site.zone) };
	const window = { start: now, end: clock.window.end };
	return onCall.rotations.flatMap((rotation) =>
		wholeShiftsWithin(rotation, onCall.overrides, window, context)
			.filter((shift) => shift.person === person)
			.map((shift) => {
				// Whoever has it alone has it until the end of what is known.
				const start = Number.isFinite(shift.start) ? shift.start : midnight(now);
				const end = Number.isFinite(shift.end) ? shift.end : midnight(window.end);
				return {
					uid: `on-call-${rotation.id}-${person}-${inZone(start, 'UTC').toPlainDate().toString()}-${start}@allclear`,
					start,
					end,
					summary: `On call: ${rotation.name}${shift.override ? ' (instead)' : ''}`,
					description: url,
					url,
				};
			}),
	);
}

const midnight = (instant: number) => instant - (instant % 86_400_000);

/** The hand-off that is nearest, as lists and as a message. */
export interface HandoffView {
	rotation: string;
	week: string;
	primary: string;
	secondary: string;
	counts: string;
	lists: { id: string; heading: string; items: string[] }[];
	checklist: HandoffPoint[];
	message: string;
}

/** The hand-off page; `undefined` where on-call.yaml describes none. */
export function handoffView(content: PortalContent): HandoffView | undefined {
	const { onCall, now } = content;
	const rotation =
		onCall.rotations.find(({ id }) => id === onCall.handoff?.rotation) ?? onCall.rotations[0];
	if (!rotation) return undefined;
	const words = handoffWords(handoffOf(rotation, content, now), content);
	return {
		rotation: rotation.name,
		week: words.week,
		primary: words.primary,
		secondary: words.secondary,
		counts: words.counts,
		lists: [
			{ id: 'notable', heading: 'Worth knowing', items: words.notable },
			{ id: 'watched', heading: 'Still watched', items: words.watched },
			{ id: 'actions', heading: 'Actions overdue or due', items: words.actions },
			{ id: 'planned', heading: 'Planned', items: words.planned },
			{ id: 'alerts', heading: 'Alerts', items: words.alerts },
		],
		checklist: words.checklist,
		message: builtInHandoff(words),
	};
}
