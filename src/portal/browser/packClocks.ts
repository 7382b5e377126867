/** The clocks of the pack: who is on call now, what an alert makes due, and whom it calls. */
import type { ClockData, ClockLevel } from '../../domain/clocks.ts';
import {
	clocksOf,
	countdown,
	deadlineState,
	dutyAt,
	ladderCalls,
	namedAt,
} from '../../domain/clocks.ts';
import type { Reach } from '../clocks.ts';
import { deadlineName, noTimeWords } from '../deadlineWords.ts';
import { contactLines } from './contactLines.ts';
import type { MadeCell } from './dataTable.ts';
import { dataTable } from './dataTable.ts';
import { ladderTable } from './ladderTable.ts';
import { element, timeCell } from './times.ts';

/** What clocks are computed from. */
export interface PackClocks {
	clocks: ClockData;
	/** People and partners, by id. */
	reach: Record<string, Reach>;
}

/** Puts rows into a place if they say something else than what stands there, so that nothing moves under a thumb. */
function show(place: Element, made: readonly Element[]): void {
	const text = made.map(({ outerHTML }) => outerHTML).join('');
	if (place.innerHTML !== text) place.replaceChildren(...made);
}

/** Who has which rotation at this moment. */
export function showDuty(place: Element, data: PackClocks): void {
	const now = Date.now();
	const rows = data.clocks.rotations.map((rotation): MadeCell[] => {
		const shift = dutyAt(rotation, now);
		const reach = shift && data.reach[shift.person];
		return [
			rotation.name,
			shift ? (reach?.name ?? shift.person) : 'Nobody',
			shift ? timeCell(shift.end, data.clocks.zone) : '',
			{ of: contactLines(reach) },
		];
	});
	const head = ['Rotation', 'Who', 'Until', 'How to reach them'];
	show(place, [dataTable({ caption: 'On call now', head, main: 1, reach: 3 }, rows)]);
}

function deadlines(level: ClockLevel, alerted: number, data: PackClocks): HTMLElement {
	const now = Date.now();
	const { clocks } = data;
	const names = Object.fromEntries(Object.entries(data.reach).map(([id, { name }]) => [id, name]));
	const rows = clocksOf(level, alerted, clocks).map(({ kind, what, due, policy }): MadeCell[] => {
		const name = deadlineName({ kind, what }, (whom) => namedAt(whom, due, clocks, names));
		if (due === undefined) return [name, noTimeWords(policy), ''];
		const late = deadlineState(due, undefined, now) === 'overdue';
		const left = countdown(due, now);
		return [name, timeCell(due, clocks.zone), late ? { class: 'late', of: [left] } : left];
	});
	return dataTable({ caption: 'What is due', head: ['What', 'When', 'Left'] }, rows);
}

/** Builds the clocks; gives what brings them up to date. */
export function wireClocks(place: HTMLElement, data: PackClocks): () => void {
	const level = element('select');
	level.id = 'level';
	level.append(...data.clocks.levels.map(({ id, name }) => new Option(name, id)));
	const alerted = element('input');
	alerted.id = 'alerted';
	alerted.type = 'datetime-local';
	const local = new Date();
	local.setMinutes(local.getMinutes() - local.getTimezoneOffset());
	alerted.value = local.toISOString().slice(0, 16);
	const label = (text: string, input: HTMLElement) => {
		const made = element('label', text);
		made.htmlFor = input.id;
		return made;
	};
	const due = element('div');
	const calls = element('div');
	const look = () => {
		const chosen = data.clocks.levels.find(({ id }) => id === level.value);
		const at = Date.parse(alerted.value);
		if (!chosen || Number.isNaN(at)) return;
		show(due, [deadlines(chosen, at, data)]);
		const { clocks, reach } = data;
		const called = chosen.ladder === undefined ? [] : ladderCalls(chosen.ladder, at, clocks);
		show(calls, called.length === 0 ? [] : [ladderTable(called, reach, clocks.zone)]);
	};
	place.append(
		element('h2', 'Clocks'),
		element('p', 'What an alert makes due, from its level and its time in your zone.'),
		label('Level ', level),
		level,
		label(' Alert ', alerted),
		alerted,
		due,
		calls,
	);
	for (const input of [level, alerted]) input.addEventListener('input', look);
	look();
	return look;
}
