/** What post-mortems asked for, across all of them. */
import type { Action } from '../schemas/page.ts';
import type { CalendarDate } from '../schemas/values.ts';
import { dateAt } from './calendar.ts';
import type { Content } from './content.ts';
import { compareText } from './problem.ts';
import { foldResponse } from './response.ts';
import { personName } from './words.ts';

/** An action and where it stands. */
export interface ListedAction {
	action: Action;
	/** The post-mortem that asks for it. */
	page: { id: string; path: string; title: string; incident: string; example: boolean };
	/** Its place in the list of its post-mortem, from 0. */
	index: number;
	state: 'overdue' | 'open' | 'closed';
	/** Whole days since it was due; 0 if it is not overdue. */
	daysLate: number;
	/** Whole days since it was asked for, up to its end; `undefined` if nobody knows when that was. */
	ageDays: number | undefined;
	/** Name of the owner, as people say it. */
	owner: string;
}

/** What actions are listed from. */
export type ActionSources = Pick<Content, 'postMortems' | 'incidents' | 'onCall' | 'site'>;

const closed: readonly Action['status'][] = ['done', 'verified', 'wont-do'];

/** Whether nothing is left to do. */
export const isClosed = ({ status }: Pick<Action, 'status'>) => closed.includes(status);

/**
 * All actions on the day that holds `now`: the longest overdue first, then what is due next, then what is closed,
 * the latest first. An action was asked for when its post-mortem was published, or before that when its
 * incident was over.
 */
export function listActions(content: ActionSources, now: number): ListedAction[] {
	const { zone } = content.site;
	const today = dateAt(now, zone);
	return content.postMortems
		.flatMap(({ id, path, value }) => {
			const { title, incident, published } = value;
			const page = { id, path, title, incident, example: value.example === true };
			const asked = published ?? incidentEnd(content, incident);
			return value.actions.map((action, index): ListedAction => {
				const done = isClosed(action);
				const daysLate = done ? 0 : Math.max(0, daysBetween(action.due, today));
				return {
					action,
					page,
					index,
					state: done ? 'closed' : daysLate > 0 ? 'overdue' : 'open',
					daysLate,
					ageDays:
						asked === undefined
							? undefined
							: Math.max(0, daysBetween(dateAt(asked, zone), action.closed ?? today)),
					owner: personName(content, action.owner),
				};
			});
		})
		.sort(
			(a, b) =>
				states.indexOf(a.state) - states.indexOf(b.state) ||
				(a.state === 'closed'
					? compareText(b.action.closed ?? '', a.action.closed ?? '')
					: compareText(a.action.due, b.action.due)) ||
				compareText(a.action.id, b.action.id),
		);
}

const states: readonly ListedAction['state'][] = ['overdue', 'open', 'closed'];

/** Whether somebody owns an action, by id or name, whatever the case. */
export function isOwnedBy({ action, owner }: ListedAction, wanted: string): boolean {
	return [action.owner, owner].some((name) => name.toLowerCase() === wanted.toLowerCase());
}

/** Calendar days from one date to another; negative if the other is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
	return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

function incidentEnd({ incidents }: Pick<Content, 'incidents'>, id: string): number | undefined {
	const record = incidents.find((item) => item.id === id);
	if (!record) return undefined;
	const { resolvedAt, opened } = foldResponse(record);
	return resolvedAt ?? opened;
}
