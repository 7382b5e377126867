/** What a delivery did, or would do, in words and for programs. */
import type { Outcome } from './command.ts';
import type { Way } from './chooseDelivery.ts';
import { exitCodes } from './exitCodes.ts';
import type { Followed } from './followLive.ts';
import type { Delivery, Draft, Terms } from './forge.ts';
import type { FoundPlace } from './githubPlace.ts';

/** Which way a draft goes, and what is needed for it. */
export interface Sending {
	way: Way;
	/** The way was asked for, not found. */
	asked: boolean;
	/** Where git keeps what it knows of the clone, if there is one. */
	gitFolder: string | undefined;
	/** Only for the way to GitHub. */
	github?: { place: FoundPlace; token: string };
}

const exitCodeOf = {
	done: exitCodes.done,
	'already-done': exitCodes.done,
	waiting: exitCodes.waiting,
	saved: exitCodes.saved,
} as const satisfies Record<Delivery['status'], number>;

const mergeWords = {
	'at-once': 'merged at once',
	'when-green': 'merged by GitHub once its checks have passed',
	'after-review': 'merged after review',
} as const satisfies Record<Terms['merge'], string>;

/** The draft as it would be sent. */
export function dryRun(
	draft: Draft,
	terms: Terms,
	{ way, github }: Sending,
	warnings: readonly string[],
): Outcome {
	const { files, title, body, op, record: id, branch } = draft;
	const pullRequest = github && {
		repository: `${github.place.owner}/${github.place.repo}`,
		base: github.place.base,
		title,
		body,
		draft: terms.asDraft,
		labels: terms.labels,
		reviewers: [...terms.reviewers, ...terms.teams],
		merge: terms.merge,
		...(terms.atOnceBy && { atOnceBy: terms.atOnceBy }),
	};
	return {
		lines: [
			`Nothing is written. This would be: ${title}`,
			...files.flatMap(({ path, text }) => ['', path, ...indented(text)]),
			'',
			...(pullRequest ? pullLines(pullRequest, branch) : [placeLine(way)]),
			...warnings.map((warning) => `\nNote: ${warning}`),
		],
		data: {
			status: 'dry-run',
			id,
			op,
			title,
			body,
			branch,
			files: files.map(({ path, text }) => ({ path, text })),
			by: way,
			...(pullRequest && { pullRequest }),
			warnings,
		},
	};
}

const indented = (text: string) =>
	text
		.trimEnd()
		.split('\n')
		.map((line) => `  ${line}`);

const placeLine = (way: Way) =>
	way === 'patch'
		? 'It would be a patch file in this folder.'
		: 'It would be a commit on the branch that is checked out.';

function pullLines(
	pull: {
		repository: string;
		base: string;
		title: string;
		body: string;
		draft: boolean;
		labels: readonly string[];
		reviewers: readonly string[];
		merge: Terms['merge'];
		atOnceBy?: readonly string[];
	},
	branch: string,
): string[] {
	const { labels, reviewers, atOnceBy } = pull;
	return [
		`It would be a ${pull.draft ? 'draft ' : ''}pull request in ${pull.repository}, ${mergeWords[pull.merge]}.`,
		`  ${branch} into ${pull.base}`,
		`  Title: ${pull.title}`,
		...(labels.length > 0 ? [`  Labels: ${labels.join(', ')}`] : []),
		...(reviewers.length > 0 ? [`  Reviewers: ${reviewers.join(', ')}`] : []),
		...(atOnceBy ? [`  At once only by: ${atOnceBy.join(', ')}`] : []),
		...(pull.body.trim() === ''
			? []
			: ['  Text:', ...indented(pull.body).map((line) => `  ${line}`)]),
	];
}

interface More {
	/** What looked odd in the draft. */
	warnings: readonly string[];
	/** The same command had been run before, and had arrived. */
	again: boolean;
	/** With `--wait`. */
	followed: Followed | undefined;
	/** What other commands could not deliver, a sentence or two each. */
	others: readonly string[];
}

/** The end of a delivery. */
export function outcomeOf(
	{ title, op, record: id, files }: Draft,
	delivery: Delivery,
	{ warnings, again, followed, others }: More,
): Outcome {
	const { pullRequest, notes, status } = delivery;
	const notices = [...warnings, ...delivery.warnings];
	return {
		lines: [
			headline(title, delivery, again),
			...notes,
			...(pullRequest && !notes.some((note) => note.includes(pullRequest.url))
				? [pullRequest.url]
				: []),
			...followedLines(followed),
			...notices.map((warning) => `Note: ${warning}`),
			...others.map((other) => `Note: ${other}`),
		],
		data: {
			...delivery,
			id,
			op,
			title,
			files: files.map(({ path }) => path),
			...(pullRequest && { number: pullRequest.number, url: pullRequest.url }),
			warnings: notices,
			...(followed && {
				stages: Object.fromEntries(
					followed.stages.map(({ name, after }) => [name, Math.round(after)]),
				),
			}),
		},
		exitCode: exitCodeOf[status],
	};
}

function headline(
	title: string,
	{ status, by, pullRequest, commit, branch }: Delivery,
	again: boolean,
) {
	const number = pullRequest ? `pull request #${pullRequest.number}` : 'a pull request';
	if (status === 'waiting') return `${title}: ${number} is open.`;
	if (status === 'saved') return `${title}: kept for later.`;
	if (status === 'already-done') {
		return again
			? `${title}: done before. To mean it once more, add --again.`
			: `${title}: done before.`;
	}
	return by === 'github' && commit !== undefined
		? `${title}: merged into ${branch} as ${commit.slice(0, 10)}.`
		: `${title}.`;
}

function followedLines(followed: Followed | undefined): string[] {
	if (!followed) return [];
	const stages = followed.stages.map(
		({ name, after }) => `${name} after ${(after / 1000).toFixed(1)} s`,
	);
	const line = stages.length > 0 ? [`${stages.join(', ')}.`] : [];
	return followed.note === undefined ? line : [...line, followed.note];
}
