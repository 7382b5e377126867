/** Everything an organisation wrote: for the portal, the check and the scripts; never for customers. */
import type { z } from 'astro/zod';
import type { Content, Page } from '../domain/content.ts';
import type { Problem } from '../domain/problem.ts';
import type { IncidentRecord, MaintenanceRecord } from '../domain/stored.ts';
import type { FileKind } from '../schemas/index.ts';
import { fileKinds } from '../schemas/index.ts';
import { listFiles } from './files.ts';
import { isOfKind } from './lines.ts';
import { componentProblems, parsePage } from './mdx.ts';
import type { PublicReading } from './publicContent.ts';
import { incidentFolders, maintenanceFolders, readPublicBase } from './publicContent.ts';
import type { Reading } from './readFile.ts';
import { readFile } from './readFile.ts';
import { readIncident, readMaintenance } from './record.ts';
import { readSettings } from './settings.ts';

/** Everything an organisation wrote, and what of it could not be read. */
export interface ReadContent extends Content {
	/** How it was read, for reading one more file the same way. */
	reading: PublicReading;
	/** Files that were left out, and why. */
	problems: Problem[];
}

/**
 * Reads a whole content root. A broken file below a folder is left out and named in `problems`.
 * @throws {UnreadableError} if one of the files without which nothing has a meaning is missing or broken.
 */
export function readContent(root: string, now: number): ReadContent {
	const base = readPublicBase(root, now);
	const { reading } = base;
	const problems: Problem[] = [];
	const keep = <T>({ found, faults }: { found: T; faults: Problem[] }) => {
		problems.push(...faults);
		return found;
	};
	return {
		...base,
		...readSettings(reading),
		templates: keep(readPages(fileKinds.template, 'templates', reading)),
		handbook: keep(readPages(fileKinds.handbook, 'handbook', reading)),
		runbooks: keep(readPages(fileKinds.runbook, 'runbooks', reading)),
		postMortems: keep(readPages(fileKinds['post-mortem'], 'post-mortems', reading)),
		incidents: keep(readIncidents(reading)),
		maintenances: keep(readMaintenances(reading)),
		alertLog: keep(readPages(fileKinds.alert, 'alerts', reading)),
		checks: keep(readPages(fileKinds.check, 'checks', reading)),
		problems,
	};
}

interface Kept<T> {
	found: T;
	faults: Problem[];
}

function readPages<K extends FileKind>(
	kind: K,
	folder: string,
	reading: Reading,
): Kept<Page<z.output<K['schema']>>[]> {
	const found: Page<z.output<K['schema']>>[] = [];
	const faults: Problem[] = [];
	for (const { path, problem } of listFiles(reading.root, folder)) {
		const name = path.slice(path.lastIndexOf('/') + 1);
		const id = name.replace(/\.[^.]+$/, '');
		if (!isOfKind(kind, name)) continue;
		const read = problem ? { problems: [problem] } : readFile(kind, path, reading);
		if ('problems' in read) {
			faults.push(...read.problems);
			continue;
		}
		const { value, body = '', bodyLine = 1 } = read.file;
		const page = { id, path, value, body, bodyLine };
		const unbuildable = kind.format === 'page' ? pageFaults(page) : [];
		if (unbuildable.length > 0) faults.push(...unbuildable);
		else found.push(page);
	}
	return { found, faults };
}

/** What keeps a page from being built at all; anything less is for the check. */
function pageFaults(page: Page<unknown>): Problem[] {
	const parsed = parsePage(page);
	return 'problem' in parsed ? [parsed.problem] : componentProblems(parsed, page.path);
}

/** Reads all incidents with their notes. */
export function readIncidents(reading: PublicReading): Kept<IncidentRecord[]> {
	return collect(incidentFolders(reading.root), (folder) => readIncident(folder, reading));
}

/** Reads all maintenance with its notes. */
export function readMaintenances(reading: PublicReading): Kept<MaintenanceRecord[]> {
	return collect(maintenanceFolders(reading.root), (folder) => readMaintenance(folder, reading));
}

function collect<F, T>(
	folders: readonly F[],
	read: (folder: F) => { record: T; faults: Problem[] },
): Kept<T[]> {
	const all = folders.map(read);
	return { found: all.map(({ record }) => record), faults: all.flatMap(({ faults }) => faults) };
}
