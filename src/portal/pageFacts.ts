/** What is known of a page beyond its text. */
import { relative, sep } from 'node:path';
import { addPeriod, dateAt } from '../domain/calendar.ts';
import { trustIn } from '../domain/runbookTrust.ts';
import type { History } from '../read/gitHistory.ts';
import type { Runbook } from '../schemas/page.ts';
import { allServices, serviceIds } from '../domain/serviceHistory.ts';
import { timePrinter } from '../ui/time.ts';
import type { PortalContent } from './content.ts';
import { portalContent } from './content.ts';
import { portalHistory } from './history.ts';
import type { PortalLinks } from './links.ts';
import { portalLinks, sourceAddress } from './links.ts';
import { documentsAbout, rememberRunbook } from '../domain/runbookMemory.ts';
import { levelWords, periodWords, personName } from './words.ts';

/** How somebody made sure of a page, behind the day. */
const ways: Readonly<Record<string, string>> = {
	incident: 'in an incident',
	rehearsal: 'in a rehearsal',
	review: 'in a review',
	automated: 'by a test',
	manual: 'by hand',
};

/** Who made sure of a page, when and how. */
export interface ValidationFact {
	on: string;
	by: string;
	how: string;
	evidence: string;
}

/** An incident that says something of a runbook. */
export interface IncidentFact {
	title: string;
	href: string;
	/** `fixed`, `helped`, `outdated` or `wrong`. */
	result: string;
	on: string;
}

/** One of the few words that stand for all facts while they are folded. */
export interface SummaryPart {
	text: string;
	/** It asks to be looked at. */
	late: boolean;
}

/** Facts of a page, ready to be printed. */
export interface PageFactsData {
	/** What a responder has to know of a runbook before its first step; empty for any other page. */
	summary: SummaryPart[];
	owner: string | undefined;
	status: 'draft' | 'active' | 'deprecated';
	services: string[];
	level: string | undefined;
	validated: ValidationFact | undefined;
	/** How often that is asked for, such as `every 3 months`. */
	every: string | undefined;
	/** The day by which it should have been validated again, if that day is over. */
	overdueSince: string | undefined;
	symptoms: string[];
	/** Pages that belong to a page of the handbook; without an address where nobody has written them yet. */
	related: { title: string; href: string | undefined }[];
	/** What only runbooks have. */
	runbook:
		| {
				worked: IncidentFact | undefined;
				doubted: IncidentFact | undefined;
				rehearsed: (ValidationFact & { result: string }) | undefined;
				rehearsalOverdueSince: string | undefined;
				noLongerTrueIf: string | undefined;
				/** Post-mortems that changed it, or whose incident was worked with it. */
				postMortems: { title: string; href: string }[];
				rotates: { secret: string; last: string | undefined; late: boolean }[];
		  }
		| undefined;
	/** Files that it describes, and how they have fared since it was validated. */
	sources: { files: SourceFact[]; verdict: string | undefined };
}

/** A file that a page describes. */
export interface SourceFact {
	path: string;
	href: string | undefined;
	/** The day on which it changed, if the page was not validated since. */
	changed: string | undefined;
}

/** Pages by their ids, in the order in which they are named. */
export const relatedPages = (
	ids: readonly string[],
	{ handbook, runbooks }: PortalContent,
	links: PortalLinks,
): PageFactsData['related'] =>
	ids.map((id) => {
		const page = [...handbook, ...runbooks].find((item) => item.id === id);
		return page
			? { title: page.value.title, href: links.page(page) }
			: { title: id.replaceAll('-', ' '), href: undefined };
	});

/** Post-mortems that have to do with a runbook, the newest incident first. */
export function backLinks(
	runbook: string,
	{ known, postMortems }: PortalContent,
	links: PortalLinks,
): { title: string; href: string }[] {
	const responses = known.map(({ response }) => response);
	const about = documentsAbout(
		runbook,
		postMortems.map(({ value }) => value),
		responses,
	);
	return responses.flatMap(({ id }) => {
		const page = postMortems.find(({ value }) => value.incident === id && about.includes(value));
		return page ? [{ title: page.value.title, href: links.page(page) }] : [];
	});
}

/** Facts of the page in a file of the content root; `undefined` for any other page. */
export function pageFacts(filePath: string): PageFactsData | undefined {
	const content = portalContent();
	const path = relative(content.root, filePath).split(sep).join('/');
	return pageFactsIn(content, path, portalLinks(), portalHistory());
}

/**
 * The same for any content.
 *
 * @param path of the page below the content root
 * @param history what git knows of the files that pages describe
 */
