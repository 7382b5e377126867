/** Without a network: the pack, and the service worker with the list of what it keeps. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { rolldown } from 'rolldown';
import { portalContentRoot } from '../root.ts';
import type { Candidate } from './keep.ts';
import { candidatesIn, chooseKept, keptWords, sizeWords, offlineCeiling } from './keep.ts';
import { packText } from './pack.ts';

/** Where the portal is served, and the instant of the build. */
export interface OfflineOptions {
	now: number;
	/** Path of the portal. */
	base: string;
	origin: string;
}

/** Writes `pack.html` and `sw.js` when everything else is there. */
export function offlineCopies({ now, base: path, origin }: OfflineOptions): AstroIntegration {
	const base = `${path.replace(/\/$/, '')}/`;
	return {
		name: 'allclear:offline-copies',
		hooks: {
			'astro:build:done': async ({ dir, logger }) => {
				const folder = fileURLToPath(dir);
				const pack = await packText({ folder, content: portalContentRoot(), now, base, origin });
				writeFileSync(join(folder, 'pack.html'), pack);
				logger.info(`everything in one file: ${sizeWords(Buffer.byteLength(pack))}`);

				const kept = chooseKept(candidatesIn(folder), offlineCeiling);
				writeFileSync(join(folder, 'sw.js'), await workerText(kept.kept, now, base));
				for (const line of keptWords(kept, offlineCeiling)) logger.info(line);
			},
		},
	};
}

/** The worker in one piece. The same list gives the same bytes. */
async function workerText(kept: readonly Candidate[], now: number, base: string): Promise<string> {
	const entries = kept
		.map(({ path, revision, integrity }) => ({
			url: base + path,
			// What Astro names after its content never changes.
			revision: path.startsWith('_astro/') ? null : revision,
			...(integrity !== undefined && { integrity }),
		}))
		.sort((a, b) => (a.url < b.url ? -1 : 1));
	const built = { build: new Date(now).toISOString(), base, entries };
	const bundle = await rolldown({
		input: resolve('src/portal/offline/worker.ts'),
		platform: 'browser',
		transform: {
			define: { BUILT: JSON.stringify(built), 'process.env.NODE_ENV': '"production"' },
			target: 'es2024',
		},
	});
	const { output } = await bundle.generate({ format: 'iife', minify: true });
	await bundle.close();
	return output[0].code;
}
