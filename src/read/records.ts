/** Folders of incidents and maintenance: one record each, made of files that never change. */
import { join } from 'node:path';
import type { Problem } from '../domain/problem.ts';
import { compareText } from '../domain/problem.ts';
import type { Stored } from '../domain/stored.ts';
import type { FileKind } from '../schemas/index.ts';
import type { z } from 'astro/zod';
import { recordIdSchema } from '../schemas/incident.ts';
import { listDirectory } from './files.ts';
import type { Reading } from './readFile.ts';
import { readFile } from './readFile.ts';
import { originalOf } from './translations.ts';

/** A record's folder, e.g. `incidents/2026/2026-03-01-k3f9`. */
export interface RecordFolder {
	id: string;
	path: string;
}

/** Folders below `incidents` or `maintenance`, in the order of their ids. */
export function recordFolders(root: string, kind: 'incidents' | 'maintenance'): RecordFolder[] {
	const folders: RecordFolder[] = [];
	for (const year of directories(join(root, kind))) {
		for (const id of directories(join(root, kind, year))) {
			if (recordIdSchema.safeParse(id).success) folders.push({ id, path: `${kind}/${year}/${id}` });
		}
	}
	return folders.sort((a, b) => compareText(a.id, b.id));
}

/** What stands in a file name: `20260301T091500Z-k3f9xa.md`. */
export interface EntryName {
	/** The instant in the name, as text; milliseconds are not used. */
	at: number;
	op: string;
}

const entryName = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-([a-z0-9]{6})\.md$/;

/** Reads the name of an update or note; `undefined` if it is not one. */
export function parseEntryName(name: string): EntryName | undefined {
	const match = entryName.exec(name);
	if (!match) return undefined;
	const [, year, month, day, hour, minute, second, op = ''] = match;
	const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
	return Number.isNaN(at) ? undefined : { at, op };
}

/** The name of an update or note: its instant and its six characters. */
export function entryFileName(at: number, op: string): string {
	return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z-${op}.md`;
}

/** The entries of one folder and the problems of those that could not be read. */
export interface Entries<T> {
	entries: Stored<T>[];
	problems: Problem[];
}

/** Reads `updates/` or `notes/` of a record. */
export function readEntries<K extends FileKind>(
	kind: K,
	folder: string,
	reading: Reading,
): Entries<z.output<K['schema']>> {
	const entries: Stored<z.output<K['schema']>>[] = [];
	const problems: Problem[] = [];
	for (const name of files(join(reading.root, folder))) {
		const path = `${folder}/${name}`;
		// Translations are read beside what they translate.
		if (kind.audience === 'public' && originalOf(name)) continue;
		const parsed = parseEntryName(name);
		if (!parsed) {
			problems.push({
				severity: 'error',
				file: path,
				message: `\`${name}\` is not the name of an update or note.`,
				cure: 'Name it by its time in UTC and six characters, e.g. `20260301T091500Z-k3f9xa.md`.',
			});
			continue;
		}
		const read = readFile(kind, path, reading);
		if ('problems' in read) problems.push(...read.problems);
		else {
			const at = read.file.example ? parsed.at + reading.shift : parsed.at;
			entries.push({ op: parsed.op, name, namedAt: at, path, value: read.file.value });
		}
	}
	return { entries, problems };
}

const directories = (path: string) =>
	listDirectory(path)
		.filter((entry) => entry.isDirectory())
		.map((entry) => entry.name);

const files = (path: string) =>
	listDirectory(path)
		.filter((entry) => !entry.isDirectory() && entry.name.endsWith('.md'))
		.map((entry) => entry.name);
