/**
 * The tables of an example: `CONFORMANCE.md`, one row for each rule of the way of responding it shows, and
 * `broken/README.md`, one row for each slip that the check has to catch.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Mutation } from './mutation.ts';
import { parseMutation } from './mutation.ts';
import { readTables } from './table.ts';

/** Folder of all examples. */
export const examplesFolder = resolve(import.meta.dirname, '../../examples');

/** Names of the examples, which are content roots. */
export const exampleNames = (): string[] =>
	existsSync(examplesFolder)
		? readdirSync(examplesFolder, { withFileTypes: true })
				.filter((entry) => entry.isDirectory())
				.map(({ name }) => name)
				.sort()
		: [];

/** One rule, the test that holds it, and the changes each of which breaks it. */
export interface ConformanceRow {
	/** Such as `A3`; a contradiction within the source is `A!`. */
	rule: string;
	/** What the test is called behind the rule's name. */
	heldBy: string;
	breaks: Mutation[];
	line: number;
}

/** The columns of `CONFORMANCE.md`. */
export const conformanceColumns = [
	'Rule',
	'What it asks for',
	'Lives in',
	'What it does',
	'Held by',
	'Broken by',
] as const;

/**
 * Rows of an example's `CONFORMANCE.md`.
 * @throws {Error} if a column is empty, a rule stands there twice, or the numbers have a hole
 */
export function conformanceRows(example: string): ConformanceRow[] {
	const file = join(examplesFolder, example, 'CONFORMANCE.md');
	const rows = readTables(file).map(({ text, code, line }): ConformanceRow => {
		for (const column of conformanceColumns) {
			if ((text[column] ?? '') === '') throw new Error(`${file}:${line}: “${column}” is empty.`);
		}
		const breaks = (code['Broken by'] ?? []).map(parseMutation);
		if (breaks.length === 0) throw new Error(`${file}:${line}: no change breaks this rule.`);
		return { rule: text['Rule'] ?? '', heldBy: text['Held by'] ?? '', breaks, line };
	});
	const seen = new Set<string>();
	for (const { rule, line } of rows) {
		if (!/^[A-Z](?:\d+|!)$/.test(rule))
			throw new Error(`${file}:${line}: \`${rule}\` names no rule.`);
		if (seen.has(rule)) throw new Error(`${file}:${line}: ${rule} stands there twice.`);
		seen.add(rule);
	}
	const numbers = rows.flatMap(({ rule }) => Number(rule.slice(1)) || []);
	const hole = numbers.findIndex((number, index) => number !== index + 1);
	if (hole >= 0) throw new Error(`${file}: rule ${hole + 1} is missing, or out of order.`);
	return rows;
}

/** One slip, and what the check has to say of it. */
export interface BrokenRow {
	change: Mutation;
	/** Where it has to be found: file and, where a line is at fault, the line as it reads there. */
	file: string;
	/** What stands in the line that is named; empty where the whole file is meant. */
	reads: string;
	says: string;
	cure: string;
	line: number;
}

/** Rows of an example's `broken/README.md`. */
export function brokenRows(example: string): BrokenRow[] {
	const file = join(examplesFolder, example, 'broken/README.md');
	return readTables(file).map(({ text, code, line }): BrokenRow => {
		const [change, ...more] = code['Slip'] ?? [];
		const [place = '', reads = ''] = code['Found at'] ?? [];
		if (change === undefined || more.length > 0 || place === '') {
			throw new Error(`${file}:${line}: write one slip, and the file in which it is found.`);
		}
		const [says, cure] = [text['Says'] ?? '', text['Cure'] ?? ''];
		if (says === '' || cure === '')
			throw new Error(`${file}:${line}: write what is said, and the cure.`);
		return { change: parseMutation(change), file: place, reads, says, cure, line };
	});
}
