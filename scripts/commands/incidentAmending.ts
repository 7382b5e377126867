/** What was told is taken back or said better: always by a new file, so that both can be seen. */
import { parse } from 'yaml';
import { targetIn } from '../../src/domain/amendments.ts';
import { foldResponse } from '../../src/domain/response.ts';
import type { IncidentRecord, Stored } from '../../src/domain/stored.ts';
import { inOrder } from '../../src/domain/stored.ts';
import { suggest } from '../../src/domain/suggest.ts';
import { listFiles, readText } from '../../src/read/files.ts';
import { splitFrontMatter } from '../../src/read/frontMatter.ts';
import { originalOf } from '../../src/read/translations.ts';
import type { IncidentUpdate } from '../../src/schemas/incident.ts';
import type { Call, Outcome } from '../lib/command.ts';
import { textOf, wordOf } from '../lib/command.ts';
import { deliverDraft } from '../lib/deliver.ts';
import { editFrontMatter } from '../lib/editFrontMatter.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import type { DraftFile } from '../lib/forge.ts';
import { answered, needTexts } from '../lib/questions.ts';
import { parseFuture, printInstant } from '../lib/when.ts';
import type { Workspace } from '../lib/workspace.ts';
import { findIncident, openWorkspace, repositoryPath } from '../lib/workspace.ts';
import type { Saying } from './incidentDrafts.ts';
import { draftNote, draftUpdate } from './incidentDrafts.ts';
import { circumstancesOf, incidentOf, servicesIn, sinceOf, statusOf } from './incidentFlags.ts';

/** An update said something wrong: both texts are shown, with the reason. */
export async function correct(call: Call): Promise<Outcome> {
	const { given } = call;
	const { workspace, record } = await begin(call);
	const target = await updateOf(call, record);
	const { reason } = await needTexts(call, { reason: 'Why is it corrected? Customers read this.' });
	const circumstances = circumstancesOf(call, workspace, record);
	const next = wordOf(given, 'next-update');
	const saying: Saying = {
		corrects: target.op,
		reason,
		message: (await textOf(given, 'message')) ?? '',
		title: wordOf(given, 'title'),
		status: statusOf(wordOf(given, 'status')),
		since: sinceOf(given, workspace, circumstances),
		services: servicesIn(call),
		workaround: wordOf(given, 'workaround'),
		nextUpdate:
			next === undefined
				? undefined
				: parseFuture(next, workspace.now, workspace.site.zone, 'next-update'),
	};
	const { message, title, status, since, services = {}, workaround, nextUpdate } = saying;
	const said = [title, status, since, workaround, nextUpdate].some((value) => value !== undefined);
	if (message === '' && !said && Object.keys(services).length === 0) {
		throw new CommandError(
			exitCodes.usage,
			'Nothing is corrected.',
			'Add what it should have said: --message, --title, --status, --service, --since, --next-update or --workaround.',
		);
	}
	const draft = draftUpdate(record.id, record.path, saying, circumstances);
	return deliverDraft(workspace, draft, call, record);
}

/** A text that customers must not see is taken away; that it was there, and why it went, stays. */
export async function redact(call: Call): Promise<Outcome> {
	const { given } = call;
	const { workspace, record } = await begin(call);
	const target = await updateOf(call, record);
	const { reason } = await needTexts(call, {
		reason: 'Why is it taken away? Customers read this, so do not repeat it.',
	});
	const circumstances = circumstancesOf(call, workspace, record);
	const message = (await textOf(given, 'message')) ?? '';
	const draft = draftUpdate(
		record.id,
		record.path,
		{ redacts: target.op, reason, message, title: wordOf(given, 'title') },
		circumstances,
	);
	const erase = given['erase'] === true;
	if (erase) draft.files.push(...erased(workspace, record, target));
	const outcome = await deliverDraft(workspace, draft, call, record);
	return {
		...outcome,
		lines: [
			...outcome.lines,
			erase
				? 'The text stays in the history of the repository. If it was a secret, rotate it.'
				: 'The text stays in the repository; --erase takes it out of the files, too.',
		],
	};
}

/** It was opened by mistake: no downtime, and the page stays and says so. */
export async function retract(call: Call): Promise<Outcome> {
	const { workspace, record } = await begin(call);
	const { shown } = foldResponse(record);
	if (!shown) {
		throw new CommandError(
			exitCodes.invalid,
			`Customers were never told of ${record.id}, so there is nothing to retract.`,
			`Close it: npm run incident -- resolve ${record.id} --message "…"`,
		);
	}
	if (shown.retraction) {
		return {
			lines: [`${record.id} was retracted at ${printInstant(shown.retraction.at)} already.`],
			data: { status: 'already-done', id: record.id },
		};
	}
	const { reason } = await needTexts(call, {
		reason: 'Why was it a mistake? Customers read this.',
	});
	const saying: Saying = {
		retracts: true,
		reason,
		message: (await textOf(call.given, 'message')) ?? '',
	};
	const draft = draftUpdate(
		record.id,
		record.path,
		saying,
		circumstancesOf(call, workspace, record),
	);
	return deliverDraft(workspace, draft, call, record);
}

