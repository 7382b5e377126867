/**
 * Publishing to a folder. The place itself is a link to one of two folders beside it: the new site is written whole
 * into the other one, and then the link is turned in one step. A reader finds the old site or the new one.
 */
import { copyFile, lstat, mkdir, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import type { BuiltSite, Published } from './published.ts';
import { notOurs } from './published.ts';
import { isOurs } from './siteFiles.ts';

/**
 * Puts the site at `path`.
 * @throws {CommandError} if something else is there
 */
export async function publishToFolder(
	{ files }: BuiltSite,
	{ name, path }: { name: string; path: string },
	dryRun: boolean,
): Promise<Published> {
	const place = await look(path);
	const old = place === 'folder' || place === 'link' ? await filesBelow(path) : [];
	if (place === 'file' || !isOurs(old, files)) throw notOurs(name);
	const now = new Set(files.map((file) => file.path));
	const published = {
		uploaded: files.length,
		removed: old.filter((file) => !now.has(file)).length,
		same: 0,
	};
	if (dryRun) return published;

	const rooms = ['a', 'b'].map((letter) => join(dirname(path), `.${basename(path)}.${letter}`));
	const [first = '', second = ''] = rooms;
	const current = place === 'link' ? await readlink(path) : undefined;
	const next = current === basename(first) ? second : first;
	await rm(next, { recursive: true, force: true });
	for (const file of files) {
		const to = join(next, file.path);
		await mkdir(dirname(to), { recursive: true });
		await copyFile(file.source, to);
	}
	if (place === 'folder') await setAside(path, next === first ? second : first, name);
	const link = `${next}.link`;
	await rm(link, { force: true });
	await symlink(basename(next), link);
	await rename(link, path);
	return published;
}

async function look(path: string): Promise<'nothing' | 'folder' | 'link' | 'file'> {
	try {
		const found = await lstat(path);
		if (found.isSymbolicLink()) return 'link';
		return found.isDirectory() ? 'folder' : 'file';
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'nothing';
		throw error;
	}
}

/** Only the first time, where a folder was before: for that one moment nothing is there. */
async function setAside(path: string, to: string, name: string): Promise<void> {
	await rm(to, { recursive: true, force: true });
	try {
		await rename(path, to);
	} catch (error) {
		if (!['EBUSY', 'EXDEV', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) {
			throw error;
		}
		throw new CommandError(
			exitCodes.invalid,
			`${name} cannot be replaced: another disk is mounted there.`,
			`Name a folder in it, e.g. ${join(name, 'site')}.`,
		);
	}
}

async function filesBelow(path: string): Promise<string[]> {
	try {
		const entries = await readdir(path, { recursive: true, withFileTypes: true });
		return entries
			.filter((entry) => !entry.isDirectory())
			.map((entry) => relative(path, join(entry.parentPath, entry.name)));
	} catch (error) {
		// A link that leads nowhere.
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	}
}
