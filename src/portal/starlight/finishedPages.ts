/** What is written into every page of a finished build, because only then it is known. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { withPolicy } from './contentPolicy.ts';
import { withPreloads } from './modulePreloads.ts';

/** Writes what scripts import, and the policy, into every page. Whoever reads pages afterwards finds them complete. */
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
				for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
					if (!name.endsWith('.html')) continue;
					const path = join(folder, name);
					writeFileSync(path, withPolicy(withPreloads(readFileSync(path, 'utf8'), imports)));
				}
			},
		},
	};
}
