/** What is known of a page beyond its text. */
import { relative, sep } from 'node:path';
import { documentsAbout } from '../domain/runbookMemory.ts';
import { trustIn } from '../domain/runbookTrust.ts';
import { allServices, serviceIds } from '../domain/serviceHistory.ts';
import { timePrinter } from '../ui/time.ts';
import type { PortalContent } from './content.ts';
import { portalContent } from './content.ts';
import { portalHistory } from './history.ts';
import type { PortalLinks } from './links.ts';
import { portalLinks } from './links.ts';
import { incidentLink, runbookMemory } from './runbookPage.ts';
import { levelWords, personName } from './words.ts';

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

/** Facts of a page, ready to be printed. */
export interface PageFactsData {
	owner: string | undefined;
	services: string[];
	level: string | undefined;
	validated: ValidationFact | undefined;
	/** The day by which it should have been validated again, if that day is over. */
	overdueSince: string | undefined;
	symptoms: string[];
	/** Pages that belong to a page of the handbook; without an address where nobody has written them yet. */
	related: { title: string; href: string | undefined }[];
	/** What only runbooks have. */
	runbook:
		| {
				status: string;
				worked: IncidentFact | undefined;
				doubted: IncidentFact | undefined;
				rehearsed: (ValidationFact & { result: string }) | undefined;
				rehearsalOverdueSince: string | undefined;
				noLongerTrueIf: string | undefined;
				/** Post-mortems that changed it, or whose incident was worked with it. */
				postMortems: { title: string; href: string }[];
		  }
		| undefined;
	/** Files that it describes; `undefined` if none, `unavailable` if git cannot say whether they changed. */
	sources: { total: number; changed: { path: string; on: string }[] } | 'unavailable' | undefined;
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
	const { root, runbooks, handbook, services, severity, site, now } = content;
	const path = relative(root, filePath).split(sep).join('/');
	const runbook = runbooks.find((item) => item.path === path);
	const page = runbook ?? handbook.find((item) => item.path === path);
	if (!page) return undefined;
	const { value } = page;
	const names = new Map(allServices(services).map(({ id, name }) => [id, name]));
	const ids = serviceIds(services);
	const level = severity.levels.find(({ id }) => id === runbook?.value.level);
	const history = portalHistory();
	const lastChange = 'lastChangeOf' in history ? history.lastChangeOf : undefined;
	const trust = trustIn(page, runbook ? 'runbook' : 'handbook', { content, now, lastChange });
	const print = timePrinter(site.zone, 'en');
	const memory = runbook && runbookMemory(runbook);
	const named = <T extends ValidationFact>(fact: T | undefined): T | undefined =>
		fact && { ...fact, by: personName(content, fact.by) };
	const fact = (use: { incident: string; at: number; result: string } | undefined) =>
		use && {
			title: incidentLink(use.incident).title,
			href: incidentLink(use.incident).href,
			result: use.result,
			on: print.time(use.at).day,
		};
	return {
		owner: value.owner,
		services: (runbook?.value.services ?? []).map((id) => names.get(ids.get(id) ?? id) ?? id),
		level: level && levelWords(level),
		validated: named(trust.validated),
		overdueSince: trust.overdueSince,
		symptoms: runbook?.value.symptoms ?? [],
		related: 'symptoms' in value ? [] : relatedPages(value.related, content, portalLinks()),
		runbook: runbook &&
			memory && {
				status: runbook.value.status,
				worked: fact(memory.worked),
				doubted: fact(memory.doubted),
				rehearsed: named(trust.rehearsed),
				rehearsalOverdueSince: trust.rehearsalOverdueSince,
				noLongerTrueIf: runbook.value.noLongerTrueIf,
				postMortems: backLinks(runbook.id, content, portalLinks()),
			},
		sources:
			value.sources.length === 0
				? undefined
				: trust.sources === undefined
					? 'unavailable'
					: {
							total: value.sources.length,
							changed: trust.sources.flatMap(({ path: source, changed, since }) =>
								since && changed !== undefined
									? [{ path: source, on: print.time(changed).day }]
									: [],
							),
						},
	};
}
