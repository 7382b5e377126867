/** The last step of every writing command: review, then print or deliver. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IncidentRecord } from '../../src/domain/stored.ts';
import type { Call, Outcome } from './command.ts';
import { chooseWay } from './chooseDelivery.ts';
import { servicesIn, termsFor } from './deliveryPolicy.ts';
import type { Sending } from './deliveryReport.ts';
import { dryRun, outcomeOf } from './deliveryReport.ts';
import { commandLine, earlierChanges } from './earlierChanges.ts';
import { CommandError, EndedError, exitCodes } from './exitCodes.ts';
import type { Delivery, Draft, Forge, Journey, Terms } from './forge.ts';
import type { GitHub } from './githubApi.ts';
import type { FoundPlace } from './githubPlace.ts';
import { findPlace, findToken } from './githubPlace.ts';
import { draftsOf } from './keptDrafts.ts';
import { gitFolder, isPushed, localClone, originOf } from './localClone.ts';
import { reviewDraft } from './review.ts';
import { movedOn } from './movedOn.ts';
import type { Resumed, SavedDrafts } from './savedDrafts.ts';
import { askedOf, keyOf } from './savedDrafts.ts';
import type { Workspace } from './workspace.ts';

/** What of a call decides about its delivery. */
export type DeliveryCall = Pick<Call, 'dryRun'> &
	Partial<Pick<Call, 'name' | 'given' | 'positionals' | 'op'>>;

/**
 * Reviews a draft and delivers it, or prints it with `--dry-run`. The draft is kept until it has arrived; the same
 * command, run again, goes on with it. `data.id` of the outcome is the record that was really written.
 *
 * @param record what the incident was before, if it is known
 * @param forge where to, if that is not for the call to say
 */
export async function deliverDraft(
	workspace: Workspace,
	draft: Draft,
	call: DeliveryCall,
	record?: IncidentRecord,
	forge?: Forge,
): Promise<Outcome> {
	const problems = await reviewDraft(workspace, draft, record);
	const warnings = problems.map(({ message, cure }) => `${message} ${cure}`);
	const stated = record?.updates.flatMap(({ value }) => Object.keys(value.services ?? {})) ?? [];
	const services = [...new Set([...stated, ...servicesIn(draft)])];
	const whole: Draft = { ...withWas(draft, workspace.top), services };
	const sending = await prepare(workspace, call);
	const terms = termsFor(workspace.organisation, draft, services);
	if (call.dryRun) return dryRun(whole, terms, sending, warnings);

	const drafts = draftsOf(sending.gitFolder);
	if (call.op !== undefined) {
		const { refuseSameName } = await import('./sameName.ts');
		refuseSameName(workspace, whole, call, drafts.named(call.op)?.saved);
	}
	const { given = {}, positionals = [] } = call;
	const key = keyOf({ given, positionals }, whole);
	const begun = drafts.begin(key, whole, Date.now(), {
		again: given['again'] === true,
		asked: askedOf(call),
		command: commandLine(call),
		movedOn: (arrived) => movedOn(workspace.top, arrived),
	});
	return bring(workspace, { ...begun, key, warnings }, { drafts, sending, call, forge });
}

/** Goes on with what was asked for in the same words a while ago; `undefined` if it was not. */
export async function deliverAsked(workspace: Workspace, call: Call): Promise<Outcome | undefined> {
	const sending = await prepare(workspace, call);
	const drafts = draftsOf(sending.gitFolder);
	// A request with a name of its own is another operation, whatever its words.
	const found = drafts.find(askedOf(call), Date.now(), call.op);
	return (
		found &&
		bring(
			workspace,
			{ ...found, before: true, warnings: [] },
			{ drafts, sending, call, forge: undefined },
		)
	);
}

/** A saved draft on its way, with what looked odd in it. */
interface Begun extends Resumed {
	key: string;
	warnings: readonly string[];
}

interface Means {
	drafts: SavedDrafts;
	sending: Sending;
	call: DeliveryCall;
	forge: Forge | undefined;
}

