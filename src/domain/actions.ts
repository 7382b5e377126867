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

/** What the process still lacks, by `open-items` in `process.yaml`; it is tracked as an action is. */
export interface OpenItem {
	text: string;
	/** Its place in the list, from 0. */
	index: number;
	due: CalendarDate | undefined;
	state: 'overdue' | 'open';
	/** Whole days since it was due; 0 if it is not overdue. */
	daysLate: number;
	/** Name of the owner, as people say it; `undefined` if nobody has it. */
	owner: string | undefined;
}

/** All open items on the day that holds `now`: the longest overdue first, then what is due next. */
export function listOpenItems(
	content: Pick<Content, 'onCall' | 'process' | 'site'>,
	now: number,
): OpenItem[] {
	const today = dateAt(now, content.site.zone);
	return content.process.openItems
		.map(({ text, owner, due }, index): OpenItem => {
			const daysLate = due === undefined ? 0 : Math.max(0, daysBetween(due, today));
			return {
				text,
				index,
				due,
				state: daysLate > 0 ? 'overdue' : 'open',
				daysLate,
				owner: owner === undefined ? undefined : personName(content, owner),
			};
		})
		.sort((a, b) => compareText(a.due ?? '9', b.due ?? '9') || a.index - b.index);
}

/** Whether somebody owns an action, by id or name, whatever the case. */
export function isOwnedBy({ action, owner }: ListedAction, wanted: string): boolean {
	return [action.owner, owner].some((name) => name.toLowerCase() === wanted.toLowerCase());
}

/** The same for an open item. */
export function isHeldBy(
	{ owner }: OpenItem,
	wanted: string,
	content: Pick<Content, 'onCall'>,
): boolean {
	return [wanted, personName(content, wanted)].some(
		(name) => name.toLowerCase() === owner?.toLowerCase(),
	);
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
