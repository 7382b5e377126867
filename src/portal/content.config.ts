import { docsSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';
import { contentRoot, currentInstant } from '../read/root.ts';
import { pagePatterns } from './pageFiles.ts';
import { pagesLoader } from './pagesLoader.ts';

const root = contentRoot();

export const collections = {
	docs: defineCollection({
		loader: pagesLoader(root, pagePatterns(root, currentInstant())),
		// Our own fields are checked by `src/read/`; Starlight keeps the few that it knows.
		schema: docsSchema(),
	}),
};
