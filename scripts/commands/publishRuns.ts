/** Building a site from this clone and bringing it to its readers. */
import { existsSync } from 'node:fs';
import { currentInstant } from '../../src/read/root.ts';
import type { Call, Outcome } from '../lib/command.ts';
import { wordOf } from '../lib/command.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import type { BuildResult, SiteName } from '../lib/sites.ts';
import { buildSite, distFolder, siteNames } from '../lib/sites.ts';
import { publishByRsync } from '../publish/rsync.ts';
import { publishToFolder } from '../publish/folder.ts';
import type { PublishedContent } from '../publish/contents.ts';
import { gatherContent } from '../publish/contents.ts';
import { moreOnLivePage } from '../publish/livePage.ts';
import type { BuiltSite, Published } from '../publish/published.ts';
import { readSiteFiles } from '../publish/siteFiles.ts';
import type { Target } from '../publish/target.ts';
import { parseTarget } from '../publish/target.ts';

/** What became of one target. */
type Result =
	| ({ target: string; state: 'done' } & Published)
	| { target: string; state: 'failed'; reason: string; cure: string | undefined };

/** `npm run publish -- <target>…`. */
export async function publish(call: Call): Promise<Outcome> {
	const { given, positionals, dryRun } = call;
	const site = siteOf(wordOf(given, 'site') ?? 'status');
	if (positionals.length === 0) {
		throw new CommandError(
			exitCodes.usage,
			'Where to?',
			'Name a folder, `user@host:/path`, `rsync://host/module/path` or `s3://bucket/prefix`; several are mirrors.',
		);
	}
	// All of them are understood before anything is built.
	const targets = positionals.map((word) => parseTarget(word));
	const build =
		given['built'] === true
			? builtBefore(site)
			: await buildHere(site, given['with-unreviewed'] === true);
	const folder = distFolder(site);
	const built: BuiltSite = { folder, files: readSiteFiles(folder) };
	if (site === 'status' && given['anyway'] !== true) await refuseToTakeBack(folder);
	// Mirrors side by side: one that fails, or is slow, stops nobody else.
	const results = await Promise.all(targets.map((target) => bring(built, target, dryRun)));
	return outcomeOf(site, build, results, dryRun);
}

function siteOf(word: string): SiteName {
	const site = siteNames.find((name) => name === word);
	if (site) return site;
	throw new CommandError(
		exitCodes.usage,
		`There is no site \`${word}\`.`,
		`Sites are ${siteNames.join(' and ')}.`,
	);
}

/** How what is published came about. */
interface Build {
	message: string;
	/** Something broken was left out. */
	leftOut: boolean;
	content: Omit<PublishedContent, 'root' | 'dispose'>;
}

async function buildHere(site: SiteName, unreviewed: boolean): Promise<Build> {
	const { root, dispose, ...content } = await gatherContent(unreviewed, currentInstant());
	let result: BuildResult;
	try {
		// The portal shows what git knows of the files, and so is built where they lie.
		result = await buildSite(site, site === 'status' ? root : undefined);
	} finally {
		dispose();
	}
	if (result.exitCode === 1) {
		throw new CommandError(
			exitCodes.invalid,
			result.message.replace(' The last build stays where it is.', ''),
			'Nothing was published: what is live stays. npm run check names what to mend.',
		);
	}
	return { message: result.message, leftOut: result.exitCode === 3, content };
}

function builtBefore(site: SiteName): Build {
	if (!existsSync(distFolder(site))) {
		throw new CommandError(
			exitCodes.usage,
			`The ${site} site has not been built here.`,
			`Leave --built out, or run npm run build:${site}.`,
		);
	}
	return {
		message: `Took the ${site} site that was built last.`,
		leftOut: false,
		content: { included: [], notIncluded: [], unfinished: [], ahead: 0, uncommitted: 0 },
	};
}