export function pageFactsIn(
	content: PortalContent,
	path: string,
	links: PortalLinks,
	history: History,
): PageFactsData | undefined {
	const { runbooks, handbook, services, severity, site, organisation, known, now } = content;
	const runbook = runbooks.find((item) => item.path === path);
	const page = runbook ?? handbook.find((item) => item.path === path);
	if (!page) return undefined;
	const { value } = page;
	const names = new Map(allServices(services).map(({ id, name }) => [id, name]));
	const ids = serviceIds(services);
	const level = severity.levels.find(({ id }) => id === runbook?.value.level);
	const lastChange = 'lastChangeOf' in history ? history.lastChangeOf : undefined;
	const today = dateAt(now, site.zone);
	const trust = trustIn(page, runbook ? 'runbook' : 'handbook', { content, now, lastChange });
	const print = timePrinter(site.zone, 'en');
	// The dates of example data move, and those of git do not.
	const compared = value.example === true ? undefined : trust.sources;
	const responses = known.map(({ response }) => response);
	const memory = runbook && rememberRunbook(runbook.id, responses);
	const every = value.validateEvery ?? organisation.review[runbook ? 'runbook' : 'handbook'];
	const named = <T extends ValidationFact>(fact: T | undefined): T | undefined =>
		fact && {
			...fact,
			on: print.wholeDate(fact.on),
			by: personName(content, fact.by),
			how: ways[fact.how] ?? fact.how,
		};
	const day = (date: string | undefined) => date && print.wholeDate(date);
	const fact = (use: { incident: string; at: number; result: string } | undefined) =>
		use && {
			title: responses.find(({ id }) => id === use.incident)?.title ?? use.incident,
			href: links.incident(use.incident),
			result: use.result,
			on: print.time(use.at).day,
		};
	const facts: Omit<PageFactsData, 'summary'> = {
		owner: value.owner,
		status: value.status,
		services: (runbook?.value.services ?? []).map((id) => names.get(ids.get(id) ?? id) ?? id),
		level: level && levelWords(level),
		validated: named(trust.validated),
		every: every && `every ${periodWords(every)}`,
		overdueSince: day(trust.overdueSince),
		symptoms: runbook?.value.symptoms ?? [],
		related: 'symptoms' in value ? [] : relatedPages(value.related, content, links),
		runbook: runbook &&
			memory && {
				worked: fact(memory.worked),
				doubted: fact(memory.doubted),
				rehearsed: named(trust.rehearsed),
				rehearsalOverdueSince: day(trust.rehearsalOverdueSince),
				noLongerTrueIf: runbook.value.noLongerTrueIf,
				postMortems: backLinks(runbook.id, content, links),
				rotates: runbook.value.rotates.map((item) => ({
					secret: item.secret,
					...rotationWords(item, today, print.wholeDate),
				})),
			},
		sources: {
			files: value.sources.map((source): SourceFact => {
				const change = compared?.find((item) => item.path === source && item.since);
				return {
					path: source,
					href: sourceAddress(organisation, source),
					changed: change?.changed === undefined ? undefined : print.time(change.changed).day,
				};
			}),
			verdict:
				value.sources.length === 0 || value.example === true
					? undefined
					: compared === undefined
						? 'history unavailable'
						: compared.some(({ since }) => since)
							? undefined
							: 'none changed since',
		},
	};
	return { ...facts, summary: summaryOf(facts) };
}

/** The few words for all facts: whose it is, when it last worked, and what speaks against it. */
function summaryOf({
	owner,
	runbook,
	validated,
	overdueSince,
	sources,
}: Omit<PageFactsData, 'summary'>): SummaryPart[] {
	if (!runbook) return [];
	const { worked, doubted, rehearsed, rehearsalOverdueSince, rotates } = runbook;
	const part = (text: string, late = false): SummaryPart => ({ text, late });
	const changed = sources.files.filter((file) => file.changed !== undefined).length;
	const rotations = rotates.filter(({ late }) => late).length;
	return [
		...(owner === undefined ? [] : [part(owner)]),
		part(worked ? `worked on ${worked.on}` : 'worked in no incident yet'),
		...(doubted ? [part(`found ${doubted.result} on ${doubted.on}`, true)] : []),
		part(
			rehearsed ? `rehearsed on ${rehearsed.on}` : 'never rehearsed',
			rehearsalOverdueSince !== undefined || (rehearsed && rehearsed.result !== 'passed'),
		),
		part(
			validated ? `validated on ${validated.on} by ${validated.by}` : 'never validated',
			!validated || overdueSince !== undefined,
		),
		...(changed === 0
			? []
			: [
					part(changed === 1 ? 'a source changed since' : `${changed} sources changed since`, true),
				]),
		...(rotations === 0
			? []
			: [part(rotations === 1 ? 'a rotation is due' : `${rotations} rotations are due`, true)]),
	];
}

/** When a secret was last rotated and is due again. */
function rotationWords(
	{ lastRotated, every }: Runbook['rotates'][number],
	today: string,
	print: (date: string) => string,
): { last: string | undefined; late: boolean } {
	const last = lastRotated && `last on ${print(lastRotated)}`;
	if (every === undefined) return { last, late: false };
	const due = lastRotated === undefined ? undefined : addPeriod(lastRotated, every);
	return due === undefined
		? { last: `every ${periodWords(every)}, and nothing says when it was last done`, late: true }
		: { last: `${last ?? ''}, due again on ${print(due)}`, late: due < today };
}
