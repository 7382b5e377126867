/** Every page that is to be found, for search engines. */
import { allServices } from '../domain/serviceHistory.ts';
import type { StatusContent } from './content.ts';
import { historyMonths } from './history.ts';
import type { Links } from './links.ts';
import { recordIndex } from './recordIndex.ts';
import { shellOf } from './shell.ts';
import type { Xml } from './xml.ts';
import { xml, xmlDocument } from './xml.ts';

/** A page with the same page in other languages. */
interface Listed {
	/** Paths by language; the first is the one without a prefix. */
	paths: { language: string; path: string }[];
	/** When it last changed, where that is known without looking at the page. */
	changed?: number | undefined;
}

/** Addresses in one file, by the protocol. With more, those of the oldest records are left out. */
const longest = 50_000;

/** `sitemap.xml`, by the protocol of sitemaps.org, with the languages of each page. */
export function sitemap(content: StatusContent): string {
	const { model, translated } = content;
	const { languages } = model.site;
	const links = languages.map((language) => ({
		language,
		links: shellOf(content, language).links,
	}));
	const first = links.slice(0, 1);
	const page = (
		path: (links: Links) => string,
		within: typeof links = links,
		changed?: number,
	): Listed => ({
		paths: within.map((each) => ({ language: each.language, path: path(each.links) })),
		changed,
	});
	const ofRecord = (id: string) => (translated.has(id) ? links : first);
	const { months } = recordIndex(model);

	const pages = [
		page(({ home }) => home),
		...allServices(model.services).map(({ id }) => page((each) => each.service(id))),
		page(({ uptime }) => uptime),
		page(({ subscribe }) => subscribe),
		page(({ how }) => how),
		page(({ history }) => history, first),
		...historyMonths(content)
			.reverse()
			.map((month) => {
				const { incidents = [], maintenances = [] } = months.get(month) ?? {};
				return page(
					(each) => each.month(month),
					first,
					Math.max(...[...incidents, ...maintenances].map(({ updatedAt }) => updatedAt)),
				);
			}),
		...model.maintenances.map(({ id, updatedAt }) =>
			page((each) => each.maintenance(id), ofRecord(id), updatedAt),
		),
		...model.incidents
			// The page of a duplicate leads on to another.
			.filter(({ duplicateOf }) => duplicateOf === undefined)
			.flatMap(({ id, updatedAt, report }) => [
				page((each) => each.incident(id), ofRecord(id), updatedAt),
				...(report ? [page((each) => each.report(id), ofRecord(id), report.published)] : []),
			]),
	];
	const absolute = first[0]?.links.absolute ?? ((path: string) => path);
	const addresses = pages.flatMap((item) => printPage(item, absolute)).slice(0, longest);
	return xmlDocument(xml`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${addresses}</urlset>
`);
}

/** One address for each language, each with all of them. */
function printPage({ paths, changed }: Listed, absolute: (path: string) => string): Xml[] {
	const alternates = paths.length > 1 ? paths : [];
	return paths.map(
		({ path }) =>
			xml`<url><loc>${absolute(path)}</loc>${
				changed !== undefined && Number.isFinite(changed)
					? xml`<lastmod>${new Date(changed).toISOString()}</lastmod>`
					: []
			}${alternates.map(
				(other) =>
					xml`<xhtml:link rel="alternate" hreflang="${other.language}" href="${absolute(other.path)}"/>`,
			)}</url>\n`,
	);
}
