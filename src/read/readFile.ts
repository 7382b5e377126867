/** From one path to a value or problems. Everything that opens content goes through here. */
import type { z } from 'astro/zod';
import type { Problem } from '../domain/problem.ts';
import type { FileKind } from '../schemas/index.ts';
import { exampleShift, isExample, moveMarkedParts, moveTimes } from './example.ts';
import { readText } from './files.ts';
import { splitFrontMatter } from './frontMatter.ts';
import { messageProblems } from './message.ts';
import type { ParsedYaml } from './yaml.ts';
import { parseYaml } from './yaml.ts';
import { zodProblems } from './zodProblems.ts';

/** A valid file. */
export interface StoredFile<T> {
	/** Path below the content root. */
	path: string;
	value: T;
	/** The body of a page, which a site renders. */
	body?: string | undefined;
	/** Line on which the body begins. */
	bodyLine?: number | undefined;
	/** Its times were moved: it shows the product. */
	example: boolean;
}

/** What a file turned out to be. */
export type ReadResult<T> = { file: StoredFile<T> } | { problems: Problem[] };

/** Where and when content is read. */
export interface Reading {
	/** Absolute path of the content root. */
	root: string;
	/** How far example data moves, in milliseconds. */
	shift: number;
	/** Keeps what files of settings turned out to be; each is checked anew if not said. */
	kept?: KeptSettings;
}

/** Where valid files of settings are kept once they were checked. */
export interface KeptSettings {
	/** What this text was, moved as far by the same checks; `undefined` if it was not kept. */
	find: (path: string, text: string, shift: number) => StoredFile<unknown> | undefined;
	keep: (file: StoredFile<unknown>, text: string, shift: number) => void;
}

/** Reads and checks one file of a known kind. */
export function readFile<K extends FileKind>(
	kind: K,
	path: string,
	reading: Reading,
): ReadResult<z.output<K['schema']>> {
	const read = readText(reading.root, path);
	if ('problem' in read) return { problems: [read.problem] };
	const { shift } = reading;
	const kept = kind.path.includes('*') ? undefined : reading.kept;
	// A path without a star is of one kind, and who keeps its file answers for that kind not having changed.
	const found = kept?.find(path, read.text, shift) as StoredFile<z.output<K['schema']>> | undefined;
	if (found) return { file: found };
	const checked = parseFile(kind, path, read.text, shift);
	if ('file' in checked) kept?.keep(checked.file, read.text, shift);
	return checked;
}

/** Checks a text as if it were the file at `path`; commands use it before they write. */
export function parseFile<K extends FileKind>(
	kind: K,
	path: string,
	text: string,
	shift = 0,
): ReadResult<z.output<K['schema']>> {
	const parts = partsOf(kind, path, text);
	if ('problems' in parts) return parts;
	const { yaml, body, bodyLine } = parts;

	const moved = isExample(yaml.data)
		? moveTimes(yaml.data, shift)
		: moveMarkedParts(yaml.data, shift);
	const data =
		kind.format === 'markdown'
			? { ...(moved as object), ...(body !== '' && { body }) }
			: (moved ?? {});
	const result = kind.schema.safeParse(data);
	const place = { file: path, yaml, bodyLine };
	const problems = result.success ? [] : zodProblems(result.error.issues, kind.schema, data, place);
	if (kind.format === 'markdown' && kind.markup !== 'liquid') {
		problems.push(...messageProblems(path, body ?? '', bodyLine ?? 1));
	}
	if (!result.success || problems.length > 0) return { problems };

	return {
		file: {
			path,
			value: result.data as z.output<K['schema']>,
			body: kind.format === 'page' ? body : undefined,
			bodyLine,
			example: isExample(yaml.data),
		},
	};
}

interface Parts {
	yaml: ParsedYaml;
	body?: string;
	bodyLine?: number;
}

function partsOf(kind: FileKind, path: string, text: string): Parts | { problems: Problem[] } {
	const split = kind.format === 'yaml' ? undefined : splitFrontMatter(text);
	if (kind.format !== 'yaml' && !split) {
		return {
			problems: [
				{
					severity: 'error',
					file: path,
					line: 1,
					message: 'The file has no front matter.',
					cure: 'Begin it with a line `---`, the fields, and another line `---`.',
				},
			],
		};
	}
	const parsed = split ? parseYaml(split.frontMatter, split.frontMatterLine) : parseYaml(text);
	if ('faults' in parsed) {
		return {
			problems: parsed.faults.map((fault) => ({ severity: 'error', file: path, ...fault })),
		};
	}
	const { data } = parsed;
	if (data !== null && (typeof data !== 'object' || Array.isArray(data))) {
		return {
			problems: [
				{
					severity: 'error',
					file: path,
					line: parsed.lineOf([]),
					message: 'The file does not hold fields.',
					cure: 'Write one `field: value` a line.',
				},
			],
		};
	}
	return { yaml: parsed, ...(split && { body: split.body, bodyLine: split.bodyLine }) };
}

/** Line of a field in a file, read anew: problems are rare, and keeping every parsed file would not be. */
export function lineOfField(
	kind: FileKind,
	root: string,
	path: string,
	field: string,
): number | undefined {
	const read = readText(root, path);
	if ('problem' in read) return undefined;
	const parts = partsOf(kind, path, read.text);
	if ('problems' in parts) return undefined;
	const steps = field.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
	return field === 'body' ? parts.bodyLine : parts.yaml.lineOf(steps);
}

/** The reading of a content root at an instant; needs the anchor of its `site.yaml`. */
export function readingAt(root: string, anchor: number | undefined, now: number): Reading {
	return { root, shift: exampleShift(anchor, now) };
}
