/** Actions of all post-mortems, as their page shows them. */
import type { ListedAction } from '../domain/actions.ts';
import { listActions, listOpenItems } from '../domain/actions.ts';
import { personName } from '../domain/words.ts';
import type { Cell } from './cells.ts';
import { linked } from './cells.ts';
import type { PortalContent } from './content.ts';
import type { PortalLinks } from './links.ts';
import { editAddress } from './links.ts';

/** A table of the actions in some states, the longest overdue first. */
export function actionTable(
	content: PortalContent,
	links: PortalLinks,
	states: readonly ListedAction['state'][],
): { caption: string; head: string[]; rows: Cell[][]; empty: string } {
	return {
		caption: 'Actions',
		head: ['Action', 'Owner', 'Kind', 'Due', 'State'],
		empty: 'None.',
		rows: listActions(content, content.now)
			.filter(({ state }) => states.includes(state))
			.map(({ action, page, owner, daysLate, ageDays }) => [
				[
					action.title,
					{ text: page.title, href: links.page({ path: page.path }), class: 'from' },
					...(action.tracker?.startsWith('http')
						? [{ text: 'Ticket', href: action.tracker, class: 'soft' }]
						: []),
				],
				owner,
				[action.kind, { text: `${action.term} term`, class: 'soft' }],
				[
					{ text: action.due, class: daysLate > 0 ? 'late' : undefined },
					...(daysLate > 0 ? [{ text: days(daysLate, 'late'), class: 'late' }] : []),
					...(ageDays === undefined ? [] : [{ text: days(ageDays, 'old'), class: 'soft' }]),
				],
				stateCell(action, content),
			]),
	};
}

/** What the process still lacks, as a table, the longest overdue first. */
export function openItemTable(content: PortalContent): {
	caption: string;
	head: string[];
	rows: Cell[][];
} {
	const edit = editAddress(content.organisation, 'process.yaml');
	return {
		caption: 'Open items',
		head: ['What is missing', 'Owner', 'Due', 'Where'],
		rows: listOpenItems(content, content.now).map(({ text, owner, due, daysLate }): Cell[] => [
			text,
			owner ?? 'nobody is named',
			due === undefined
				? 'no date yet'
				: [
						{ text: due, class: daysLate > 0 ? 'late' : undefined },
						...(daysLate > 0 ? [{ text: days(daysLate, 'late'), class: 'late' }] : []),
					],
			linked('process.yaml', edit),
		]),
	};
}

/** Open actions and open items by owner, who has most first. */
export function actionsByOwner(content: PortalContent): Cell[][] {
	const open = [
		...listActions(content, content.now).filter(({ state }) => state !== 'closed'),
		...listOpenItems(content, content.now).map(({ owner = 'Nobody', state }) => ({ owner, state })),
	];
	return [...Map.groupBy(open, ({ owner }) => owner)]
		.sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
		.map(([owner, actions]) => [
			owner,
			String(actions.length),
			String(actions.filter(({ state }) => state === 'overdue').length),
		]);
}

function stateCell(
	{ status, closed, reason, verifiedBy = '', verification }: ListedAction['action'],
	content: PortalContent,
): Cell {
	switch (status) {
		case 'wont-do':
			return [`not done, ${closed ?? ''}`, { text: reason ?? '', class: 'soft' }];
		case 'verified':
			return [
				`verified, ${closed ?? ''}`,
				{ text: `${verification ?? ''} (${personName(content, verifiedBy)})`, class: 'soft' },
			];
		case 'done':
			return [`done, ${closed ?? ''}`, { text: 'nobody made sure yet', class: 'soft' }];
		default:
			return status.replaceAll('-', ' ');
	}
}

const days = (count: number, word: string) => `${count} ${count === 1 ? 'day' : 'days'} ${word}`;
