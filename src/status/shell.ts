/** What every page needs to know of the site: its name, its links, its language. */
import type { StatusContent } from './content.ts';
import type { TimePrinter } from '../ui/time.ts';
import { timePrinter } from '../ui/time.ts';
import type { Links } from './links.ts';
import { linksOf } from './links.ts';
import type { Strings } from './strings/index.ts';
import { stringsOf } from './strings/index.ts';

/** What the layout prints around a page. */
export interface Shell {
	name: string;
	/** Language of the page, as a BCP 47 tag. */
	language: string;
	strings: Strings;
	print: TimePrinter;
	links: Links;
	help: { href: string; text: string } | undefined;
	showsExamples: boolean;
	left: number;
}

/** The shell of a page in one of the site's languages; without one, in the first. */
export function shellOf(
	{ model: { site }, translated, showsExamples, left }: StatusContent,
	language = firstLanguage(site),
): Shell {
	const strings = stringsOf(language, site.sentences[language]);
	const { support } = site;
	const href =
		support?.url ?? (support?.email === undefined ? undefined : `mailto:${support.email}`);
	return {
		name: site.name,
		language,
		strings,
		print: timePrinter(site.zone, language),
		links: linksOf(site, language, translated),
		help: href === undefined ? undefined : { href, text: support?.text ?? strings.page.help },
		showsExamples,
		left,
	};
}

/** The language whose addresses have no prefix. */
export const firstLanguage = ({ languages }: { languages: readonly string[] }): string =>
	languages[0] ?? 'en';