/** Sends a saved draft, or goes on with it, and says what became of it. */
async function bring(
	workspace: Workspace,
	{ key, saved, before, warnings }: Begun,
	{ drafts, sending, call, forge }: Means,
): Promise<Outcome> {
	const { given = {} } = call;
	const terms = termsFor(workspace.organisation, saved.draft, servicesIn(saved.draft));
	let openedAfter: number | undefined;
	const journey: Journey = {
		// An operation that was given a name may have begun on another machine.
		resumed: before || call.op !== undefined,
		pull: saved.pull?.number,
		opened: (pull) => {
			openedAfter = performance.now();
			drafts.update(key, { pull });
			talk(call, `Pull request #${pull.number}: ${pull.url}`);
		},
	};
	let delivery: Delivery;
	try {
		delivery = await send(workspace, saved.draft, terms, journey, sending, forge);
	} catch (error) {
		if (error instanceof EndedError) {
			drafts.update(key, { arrivedAt: Date.now() });
			throw error;
		}
		// What GitHub forbids is kept like what it cannot take; what does not fit there is not for anybody to read.
		const refused = error instanceof CommandError && error.exitCode === exitCodes.forbidden;
		if (refused) drafts.update(key, { heldAt: Date.now() });
		throw withPlaceOfDraft(error, drafts.pathOf(key));
	}
	drafts.update(key, { [delivery.status === 'saved' ? 'heldAt' : 'arrivedAt']: Date.now() });

	const followed =
		given['wait'] === true && delivery.status !== 'saved'
			? await follow(workspace, delivery, saved.draft, call, sending, openedAfter)
			: undefined;
	const { status } = delivery;
	// How to go on is over then.
	const now =
		followed?.merged === true
			? { ...delivery, status: status === 'waiting' ? ('done' as const) : status, notes: [] }
			: delivery;
	return outcomeOf(saved.draft, now, {
		warnings,
		again: before && saved.arrivedAt !== undefined,
		followed,
		others: earlierChanges(drafts, key, Date.now()),
	});
}

/** Each file with the text that it was made from. */
function withWas(draft: Draft, top: string): Draft {
	return {
		...draft,
		files: draft.files.map((file) => {
			const path = join(top, file.path);
			return existsSync(path) ? { ...file, was: readFileSync(path, 'utf8') } : file;
		}),
	};
}

/** Which way it goes, and all that is needed for it. */
async function prepare(workspace: Workspace, { given = {} }: DeliveryCall): Promise<Sending> {
	const word = (flag: string) => (typeof given[flag] === 'string' ? given[flag] : undefined);
	const { env } = process;
	const folder = await gitFolder(workspace.top);
	const remote = folder === undefined ? undefined : await originOf(workspace.top, folder);
	const asked = word('via');
	const place = findPlace({
		asked: word('repo'),
		env,
		organisation: workspace.organisation.repository,
		remote,
	});
	const wanted = place && asked !== 'clone' && asked !== 'patch';
	const token = wanted ? await findToken(place, env) : undefined;
	const way = chooseWay({
		asked,
		host: place && new URL(place.webUrl).host,
		hasToken: token !== undefined,
		hasClone: folder !== undefined,
	});
	return {
		way,
		asked: asked !== undefined,
		gitFolder: folder,
		...(way === 'github' && place && token !== undefined && { github: { place, token } }),
	};
}

async function send(
	workspace: Workspace,
	draft: Draft,
	terms: Terms,
	journey: Journey,
	sending: Sending,
	forge: Forge | undefined,
): Promise<Delivery> {
	if (forge) return forge.deliver(draft, terms, journey);
	const { way, github, asked } = sending;
	if (github) return sendToGitHub(workspace, draft, terms, journey, { ...sending, github });
	if (way === 'clone') return localClone(workspace.top).deliver(draft, terms, journey);
	return patch(workspace, draft, terms, journey, asked);
}

