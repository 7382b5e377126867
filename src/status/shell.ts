/** What every page needs to know of the site: its name, its links, its language. */
import type { StatusContent } from './content.ts';
import type { TimePrinter } from '../ui/time.ts';
import { timePrinter } from '../ui/time.ts';
import type { Strings } from './strings/en.ts';
import { en } from './strings/en.ts';

/** What the layout prints around a page. */
export interface Shell {
	name: string;
	strings: Strings;
	print: TimePrinter;
	links: ReturnType<typeof linksOf>;
	help: { href: string; text: string } | undefined;
	showsExamples: boolean;
	left: number;
}

/** The shell of a page in the site's first language. */
export function shellOf({ model: { site }, showsExamples, left }: StatusContent): Shell {
	const strings = en;
	const { support } = site;
	const href =
		support?.url ?? (support?.email === undefined ? undefined : `mailto:${support.email}`);
	return {
		name: site.name,
		strings,
		print: timePrinter(site.zone, strings.language),
		links: linksOf(site.url),
		help: href === undefined ? undefined : { href, text: support?.text ?? strings.page.help },
		showsExamples,
		left,
	};
}

/** Addresses within the site, as paths, so that it can be moved to another host as it is. */
export function linksOf(siteUrl: string) {
	const base = new URL(siteUrl).pathname.replace(/\/$/, '');
	return {
		home: `${base}/`,
		incident: (id: string) => `${base}/incidents/${id}/`,
		update: (id: string, update: string) => `${base}/incidents/${id}/#${update}`,
		maintenance: (id: string) => `${base}/maintenance/${id}/`,
		atom: `${base}/history.atom`,
		api: `${base}/api/v2/summary.json`,
	};
}
