/** What the actions of `npm run action` do: parse, draft, act. */
import type { ListedAction, OpenItem } from '../../src/domain/actions.ts';
import { isHeldBy, isOwnedBy, listActions, listOpenItems } from '../../src/domain/actions.ts';
import { dateAt } from '../../src/domain/calendar.ts';
import { answerable, otherNames } from '../../src/domain/references/people.ts';
import { didYouMean } from '../../src/domain/suggest.ts';
import { readContent } from '../../src/read/content.ts';
import { readText } from '../../src/read/files.ts';
import { dateSchema } from '../../src/schemas/values.ts';
import type { Call, Outcome } from '../lib/command.ts';
import { argumentOf, wordOf } from '../lib/command.ts';
import { deliverDraft } from '../lib/deliver.ts';
import type { Everything } from '../lib/everything.ts';
import { choose, leftOut, readEverything } from '../lib/everything.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import { needTexts } from '../lib/questions.ts';
import type { Workspace } from '../lib/workspace.ts';
import { openWorkspace, repositoryPath } from '../lib/workspace.ts';
import type { Ending } from './actionDrafts.ts';
import { draftEnding, endedSo } from './actionDrafts.ts';

/** `list`: what is left to do. */
export function list({ given }: Call): Promise<Outcome> {
	const content = readEverything();
	const owner = wordOf(given, 'owner');
	const every = listActions(content, content.now);
	const open = listOpenItems(content, content.now);
	if (owner !== undefined) refuseUnknownOwner(owner, content, [...every, ...open]);
	const names = owner === undefined ? undefined : [owner, ...otherNames(owner, content)];
	const listed = every.filter(
		(item) =>
			(given['all'] === true || item.state !== 'closed') &&
			(given['overdue'] !== true || item.state === 'overdue') &&
			(names?.some((name) => isOwnedBy(item, name)) ?? true),
	);
	const items = open.filter(
		(item) =>
			(given['overdue'] !== true || item.state === 'overdue') &&
			(names?.some((name) => isHeldBy(item, name, content)) ?? true),
	);
	const count = listed.length + items.length;
	const late = [...listed, ...items].filter(({ state }) => state === 'overdue').length;
	return Promise.resolve({
		lines: [
			...(count === 0 ? ['There is nothing to do.'] : listed.flatMap(linesOf)),
			...(items.length === 0
				? []
				: [
						...(listed.length === 0 ? [] : ['']),
						'What the process still lacks, by `open-items` in process.yaml:',
					]),
			...items.flatMap(itemLines),
			...(count === 0 ? [] : ['', `${count} listed, ${late} overdue.`]),
			...leftOut(content.problems),
		],
		data: { actions: listed.map(dataOf), openItems: items.map(itemData) },
	});
}

/** A name that was mistyped would have nothing to do. */
function refuseUnknownOwner(
	wanted: string,
	content: Everything,
	items: readonly Pick<OpenItem, 'owner'>[],
): void {
	const known = new Set([...answerable(content), ...items.flatMap(({ owner }) => owner ?? [])]);
	if ([...known].some((name) => name.toLowerCase() === wanted.toLowerCase())) return;
	throw new CommandError(
		exitCodes.usage,
		`There is no person or owner \`${wanted}\`.`,
		didYouMean(wanted, [...known], 'npm run action -- list'),
	);
}

const days = (count: number) => `${count} day${count === 1 ? '' : 's'}`;

function itemLines({ text, owner, due, state, daysLate }: OpenItem): string[] {
	const when = due === undefined ? 'no date yet' : `due ${due}`;
	return [
		`${state === 'overdue' ? `${days(daysLate)} overdue` : when} · ${owner ?? 'nobody'}`,
		`  ${text}`,
	];
}

const itemData = ({ text, owner, due, state, daysLate }: OpenItem) => ({
	text,
	ownerName: owner ?? null,
	due: due ?? null,
	state,
	daysLate,
});

function linesOf({ action, page, state, daysLate, ageDays, owner }: ListedAction): string[] {
	const when =
		state === 'closed'
			? `${action.status === 'wont-do' ? 'given up' : action.status} ${action.closed ?? ''}`.trim()
			: state === 'overdue'
				? `${days(daysLate)} overdue`
				: `due ${action.due}`;
	const facts = [
		owner,
		action.kind,
		action.priority,
		action.status,
		...(ageDays === undefined ? [] : [`${days(ageDays)} old`]),
		page.incident,
		...(action.tracker === undefined ? [] : [action.tracker]),
	];
	return [`${when} · ${action.id}`, `  ${action.title}`, `  ${facts.join(' · ')}`];
}

