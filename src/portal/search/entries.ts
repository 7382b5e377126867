/** Everything that can be found, from the content: what `/find.json` holds. */
import { dateAt } from '../../domain/calendar.ts';
import type { Content, Page } from '../../domain/content.ts';
import type {
	SearchableEntry,
	SearchEntry,
	SearchFile,
	SearchShard,
} from '../../domain/searchEntry.ts';
import { searchShards } from '../../domain/searchShards.ts';
import { allServices, serviceIds } from '../../domain/serviceHistory.ts';
import { levelsAt } from '../../domain/level.ts';
import { validationDue } from '../../domain/validation.ts';
import { headingsOf, parsePage } from '../../read/mdx.ts';
import type { HandbookPage, Runbook } from '../../schemas/page.ts';
import type { CalendarDate } from '../../schemas/values.ts';
import type { KnownIncident, PortalContent } from '../content.ts';
import type { PortalLinks } from '../links.ts';
import { levelWords, personName } from '../words.ts';
import { ownPages } from './ownPages.ts';
import { shownRules } from './shownRules.ts';

/** What the search of a build is made of. */
export interface SearchFiles {
	/** `/find.json`. */
	file: SearchFile;
	/** `/find/<number>.json`, in the order of the numbers. */
	shards: SearchShard[];
}

const byContent = new WeakMap<PortalContent, SearchFiles>();

/** The files of the search, made once for each content. */
export function searchFiles(content: PortalContent, links: PortalLinks): SearchFiles {
	let files = byContent.get(content);
	if (!files) {
		const services = Object.fromEntries(
			allServices(content.services).map(({ id, name }) => [id, name]),
		);
		const entries = searchableEntries(content, links);
		const shards = searchShards(entries, services);
		files = {
			file: {
				version: 1,
				services,
				entries: entries.map(shownOf),
				shards: [...shards.keys()],
			},
			shards: [...shards.values()],
		};
		byContent.set(content, files);
	}
	return files;
}

/** Everything that can be found. */
function searchableEntries(content: PortalContent, links: PortalLinks): SearchableEntry[] {
	const ids = serviceIds(content.services);
	const current = (services: readonly string[]) => [
		...new Set(services.map((id) => ids.get(id) ?? id)),
	];
	const path = (address: string) => address.slice(links.root.length + 1);
	const entries: SearchableEntry[] = [
		...content.runbooks.map((page) => ({
			...runbookEntry(page, content),
			services: current(page.value.services),
			path: path(links.page(page)),
		})),
		...levelsAt(content.severity, content.now).map((level): SearchableEntry => ({
			kind: 'level',
			title: levelWords(level),
			path: `${path(links.severity)}#${level.id}`,
			aliases: [level.id, ...level.aliases],
			symptoms: level.examples,
			headings: ['Response time', 'Next update', 'Who is told'],
			description: oneLine(level.definition),
		})),
		...content.handbook.map((page) => ({
			...handbookEntry(page, content),
			path: path(links.page(page)),
		})),
		...ownPages(links).map(({ address, ...page }) => ({ ...page, path: path(address) })),
		...content.known.map((known) => ({
			...incidentEntry(known, content),
			services: current((known.response.shown?.services ?? []).map(({ id }) => id)),
			path: path(links.incident(known.response.id)),
		})),
		...content.postMortems.map((page): SearchableEntry => ({
			kind: 'post-mortem',
			title: page.value.title,
			path: path(links.page(page)),
			aliases: [page.value.incident],
			...about(page.value, content),
			headings: headings(page),
			fresh: page.value.status.replaceAll('-', ' '),
		})),
		...content.model.maintenances.map((maintenance): SearchableEntry => ({
			kind: 'maintenance',
			title: maintenance.title ?? maintenance.id,
			path: path(links.maintenance(maintenance.id)),
			aliases: [maintenance.id],
			services: current(maintenance.services),
			fresh: `${maintenance.starts > content.now ? 'planned for' : 'began'} ${dateAt(maintenance.starts, content.site.zone)}`,
		})),
	];
	return entries;
}

/** What of an entry travels to the browser: what it shows. */
function shownOf(entry: SearchableEntry): SearchEntry {
	const { kind, title, path, services = [], owner, level, fresh, doubtful } = entry;
	return {
		kind,
		title,
		path,
		...(services.length > 0 && { services }),
		...(owner !== undefined && { owner }),
		...(level !== undefined && { level }),
		...(fresh !== undefined && { fresh }),
		...(doubtful && { doubtful }),
	};
}