/** It turned out to be another one. */
export async function duplicate(call: Call): Promise<Outcome> {
	const { workspace, record } = await begin(call);
	const of = wordOf(call.given, 'of');
	if (of === undefined) {
		throw new CommandError(
			exitCodes.usage,
			'--of is missing.',
			'Write the id of the incident that this one turned out to be.',
		);
	}
	const original = findIncident(workspace, of);
	const response = foldResponse(record);
	const other = foldResponse(original);
	if (response.duplicateOf === original.id) {
		return {
			lines: [`${record.id} is a duplicate of ${original.id} already.`],
			data: { status: 'already-done', id: record.id },
		};
	}
	refuseCircle(workspace, record.id, original);
	if (response.shown && !other.shown) {
		throw new CommandError(
			exitCodes.invalid,
			`Customers were told of ${record.id} and not of ${original.id}, so its page would lead nowhere.`,
			`Turn it round: npm run incident -- duplicate ${original.id} --of ${record.id}`,
		);
	}
	const message = (await textOf(call.given, 'message')) ?? '';
	const circumstances = circumstancesOf(call, workspace, record);
	const draft = response.shown
		? draftUpdate(record.id, record.path, { duplicateOf: original.id, message }, circumstances)
		: {
				...draftNote(
					record.id,
					record.path,
					{ kind: 'duplicate', fields: { of: original.id }, message },
					circumstances,
				),
				title: `Incident ${record.id} is a duplicate of ${original.id}`,
			};
	return deliverDraft(workspace, draft, call, record);
}

async function begin(call: Call) {
	const id = incidentOf(call);
	const workspace = await openWorkspace(wordOf(call.given, 'by'));
	return { workspace, record: findIncident(workspace, id) };
}

/** The update that is meant; at a terminal it can be chosen. */
async function updateOf(call: Call, record: IncidentRecord): Promise<Stored<IncidentUpdate>> {
	const updates = inOrder(record.updates);
	if (updates.length === 0) {
		throw new CommandError(
			exitCodes.invalid,
			`Customers were told nothing of ${record.id} yet.`,
			'Notes are not corrected; write another one.',
		);
	}
	let wanted = wordOf(call.given, 'update');
	if (wanted === undefined && call.interactive) {
		const { select } = await import('@clack/prompts');
		wanted = answered(
			await select({
				message: 'Which update?',
				options: updates.map((update) => ({ value: update.op, label: line(update) })),
			}),
		);
	}
	const list = updates.map((update) => `  ${line(update)}`).join('\n');
	if (wanted === undefined) {
		throw new CommandError(
			exitCodes.usage,
			['update', 'reason']
				.filter((flag) => wordOf(call.given, flag) === undefined)
				.map((flag) => `--${flag} is missing.`)
				.join('\n'),
			`Its updates are:\n${list}`,
		);
	}
	const found = updates.find(({ op }) => op === wanted);
	if (found) return found;
	const near = suggest(
		wanted,
		updates.map(({ op }) => op),
	);
	throw new CommandError(
		exitCodes.usage,
		`${record.id} has no update \`${wanted}\`.`,
		near === undefined ? `Its updates are:\n${list}` : `Did you mean \`${near}\`?`,
	);
}

/** An update in one line. */
function line({ op, value }: Stored<IncidentUpdate>): string {
	const text = (value.title ?? value.body ?? '').split('\n')[0] ?? '';
	const short = text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text;
	return `${op}  ${printInstant(value.at)}  ${value.status ?? ''}  ${short}`;
}

const takenAway = 'This text was taken away.';
/** Fields by which an update, or a translation of one, says something in words. */
const wordsIn = ['title', 'workaround', 'reason'];

/** The files that hold a text, a correction or a translation of it, with another text in place of all their words. */
function erased(
	workspace: Workspace,
	record: IncidentRecord,
	target: Stored<IncidentUpdate>,
): DraftFile[] {
	const updates = inOrder(record.updates);
	const root = targetIn(target, updates) ?? target;
	const names = updates
		.filter((update) => update === root || targetIn(update, updates) === root)
		// Why something was taken away before was written to be read.
		.filter(({ value }) => value.redacts === undefined)
		.map(({ name }) => name);
	return listFiles(workspace.root, `${record.path}/updates`).flatMap(({ path }) => {
		const name = path.slice(path.lastIndexOf('/') + 1);
		if (!names.includes(originalOf(name)?.name ?? name)) return [];
		const read = readText(workspace.root, path);
		const split = 'text' in read ? splitFrontMatter(read.text) : undefined;
		if (!split) return [];
		const said: unknown = parse(split.frontMatter);
		const words = wordsIn.filter((field) => isObject(said) && said[field] !== undefined);
		const before = `---\n${split.frontMatter}---\n`;
		const after = editFrontMatter(
			before,
			[],
			Object.fromEntries(words.map((field) => [field, takenAway])),
		);
		const text = split.body === '' ? after : `${after}\n${takenAway}\n`;
		return [{ path: repositoryPath(workspace, path), text }];
	});
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/** Refuses to make an incident a duplicate of what is, in the end, a duplicate of it. */
function refuseCircle(workspace: Workspace, id: string, original: IncidentRecord): void {
	const seen: string[] = [];
	for (let next: IncidentRecord | undefined = original; next;) {
		if (next.id === id) {
			throw new CommandError(
				exitCodes.invalid,
				seen.length === 0
					? 'An incident is no duplicate of itself.'
					: `${original.id} is a duplicate of ${id}, so ${id} cannot be one of it.`,
				'Write the incident that stays: --of <id>.',
			);
		}
		seen.push(next.id);
		const of: string | undefined = foldResponse(next).duplicateOf;
		next = of === undefined || seen.includes(of) ? undefined : findIncident(workspace, of);
	}
}
