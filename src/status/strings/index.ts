/** The languages of the status page. Another one is one more file here, of the shape of `en.ts`. */
import type { Strings } from './en.ts';
import { en } from './en.ts';

export type { Strings } from './en.ts';

/** All languages, by their BCP 47 tags. */
export const languages: Readonly<Record<string, Strings>> = { en };

/**
 * The sentences of one language.
 * @param own sentences in the organisation's own words, by their names, e.g. `headline.clear`
 */
export function stringsOf(
	language: string,
	own: Readonly<Record<string, string>> | undefined,
): Strings {
	const strings = languages[language];
	if (!strings) {
		throw new Error(
			`site.yaml: there are no sentences in \`${language}\`. There are: ${Object.keys(languages).join(', ')}.`,
		);
	}
	void own;
	return strings;
}
