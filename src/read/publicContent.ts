/**
 * The customers' door. What is opened here is all that the status page can know: `site.yaml`,
 * `services.yaml`, and below each record `updates/`, `report.md` and its translations. Nothing else is opened.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../domain/problem.ts';
import type { IncidentFiles, MaintenanceFiles, Unshown } from '../domain/stored.ts';
import { updateServiceProblems } from '../domain/references/records.ts';
import { serviceIds } from '../domain/serviceHistory.ts';
import { fileKinds } from '../schemas/index.ts';
import type { Services } from '../schemas/services.ts';
import type { Site } from '../schemas/site.ts';
import type { KeptSettings, Reading } from './readFile.ts';
import { readFile, readingAt } from './readFile.ts';
import { withLines } from './lines.ts';
import type { Entries, RecordFolder } from './records.ts';
import { parseEntryName, readEntries, recordFolders } from './records.ts';
import type { TranslatedReading } from './translations.ts';
import { reportTranslations, withTranslations } from './translations.ts';

/** What the whole status page is made of, beside the records. */
export interface PublicBase {
	site: Site;
	services: Services;
	reading: PublicReading;
}

/** A reading that knows which services there are: an update that names another cannot be shown. */
export interface PublicReading extends TranslatedReading {
	services: ReadonlyMap<string, string>;
}

/** A record and the files of it that could not be read. */
export interface ReadRecord<T> {
	record: T;
	problems: Problem[];
	/** Problems of translations: what they translate is shown in its own language. */
	untranslated: Problem[];
}

/** Thrown when a file without which there is no page cannot be read. */
export class UnreadableError extends Error {
	override name = 'UnreadableError' as const;
	readonly problems: Problem[];
	constructor(problems: Problem[]) {
		super(
			problems
				.map((problem) => `${problem.file}:${problem.line ?? 1} ${problem.message} ${problem.cure}`)
				.join('\n'),
		);
		this.problems = problems;
	}
}

/**
 * Reads `site.yaml` and `services.yaml`.
 * @throws {UnreadableError} if one of them is missing or broken: then there is no page to build.
 */
export function readPublicBase(root: string, now: number, kept?: KeptSettings): PublicBase {
	const unmoved: Reading = { root, shift: 0, ...(kept && { kept }) };
	const site = readRequired(fileKinds.site, 'site.yaml', unmoved);
	const services = readRequired(fileKinds.services, 'services.yaml', unmoved);
	const reading = {
		...unmoved,
		...readingAt(root, site.exampleAnchor, now),
		services: serviceIds(services),
		languages: site.languages,
	};
	return { site, services, reading };
}

function readRequired<K extends typeof fileKinds.site | typeof fileKinds.services>(
	kind: K,
	path: string,
	reading: Reading,
) {
	if (!existsSync(join(reading.root, path))) {
		throw new UnreadableError([
			{
				severity: 'error',
				file: path,
				message: `\`${path}\` is missing.`,
				cure: 'Every organisation needs it; npm run init writes one.',
			},
		]);
	}
	const read = readFile(kind, path, reading);
	if ('problems' in read) throw new UnreadableError(read.problems);
	return read.file.value;
}

/** Folders of incidents that may have something for customers. */
export const incidentFolders = (root: string) => recordFolders(root, 'incidents');
/** Folders of maintenance that may have something for customers. */
export const maintenanceFolders = (root: string) => recordFolders(root, 'maintenance');

/** The public part of an incident; `undefined` if it has none and so does not exist for customers. */
export function readPublicIncident(
	folder: RecordFolder,
	reading: PublicReading,
): ReadRecord<IncidentFiles> | undefined {
	const updates = withKnownServices(
		readEntries(fileKinds['incident-update'], `${folder.path}/updates`, reading),
		reading,
		(update) => Object.keys(update.services ?? {}),
		(service) => `services.${service}`,
	);
	if (updates.entries.length + updates.problems.length === 0) return undefined;
	const reportPath = `${folder.path}/report.md`;
	const read = existsSync(join(reading.root, reportPath))
		? readFile(fileKinds.report, reportPath, reading)
		: undefined;
	const report = read && 'file' in read ? read.file.value : undefined;
	const told = withTranslations(updates.entries, `${folder.path}/updates`, reading);
	const reports = reportTranslations(report, folder.path, reading);
	return {
		record: {
			id: folder.id,
			updates: told.entries,
			unshown: unshown(folder, updates.problems, reading),
			...(report && { report }),
			...(reports.translations && { reportTranslations: reports.translations }),
		},
		problems: [...updates.problems, ...(read && 'problems' in read ? read.problems : [])],
		untranslated: [...told.problems, ...reports.problems],
	};
}

/** The public part of a maintenance; `undefined` if it has none. */
export function readPublicMaintenance(
	folder: RecordFolder,
	reading: PublicReading,
): ReadRecord<MaintenanceFiles> | undefined {
	const updates = withKnownServices(
		readEntries(fileKinds['maintenance-update'], `${folder.path}/updates`, reading),
		reading,
		(update) => update.services ?? [],
		(_, index) => `services.${index}`,
	);
	if (updates.entries.length + updates.problems.length === 0) return undefined;
	const told = withTranslations(updates.entries, `${folder.path}/updates`, reading);
	return {
		record: {
			id: folder.id,
			updates: told.entries,
			unshown: unshown(folder, updates.problems, reading),
		},
		problems: updates.problems,
		untranslated: told.problems,
	};
}

/** Leaves out updates that name a service which does not exist, and names them as problems. */
function withKnownServices<T>(
	{ entries, problems }: Entries<T>,
	{ root, services }: PublicReading,
	named: (value: T) => string[],
	field: (service: string, index: number) => string,
): Entries<T> {
	const faults = new Map(
		entries.map((entry) => [
			entry,
			updateServiceProblems(named(entry.value), services, entry.path, field),
		]),
	);
	return {
		entries: entries.filter((entry) => faults.get(entry)?.length === 0),
		problems: [...problems, ...withLines(root, [...faults.values()].flat())],
	};
}

/** One entry per file that could not be read, however many problems it has. */
function unshown(folder: RecordFolder, problems: readonly Problem[], reading: Reading): Unshown[] {
	// Whether a broken file is an example cannot be read from it, but its folder's name says so too.
	const shift = folder.id.startsWith('example-') ? reading.shift : 0;
	return [...new Set(problems.map((problem) => problem.file))].map((path) => {
		const name = parseEntryName(path.slice(path.lastIndexOf('/') + 1));
		return { path, namedAt: name && name.at + shift };
	});
}

/** Everything customers may see, at once. */
export interface PublicContent extends PublicBase {
	incidents: IncidentFiles[];
	maintenances: MaintenanceFiles[];
	/** Files that were left out. */
	problems: Problem[];
}

/**
 * Reads everything customers may see. A broken file below a record is left out and named.
 * @throws {UnreadableError} if there is no page to build.
 */
export function readPublicContent(root: string, now: number): PublicContent {
	const base = readPublicBase(root, now);
	const incidents = incidentFolders(root).flatMap(
		(folder) => readPublicIncident(folder, base.reading) ?? [],
	);
	const maintenances = maintenanceFolders(root).flatMap(
		(folder) => readPublicMaintenance(folder, base.reading) ?? [],
	);
	return {
		...base,
		incidents: incidents.map(({ record }) => record),
		maintenances: maintenances.map(({ record }) => record),
		problems: [...incidents, ...maintenances].flatMap(({ problems, untranslated }) => [
			...problems,
			...untranslated,
		]),
	};
}
