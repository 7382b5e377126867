/** Bytes from disk, within the content root and within reason. */
import type { Dirent } from 'node:fs';
import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Problem } from '../domain/problem.ts';
import { compareText } from '../domain/problem.ts';

/** Largest file that is read. A person cannot review more in one piece, and nothing we publish needs it. */
export const maxFileBytes = 1024 * 1024;

/** A file below the content root. */
export interface FoundFile {
	/** Path below the root, with forward slashes. */
	path: string;
	/** Set if the file must not be read. */
	problem?: Problem;
}

/**
 * All files below `folder`, in the order of their names. Linked folders are not entered; names that
 * start with a dot are not ours.
 */
export function listFiles(root: string, folder = ''): FoundFile[] {
	const found: FoundFile[] = [];
	walk(join(root, folder));
	return found;

	function walk(directory: string) {
		for (const entry of listDirectory(directory)) {
			const full = join(directory, entry.name);
			const path = relative(root, full).split(sep).join('/');
			if (entry.isDirectory()) walk(full);
			else if (entry.isSymbolicLink()) {
				const problem = linkProblem(root, path);
				found.push({ path, ...(problem && { problem }) });
			} else if (entry.isFile()) found.push({ path });
		}
	}
}

/** Entries of a folder in the order of their names; none if there is no such folder. */
export function listDirectory(directory: string): Dirent[] {
	try {
		return readdirSync(directory, { withFileTypes: true })
			.filter((entry) => !entry.name.startsWith('.'))
			.sort((a, b) => compareText(a.name, b.name));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	}
}

function linkProblem(root: string, path: string): Problem | undefined {
	let target: string | undefined;
	try {
		target = realpathSync(join(root, path));
	} catch {
		target = undefined;
	}
	if (target === undefined) {
		return {
			severity: 'error',
			file: path,
			message: 'This link leads nowhere.',
			cure: 'Remove it, or put the file itself here.',
		};
	}
	if (!target.startsWith(realpathSync(root) + sep)) {
		return {
			severity: 'error',
			file: path,
			message: 'This link leads out of the content folder.',
			cure: 'Put the file itself here; only what lies below the content folder is read.',
		};
	}
	if (!statSync(target).isFile()) {
		return {
			severity: 'error',
			file: path,
			message: 'This link leads to a folder.',
			cure: 'Put the folder itself here; linked folders are not read.',
		};
	}
	return undefined;
}

/** The text of a file, or what keeps it from being read. */
export function readText(root: string, path: string): { text: string } | { problem: Problem } {
	const full = join(root, path);
	const own = lstatSync(full, { throwIfNoEntry: false });
	if (!own) {
		return {
			problem: {
				severity: 'error',
				file: path,
				message: 'This file disappeared while it was being read.',
				cure: 'Try again when nothing else is writing here.',
			},
		};
	}
	let { size } = own;
	if (own.isSymbolicLink()) {
		const problem = linkProblem(root, path);
		if (problem) return { problem };
		size = statSync(full).size;
	}
	if (size > maxFileBytes) {
		return {
			problem: {
				severity: 'error',
				file: path,
				message: `This file has ${(size / 1024 / 1024).toFixed(1)} MB; at most 1 MB is read.`,
				cure: 'Shorten it, or link to what is long, such as logs.',
			},
		};
	}
	const bytes = readFileSync(full);
	try {
		return { text: decoder.decode(bytes) };
	} catch {
		return {
			problem: {
				severity: 'error',
				file: path,
				line: 1 + bytes.subarray(0, firstBadByte(bytes)).filter((byte) => byte === 0x0a).length,
				message: 'This file is not written in UTF-8.',
				cure: 'Save it with the encoding UTF-8; every editor has a setting for it.',
			},
		};
	}
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Index of the first byte that UTF-8 does not allow there. */
function firstBadByte(bytes: Uint8Array): number {
	let low = 0;
	let high = bytes.length;
	// Streaming accepts a character cut off at the end, so the shortest refused prefix ends at the bad byte.
	while (low < high) {
		const middle = (low + high) >> 1;
		try {
			new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle + 1), {
				stream: true,
			});
			low = middle + 1;
		} catch {
			high = middle;
		}
	}
	return low;
}
