/** Files as text: front matter and a body. */
import { stringify } from 'yaml';

/** A value of front matter; `undefined` leaves the field out. */
export type Field =
	string | number | boolean | undefined | readonly Field[] | { readonly [key: string]: Field };

/** Writes a Markdown file: what stands in a text can never end the front matter or become a field. */
export function markdownFile(fields: Readonly<Record<string, Field>>, body = ''): string {
	const kept = Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined),
	);
	const frontMatter = stringify(kept, { lineWidth: 0 });
	const text = body.replaceAll('\r\n', '\n').trim();
	return `---\n${frontMatter}---\n${text === '' ? '' : `\n${text}\n`}`;
}
