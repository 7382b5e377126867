/** A name given with `--op` is for one thing: what is run again under it happened, and anything else would be lost. */
import { parse } from 'yaml';
import { findLevel } from '../../src/domain/level.ts';
import { listFiles, readText } from '../../src/read/files.ts';
import { splitFrontMatter } from '../../src/read/frontMatter.ts';
import type { Call } from './command.ts';
import { takesMore, textsOf, wordOf } from './command.ts';
import { inWords } from './earlierChanges.ts';
import { CommandError, exitCodes } from './exitCodes.ts';
import type { Draft } from './forge.ts';
import type { SavedDraft } from './savedDrafts.ts';
import { askedOf, timeless } from './savedDrafts.ts';
import type { Workspace } from './workspace.ts';
import { repositoryPath } from './workspace.ts';

type Named = Partial<Pick<Call, 'name' | 'given' | 'positionals' | 'op'>>;

/**
 * Refuses a draft under a name that another one has already.
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
		const inWordsAlone = given['file'] === undefined && !takesMore({}, given);
		const same = inWordsAlone && askedOf(call) === saved.asked;
		if (!same && meant(draft, call) !== meant(saved.draft, call)) {
			throw refusal(op, inWords(saved));
		}
		return;
	}
	// Another machine did it, or it was a while ago: its files are what is known of it.
	const earlier = fileOf(workspace, op);
	const own = earlier && draft.files.find(({ path }) => path.endsWith(endOf(op)));
	const words = ({ text }: { text: string }) =>
		meant({ ...draft, files: [{ path: '', text }] }, call);
	if (earlier && (!own || words(earlier) !== words(own))) {
		throw refusal(op, `${earlier.path} is of it`);
	}
}

/**
 * The file that holds what was done under a name, for a call that can no longer be drafted.
 * @throws {CommandError} if the call brings another text, or sets something else
 */
export function doneUnder(
	workspace: Workspace,
	op: string,
	{ given = {}, positionals = [] }: Named,
) {
	const file = fileOf(workspace, op);
	if (!file) return undefined;
	const message = wordOf(given, 'message');
	const other = message !== undefined && !plain(file.text).includes(plain(message));
	const to = wordOf(given, 'to') ?? positionals[1];
	// A level has many names, and the file has its id.
	const value = to === undefined ? undefined : (findLevel(workspace.severity, to)?.id ?? to);
	if (other || (value !== undefined && !valuesOf(file.text).includes(value))) {
		throw refusal(op, `${file.path} is of it`);
	}
	return file;
}

const valuesOf = (text: string): unknown[] =>
	Object.values((parse(splitFrontMatter(text)?.frontMatter ?? '') ?? {}) as object);

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

/** What a draft says, at whatever time, whoever runs the command and whatever was before. */
function meant(draft: Draft, call: Named): string {
	const fields = new RegExp(`^(?:${followingFrom(call).join('|')}): .*\\n`, 'gm');
	const files = draft.files.map(({ path, text }) => {
		// A file without front matter is fields from end to end.
		const end = text.startsWith('---\n') ? text.indexOf('\n---\n') + 1 : text.length;
		return { path, text: text.slice(0, end).replaceAll(fields, '') + text.slice(end) };
	});
	return JSON.stringify(timeless({ ...draft, files }));
}

/** Fields that follow from who runs the command and what was before, where the call itself does not say them. */
function followingFrom({ given = {} }: Named): string[] {
	const said = [
		...Object.keys(given).filter((flag) => given[flag] !== undefined),
		...textsOf(given, 'set').map((item) => item.split('=')[0]),
		...(given['nobody'] === true ? ['person'] : []),
	];
	return [
		'at',
		'by',
		...['to', 'person', 'rule', 'next-update'].filter((name) => !said.includes(name)),
	];
}

const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

const refusal = (op: string, what: string) =>
	new CommandError(
		exitCodes.usage,
		`The name ${op} belongs to another operation: ${what}.`,
		'Nothing was written now. Give this one a name of its own with --op, or leave it out.',
	);
