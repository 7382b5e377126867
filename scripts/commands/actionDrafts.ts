/** Drafts of what became of an action: its fields in the front matter of its post-mortem, and nothing else. */
import type { ListedAction } from '../../src/domain/actions.ts';
import { editFrontMatter } from '../lib/editFrontMatter.ts';
import type { Draft } from '../lib/forge.ts';
import { nameFrom } from './alertNames.ts';

/** What became of it. */
export type Ending =
	| { status: 'done'; closed: string }
	| { status: 'verified'; closed: string; verifiedBy: string; verification: string }
	| { status: 'wont-do'; closed: string; reason: string };

/** Whether an action ended like that before. */
export function endedSo({ action }: Pick<ListedAction, 'action'>, ending: Ending): boolean {
	if (action.status !== ending.status) return false;
	if (ending.status === 'verified') {
		return action.verifiedBy === ending.verifiedBy && action.verification === ending.verification;
	}
	return ending.status === 'done' || action.reason === ending.reason;
}

/** The post-mortem with the fields of one action changed. */
export function draftEnding(
	{ action, page, index }: ListedAction,
	text: string,
	ending: Ending,
	{ prefix, op, by }: { prefix: string; op: string | undefined; by: string },
): Draft {
	const { id } = action;
	const changed = editFrontMatter(text, ['actions', index], fieldsOf(ending));
	const name = op ?? nameFrom(JSON.stringify(['action', id, text, changed]), 6);
	const words = { done: 'Done', verified: 'Done and verified', 'wont-do': 'Will not be done' };
	return {
		op: name,
		kind: 'action',
		record: id,
		files: [{ path: prefix + page.path, text: changed }],
		branch: `status/action/${id}--${name}`,
		title: `${words[ending.status]}: ${id}`,
		body: [
			action.title,
			...(ending.status === 'verified'
				? [`Verified by ${ending.verifiedBy}: ${ending.verification}`]
				: []),
			...(ending.status === 'wont-do' ? [`Why not: ${ending.reason}`] : []),
			`Said by ${by}.`,
		].join('\n\n'),
	};
}

function fieldsOf(ending: Ending): Record<string, string> {
	const { status, closed } = ending;
	switch (status) {
		case 'verified':
			return {
				status,
				closed,
				'verified-by': ending.verifiedBy,
				verification: ending.verification,
			};
		case 'wont-do':
			return { status, closed, reason: ending.reason };
		case 'done':
			return { status, closed };
	}
}
