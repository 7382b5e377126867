/** Updates and reports in other languages: files beside what they translate. */
import { join } from 'node:path';
import type { z } from 'astro/zod';
import type { Problem } from '../domain/problem.ts';
import type { Stored } from '../domain/stored.ts';
import { suggest } from '../domain/suggest.ts';
import type { IncidentUpdate, Report } from '../schemas/incident.ts';
import type { FileKind, FileOf } from '../schemas/index.ts';
import { fileKinds } from '../schemas/index.ts';
import type { MaintenanceUpdate } from '../schemas/maintenance.ts';
import { listDirectory } from './files.ts';
import { withLines } from './lines.ts';
import type { Reading } from './readFile.ts';
import { readFile } from './readFile.ts';

/** A reading that knows the languages of the site, the one in which everything is written first. */
export interface TranslatedReading extends Reading {
	languages: readonly string[];
}

/** What was read in other languages, by language, and what could not be. */
interface Translated<T> {
	translations: Record<string, T> | undefined;
	problems: Problem[];
}

/** The same entries with their translations. A translation that cannot be used is left out and named. */
export function withTranslations<T extends IncidentUpdate | MaintenanceUpdate>(
	entries: readonly Stored<T>[],
	folder: string,
	reading: TranslatedReading,
): { entries: Stored<T>[]; problems: Problem[] } {
	const names = fileNames(reading.root, folder);
	const found = Map.groupBy(
		names.filter((name) => originalOf(name) !== undefined),
		(name) => originalOf(name)?.name ?? '',
	);
	if (found.size === 0) return { entries: [...entries], problems: [] };
	const problems = [...found].flatMap(([original, list]) =>
		names.includes(original) ? [] : list.map((name) => alone(`${folder}/${name}`, original)),
	);
	const translated = entries.map((entry) => {
		const kind = fileKinds['update-translation'];
		const read = readAll(kind, folder, found.get(entry.name) ?? [], entry.value, reading);
		problems.push(...read.problems);
		return read.translations ? { ...entry, translations: read.translations } : entry;
	});
	return { entries: translated, problems };
}

/** The translations of a report. */
export function reportTranslations(
	report: Report | undefined,
	folder: string,
	reading: TranslatedReading,
): Translated<FileOf<'report-translation'>> {
	const names = fileNames(reading.root, folder);
	const list = names.filter((name) => originalOf(name)?.name === 'report.md');
	if (!names.includes('report.md')) {
		return {
			translations: undefined,
			problems: list.map((name) => alone(`${folder}/${name}`, 'report.md')),
		};
	}
	// A report that cannot be read is a problem of its own, and nothing can be said of its translations.
	if (!report) return { translations: undefined, problems: [] };
	return readAll(fileKinds['report-translation'], folder, list, report, reading);
}

/** The file that `name` translates, and into which language: `report.de.md` translates `report.md`. */
export function originalOf(name: string): { name: string; language: string } | undefined {
	const match = /^([^.]+)\.([^.]+)\.md$/.exec(name);
	if (!match) return undefined;
	const [, stem = '', language = ''] = match;
	return { name: `${stem}.md`, language };
}

function readAll<K extends FileKind>(
	kind: K,
	folder: string,
	names: readonly string[],
	original: object,
	reading: TranslatedReading,
): Translated<z.output<K['schema']>> {
	const translations: Record<string, z.output<K['schema']>> = {};
	const problems: Problem[] = [];
	for (const name of names) {
		const path = `${folder}/${name}`;
		const language = originalOf(name)?.language ?? '';
		const wrong = languageProblem(path, language, reading.languages);
		const read = wrong ? { problems: [wrong] } : readFile(kind, path, reading);
		if ('problems' in read) {
			problems.push(...read.problems);
			continue;
		}
		const { value } = read.file;
		const surplus = surplusProblems(path, value as object, original);
		if (surplus.length > 0) problems.push(...withLines(reading.root, surplus));
		else translations[language] = value;
	}
	return {
		translations: Object.keys(translations).length > 0 ? translations : undefined,
		problems,
	};
}

function languageProblem(
	file: string,
	language: string,
	languages: readonly string[],
): Problem | undefined {
	const [first = '', ...others] = languages;
	if (others.includes(language)) return undefined;
	if (language === first) {
		return {
			severity: 'error',
			file,
			message: `\`${language}\` is the language in which everything is written here.`,
			cure: 'Remove this file; what it says belongs into the one that it translates.',
		};
	}
	const near = suggest(language, others);
	const cure =
		near === undefined
			? `Add \`${language}\` to \`languages\` in site.yaml, or remove this file.`
			: `Did you mean \`${near}\`? Then rename it.`;
	return {
		severity: 'error',
		file,
		message: `\`${language}\` is not one of the languages of the status page.`,
		cure,
	};
}

/** What is translated has to be there. */
function surplusProblems(file: string, translation: object, original: object): Problem[] {
	return Object.entries(translation)
		.filter(([field, value]) => field !== 'example' && value !== undefined && !(field in original))
		.map(([field]) => ({
			severity: 'error',
			file,
			field,
			message: `This translates a \`${field}\`, and the original has none.`,
			cure: 'Remove it here, or write it in the original too.',
		}));
}

const alone = (file: string, original: string): Problem => ({
	severity: 'error',
	file,
	message: `This translates \`${original}\`, which is not there.`,
	cure: 'Give it the name of the file that it translates, with the language before `.md`.',
});

const fileNames = (root: string, folder: string) =>
	listDirectory(join(root, folder))
		.filter((entry) => !entry.isDirectory() && entry.name.endsWith('.md'))
		.map((entry) => entry.name);
