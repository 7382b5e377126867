/** What was parsed once, kept: a command reads the same settings as the one before it, and somebody waits for both. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ParsedYaml } from '../../src/read/yaml.ts';
import { parseYaml } from '../../src/read/yaml.ts';

interface Kept {
	text: string;
	data: unknown;
}

/**
 * Parses files as `parseYaml` does, and keeps their data below `folder`, with the text they came from: another text
 * is parsed anew. Lines are asked for only where something is wrong, so they are found by parsing when they are.
 */
export function keptYaml(folder: string) {
	return (path: string, text: string): ReturnType<typeof parseYaml> => {
		const file = join(folder, `${path}.json`);
		const kept = readKept(file);
		if (kept?.text === text) return { data: kept.data, ...linesOf(text) };
		const parsed = parseYaml(text);
		if ('data' in parsed) keep(file, { text, data: parsed.data });
		return parsed;
	};
}

function linesOf(text: string): Pick<ParsedYaml, 'lineOf' | 'lineOfKey'> {
	let parsed: ReturnType<typeof parseYaml> | undefined;
	const lines = (): ParsedYaml => {
		parsed ??= parseYaml(text);
		// Only what could be parsed was kept.
		return parsed as ParsedYaml;
	};
	return {
		lineOf: (place) => lines().lineOf(place),
		lineOfKey: (place, key) => lines().lineOfKey(place, key),
	};
}

function readKept(file: string): Kept | undefined {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Kept;
	} catch {
		// Nothing is kept yet, or what is there cannot be read: the text itself is at hand.
		return undefined;
	}
}

function keep(file: string, kept: Kept): void {
	const written = JSON.stringify(kept);
	// JSON has no word for infinity, and YAML has.
	if (!isDeepStrictEqual(JSON.parse(written), kept)) return;
	const beside = `${file}.${process.pid}`;
	try {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(beside, written);
		renameSync(beside, file);
	} catch {
		// Where nothing can be kept, the next command parses again; this one has what it needs.
	}
}
