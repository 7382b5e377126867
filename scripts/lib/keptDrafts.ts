/** What this clone, or this computer, remembers of what was asked for. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Call } from './command.ts';
import type { Draft } from './forge.ts';
import { gitFolder } from './localClone.ts';
import { movedOn } from './movedOn.ts';
import type { SavedDrafts } from './savedDrafts.ts';
import { askedOf, savedDrafts, stillMeant } from './savedDrafts.ts';
import type { Workspace } from './workspace.ts';

/** The drafts of a clone, by where git keeps what it knows of it; without a clone those of this computer. */
export const draftsOf = (folder: string | undefined): SavedDrafts =>
	savedDrafts(
		folder === undefined ? join(stateFolder(), 'drafts') : join(folder, 'allclear/drafts'),
	);

/**
 * What the same words asked for a while ago, if they still mean that; `undefined` if they are new. For commands whose
 * draft follows from what was written before: the first run would make the second another one.
 */
export async function askedBefore({ top }: Workspace, call: Call): Promise<Draft | undefined> {
	if (call.given['again'] === true) return undefined;
	const drafts = draftsOf(await gitFolder(top));
	const saved = drafts.find(askedOf(call), Date.now(), call.op)?.saved;
	return saved && stillMeant(saved, (arrived) => movedOn(top, arrived)) ? saved.draft : undefined;
}

/** Remembers of an operation whether something that belongs to it is still to be done. */
export async function remember(
	{ top }: Workspace,
	op: string,
	{ owes }: { owes: boolean },
): Promise<void> {
	const drafts = draftsOf(await gitFolder(top));
	const kept = drafts.named(op);
	if (kept && (kept.saved.owes === true) !== owes) drafts.update(kept.key, { owes });
}

/** Where drafts are kept without a clone. */
function stateFolder(): string {
	const given = process.env['XDG_STATE_HOME'];
	const base = given === undefined || given === '' ? join(homedir(), '.local/state') : given;
	return join(base, 'allclear');
}