/** Somebody else may have published what this clone has not heard of. */
async function refuseToTakeBack(folder: string): Promise<void> {
	const more = await moreOnLivePage(folder);
	if (more.length === 0) return;
	throw new CommandError(
		exitCodes.invalid,
		`The live page says what this clone does not know: ${more.join('; ')}.`,
		'Get it first, with git pull or from whoever published it; or take it back with --anyway.',
	);
}

async function bring(site: BuiltSite, target: Target, dryRun: boolean): Promise<Result> {
	try {
		return { target: target.name, state: 'done', ...(await bringTo(site, target, dryRun)) };
	} catch (error) {
		const explained = error instanceof CommandError ? error : undefined;
		const { code } = error as NodeJS.ErrnoException;
		if (!explained && code === undefined) throw error;
		return {
			target: target.name,
			state: 'failed',
			reason: explained?.message ?? `${target.name} cannot be written (${code}).`,
			cure: explained?.hint,
		};
	}
}

async function bringTo(site: BuiltSite, target: Target, dryRun: boolean): Promise<Published> {
	switch (target.kind) {
		case 'folder':
			return publishToFolder(site, target, dryRun);
		case 'rsync':
			return publishByRsync(site, target, dryRun);
		case 's3': {
			const [{ publishToBucket }, { openBucket }] = await Promise.all([
				import('../publish/s3.ts'),
				import('../publish/bucket.ts'),
			]);
			return publishToBucket(site, target, openBucket(target), dryRun);
		}
	}
}

/** What there is to say, target by target. */
export function outcomeOf(
	site: SiteName,
	{ message, leftOut, content }: Build,
	results: readonly Result[],
	dryRun: boolean,
): Outcome {
	const failed = results.filter(({ state }) => state === 'failed').length;
	return {
		lines: [
			message,
			...results.flatMap((result) => linesOf(result, dryRun)),
			...standing(content),
			...(failed === 0 || failed === results.length
				? []
				: [`${failed} of ${results.length} targets failed; the others have it.`]),
		],
		data: {
			status: failed > 0 ? 'failed' : dryRun ? 'dry-run' : 'done',
			site,
			leftOut,
			targets: results,
			...content,
		},
		exitCode: failed > 0 ? exitCodes.saved : leftOut ? exitCodes.waiting : exitCodes.done,
	};
}

function linesOf(result: Result, dryRun: boolean): string[] {
	if (result.state === 'failed') {
		return [result.reason, ...(result.cure === undefined ? [] : [`  ${result.cure}`])];
	}
	const { target, uploaded, removed, same } = result;
	const parts = [
		`${uploaded} ${uploaded === 1 ? 'file' : 'files'} ${dryRun ? 'would be ' : ''}written`,
		...(removed > 0 ? [`${removed} removed`] : []),
		...(same > 0 ? [`${same} the same`] : []),
	];
	return [`${target}: ${parts.join(', ')}.`];
}

/** What has to reach the published branch, so that the next build elsewhere says the same. */
function standing(content: Build['content']): string[] {
	const { included, notIncluded, unfinished, ahead, uncommitted } = content;
	return [
		...included.map(
			(title) =>
				`It includes what GitHub does not have yet: ${title}. Run that command again later.`,
		),
		...notIncluded.map(
			(title) =>
				`It does not include what waits for review: ${title}. --with-unreviewed includes it.`,
		),
		...unfinished.map(
			(title) =>
				`It does not include what broke off on its way to GitHub: ${title}. Run that command again.`,
		),
		...(ahead > 0
			? [
					`${count(ahead, 'commit')} here ${ahead === 1 ? 'is' : 'are'} not on the remote: git push.`,
				]
			: []),
		...(uncommitted > 0
			? [
					`${count(uncommitted, 'file')} of the content ${uncommitted === 1 ? 'is' : 'are'} not committed.`,
				]
			: []),
	];
}

const count = (number: number, thing: string) => `${number} ${thing}${number === 1 ? '' : 's'}`;
