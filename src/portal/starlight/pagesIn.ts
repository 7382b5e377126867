/** The pages of a built site. */
import { readdirSync } from 'node:fs';
import { sep } from 'node:path';

/** Every page, by its path in the site, in one order whatever the disk says. */
export const pagesIn = (folder: string): string[] =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.html'))
		.map((name) => name.split(sep).join('/'))
		.sort();
