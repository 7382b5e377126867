/** The full text while an author writes: the same index as a build's, made from what is written, when it is first asked. */
import { sep } from 'node:path';
import * as pagefind from 'pagefind';
import type { Plugin } from 'vite';
import type { SearchEntry } from '../../domain/searchEntry.ts';
import { currentInstant } from '../../read/root.ts';
import type { PortalContent } from '../content.ts';
import { portalAt } from '../content.ts';
import { portalLinks } from '../links.ts';
import { searchFiles } from '../search/entries.ts';
import { textFilters } from '../search/entryAt.ts';
import { indexOptions } from './fullText.ts';

/** A file of the index with its bytes, by its name. */
type IndexFiles = ReadonlyMap<string, Uint8Array>;

const types: Readonly<Record<string, string>> = { js: 'text/javascript', json: 'application/json' };

/** Serves `/pagefind/` in the dev server; a saved file makes the next question index anew. */
export function fullTextInDev(root: string, base: string): Plugin {
	let index: Promise<IndexFiles> | undefined;
	return {
		name: 'allclear:full-text-in-dev',
		apply: 'serve',
		configureServer({ middlewares, watcher }) {
			watcher.on('all', (_, path) => {
				if (path.startsWith(root + sep)) index = undefined;
			});
			middlewares.use((request, response, next) => {
				const name = /\/pagefind\/([\w./-]+)(?:\?|$)/.exec(request.url ?? '')?.[1];
				if (name === undefined) {
					next();
					return;
				}
				index ??= fullTextOf(portalAt(root, currentInstant()), base);
				index.then((files) => {
					const bytes = files.get(name);
					response.statusCode = bytes ? 200 : 404;
					response.setHeader('cache-control', 'no-store');
					response.setHeader(
						'content-type',
						types[name.replace(/^.*\./, '')] ?? 'application/octet-stream',
					);
					response.end(bytes);
				}, next);
			});
		},
	};
}

/** Indexes everything that can be found, as it is written. */
export async function fullTextOf(content: PortalContent, base: string): Promise<IndexFiles> {
	const { index, errors } = await pagefind.createIndex(indexOptions);
	if (!index) throw new Error(errors.join(' '));
	try {
		const links = portalLinks(base);
		const texts = textsOf(content, links);
		for (const entry of searchFiles(content, links).file.entries) {
			const url = `${links.root}/${entry.path}`;
			const text = texts.get(url);
			if (text === undefined) continue;
			const added = await index.addCustomRecord({
				url,
				content: text,
				language: 'en',
				meta: { title: entry.title },
				filters: filtersOf(entry),
			});
			if (added.errors.length > 0) throw new Error(added.errors.join(' '));
		}
		const { files } = await index.getFiles();
		return new Map(files.map(({ path, content: bytes }) => [path, bytes]));
	} finally {
		await index.deleteIndex();
	}
}

function filtersOf(entry: SearchEntry): Record<string, string[]> {
	const filters: Record<string, string[]> = {};
	for (const filter of textFilters(entry)) {
		const [name = '', ...value] = filter.split(':');
		(filters[name] ??= []).push(value.join(':'));
	}
	return filters;
}

/** What stands on the pages that people write, by address. */
function textsOf(
	{ runbooks, handbook, postMortems, incidents }: PortalContent,
	links: ReturnType<typeof portalLinks>,
): Map<string, string> {
	return new Map([
		...[...runbooks, ...handbook, ...postMortems].map((page): [string, string] => [
			links.page(page),
			[page.value.title, page.value.description, withoutTags(page.body)].join('\n'),
		]),
		...incidents.map(({ id, notes, updates }): [string, string] => [
			links.incident(id),
			[...updates, ...notes].flatMap(({ value }) => wordsIn(value)).join('\n'),
		]),
	]);
}

/** The text of a page; of its components what their attributes say. */
const withoutTags = (body: string) =>
	body.replaceAll(/<\/?[A-Z]\w*((?:[^"'>]|"[^"]*"|'[^']*')*)>/g, (_, attributes: string) =>
		[...attributes.matchAll(/(?:title|says)="([^"]*)"/g)].map(([, text]) => `${text}. `).join(''),
	);

/** Everything that is text in a value. */
function wordsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(wordsIn);
}
