/**
 * Delivers through a pull request. A branch belongs to one operation and is never forced; commits are addressed by
 * name, because what a branch is called can be read too early; the end is proved at the merge commit.
 */
import type { Attempts, Patience } from './attempts.ts';
import { attempts, ordinaryPatience, UnreachableError } from './attempts.ts';
import { blobName } from './blobName.ts';
import { mergeFor } from './deliveryPolicy.ts';
import { CommandError, EndedError, exitCodes } from './exitCodes.ts';
import type { Delivery, Draft, Forge, Journey, Terms } from './forge.ts';
import { carriesOp, commitMessage } from './forge.ts';
import type { GitHub, Pull, Repository } from './githubApi.ts';
import { GitHubError } from './githubApi.ts';
import { refusalOf } from './githubErrors.ts';
import { mergePull } from './githubMerge.ts';

/** Where pull requests go. */
export interface Place {
	owner: string;
	repo: string;
	/** The branch that is published. */
	base: string;
}

/** What all steps of one delivery share. */
export interface Steps {
	github: GitHub;
	place: Place;
	tries: Attempts;
	draft: Draft;
	repository: Repository;
}

/** A repository on GitHub. Errors of GitHub become errors for the person at the terminal. */
export function githubForge(
	github: GitHub,
	place: Place,
	patience: Patience = ordinaryPatience,
): Forge {
	return {
		async deliver(draft, terms, journey) {
			let seen = false;
			const looked: GitHub = {
				...github,
				repository: async () => {
					const repository = await github.repository();
					seen = true;
					return repository;
				},
			};
			try {
				return await deliver(looked, place, attempts(patience), draft, terms, journey);
			} catch (error) {
				if (error instanceof GitHubError) throw refusalOf(error, place, seen);
				throw error;
			}
		},
	};
}

async function deliver(
	github: GitHub,
	place: Place,
	tries: Attempts,
	draft: Draft,
	terms: Terms,
	journey: Journey,
): Promise<Delivery> {
	const { branch } = draft;
	const find = () => tries.read(() => earlierPull(github, place, branch, journey.pull));
	const [repository, base, tip, first] = await Promise.all([
		tries.read(() => github.repository()),
		tries.read(() => github.head(place.base)),
		tries.read(() => github.head(branch)),
		journey.resumed ? find() : undefined,
	]);
	refuseToWrite(repository, place);
	const steps: Steps = { github, place, tries, draft, repository };
	let earlier = first ?? (tip === undefined ? undefined : await find());
	if (earlier?.state === 'merged') return proved(steps, earlier, true);
	if (earlier?.state === 'closed') throw closed(earlier);

	const ours = tip !== undefined && (await isOurs(steps, tip));
	const head = tip !== undefined && (ours || earlier) ? tip : await newCommit(steps, base, tip);
	if (head === undefined) return alreadyThere(steps);
	// The same command, run at the same moment, may have been through with everything in between.
	earlier ??= await find();
	if (earlier?.state === 'merged') return proved(steps, earlier, true);
	const opened = earlier ? { pull: earlier, warnings: [] } : await openPull(steps, terms);
	const { pull } = opened;
	if (pull === undefined) return alreadyThere(steps);
	if (pull.state === 'merged') return proved(steps, pull, true);
	journey.opened(pull);
	const warnings = [
		...opened.warnings,
		...(earlier && !journey.resumed ? [] : await decorate(steps, pull, terms)),
	];

	const how = mergeFor(terms, pull.author);
	const waiting = (note: string): Delivery => ({
		status: 'waiting',
		by: 'github',
		branch,
		commit: head,
		pullRequest: { number: pull.number, url: pull.url },
		notes: [note],
		warnings,
	});
	if (how === 'after-review') {
		const isDraft = terms.asDraft && opened.warnings.length === 0;
		return waiting(isDraft ? 'It is a draft; people finish it.' : 'It waits for review.');
	}
	if (head === tip && !ours) return waiting('Somebody has added to its branch; look at it.');
	const merged = await mergePull(steps, pull, head, how);
	if ('waits' in merged) return waiting(merged.waits);
	const proof = await proved(steps, { ...pull, ...merged }, false);
	return { ...proof, warnings: [...warnings, ...proof.warnings] };
}

