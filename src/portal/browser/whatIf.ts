/** The times of an incident that may just have begun. Its level and alert are in the address, so a link shares them. */
import { clocksOf, ladderCalls, namedAt } from '../../domain/clocks.ts';
import type { ClockDeadline, ClockLevel } from '../../domain/clocks.ts';
import type { CalendarEvent } from '../../domain/eventCalendar.ts';
import { eventCalendar, uidPart } from '../../domain/eventCalendar.ts';
import { isCalled } from '../../domain/levelNames.ts';
import { warRoomName } from '../../domain/warRoom.ts';
import type { ClockPage } from '../clocks.ts';
import { deadlineName, noTimeWords } from '../deadlineWords.ts';
import { startCountdowns } from './countdowns.ts';
import { ladderTable } from './ladderTable.ts';
import { pageData } from './pageData.ts';
import { element, showTimes, timeHere, wallClock, wallText } from './times.ts';

/** Brings the form of the page of clocks to life. */
export function startWhatIf(): void {
	const page = pageData('clock-data') as ClockPage | undefined;
	const form = document.querySelector<HTMLFormElement>('#what-if-form');
	const result = document.getElementById('what-if-result');
	if (!page || !form || !result) return;
	const level = form.elements.namedItem('level') as HTMLSelectElement;
	const at = form.elements.namedItem('at') as HTMLInputElement;
	const now = form.elements.namedItem('now') as HTMLButtonElement;

	const show = () => {
		const alerted = fromInput(at.value);
		const chosen = page.clock.levels.find(({ id }) => id === level.value);
		if (chosen && alerted !== undefined) showLevel(chosen, alerted, page, result);
	};
	const keep = () => {
		const alerted = fromInput(at.value);
		if (alerted !== undefined) history.replaceState(null, '', hashOf(level.value, alerted));
		show();
	};
	const read = () => {
		const given = new URLSearchParams(location.hash.slice(1));
		const known = page.clock.levels.find((item) => isCalled(item, given.get('level') ?? ''));
		if (known) level.value = known.id;
		const alerted = Date.parse(given.get('at') ?? '');
		at.value = toInput(Number.isNaN(alerted) ? Date.now() : alerted);
		show();
	};
	level.addEventListener('change', keep);
	at.addEventListener('change', keep);
	now.addEventListener('click', () => {
		at.value = toInput(Date.now());
		keep();
	});
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		keep();
	});
	addEventListener('hashchange', read);

	form.hidden = false;
	result.hidden = false;
	document.getElementById('what-if-static')?.remove();
	read();
}

const hashOf = (level: string, alerted: number) =>
	`#${new URLSearchParams({ level, at: new Date(alerted).toISOString().replace(':00.000Z', 'Z') }).toString()}`;

/** The reader's wall clock, as the input wants it. */
function toInput(instant: number): string {
	const { date, time } = wallClock(instant, Intl.DateTimeFormat().resolvedOptions().timeZone);
	return `${date}T${time}`;
}

function fromInput(value: string): number | undefined {
	const instant = new Date(value).getTime();
	return Number.isNaN(instant) ? undefined : instant;
}

function showLevel(level: ClockLevel, alerted: number, page: ClockPage, place: HTMLElement): void {
	const { clock, reach, warRoom } = page;
	const names = Object.fromEntries(Object.entries(reach).map(([id, { name }]) => [id, name]));
	const deadlines = clocksOf(level, alerted, clock);
	const name = (deadline: ClockDeadline) =>
		deadlineName(deadline, (what) => namedAt(what, deadline.due, clock, names));
	place
		.querySelector('tbody')
		?.replaceChildren(
			...deadlines.map((deadline) => deadlineRow(name(deadline), deadline, clock.zone)),
			...level.afterwards.map(({ kind, within, after }) =>
				plainRow(deadlineName({ kind, what: '' }), `${hours(within)} after it is ${after}`),
			),
		);
	const room = place.querySelector<HTMLElement>('[data-war-room]');
	const needed = deadlines.some(({ kind }) => kind === 'war-room');
	if (room) {
		room.hidden = !needed || warRoom.pattern === undefined;
		const words = {
			level: level.label,
			...wallClock(alerted, clock.zone),
		};
		room.textContent = `War room: #${warRoomName(warRoom.pattern ?? '', words).replace(/^#/, '')}`;
	}
	showLadder(level, alerted, page, place);

	const events = deadlines.flatMap((deadline): CalendarEvent[] =>
		deadline.due === undefined
			? []
			: [
					{
						uid: `what-if-${level.id}-${alerted}-${deadline.kind}-${uidPart(deadline.what)}@allclear`,
						start: deadline.due,
						summary: `${level.name}: ${name(deadline)}`,
						url: new URL(hashOf(level.id, alerted), location.href).href,
						remind: 5 * 60_000,
					},
				],
	);
	const calendar = place.querySelector<HTMLAnchorElement>('[data-calendar]');
	if (calendar) {
		if (calendar.href.startsWith('blob:')) URL.revokeObjectURL(calendar.href);
		const text = eventCalendar(
			`${level.name}, ${timeHere(alerted, Date.now())}`,
			events,
			Date.now(),
		);
		calendar.href = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }));
	}
	const share = place.querySelector<HTMLAnchorElement>('[data-share]');
	if (share) share.href = hashOf(level.id, alerted);
	startCountdowns();
}

function deadlineRow(
	name: string,
	{ due, earliest, policy }: ClockDeadline,
	zone: string,
): HTMLTableRowElement {
	if (due === undefined) return plainRow(name, noTimeWords(policy));
	const row = document.createElement('tr');
	row.dataset['due'] = String(due);
	const when = element('td');
	const place = element('div', '', 'when');
	showTimes(place, due, zone, Date.now());
	when.append(place);
	if (earliest !== undefined && earliest < due) {
		when.append(element('div', `not before ${wallText(earliest, zone, Date.now())}`, 'soft'));
	}
	const left = element('td', '', 'left');
	left.append(element('span', '', 'state'));
	row.append(heading(name), when, left);
	return row;
}

function plainRow(name: string, text: string): HTMLTableRowElement {
	const row = document.createElement('tr');
	row.append(heading(name), element('td', text), element('td'));
	return row;
}

function heading(text: string): HTMLTableCellElement {
	const cell = element('th', text);
	cell.scope = 'row';
	return cell;
}

function showLadder(
	level: ClockLevel,
	alerted: number,
	{ clock, reach }: ClockPage,
	place: HTMLElement,
): void {
	const calls = level.ladder === undefined ? [] : ladderCalls(level.ladder, alerted, clock);
	const section = place.querySelector<HTMLElement>('[data-ladder-section]');
	if (section) section.hidden = calls.length === 0;
	const table = ladderTable(calls, reach, clock.zone);
	// A heading above says the same.
	table.querySelector('caption')?.classList.add('sr-only');
	place.querySelector('[data-ladder]')?.replaceChildren(table);
}

const hours = (length: number) =>
	length % 86_400_000 === 0 && length > 2 * 86_400_000
		? `${length / 86_400_000} days`
		: `${Math.round(length / 3_600_000)} hours`;
