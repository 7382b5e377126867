/**
 * Settings that were read and checked once, kept: a command needs the same as the one before it, and somebody waits
 * for both.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import type { KeptSettings, StoredFile } from '../../src/read/readFile.ts';
import { keptFolder } from './keptCommands.ts';

interface Kept {
	text: string;
	shift: number;
	file: StoredFile<unknown>;
}

/**
 * Where this command keeps its settings: beside the files it was put together in, so that nothing is taken for
 * checked that other sources had checked. A command that runs from its sources keeps none.
 */
export function keptSettings(): KeptSettings | undefined {
	const here = dirname(fileURLToPath(import.meta.url));
	return here.startsWith(keptFolder + sep) ? settingsIn(join(here, 'settings')) : undefined;
}

/** Keeps settings below a folder, each with the text it came from and how far its times were moved. */
export function settingsIn(folder: string): KeptSettings {
	const fileOf = (path: string) => join(folder, `${path}.kept`);
	return {
		find(path, text, shift) {
			const kept = readKept(fileOf(path));
			return kept?.text === text && kept.shift === shift ? kept.file : undefined;
		},
		keep: (file, text, shift) => {
			keep(fileOf(file.path), { text, shift, file });
		},
	};
}

function readKept(file: string): Kept | undefined {
	try {
		return deserialize(readFileSync(file)) as Kept;
	} catch {
		// Nothing is kept yet, or what is there cannot be read: the text itself is at hand.
		return undefined;
	}
}

function keep(file: string, kept: Kept): void {
	const beside = `${file}.${process.pid}`;
	try {
		const written = serialize(kept);
		// What would come back as something else is not kept: a class of our own does.
		if (!isDeepStrictEqual(deserialize(written), kept)) return;
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(beside, written);
		renameSync(beside, file);
	} catch {
		// Where it cannot be kept, the next command reads again; this one has what it needs.
	}
}
