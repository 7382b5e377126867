/**
 * Commands put together in few files. A command is some three hundred modules, and finding and reading each of them
 * takes longer than the command's work. What was put together says of what, so that a source that changed is seen.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder, top } from './cache.ts';

/** Where they are kept. */
export const keptFolder = join(cacheFolder, 'commands');

/** What says which of them are used. */
export const manifestPath = join(keptFolder, 'manifest.json');

/** What stands for the installed packages: npm writes it anew whenever it changes one of them. */
export const installed = 'node_modules/.package-lock.json';

/** What was put together, and of what. */
export interface Manifest {
	/** Name of the folder below `.cache/commands/`. */
	folder: string;
	/** What each source was like, by its path below the top of the repository. */
	sources: Record<string, State>;
}

/** What tells one state of a file from another. */
export interface State {
	/** In bytes; -1 if there is no file. */
	size: number;
	/** Its last change, in milliseconds since 1970; 0 if there is no file. */
	changed: number;
}

/** The state of the file at a path below the top of the repository. */
export function stateOf(path: string): State {
	const stats = statSync(join(top, path), { throwIfNoEntry: false });
	return { size: stats?.size ?? -1, changed: stats?.mtimeMs ?? 0 };
}

/** Address of the module of a command, if it is kept and still true of its sources. */
export function keptCommand(name: string): string | undefined {
	const manifest = readManifest();
	if (!manifest) return undefined;
	const { folder, sources } = manifest;
	if (!Object.hasOwn(sources, `scripts/${name}.ts`)) return undefined;
	for (const [path, kept] of Object.entries(sources)) {
		const { size, changed } = stateOf(path);
		if (size !== kept.size || changed !== kept.changed) return undefined;
	}
	return pathToFileURL(join(keptFolder, folder, `${name}.js`)).href;
}

function readManifest(): Manifest | undefined {
	try {
		return JSON.parse(readFileSync(manifestPath, 'utf8')) as Manifest;
	} catch {
		// Nothing is kept yet, or what is there cannot be read: the sources themselves are at hand.
		return undefined;
	}
}
