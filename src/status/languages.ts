/** The languages of the site, by their names. */

// Every page asks, and the answer never changes.
const names = new Map<string, string>();

/** What a language is called in another, or in itself: `German`, `Deutsch`. */
export function languageName(tag: string, language = tag): string {
	const key = `${tag} ${language}`;
	const name =
		names.get(key) ?? new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
	names.set(key, name);
	return name;
}
