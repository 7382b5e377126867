/** Files that commands of runbooks name and that are not in the repository. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Content } from '../domain/content.ts';
import type { NamedFile } from '../domain/namedFiles.ts';
import { namedFiles } from '../domain/namedFiles.ts';
import type { Problem } from '../domain/problem.ts';
import { sourceBelowRoot } from '../domain/sources.ts';
import { suggest } from '../domain/suggest.ts';
import { listDirectory } from './files.ts';
import { parsePage, stepsOf } from './mdx.ts';

/** Warnings: in which folder somebody will run a command, nobody can know for certain. */
export function namedFileProblems(
	root: string,
	{ runbooks, organisation }: Pick<Content, 'runbooks' | 'organisation'>,
): Problem[] {
	const folders = foldersAround(root);
	return runbooks.flatMap((page) => {
		const tree = parsePage(page);
		if ('problem' in tree) return [];
		const blocks = stepsOf(tree)
			.flatMap(({ allCode }) => allCode)
			.filter(({ language }) => /^(?:bash|sh|shell|zsh)$/i.test(language));
		return namedFiles(blocks).flatMap(({ path, line }: NamedFile): Problem[] => {
			const below = sourceBelowRoot(path, organisation);
			const places = [
				...folders.map((folder) => join(folder, path)),
				...(below === undefined ? [] : [join(root, below)]),
			];
			if (places.some((place) => existsSync(place))) return [];
			const near = nearestFile(path, folders);
			return [
				{
					severity: 'warning',
					file: page.path,
					line,
					message: `This command names \`${path}\`, and there is no such file in the repository.`,
					cure: `${near === undefined ? 'Correct the path.' : `Did you mean \`${near}\`?`} If it lies elsewhere, let the command go there first, e.g. \`cd ~/shop\`.`,
				},
			];
		});
	});
}

/** The content root and the folders around it, up to the top of the repository; without one, the folder it lies in. */
function foldersAround(root: string): string[] {
	const folders = [root];
	for (let folder = root; ; folder = dirname(folder)) {
		if (folder !== root) folders.push(folder);
		if (existsSync(join(folder, '.git'))) return folders;
		if (dirname(folder) === folder) return [root, dirname(root)];
	}
}

/** A file with nearly that name in the same folder. */
function nearestFile(path: string, folders: readonly string[]): string | undefined {
	const [within, name] = [dirname(path), path.slice(path.lastIndexOf('/') + 1)];
	const names = folders.flatMap((folder) =>
		listDirectory(join(folder, within)).flatMap((entry) => (entry.isFile() ? entry.name : [])),
	);
	const near = suggest(name, names);
	return near === undefined ? undefined : join(within, near);
}