async function earlierPull(
	github: GitHub,
	{ base }: Place,
	branch: string,
	number: number | undefined,
): Promise<Pull | undefined> {
	// A number is certain; a list may be older than the pull request.
	if (number !== undefined) return github.pull(number);
	return (await github.pullsFrom(branch, base))[0];
}

/**
 * What GitHub says without being asked to write. Whether the token may write is not among it: of every app GitHub says
 * that it may not, so that only a write tells.
 */
function refuseToWrite({ archived }: Repository, { owner, repo }: Place): void {
	if (!archived) return;
	const name = `${owner}/${repo}`;
	throw new CommandError(
		exitCodes.forbidden,
		`${name} is archived, so nothing can be written to it.`,
		'Unarchive it on GitHub, or name the repository that took its place: --repo owner/name.',
	);
}

/** Makes the commit that carries the draft, and its branch; `undefined` if there is nothing left to change. */
async function newCommit(
	steps: Steps,
	base: string | undefined,
	tip: string | undefined,
): Promise<string | undefined> {
	const { github, tries, draft, place } = steps;
	if (tip !== undefined) {
		throw new CommandError(
			exitCodes.invalid,
			`The branch ${draft.branch} is there and holds something else.`,
			'Look at it on GitHub, then remove it or run the command again with --again.',
		);
	}
	if (base === undefined) {
		throw new CommandError(
			exitCodes.invalid,
			`${place.owner}/${place.repo} has no branch \`${place.base}\`.`,
			'Name the published branch in organisation.yaml: repository.branch.',
		);
	}
	await refuseOverwriting(steps, base);
	const { tree: baseTree } = await tries.read(() => github.commit(base));
	const nothing = () => Promise.resolve(undefined);
	// Trees and commits have their content for a name: making one twice makes one.
	const tree = await tries.write({
		write: () => github.createTree(baseTree, draft.files),
		done: nothing,
	});
	if (tree === baseTree) return undefined;
	const commit = await tries.write({
		write: () => github.createCommit(commitMessage(draft), tree, base),
		done: nothing,
	});
	return tries.write({
		write: async () => {
			await github.createBranch(draft.branch, commit);
			return commit;
		},
		// A commit made twice has two names if a second lies between; either carries the draft.
		done: () => ourTip(steps),
		async refused(error) {
			if (error.status !== 422 || !/already exists/i.test(error.message)) return undefined;
			const ours = await ourTip(steps);
			return ours === undefined ? { again: true, otherwise: commit } : { value: ours };
		},
	});
}

async function ourTip(steps: Steps): Promise<string | undefined> {
	const { github, tries, draft } = steps;
	const tip = await tries.read(() => github.head(draft.branch));
	return tip !== undefined && (await isOurs(steps, tip)) ? tip : undefined;
}

async function isOurs({ github, tries, draft }: Steps, commit: string): Promise<boolean> {
	const { message } = await tries.read(() => github.commit(commit));
	return carriesOp(message, draft.op);
}

/** A file that has the operation in its name is nobody else's; every other is compared with what it was made from. */
async function refuseOverwriting(steps: Steps, base: string): Promise<void> {
	const { github, tries, draft, place } = steps;
	const shared = draft.files.filter(({ path }) => !path.includes(draft.op));
	for (const { path, text, was } of shared) {
		const there = await tries.read(() => github.blob(path, base));
		if (there === (was === undefined ? undefined : blobName(was))) continue;
		if (there === blobName(text)) continue;
		throw new CommandError(
			exitCodes.invalid,
			was === undefined
				? `${path} is on ${place.base} already, with another text.`
				: `${path} has changed on ${place.base} since your copy was fetched.`,
			'Fetch what is new with git pull, then run the command again.',
		);
	}
}

/** No pull request if it cannot be opened because somebody merged the branch a moment ago. */
async function openPull(
	steps: Steps,
	terms: Terms,
): Promise<{ pull: Pull | undefined; warnings: string[] }> {
	const { github, tries, draft, place } = steps;
	const warnings: string[] = [];
	const find = async () => {
		const found = await tries.read(() => github.pullsFrom(draft.branch, place.base));
		return found.find(({ state }) => state !== 'closed');
	};
	const pull = await tries.write<Pull | undefined>({
		write: () =>
			github.openPull({
				title: draft.title.slice(0, 250),
				body: draft.body.slice(0, 60_000),
				branch: draft.branch,
				base: place.base,
				draft: terms.asDraft && warnings.length === 0,
			}),
		done: find,
		async refused(error) {
			if (error.status !== 422) return undefined;
			if (/draft pull requests are not supported/i.test(error.message)) {
				warnings.push(
					`${place.owner}/${place.repo} has no drafts, so it is an ordinary pull request.`,
				);
				return warnings.length > 1 ? undefined : { again: true, otherwise: undefined };
			}
			// It is there; or GitHub does not see the branch yet; or its commit is in the published branch already.
			if (/already exists|no commits between|head invalid|head sha/i.test(error.message)) {
				const found = await find();
				return found ? { value: found } : { again: true, otherwise: undefined };
			}
			return undefined;
		},
	});
	return { pull, warnings };
}

