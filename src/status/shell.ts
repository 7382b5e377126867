/** What every page needs to know of the site: its name, its links, its language. */
import { brandImage } from './brand.ts';
import type { StatusContent } from './content.ts';
import type { TimePrinter } from '../ui/time.ts';
import { timePrinter } from '../ui/time.ts';
import type { Links } from './links.ts';
import { linksOf } from './links.ts';
import type { Strings } from './strings/index.ts';
import { stringsOf } from './strings/index.ts';
import { isolateText } from './text.ts';

/** What the layout prints around a page. */
export interface Shell {
	name: string;
	/** What the whole site is called in titles: the name in a sentence of ours, which it cannot turn. */
	siteTitle: string;
	/** Addresses of the organisation’s pictures. */
	logo: string | undefined;
	icon: string | undefined;
	/** Language of the page, as a BCP 47 tag. */
	language: string;
	/** The organisation’s zone. */
	zone: string;
	strings: Strings;
	print: TimePrinter;
	links: Links;
	help: { href: string; text: string } | undefined;
	showsExamples: boolean;
	/** Number of files without which something cannot be shown. */
	left: number;
}

/** The shell of a page in one of the site's languages; without one, in the first. */
export function shellOf(
	{ model: { site }, translated, showsExamples, unshown }: StatusContent,
	language = firstLanguage(site),
): Shell {
	const strings = stringsOf(language, site.sentences[language]);
	const { support } = site;
	const href =
		support?.url ?? (support?.email === undefined ? undefined : `mailto:${support.email}`);
	return {
		name: site.name,
		siteTitle: strings.page.status(isolateText(site.name)),
		logo: brandImage(site.brand, 'logo'),
		icon: brandImage(site.brand, 'icon'),
		language,
		zone: site.zone,
		strings,
		print: timePrinter(site.zone, language),
		links: linksOf(site, language, translated),
		help: href === undefined ? undefined : { href, text: support?.text ?? strings.page.help },
		showsExamples,
		left: unshown,
	};
}

/** The language whose addresses have no prefix. */
export const firstLanguage = ({ languages }: { languages: readonly string[] }): string =>
	languages[0] ?? 'en';
