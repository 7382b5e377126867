/** What a team should look at this week: what is overdue, and hours that nobody covers. */
import type { Instant } from '../schemas/values.ts';
import { isClosed, listActions, listOpenItems } from './actions.ts';
import { dateAt } from './calendar.ts';
import type { Content } from './content.ts';
import { coverageOf } from './coverage.ts';
import type { Interval } from './interval.ts';
import { unite } from './interval.ts';
import { knownIncidents } from './knownIncidents.ts';
import { trustIn } from './runbookTrust.ts';
import { timePrinter } from './time.ts';
import { personName } from './words.ts';

/** Something that should have been done. */
export interface Overdue {
	title: string;
	/** Where it stands, below the content root. */
	path: string;
	/** The day by which it was due; `undefined` if it was never done. */
	since: string | undefined;
	/** Who answers for it. */
	owner: string | undefined;
}

/** One week's digest. */
export interface Digest {
	/** Pages that somebody should have made sure of. */
	reviews: Overdue[];
	rehearsals: Overdue[];
	actions: Overdue[];
	postMortems: Overdue[];
	/** Hours that a rotation should cover and does not, or with somebody whom nobody can reach. */
	uncovered: { rotation: string; hours: Interval[] }[];
}

/** The digest at `now`. Example data is left out, and so are drafts and what is no longer to be used. */
export function digestOf(content: Content, now: Instant): Digest {
	const { runbooks, handbook, organisation, site } = content;
	const context = { content, now, lastChange: undefined };
	const own = <T extends { value: { example?: boolean | undefined } }>(pages: readonly T[]) =>
		pages.filter(({ value }) => value.example !== true);
	const active = <T extends { value: { status: string } }>(pages: readonly T[]) =>
		pages.filter(({ value }) => value.status === 'active');
	const books = active(own(runbooks));
	const looked = [
		...books.map((page) => ({
			page,
			trust: trustIn(page, 'runbook', context),
			every: page.value.validateEvery ?? organisation.review.runbook,
		})),
		...active(own(handbook)).map((page) => ({
			page,
			trust: trustIn(page, 'handbook', context),
			every: page.value.validateEvery ?? organisation.review.handbook,
		})),
	];
	const item = ({ path, value }: (typeof looked)[number]['page'], since: string | undefined) => ({
		title: value.title,
		path,
		since,
		owner: value.owner === undefined ? undefined : personName(content, value.owner),
	});
	return {
		reviews: looked
			.filter(({ trust, every }) => isDue(trust.overdueSince, trust.validated, every))
			.map(({ page, trust }) => item(page, trust.overdueSince))
			.sort(longestFirst),
		rehearsals: books
			.map((page) => ({ page, trust: trustIn(page, 'runbook', context) }))
			.filter(({ page, trust }) =>
				isDue(trust.rehearsalOverdueSince, trust.rehearsed, page.value.rehearseEvery),
			)
			.map(({ page, trust }) => item(page, trust.rehearsalOverdueSince))
			.sort(longestFirst),
		actions: [
			...listActions(content, now)
				.filter(
					({ page, action, state }) => !page.example && !isClosed(action) && state === 'overdue',
				)
				.map(({ page, action, owner }) => ({
					title: `${action.title.replace(/\.$/, '')} (${action.id})`,
					path: page.path,
					since: action.due,
					owner,
				})),
			...listOpenItems(content, now)
				.filter(({ state }) => state === 'overdue')
				.map(({ text, due, owner }) => ({
					title: text.replace(/\.$/, ''),
					path: 'process.yaml',
					since: due,
					owner,
				})),
		].sort(longestFirst),
		postMortems: knownIncidents(content, now)
			.filter(({ response }) => !response.id.startsWith('example-'))
			.flatMap(({ response, deadlines }) =>
				deadlines
					.filter(({ kind, state }) => kind === 'post-mortem' && state === 'overdue')
					.map(({ due }) => ({
						title: `${response.title} (${response.id})`,
						path: `post-mortems/${response.id}.mdx`,
						since: due === undefined ? undefined : dateAt(due, site.zone),
						owner: undefined,
					})),
			)
			.sort(longestFirst),
		uncovered: coverageOf(content, now).flatMap(({ rotation, gaps, unmanned }) => {
			const hours = unite([...gaps, ...unmanned]);
			return hours.length === 0 ? [] : [{ rotation: rotation.name, hours }];
		}),
	};
}

/** What was never done is due as soon as somebody says how often. */
const isDue = (since: string | undefined, done: object | undefined, every: string | undefined) =>
	since !== undefined || (done === undefined && every !== undefined);

/** What was never done comes first. */
const longestFirst = (a: Overdue, b: Overdue) =>
	(a.since ?? '') < (b.since ?? '') ? -1 : (a.since ?? '') > (b.since ?? '') ? 1 : 0;

/** How many things it names. */
export const digestCount = ({ uncovered: hours, ...lists }: Digest): number =>
	[...Object.values(lists), hours].reduce((sum, { length }) => sum + length, 0);

/** The digest as Markdown, list by list; lists without anything in them are left out. */
export function digestMarkdown(digest: Digest, content: Pick<Content, 'site'>): string {
	if (digestCount(digest) === 0) {
		return 'Nothing is overdue, and every hour of the coming two weeks is covered.\n';
	}
	const print = timePrinter(content.site.zone, 'en');
	const line = ({ title, path, since, owner }: Overdue) =>
		[
			`- ${escaped(title)}, \`${path}\`: ${since === undefined ? 'never yet' : `due ${since}`}`,
			...(owner === undefined ? [] : [`, ${escaped(owner)}`]),
		].join('');
	const lists: [string, string[]][] = [
		['Actions overdue', digest.actions.map(line)],
		['Post-mortems overdue', digest.postMortems.map(line)],
		['Pages to be validated', digest.reviews.map(line)],
		['Runbooks to be rehearsed', digest.rehearsals.map(line)],
		[
			'Hours that nobody covers',
			digest.uncovered.map(
				({ rotation, hours }) =>
					`- ${escaped(rotation)}: ${hours
						.map(({ start, end }) => `${print.time(start).text} to ${print.time(end).text}`)
						.join('; ')}`,
			),
		],
	];
	return `${lists
		.filter(([, lines]) => lines.length > 0)
		.map(([heading, lines]) => [`## ${heading}`, '', ...lines].join('\n'))
		.join('\n\n')}\n`;
}

/** Text as text: no markup, and nobody is called by it. */
const escaped = (text: string) =>
	text.replaceAll(/[\\`*_[\]<>#|~]/g, (sign) => `\\${sign}`).replaceAll('@', '@\u200b');
