/** Puts the commands together; see `keptCommands.ts`. In a file of its own: what it needs is slow to load. */
import { readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { rolldown } from 'rolldown';
import { top } from './cache.ts';
import type { Manifest } from './keptCommands.ts';
import { installed, keptFolder, manifestPath, stateOf } from './keptCommands.ts';
import { randomName } from './random.ts';

/** The commands that are kept; package.json calls each of them through `quick.ts`. */
export const quickCommands = [
	'action',
	'alert',
	'gate',
	'incident',
	'maintenance',
	'message',
	'on-call',
	'post-mortem',
	'runbook',
];

/** Packages that look for files beside them. They stay where they are. */
const apart = ['libpg-query', 'rolldown', 'satteri', 'sh-syntax'];

/** How long what is no longer used stays, in milliseconds: a command that waits may still load from it. */
const keptFor = 24 * 3_600_000;

/** Puts all of them together in a new folder, and makes it the one that is used. */
export async function keepCommands(): Promise<void> {
	const began = Date.now();
	const modules: string[] = [];
	const bundle = await rolldown({
		cwd: top,
		input: Object.fromEntries(quickCommands.map((name) => [name, `scripts/${name}.ts`])),
		platform: 'node',
		external: (id) => apart.some((name) => id === name || id.startsWith(`${name}/`)),
		plugins: [
			{
				name: 'sources',
				transform(code, id) {
					// A module goes on to know where its source lies.
					const folder = JSON.stringify(dirname(id));
					return isOurs(id) ? code.replaceAll('import.meta.dirname', folder) : undefined;
				},
				buildEnd() {
					modules.push(...this.getModuleIds());
				},
			},
		],
	});
	const folder = `commands-${randomName(8)}`;
	try {
		await bundle.write({ dir: join(keptFolder, folder), format: 'esm' });
	} finally {
		await bundle.close();
	}
	const sources = statesOf(modules);
	// What was saved meanwhile may have been read before: then it is put together after the next run.
	if (Object.values(sources).some(({ changed }) => changed >= began)) return;
	const manifest: Manifest = { folder, sources };
	const beside = join(keptFolder, `${folder}.json`);
	writeFileSync(beside, JSON.stringify(manifest));
	renameSync(beside, manifestPath);
	forgetOld(folder, began);
}

/** States of our own sources by path; one file stands for all installed packages. */
function statesOf(modules: readonly string[]): Manifest['sources'] {
	const paths = modules.filter(isOurs).map((id) => relative(top, id).split(sep).join('/'));
	return Object.fromEntries([installed, ...paths].map((path) => [path, stateOf(path)]));
}

const isOurs = (id: string) =>
	id.startsWith(top + sep) && !id.startsWith(join(top, 'node_modules') + sep);

function forgetOld(current: string, now: number): void {
	for (const name of readdirSync(keptFolder)) {
		const path = join(keptFolder, name);
		// Another command may forget the same ones at this moment.
		const stats = statSync(path, { throwIfNoEntry: false });
		const old = stats !== undefined && now - stats.mtimeMs > keptFor;
		if (old && name !== current && path !== manifestPath)
			rmSync(path, { recursive: true, force: true });
	}
}
