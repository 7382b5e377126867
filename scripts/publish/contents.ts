/** What a publication from this clone says: the content as it lies here, and what could not be sent meanwhile. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { contentRoot } from '../../src/read/root.ts';
import { servicesIn, termsFor } from '../lib/deliveryPolicy.ts';
import { readSettingsNow } from '../lib/everything.ts';
import { CommandError } from '../lib/exitCodes.ts';
import type { Draft } from '../lib/forge.ts';
import { gitOr } from '../lib/git.ts';
import { draftsOf } from '../lib/keptDrafts.ts';
import { cloneTop, gitFolder } from '../lib/localClone.ts';
import type { SavedDraft } from '../lib/savedDrafts.ts';
import { onItsWayFor } from '../lib/savedDrafts.ts';

/** The content to build from, and how it stands beside the published branch. */
export interface PublishedContent {
	/** `undefined`: the content root as it is. */
	root: string | undefined;
	/** Titles of changes that are in it although they have not arrived. */
	included: string[];
	/** Titles of changes that have not arrived and wait for review. */
	notIncluded: string[];
	/** Titles of changes that are not in it because they broke off on their way; nobody knows how far they came. */
	unfinished: string[];
	/** Commits that the branch's remote does not have, as far as this clone knows. */
	ahead: number;
	/** Files below the content root that are not committed. */
	uncommitted: number;
	/** Removes what was made for it. */
	dispose: () => void;
}

/** What customers read of a record. */
const publicFile = /^(?:incidents|maintenance)\/[^/]+\/[^/]+\/(?:updates\/|report\b)/;

/**
 * Gathers it.
 *
 * @param unreviewed include what the organisation wants reviewed first
 * @throws {CommandError} if there is no content
 */
export async function gatherContent(unreviewed: boolean, now: number): Promise<PublishedContent> {
	const root = contentRoot();
	const top = await cloneTop(root);
	const [held, unfinished] = await missingDrafts(top, root, now);
	const [included, notIncluded] = split(held, unreviewed);
	const [ahead, status] = await Promise.all([
		gitOr(top, ['rev-list', '--count', '@{upstream}..HEAD', '--', root]),
		gitOr(top, ['status', '--porcelain', '--untracked-files=all', '--', root]),
	]);
	const workshop = resolve('.cache', `publish-${process.pid}`);
	return {
		root: included.length === 0 ? undefined : overlay(workshop, top, root, included),
		included: included.map(({ title }) => title),
		notIncluded: notIncluded.map(({ title }) => title),
		unfinished: unfinished.map(({ title }) => title),
		ahead: Number(ahead ?? 0),
		uncommitted: (status ?? '').split('\n').filter((line) => line !== '').length,
		dispose: () => {
			rmSync(workshop, { recursive: true, force: true });
		},
	};
}

/**
 * Drafts for customers that are not here yet, the oldest first: those that were kept because they could not be sent, and
 * those that broke off.
 */
async function missingDrafts(
	top: string,
	root: string,
	now: number,
): Promise<[held: Draft[], brokenOff: Draft[]]> {
	const folder = await gitFolder(top);
	if (folder === undefined) return [[], []];
	const below = relative(top, root).split(sep).join('/');
	const isPublic = (path: string) =>
		(below === '' || path.startsWith(`${below}/`)) &&
		publicFile.test(below === '' ? path : path.slice(below.length + 1));
	const kept = draftsOf(folder)
		.unfinished(now)
		.filter(({ saved: { draft } }) =>
			draft.files.some(({ path, text }) => isPublic(path) && textAt(join(top, path)) !== text),
		)
		.map(({ saved }) => saved);
	const isHeld = ({ heldAt }: SavedDraft) => heldAt !== undefined;
	const brokenOff = kept.filter((saved) => !isHeld(saved) && saved.savedAt + onItsWayFor < now);
	const draftOf = ({ draft }: SavedDraft) => draft;
	return [kept.filter(isHeld).map(draftOf), brokenOff.map(draftOf)];
}

const textAt = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

/** Those that would be merged without anybody looking, and those that would not. */
function split(held: readonly Draft[], unreviewed: boolean): [Draft[], Draft[]] {
	if (held.length === 0 || unreviewed) return [[...held], []];
	const waits = waitsForReview();
	return [held.filter((draft) => !waits(draft)), held.filter((draft) => waits(draft))];
}

function waitsForReview(): (draft: Draft) => boolean {
	try {
		const { organisation } = readSettingsNow();
		return (draft) => {
			const { merge, atOnceBy } = termsFor(organisation, draft, servicesIn(draft));
			// Who asks is only known to GitHub.
			return merge === 'after-review' || (merge === 'at-once' && atOnceBy !== undefined);
		};
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		// Nobody can tell: a broken setting keeps no page from being published, and lets nothing past a review.
		return () => true;
	}
}

function overlay(workshop: string, top: string, root: string, drafts: readonly Draft[]): string {
	const copy = join(workshop, 'content');
	cpSync(root, copy, { recursive: true });
	for (const { path, text } of drafts.flatMap(({ files }) => files)) {
		const inside = relative(root, join(top, path));
		if (inside.startsWith('..')) continue;
		const full = join(copy, inside);
		mkdirSync(dirname(full), { recursive: true });
		writeFileSync(full, text);
	}
	return copy;
}
