/** A place to build in: a copy of this checkout, its peers and their content, all in one folder that goes away. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { SiteName } from '../lib/sites.ts';
import { generatedNow } from './generate.ts';
import type { Run } from './measure.ts';
import { measure } from './measure.ts';

/** Where everything of one benchmark lies. */
export interface Lab {
	/** Absolute path of a folder below the lab's own. */
	path: (name: string) => string;
	/** Builds one of our sites from a content root, with nothing kept from an earlier build. */
	buildOurs: (site: SiteName, content: string) => Promise<Run>;
	/** Builds an Astro project, with nothing kept from an earlier build. */
	buildPeer: (project: string) => Promise<Run>;
	/** Removes everything. */
	close: () => void;
}

/** What our sites are built from, beside content. */
const checkout = ['src', 'scripts', 'public', 'astro.config.mjs', 'package.json', 'tsconfig.json'];

/** Opens a lab below `.cache/`, where peers find the packages of this checkout. */
export function openLab(): Lab {
	const top = resolve(import.meta.dirname, '../..');
	const packages = join(top, 'node_modules');
	mkdirSync(join(top, '.cache'), { recursive: true });
	const folder = mkdtempSync(join(top, '.cache/bench-'));
	const path = (name: string) => join(folder, name);
	// A copy, so that neither an edit nor another build in this checkout meets the one that is measured.
	for (const name of checkout)
		cpSync(join(top, name), join(path('ours'), name), { recursive: true });
	symlinkSync(packages, path('ours/node_modules'), 'dir');

	return {
		path,
		buildOurs: async (site, content) => {
			for (const kept of ['.astro', '.cache', 'dist']) remove(path(`ours/${kept}`));
			const run = await measure(['scripts/build.ts', site], path('ours'), {
				CONTENT_DIR: content,
				DIST_DIR: path('ours/dist'),
				BUILD_NOW: new Date(generatedNow).toISOString(),
			});
			tell(`${site} of ${basename(content)}`, run);
			return run;
		},
		buildPeer: async (project) => {
			for (const kept of ['.astro', 'node_modules', 'dist']) remove(join(project, kept));
			const run = await measure([join(packages, 'astro/bin/astro.mjs'), 'build'], project, {});
			tell(basename(project), run);
			return run;
		},
		close: () => {
			remove(folder);
		},
	};
}

/** Says how far it has come; a whole benchmark takes long. */
const tell = (what: string, { seconds, peakBytes }: Run) => {
	console.error(`${what}: ${seconds.toFixed(1)} s, ${(peakBytes / 1e9).toFixed(2)} GB`);
};

const remove = (folder: string) => {
	// A build that is being ended may still write for a moment.
	rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
};
