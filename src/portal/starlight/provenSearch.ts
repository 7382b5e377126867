/** A build is done when its search index has been asked and has answered. */
import { statSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';
import sirv from 'sirv';
import { portalContentRoot } from '../root.ts';
import { inOrder } from './sidebar.ts';

/** Asks the finished index for pages that have to be there, and fails the build if one is not found. */
export function provenSearch(): AstroIntegration {
	return {
		name: 'allclear:proven-search',
		hooks: {
			'astro:build:done': async ({ dir, logger }) => {
				const folder = fileURLToPath(dir);
				const { runbooks, handbook } = portalContentRoot();
				const wanted = [...inOrder(runbooks).slice(0, 3), ...inOrder(handbook).slice(0, 1)];
				const missing = await missingFromIndex(
					folder,
					wanted.map(({ path, value }) => ({
						query: value.title,
						path: path.replace(/\.mdx$/, '/'),
					})),
				);
				if (missing.length > 0) {
					throw new Error(
						`The search index does not find ${missing.map(({ query }) => `“${query}”`).join(', ')}. Nothing was published; build again.`,
					);
				}
				logger.info(`asked for ${wanted.length} pages, found all`);
			},
		},
	};
}

interface Pagefind {
	options: (options: { basePath: string }) => Promise<void>;
	init: () => Promise<void>;
	search: (query: string) => Promise<{ results: { data: () => Promise<{ url: string }> }[] }>;
	destroy: () => Promise<void>;
}

/**
 * Searches a built site as a browser would and returns the pages that are not found.
 *
 * @param folder the built site, with its `pagefind/`
 * @param wanted words, and the end of the address that has to be among the first three results
 * @throws if the index is incomplete, such as a script without content
 */
export async function missingFromIndex<T extends { query: string; path: string }>(
	folder: string,
	wanted: readonly T[],
): Promise<T[]> {
	const script = `${folder.replace(/\/$/, '')}/pagefind/pagefind.js`;
	if (statSync(script).size === 0) throw new Error(`${script} is empty; build again.`);
	const files = sirv(folder, { dev: true });
	const server = createServer((request, response) => {
		files(request, response, () => {
			response.statusCode = 404;
			response.end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	try {
		const pagefind = (await import(/* @vite-ignore */ pathToFileURL(script).href)) as Pagefind;
		await pagefind.options({ basePath: `http://127.0.0.1:${port}/pagefind/` });
		await pagefind.init();
		const missing: T[] = [];
		for (const item of wanted) {
			const { results } = await pagefind.search(item.query);
			const first = await Promise.all(results.slice(0, 3).map((result) => result.data()));
			if (!first.some(({ url }) => url.endsWith(item.path))) missing.push(item);
		}
		await pagefind.destroy();
		return missing;
	} finally {
		server.closeAllConnections();
		server.close();
	}
}