/** Labels and reviewers. What does not work is told, and keeps nobody from hearing the news. */
async function decorate(
	{ github, tries }: Steps,
	{ number, author }: Pull,
	{ labels, reviewers, teams }: Terms,
): Promise<string[]> {
	const warnings: string[] = [];
	const softly = async (what: string, write: () => Promise<void>) => {
		try {
			await tries.write<true>({
				write: async () => {
					await write();
					return true;
				},
				// Done twice they are there once.
				done: () => Promise.resolve(undefined),
				refused: (error) =>
					Promise.resolve(
						/could not resolve to a node/i.test(error.message)
							? { again: true, otherwise: true }
							: undefined,
					),
			});
		} catch (error) {
			if (!(error instanceof Error)) throw error;
			warnings.push(`${what}: ${error.message}`);
		}
	};
	// Nobody reviews what they wrote; GitHub would refuse all names because of one.
	const others = reviewers.filter((name) => name.toLowerCase() !== author?.toLowerCase());
	if (labels.length > 0) {
		await softly('The labels are missing', () => github.addLabels(number, labels));
	}
	if (others.length + teams.length > 0) {
		await softly('Nobody was asked for review', () => github.askForReview(number, others, teams));
	}
	return warnings;
}

/** The delivery, once every file is seen in the merge commit; then the branch goes. */
async function proved(steps: Steps, pull: Pull, before: boolean): Promise<Delivery> {
	const { github, tries, draft, repository } = steps;
	const { merged, mergedAt, number, url } = pull;
	if (merged === undefined) throw new Error('A merged pull request has no commit.');
	for (const { path, text, was } of draft.files) {
		const there = await tries.read(() => github.blob(path, merged));
		// Somebody may have changed another part of the same file: git has then put both together.
		const arrived =
			there === blobName(text) ||
			(was !== undefined && there !== undefined && there !== blobName(was));
		if (arrived) continue;
		throw new CommandError(
			exitCodes.bug,
			`Pull request #${number} was merged, but ${path} in ${merged.slice(0, 10)} is not what was sent.`,
			`Look at ${url}. What was sent is kept in this clone.`,
		);
	}
	const warnings: string[] = [];
	if (!repository.deletesBranches) {
		await github.deleteBranch(draft.branch).catch((error: unknown) => {
			const gone = error instanceof GitHubError && [404, 422].includes(error.status ?? 0);
			if (!gone) warnings.push(`The branch ${draft.branch} is left behind.`);
		});
	}
	return {
		status: before ? 'already-done' : 'done',
		by: 'github',
		branch: steps.place.base,
		commit: merged,
		pullRequest: { number, url },
		...(mergedAt !== undefined && { mergedAt }),
		notes: [],
		warnings,
	};
}

/**
 * The delivery of a draft that changes nothing any more.
 * @throws {UnreachableError} if the published branch does not have it after all
 */
async function alreadyThere({ github, tries, draft, place }: Steps): Promise<Delivery> {
	const base = await tries.read(() => github.head(place.base));
	for (const { path, text } of draft.files) {
		const there = base && (await tries.read(() => github.blob(path, base)));
		if (there !== blobName(text)) {
			throw new UnreachableError('GitHub does not see the new branch yet.');
		}
	}
	return {
		status: 'already-done',
		by: 'github',
		branch: place.base,
		...(base !== undefined && { commit: base }),
		notes: [`${place.base} has it already.`],
		warnings: [],
	};
}

function closed({ number, url }: Pull): EndedError {
	return new EndedError(
		exitCodes.forbidden,
		`Pull request #${number} was closed without being merged, so it is not opened again.`,
		`See ${url}. To send the same once more, add --again.`,
	);
}
