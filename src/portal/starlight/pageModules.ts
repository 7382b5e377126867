/**
 * Which module draws which page. Astro writes that into `.astro/`, which all builds of a checkout share: of two that run at
 * once, one would be given the pages of the other. Here each build is given its own.
 */
import { join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';
import type { Instant } from '../../schemas/values.ts';
import { pageFiles } from '../pageFiles.ts';

/** What Astro imports the list by. */
const asked = 'astro:content-module-imports';
const given = '\0allclear:page-modules';

/** Answers with the pages of this content root. The dev server, of which there is one, keeps Astro's own list. */
export function pageModules(root: string, now: Instant): Plugin {
	let project = '';
	return {
		name: 'allclear:page-modules',
		apply: 'build',
		enforce: 'pre',
		configResolved(config) {
			project = config.root;
		},
		// Before Astro's own answer, which comes from a plugin of the same rank.
		resolveId: { order: 'pre', handler: (id) => (id === asked ? given : undefined) },
		load: (id) => (id === given ? modulesText(pageFiles(root, now), root, project) : undefined),
	};
}

/** The list as Astro writes it: the path of each page from the project, and how its module is imported. */
export function modulesText(files: readonly string[], root: string, project: string): string {
	const lines = files.map((file) => {
		const path = relative(project, join(root, file)).split(sep).join('/');
		const words = new URLSearchParams({
			'astro:content-layer-deferred-module': '',
			fileName: path,
			astroContentModuleFlag: 'true',
		});
		const module = `astro:content-layer-deferred-module?${words.toString()}`;
		return `[${JSON.stringify(path)}, () => import(${JSON.stringify(module)})]`;
	});
	return `export default new Map([\n${lines.join(',\n')}]);\n`;
}