function runbookEntry(
	{ id, value }: Page<Runbook>,
	content: PortalContent,
): Omit<SearchableEntry, 'path'> {
	const level = content.severity.levels.find((item) => item.id === value.level);
	const meanings = content.alerts.rules
		.filter(({ name }) => value.alerts.includes(name))
		.flatMap(({ note }) => note ?? []);
	const worked = content.known.find(({ response }) =>
		response.runbooks.some(
			({ runbook, result }) => runbook === id && (result === 'fixed' || result === 'helped'),
		),
	);
	const workedOn = worked && dateAt(worked.response.opened, content.site.zone);
	const standing = standingOf(value, content.organisation.review.runbook, content, 'worked');
	const seen =
		workedOn !== undefined && !standing.doubtful && workedOn >= (standing.seenOn ?? '')
			? `worked ${workedOn}`
			: standing.words;
	return {
		kind: 'runbook',
		title: value.title,
		aliases: value.aliases,
		alerts: value.alerts,
		symptoms: [...value.symptoms, ...meanings],
		...about(value, content),
		...(level && { level: level.label }),
		fresh: seen ?? 'never validated',
		...(standing.doubtful && { doubtful: true }),
	};
}

const howWords = {
	rehearsal: 'rehearsed',
	review: 'reviewed',
	automated: 'checked',
};

/** Whether a page may be relied on, in words; `doubtful` if not. */
function standingOf(
	value: HandbookPage,
	every: string | undefined,
	{ now, site }: PortalContent,
	/** What a page did in the incident by which it was validated. */
	inIncident = 'validated',
): { words: string | undefined; doubtful: boolean; seenOn: CalendarDate | undefined } {
	const given = { draft: 'draft', deprecated: 'given up', active: undefined }[value.status];
	const seenOn = value.lastValidated?.on;
	const due = validationDue(value, every);
	const late = due !== undefined && due < dateAt(now, site.zone);
	return {
		words:
			given ??
			(value.lastValidated &&
				(late
					? `not validated since ${value.lastValidated.on}`
					: `${{ ...howWords, incident: inIncident }[value.lastValidated.how]} ${value.lastValidated.on}`)),
		doubtful: given !== undefined || late,
		seenOn,
	};
}

function handbookEntry(
	page: Page<HandbookPage>,
	content: PortalContent,
): Omit<SearchableEntry, 'path'> {
	const { value } = page;
	const { words, doubtful } = standingOf(value, content.organisation.review.handbook, content);
	return {
		kind: 'handbook',
		title: value.title,
		headings: headings(page),
		...about(value, content),
		...(words !== undefined && { fresh: words }),
		...(doubtful && { doubtful: true }),
	};
}

function incidentEntry(
	{ response, level }: KnownIncident,
	content: PortalContent,
): Omit<SearchableEntry, 'path'> {
	const day = (at: number) => dateAt(at, content.site.zone);
	const signature = response.triage['signature'];
	return {
		kind: 'incident',
		title: response.title,
		aliases: [
			response.id,
			...(response.shown?.title === undefined ? [] : [response.shown.title]),
			...(response.reference === undefined ? [] : [response.reference]),
			...(response.cause ? [response.cause.cause.replaceAll('-', ' ')] : []),
		],
		alerts: [...new Set(response.alerts.map(({ value }) => value.name))],
		symptoms: signature === undefined ? [] : [signature],
		...(level && { level: level.label }),
		fresh: response.open ? 'open now' : `over since ${day(response.resolvedAt ?? response.opened)}`,
	};
}

/** Fields that pages share; an owner is a team, or a person by their name. */
const about = (
	{ description, owner }: { description?: string | undefined; owner?: string | undefined },
	content: Pick<PortalContent, 'onCall'>,
) => ({
	...(description !== undefined && { description }),
	...(owner !== undefined && { owner: personName(content, owner) }),
});

/** Words of the headings of a page and of what it shows; long pages are often looked for by one of their parts. */
function headings(page: Pick<Content['handbook'][number], 'path' | 'body' | 'bodyLine'>): string[] {
	const parsed = parsePage(page);
	if ('problem' in parsed) return [];
	return [...headingsOf(parsed).map(({ text }) => text), ...shownRules(parsed)];
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
