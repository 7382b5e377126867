/** What is written into every page of a finished build, because only then it is known. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { withPolicy } from './contentPolicy.ts';
import { withoutIdleScripts, withPreloads, withStylesInHead } from './pageHead.ts';
import { pagesIn } from './pagesIn.ts';

/** Completes the head of every page: what it fetches, and its policy. Whoever reads pages afterwards finds them so. */
export function finishedPages(): AstroIntegration {
	const imports = new Map<string, readonly string[]>();
	return {
		name: 'allclear:finished-pages',
		hooks: {
			'astro:config:setup': ({ updateConfig }) => {
				updateConfig({
					vite: {
						plugins: [
							{
								name: 'allclear:module-imports',
								generateBundle(_, bundle) {
									for (const [file, output] of Object.entries(bundle))
										if (output.type === 'chunk') imports.set(file, output.imports);
								},
							},
						],
					},
				});
			},
			'astro:build:done': ({ dir }) => {
				const folder = fileURLToPath(dir);
				for (const name of pagesIn(folder)) {
					const path = join(folder, name);
					const html = withStylesInHead(withoutIdleScripts(readFileSync(path, 'utf8')));
					writeFileSync(path, withPolicy(withPreloads(html, imports)));
				}
			},
		},
	};
}
