/** Whether the same words, said once more, mean something else. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft } from './forge.ts';

/**
 * Whether something else was said of a record after a draft about it had arrived in this clone. An incident that was
 * resolved and opened again is resolved by the same words; what opens a record opens it once, whatever follows.
 */
export function movedOn(top: string, { files }: Pick<Draft, 'files'>): boolean {
	const entries = files.flatMap(({ path }) => {
		const [, folder, name] =
			/^((?:.*\/)?(?:incidents|maintenance)\/[^/]+\/[^/]+)\/(?:updates|notes)\/([^/]+)$/.exec(
				path,
			) ?? [];
		return folder === undefined || name === undefined ? [] : [{ folder, name }];
	});
	const [first] = entries;
	if (!first || files.some(({ path }) => path.endsWith('/index.md'))) return false;
	// A clone that has not got it knows nothing of what came after it, either.
	if (files.some(({ path }) => !existsSync(join(top, path)))) return false;
	const own = entries.map(({ name }) => name);
	const last = own.map(instantIn).sort().at(-1) ?? '';
	return ['updates', 'notes']
		.flatMap((room) => namesIn(join(top, first.folder, room)))
		.some((name) => !own.includes(name) && instantIn(name) > last);
}

/** `20260301T091500Z`, by which names of entries begin and are in order. */
const instantIn = (name: string) => name.slice(0, 16);

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);
