/** Whom an alert calls, and when: made in the browser for an alert that a reader gives. */
import type { LadderCall } from '../../domain/clocks.ts';
import type { Reach } from '../clocks.ts';
import { calledWords } from '../deadlineWords.ts';
import { ladderColumns } from '../ladderColumns.ts';
import { contactLines } from './contactLines.ts';
import type { MadeCell } from './dataTable.ts';
import { dataTable } from './dataTable.ts';
import { timeCell } from './times.ts';

/**
 * The calls of a ladder as a table. A ladder is no deadline: it says when each call is made, and by when it is answered.
 *
 * @param reach people and partners, by id
 * @param zone the organisation's
 */
export function ladderTable(
	calls: readonly LadderCall[],
	reach: Readonly<Record<string, Reach>>,
	zone: string,
): HTMLElement {
	const rows = calls.map((call): MadeCell[] => [
		timeCell(call.at, zone),
		{
			of: [calledWords(call, (person) => reach[person]?.name ?? person)],
			class: call.nobody ? 'late' : undefined,
		},
		call.answerBy === undefined ? '—' : timeCell(call.answerBy, zone),
		{ of: contactLines(reach[call.reach ?? '']) },
	]);
	return dataTable({ caption: 'Who is called', ...ladderColumns }, rows);
}
