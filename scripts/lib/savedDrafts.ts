/**
 * Drafts that are on their way. Each is kept before anything is sent, and until shortly after it has arrived: the same
 * command finds it, goes on with it, and so happens once.
 */
import { createHash } from 'node:crypto';
import {
	linkSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Call } from './command.ts';
import type { Draft } from './forge.ts';

/** How long a draft that has not arrived is taken up by the same command. */
export const resumedFor = 24 * 60 * 60_000;
/** What is younger may be on its way this moment. */
export const onItsWayFor = 60_000;
/** How long the same command, run again, means what has arrived already. */
const rememberedFor = 15 * 60_000;
/** How long what has not arrived is kept at all. */
const keptFor = 60 * 24 * 60 * 60_000;

/** A draft with what is known of its way. */
export interface SavedDraft {
	version: 1;
	draft: Draft;
	/** When it was written, in milliseconds. */
	savedAt: number;
	/** What was asked for, as a name; see `askedOf`. */
	asked?: string;
	/** The command, as it can be typed once more. */
	command?: string;
	/** Number and address of its pull request. */
	pull?: { number: number; url: string };
	/** When it arrived, or people ended it. */
	arrivedAt?: number;
	/** When it was kept for later, because it could not be sent: a publication from this clone includes it. */
	heldAt?: number;
	/** Something that belongs to it is still to be done, such as paging somebody: the same command means it. */
	owes?: boolean;
}

/** Whether the same command goes on with it, and whether it had arrived. */
export interface Resumed {
	saved: SavedDraft;
	/** `false` for a draft that is new. */
	before: boolean;
}

/** What decides whether a command means an earlier draft. */
export interface Meaning {
	/** Forget what was; this is meant once more. */
	again?: boolean;
	/** What is asked for, to be found by it; see `askedOf`. */
	asked?: string;
	/** The command, as it can be typed once more. */
	command?: string | undefined;
	/** Whether something else has happened since a draft arrived, so that the same words mean it once more. */
	movedOn?: (arrived: Draft) => boolean;
}

/** The drafts below a folder. */
export interface SavedDrafts {
	/** The draft of the same command, or this one. Of two commands at the same moment one takes up the other's. */
	begin: (key: string, draft: Draft, now: number, meaning?: Meaning) => Resumed;
	/** The latest draft that was asked for by this name, and of this operation, if the same command still means it. */
	find: (asked: string, now: number, op?: string) => { key: string; saved: SavedDraft } | undefined;
	/** The latest draft of an operation. */
	named: (op: string) => { key: string; saved: SavedDraft } | undefined;
	/** Remembers more about a draft. */
	update: (key: string, more: Partial<SavedDraft>) => void;
	/** All that have not arrived, the oldest first, with the paths of their files. */
	unfinished: (now: number) => { path: string; key: string; saved: SavedDraft }[];
	/** Where the draft of a command is. */
	pathOf: (key: string) => string;
}

/** Drafts kept in a folder, which is made when it is needed. */
export function savedDrafts(folder: string): SavedDrafts {
	const pathOf = (key: string) => join(folder, `${key}.json`);
	const write = (path: string, saved: SavedDraft) => {
		const beside = `${path}.${process.pid}.new`;
		writeFileSync(beside, JSON.stringify(saved, undefined, '\t'));
		renameSync(beside, path);
	};
	return {
		pathOf,
		begin(key, draft, now, { again = false, asked, command, movedOn = () => false } = {}) {
			mkdirSync(folder, { recursive: true });
			forgetOld(folder, now);
			const path = pathOf(key);
			const earlier = read(path);
			const meant = earlier && !again && isMeant(earlier, now);
			if (meant && stillMeant(earlier, movedOn)) return { saved: earlier, before: true };
			// What is not taken up and has not arrived is kept under a name of its own.
			if (earlier && earlier.arrivedAt === undefined) {
				renameSync(path, pathOf(`${key}-${earlier.draft.op}`));
			} else if (earlier) rmSync(path, { force: true });
			const saved: SavedDraft = {
				version: 1,
				draft,
				savedAt: now,
				...(asked !== undefined && { asked }),
				...(command !== undefined && { command }),
			};
			const beside = `${path}.${process.pid}.new`;
			writeFileSync(beside, JSON.stringify(saved, undefined, '\t'));
			try {
				// Fails if the same command has been faster.
				linkSync(beside, path);
				return { saved, before: false };
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
				return { saved: read(path) ?? saved, before: true };
			} finally {
				rmSync(beside, { force: true });
			}
		},
		update(key, more) {
			const path = pathOf(key);
			const saved = read(path);
			if (saved) write(path, { ...saved, ...more });
		},
		find: (asked, now, op) =>
			all(folder)
				.filter(({ saved }) => saved.asked === asked && isMeant(saved, now))
				.filter(({ saved }) => op === undefined || saved.draft.op === op)
				.sort((a, b) => b.saved.savedAt - a.saved.savedAt)[0],
		named: (op) =>
			all(folder)
				.filter(({ saved }) => saved.draft.op === op)
				.sort((a, b) => b.saved.savedAt - a.saved.savedAt)[0],
		unfinished: (now) =>
			all(folder)
				.filter(({ saved }) => saved.arrivedAt === undefined && now - saved.savedAt < keptFor)
				.sort((a, b) => a.saved.savedAt - b.saved.savedAt),
	};
}

