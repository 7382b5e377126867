/** A name given with `--op` is for one text: what is run again under it happened, and another text would be lost. */
import { listFiles, readText } from '../../src/read/files.ts';
import type { Call } from './command.ts';
import { wordOf } from './command.ts';
import { inWords } from './earlierChanges.ts';
import { CommandError, exitCodes } from './exitCodes.ts';
import type { Draft } from './forge.ts';
import type { SavedDraft } from './savedDrafts.ts';
import { askedOf, timeless } from './savedDrafts.ts';
import type { Workspace } from './workspace.ts';
import { repositoryPath } from './workspace.ts';

type Named = Partial<Pick<Call, 'name' | 'given' | 'positionals' | 'op'>>;

/**
 * Refuses a draft under a name that another text has already.
 *
 * @param saved what this clone remembers of that name
 */
export function refuseSameName(
	workspace: Workspace,
	draft: Draft,
	call: Named,
	saved: SavedDraft | undefined,
): void {
	const { op, given = {} } = call;
	// Names of alerts follow from the alerts themselves.
	if (op === undefined || draft.op !== op) return;
	if (saved) {
		// What follows from the words alone may be another draft by now, and is what was asked for before.
		const inWordsAlone = given['file'] === undefined && !Object.values(given).includes('-');
		const same = inWordsAlone && askedOf(call) === saved.asked;
		if (!same && meant(draft) !== meant(saved.draft)) throw refusal(op, inWords(saved));
		return;
	}
	// Another machine did it, or it was a while ago: its files are what is known of it.
	const earlier = fileOf(workspace, op);
	const own = earlier && draft.files.find(({ path }) => path.endsWith(endOf(op)));
	if (earlier && (!own || wordsIn(earlier.text, draft) !== wordsIn(own.text, draft))) {
		throw refusal(op, `${earlier.path} is of it`);
	}
}

/**
 * The file that holds what was done under a name, for a call that can no longer be drafted.
 * @throws {CommandError} if the call brings another text
 */
export function doneUnder(workspace: Workspace, op: string, { given = {} }: Named) {
	const file = fileOf(workspace, op);
	const message = wordOf(given, 'message');
	if (file && message !== undefined && !plain(file.text).includes(plain(message))) {
		throw refusal(op, `${file.path} is of it`);
	}
	return file;
}

/** The file of an operation, whose name ends with it. */
function fileOf(workspace: Workspace, op: string) {
	const [file] = ['incidents', 'maintenance']
		.flatMap((room) => listFiles(workspace.root, room))
		.filter(({ path }) => path.endsWith(endOf(op)));
	const read = file && readText(workspace.root, file.path);
	if (!file || !read || !('text' in read)) return undefined;
	const [, , id] = file.path.split('/');
	return { id, path: repositoryPath(workspace, file.path), text: read.text };
}

const endOf = (op: string) => `-${op}.md`;

/** What a draft says, at whatever time. */
const meant = (draft: Draft) => JSON.stringify(timeless(draft).map(withoutWho));

/** The words of a file: without times, and without what follows from who runs the command and what was before. */
const wordsIn = (text: string, { record, op }: Draft) =>
	timeless({ record, op, files: [{ path: '', text }], body: '' })
		.map(withoutWho)
		.join('\n')
		.trim();

const withoutWho = (text: string) =>
	text.replaceAll(/^(?:at|by|to|person|level|rule|next-update): .*\n/gm, '');

const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

const refusal = (op: string, what: string) =>
	new CommandError(
		exitCodes.usage,
		`The name ${op} belongs to another operation: ${what}.`,
		'Nothing was written now. Give this one a name of its own with --op, or leave it out.',
	);
