/** The languages of the status page. Another one is one more file here that says what `en.ts` says, and its line below. */
import { de } from './de.ts';
import { en } from './en.ts';
import type { Printer, Sentences, Template, Translation } from './template.ts';
import { compile, isTemplate, placeholdersOf, printerOf } from './template.ts';

export type { Template } from './template.ts';

/** What a page can say. */
export type Strings = Sentences<typeof en> & {
	/** Words one after the other, the last joined by “and”. */
	list: (items: readonly string[]) => string;
};

/** A language: how it prints numbers and times, and what it says. */
interface Language {
	/** Decides between variants, such as the order of day and month. */
	locale: string;
	sentences: Translation<typeof en>;
}

/** All languages, by their BCP 47 tags. */
export const languages: Readonly<Record<string, Language>> = {
	en: { locale: 'en-GB', sentences: en },
	de: { locale: 'de-DE', sentences: de },
};

/** Tags of all languages. */
export const languageTags: readonly string[] = Object.keys(languages);

/** Every sentence in English by its name, e.g. `headline.clear`. */
export const sentences: ReadonlyMap<string, Template> = new Map(sentencesBelow(en, ''));

/** Sentences in an organisation's own words, by their names. */
export type OwnSentences = Readonly<Partial<Record<string, Template>>>;

const compiled = new Map<string, { own: OwnSentences | undefined; strings: Strings }>();

/**
 * The sentences of one language, in the organisation's own words where it has any.
 * @throws if there is no such language, which the schema of `site.yaml` refuses
 */
export function stringsOf(tag: string, own?: OwnSentences): Strings {
	// Every page asks, and a build asks with the same words each time.
	const known = compiled.get(tag);
	if (known && known.own === own) return known.strings;
	const language = languages[tag];
	if (!language) throw new Error(`There are no sentences in \`${tag}\`.`);
	const list = new Intl.ListFormat(language.locale, { type: 'conjunction' });
	// The shape follows from `en.ts` name by name, which TypeScript cannot see through the loop.
	const strings = {
		...compileAll(en, language.sentences, own ?? {}, printerOf(language.locale)),
		list: (items: readonly string[]) => list.format(items),
	} as unknown as Strings;
	compiled.set(tag, { own, strings });
	return strings;
}

/** Compiles a tree of sentences; English gives the names and the order of values. */
function compileAll(
	english: object,
	said: object,
	own: OwnSentences,
	printer: Printer,
	above = '',
): Record<string, unknown> {
	const words = said as Record<string, unknown>;
	return Object.fromEntries(
		Object.entries(english).map(([key, value]: [string, unknown]): [string, unknown] => {
			const name = above + key;
			if (!isTemplate(value)) {
				return [key, compileAll(value as object, words[key] as object, own, printer, `${name}.`)];
			}
			const template = own[name] ?? (words[key] as Template);
			return [key, compile(template, placeholdersOf(value), printer)];
		}),
	);
}

/** Every sentence of a tree with its dotted name. */
export function sentencesBelow(tree: object, above: string): [string, Template][] {
	return Object.entries(tree).flatMap(([key, value]): [string, Template][] =>
		isTemplate(value) ? [[above + key, value]] : sentencesBelow(value as object, `${above}${key}.`),
	);
}
