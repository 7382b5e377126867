/** The full-text index of a finished build. Starlight’s own call takes no options, and commands need some. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import * as pagefind from 'pagefind';
import { pagesIn } from './pagesIn.ts';
import { wordsApart } from './wordsApart.ts';

/**
 * Signs that are part of what one searches for: `$NAMESPACE`, `pg_stat_activity`, `>5%`. Never a full stop: with
 * it the last word of every sentence would be another word.
 */
const signs = '_$><%=';

/** How texts are read. */
export const indexOptions: pagefind.PagefindServiceConfig = {
	includeCharacters: signs,
	forceLanguage: 'en',
};

/** Indexes the pages that a build wrote. */
export function fullText(): AstroIntegration {
	return {
		name: 'allclear:full-text',
		hooks: {
			'astro:build:done': async ({ dir, logger }) => {
				const pages = await writeFullText(fileURLToPath(dir));
				logger.info(`${pages} pages can be found by their text`);
			},
		},
	};
}

/**
 * Writes the index of a built site into its `pagefind/`.
 * @returns how many pages it has
 * @throws if Pagefind reports an error, or a file of the index is empty
 */
export async function writeFullText(
	folder: string,
	options: pagefind.PagefindServiceConfig = indexOptions,
	outputPath: string = join(folder, 'pagefind'),
): Promise<number> {
	try {
		const { index, errors } = await pagefind.createIndex(options);
		if (!index) throw new Error(errors.join(' '));
		const failures = [...errors];
		const pages = pagesIn(folder);
		for (const sourcePath of pages) {
			const content = wordsApart(readFileSync(join(folder, sourcePath), 'utf8'));
			failures.push(...(await index.addHTMLFile({ sourcePath, content })).errors);
		}
		failures.push(...(await index.writeFiles({ outputPath })).errors);
		if (failures.length > 0) throw new Error(failures.join(' '));
		const empty = emptyFiles(outputPath);
		if (empty.length > 0) throw new Error(`${empty[0]} is empty; build again.`);
		return pages.length;
	} catch (cause) {
		throw new Error('The text of the pages could not be indexed.', { cause });
	} finally {
		await pagefind.close();
	}
}

/** Files of an index that have nothing in them: an index of which one part is missing answers wrongly. */
export function emptyFiles(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((name) => join(folder, name))
		.filter((path) => statSync(path).isFile() && statSync(path).size === 0);
}
