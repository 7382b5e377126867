/** Addresses within the site, as paths, so that it can be moved to another host as it is. */
import type { Site } from '../schemas/site.ts';

/** A page in one of the languages that it is there in. */
export interface Alternate {
	/** Its tag, or `x-default` for readers of any other. */
	language: string;
	href: string;
}

/** Every address that a page of one language may link to. */
export type Links = ReturnType<typeof linksOf>;

/**
 * The addresses for pages of one language.
 *
 * @param translated ids of the incidents that are there in every language; others are only in the first
 */
export function linksOf(
	{ url, languages }: Pick<Site, 'url' | 'languages'>,
	language: string,
	translated: ReadonlySet<string>,
) {
	const { origin, pathname } = new URL(url);
	const base = pathname.replace(/\/$/, '');
	const prefixOf = (name: string) => (name === languages[0] ? base : `${base}/${name}`);
	const own = prefixOf(language);
	const ofRecord = (id: string) => (translated.has(id) ? own : base);
	const inLanguages = (path: string): Alternate[] =>
		languages.map((name) => ({ language: name, href: prefixOf(name) + path }));
	return {
		home: `${own}/`,
		incident: (id: string) => `${ofRecord(id)}/incidents/${id}/`,
		update: (id: string, update: string) => `${ofRecord(id)}/incidents/${id}/#${update}`,
		report: (id: string) => `${ofRecord(id)}/incidents/${id}/report/`,
		maintenance: (id: string) => `${ofRecord(id)}/maintenance/${id}/`,
		service: (id: string) => `${own}/services/${id}/`,
		uptime: `${own}/uptime/`,
		subscribe: `${own}/subscribe/`,
		how: `${own}/how/`,
		/** History is told in the first language only. */
		history: `${base}/history/`,
		/** A month such as `2026-03`. */
		month: (month: string) => `${base}/history/${month}/`,
		atom: `${base}/history.atom`,
		rss: `${base}/history.rss`,
		jsonFeed: `${base}/feed.json`,
		calendar: `${base}/maintenance.ics`,
		/** A maintenance as one event. */
		calendarOf: (id: string) => `${base}/maintenance/${id}.ics`,
		heartbeat: `${base}/heartbeat.json`,
		embed: `${base}/embed.js`,
		sitemap: `${base}/sitemap.xml`,
		/** The picture that goes with a link to a page, by its indicator. */
		card: (indicator: string) => `${base}/cards/${indicator}.png`,
		badge: `${base}/badge.svg`,
		/** A file of a service, e.g. `badge.svg`. */
		ofService: (id: string, file: string) => `${base}/services/${id}/${file}`,
		/** A file of the public API, e.g. `summary.json`. */
		api: (file: string) => `${base}/api/v2/${file}`,
		ledger: (year: number) => `${base}/ledger/${year}.json`,
		/** A path of this site as an absolute address. */
		absolute: (path: string) => origin + path,
		/**
		 * The same page in every language, as paths.
		 * @param path below the folder of a language, e.g. `/uptime/`
		 */
		inLanguages,
		/** The same for search engines: absolute, with the first language for readers of any other. */
		alternates: (path: string): Alternate[] =>
			languages.length === 1
				? []
				: [
						...inLanguages(path).map(({ language: tag, href }) => ({
							language: tag,
							href: origin + href,
						})),
						{ language: 'x-default', href: origin + base + path },
					],
	};
}
