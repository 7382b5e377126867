import { docsSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';
import { readContent } from '../read/content.ts';
import { contentRoot, currentInstant } from '../read/root.ts';
import { pagesLoader } from './pagesLoader.ts';

const root = contentRoot();
// A page that our reader refuses is left out here too: Astro would stop at the first one.
const broken = readContent(root, currentInstant()).problems.map(({ file }) => `!${file}`);

export const collections = {
	docs: defineCollection({
		loader: pagesLoader(root, [
			'{runbooks,handbook,post-mortems}/**/[^_]*.mdx',
			...new Set(broken),
		]),
		// Our own fields are checked by `src/read/`; Starlight keeps the few that it knows.
		schema: docsSchema(),
	}),
};