const dataOf = ({ action, page, state, daysLate, ageDays, owner }: ListedAction) => ({
	id: action.id,
	title: action.title,
	kind: action.kind,
	term: action.term,
	priority: action.priority,
	status: action.status,
	state,
	owner: action.owner,
	ownerName: owner,
	due: action.due,
	daysLate,
	ageDays: ageDays ?? null,
	closed: action.closed ?? null,
	tracker: action.tracker ?? null,
	incident: page.incident,
	postMortem: page.id,
	example: page.example,
});

/** `done`: with who made sure and how, or saying that nobody has yet. */
export async function done(call: Call): Promise<Outcome> {
	const { given } = call;
	const found = await find(call);
	if (given['not-verified'] === true) {
		const { closed } = found;
		return end(found, { status: 'done', closed }, call);
	}
	if (!call.interactive && !(wordOf(given, 'verified-by') && wordOf(given, 'verification'))) {
		const missing = ['verified-by', 'verification'].filter((flag) => !wordOf(given, flag));
		throw new CommandError(
			exitCodes.usage,
			`${missing.map((flag) => `--${flag}`).join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
			'Say who made sure that it works, and how; or add --not-verified if nobody has yet.',
		);
	}
	const said = await needTexts(call, {
		'verified-by': 'Who made sure that it works?',
		verification: 'How did they make sure?',
	});
	return end(
		found,
		{
			status: 'verified',
			closed: found.listed.action.closed ?? found.closed,
			verifiedBy: said['verified-by'],
			verification: said.verification,
		},
		call,
	);
}

/** `wont-do`: with a reason. */
export async function wontDo(call: Call): Promise<Outcome> {
	const found = await find(call);
	const { reason } = await needTexts(call, { reason: 'Why will it not be done?' });
	return end(found, { status: 'wont-do', closed: found.closed, reason }, call);
}

interface Found {
	workspace: Workspace;
	listed: ListedAction;
	/** The day on which it ended. */
	closed: string;
}

async function find(call: Call): Promise<Found> {
	const wanted = argumentOf(call, 0, 'Which action?', 'npm run action -- list shows their ids.');
	const workspace = await openWorkspace(wordOf(call.given, 'by'));
	const content = readContent(workspace.root, workspace.now);
	const every = listActions(content, workspace.now).map((item) => ({
		...item,
		id: item.action.id,
	}));
	const listed = choose(every, wanted, 'action', 'No post-mortem asks for anything yet.');
	if (listed.page.example) {
		throw new CommandError(
			exitCodes.invalid,
			`${wanted} came with the product and shows how it works; it is not changed.`,
			'Begin a post-mortem of your own: npm run post-mortem -- new <incident>',
		);
	}
	return { workspace, listed, closed: dayOf(call, workspace) };
}

function dayOf({ given }: Call, { now, site }: Workspace): string {
	const today = dateAt(now, site.zone);
	const day = wordOf(given, 'closed');
	if (day === undefined) return today;
	const parsed = dateSchema.safeParse(day);
	if (!parsed.success) {
		throw new CommandError(
			exitCodes.usage,
			`\`${day}\` is not a day for --closed.`,
			`Write it like today: ${today}.`,
		);
	}
	if (day <= today) return day;
	throw new CommandError(
		exitCodes.usage,
		`\`${day}\` for --closed is in the future.`,
		`It is ${today} now.`,
	);
}

async function end({ workspace, listed }: Found, ending: Ending, call: Call): Promise<Outcome> {
	if (endedSo(listed, ending)) {
		return {
			lines: [`${listed.action.id} is ${ending.status} already.`],
			data: { status: 'already-done', id: listed.action.id },
		};
	}
	const read = readText(workspace.root, listed.page.path);
	if ('problem' in read) throw new Error(read.problem.message);
	const draft = draftEnding(listed, read.text, ending, {
		prefix: repositoryPath(workspace, ''),
		op: call.op,
		by: workspace.user,
	});
	return deliverDraft(workspace, draft, call);
}