async function patch(
	{ user, now }: Workspace,
	draft: Draft,
	terms: Terms,
	journey: Journey,
	asked: boolean,
): Promise<Delivery> {
	const { patchFile } = await import('./patchFile.ts');
	return patchFile(process.cwd(), user, now, asked).deliver(draft, terms, journey);
}

type ToGitHub = Sending & { github: { place: FoundPlace; token: string } };

/** To GitHub; when that is away, by git; without a clone in which that works, into a patch. */
async function sendToGitHub(
	workspace: Workspace,
	draft: Draft,
	terms: Terms,
	journey: Journey,
	{ github: { place, token }, gitFolder: folder }: ToGitHub,
): Promise<Delivery> {
	// Octokit takes a tenth of a second to load: only for whom it is needed.
	const [{ githubForge }, { patienceFrom, UnreachableError }] = await Promise.all([
		import('./githubForge.ts'),
		import('./attempts.ts'),
	]);
	const { bringHome, forgetPending, saveByGit } = await import('./gitFallback.ts');
	const { top } = workspace;
	try {
		const api = await apiOf(place, token);
		const delivery = await githubForge(api, place, patienceFrom(process.env)).deliver(
			draft,
			terms,
			journey,
		);
		if (folder !== undefined && /done$/.test(delivery.status)) {
			await forgetPending(top, draft.op);
			const { commit } = delivery;
			if (commit !== undefined) await bringHome({ top, gitFolder: folder, place, token }, commit);
		}
		return delivery;
	} catch (error) {
		if (!(error instanceof UnreachableError)) throw error;
		if (journey.pull !== undefined) return interrupted(place, draft, journey.pull, error.message);
		const kept =
			folder === undefined
				? undefined
				: await saveByGit({ top, gitFolder: folder, place, token }, draft);
		return kept ?? patch(workspace, draft, terms, journey, false);
	}
}

/** The pull request is open, and nobody knows what became of it since. */
function interrupted(
	{ webUrl, owner, repo }: FoundPlace,
	{ branch }: Draft,
	number: number,
	reason: string,
): Delivery {
	const url = `${webUrl}/${owner}/${repo}/pull/${number}`;
	return {
		status: 'saved',
		by: 'github',
		branch,
		pullRequest: { number, url },
		notes: [
			`Pull request #${number} is open, and then GitHub could not be reached: ${reason}`,
			`Run the same command again, and it goes on from there; or merge by hand: ${url}`,
		],
		warnings: [],
	};
}

async function apiOf({ apiUrl, owner, repo }: FoundPlace, token: string): Promise<GitHub> {
	const { createGitHub } = await import('./github.ts');
	return createGitHub({ apiUrl, owner, repo, token });
}

async function follow(
	workspace: Workspace,
	delivery: Delivery,
	draft: Draft,
	call: DeliveryCall,
	{ github }: Sending,
	openedAfter: number | undefined,
) {
	const { followLive, stageLine } = await import('./followLive.ts');
	const { by, commit } = delivery;
	return followLive(delivery, draft, {
		pushed: by === 'local-clone' && (await isPushed(workspace.top, commit)),
		site: workspace.site.url,
		github: github && (await apiOf(github.place, github.token)),
		elapsed: () => performance.now(),
		openedAfter,
		say: (stage) => {
			talk(call, stageLine([stage]));
		},
	});
}

/** An error together with where the draft is: nobody writes the same twice. */
function withPlaceOfDraft(error: unknown, path: string): unknown {
	if (!(error instanceof CommandError)) return error;
	const kept = `What you wrote is kept in ${path}; the same command goes on from there.`;
	return new CommandError(
		error.exitCode,
		error.message,
		error.hint === undefined ? kept : `${error.hint}\n${kept}`,
		path,
	);
}

/** News on the way, for people at a terminal; results go to standard output. */
function talk({ given = {} }: DeliveryCall, line: string): void {
	if (given['json'] === true) return;
	if (process.stderr.isTTY || given['wait'] === true) console.error(line);
}