/** Whether the same command means this draft. */
function isMeant({ savedAt, arrivedAt }: SavedDraft, now: number): boolean {
	return arrivedAt === undefined ? now - savedAt < resumedFor : now - arrivedAt < rememberedFor;
}

/** Whether the same words mean it still: something of it is to be done, or nothing else happened after it. */
export const stillMeant = (
	{ arrivedAt, owes, draft }: SavedDraft,
	movedOn: (arrived: Draft) => boolean,
): boolean => arrivedAt === undefined || owes === true || !movedOn(draft);

function forgetOld(folder: string, now: number): void {
	for (const name of list(folder)) {
		const saved = read(join(folder, name));
		const { arrivedAt, savedAt } = saved ?? {};
		const old =
			arrivedAt === undefined
				? now - (savedAt ?? now) >= keptFor
				: now - arrivedAt >= rememberedFor;
		if (old) rmSync(join(folder, name), { force: true });
	}
}

function all(folder: string): { path: string; key: string; saved: SavedDraft }[] {
	return list(folder).flatMap((name) => {
		const path = join(folder, name);
		const saved = read(path);
		return saved ? [{ path, key: name.replace(/\.json$/, ''), saved }] : [];
	});
}

function list(folder: string): string[] {
	try {
		return readdirSync(folder).filter((name) => name.endsWith('.json'));
	} catch {
		// No draft has been kept yet.
		return [];
	}
}

function read(path: string): SavedDraft | undefined {
	try {
		const saved = JSON.parse(readFileSync(path, 'utf8')) as SavedDraft;
		return (saved.version as number) === 1 ? saved : undefined;
	} catch {
		return undefined;
	}
}

/** Flags that say how something is delivered, and not what. */
export const aboutDelivery = ['dry-run', 'json', 'no-input', 'via', 'repo', 'wait', 'again'];

/**
 * What a call asks for, as a name. Two calls with the same words, answers and standard input have the same, at whatever
 * time: times, operations and new ids in the draft are left out.
 */
export function keyOf(
	{ given, positionals }: Pick<Call, 'given' | 'positionals'>,
	draft: Pick<Draft, 'kind' | 'record' | 'op' | 'files' | 'body'>,
): string {
	return nameOf([draft.kind, wordsOf(given), positionals, timeless(draft)]);
}

/** The paths and texts of a draft, without times, operations and new ids. */
export function timeless({
	files,
	body,
	record,
	op,
}: Pick<Draft, 'record' | 'op' | 'files' | 'body'>): string[] {
	return [...files.flatMap(({ path, text }) => [path, text]), body].map((text) =>
		text
			.replaceAll(/\d{8}T\d{6}Z-[a-z0-9]{6}/g, '<entry>')
			.replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})/g, '<instant>')
			.replaceAll(record, '<record>')
			.replaceAll(/\d{4}-\d{2}-\d{2}-[a-z0-9]{4}\b/g, '<id>')
			.replaceAll(op, '<op>'),
	);
}

/** What a call asks for in so many words, as a name: without what it drafts, which it may no longer be able to. */
export const askedOf = ({
	name = '',
	given = {},
	positionals = [],
}: Partial<Pick<Call, 'name' | 'given' | 'positionals'>>): string =>
	nameOf([name, wordsOf(given), positionals]);

const wordsOf = (given: Call['given']) =>
	Object.entries(given)
		.filter(([flag]) => !aboutDelivery.includes(flag))
		.sort(([a], [b]) => (a < b ? -1 : 1));

const nameOf = (words: unknown): string =>
	createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16);
