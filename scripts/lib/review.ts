/** A draft looked at as the sites would read it, before anything is written. */
import { knownNames } from '../../src/domain/references/known.ts';
import type { Recorded } from '../../src/domain/references/records.ts';
import { recordProblems, updateServiceProblems } from '../../src/domain/references/records.ts';
import type { Page } from '../../src/domain/content.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { incidentSequence, maintenanceSequence } from '../../src/domain/sequence.ts';
import type { IncidentRecord, MaintenanceRecord, Stored } from '../../src/domain/stored.ts';
import { listFiles } from '../../src/read/files.ts';
import { isOfKind, kindOf } from '../../src/read/lines.ts';
import { incidentFolders } from '../../src/read/publicContent.ts';
import { readIncident, readMaintenance } from '../../src/read/record.ts';
import { parseFile } from '../../src/read/readFile.ts';
import { parseEntryName } from '../../src/read/records.ts';
import type { FileKind, FileOf } from '../../src/schemas/index.ts';
import { fileKinds } from '../../src/schemas/index.ts';
import { CommandError, exitCodes } from './exitCodes.ts';
import type { Draft } from './forge.ts';
import type { Workspace } from './workspace.ts';

/**
 * Reads the files of a draft as the sites would, and returns what looks odd.
 *
 * @param record what the incident was before, if it is known; otherwise it is read
 * @throws {CommandError} if a file would be refused
 */
export async function reviewDraft(
	workspace: Workspace,
	draft: Draft,
	record?: IncidentRecord,
): Promise<Problem[]> {
	const drafted: Drafted = {
		incidents: new Map(record ? [[record.path, copy(record)]] : []),
		maintenances: new Map(),
		alertLog: [],
		checks: [],
		others: [],
	};
	const problems = draft.files.flatMap((file) => add(file, drafted, workspace));
	if (problems.length === 0) problems.push(...references(drafted, workspace));
	if (problems.length === 0 && drafted.others.length > 0) {
		problems.push(...(await wholeProblems(workspace, drafted.others)));
	}
	const paths = new Set(draft.files.map(({ path }) => belowRoot(path, workspace)));
	const own = problems.filter(({ file }) => paths.has(file));
	const errors = own.filter(({ severity }) => severity === 'error');
	if (errors.length > 0) {
		throw new CommandError(
			exitCodes.invalid,
			errors.map(({ message, field }) => behindField(message, field)).join('\n'),
			curesOf(errors).join('\n'),
		);
	}
	// A word that follows another at once is said a second later; that is not the future.
	const now = workspace.now + 60_000;
	return [
		...own,
		...[...drafted.incidents.values()].flatMap((item) => incidentSequence(item, now)),
		...[...drafted.maintenances.values()].flatMap((item) => maintenanceSequence(item, now)),
	].filter(({ file }) => paths.has(file));
}

const behindField = (text: string, field: string | undefined) =>
	field === undefined ? text : `${field}: ${text}`;

/** Each cure once; of several, each with the field that it is for. */
function curesOf(errors: readonly Problem[]): string[] {
	const cures = new Set(errors.map(({ cure }) => cure));
	return cures.size < 2
		? [...cures]
		: [...new Set(errors.map(({ cure, field }) => behindField(cure, field)))];
}

/** The records of a draft as they will be, and its files of other kinds. */
interface Drafted {
	/** By the path of their folder. */
	incidents: Map<string, IncidentRecord>;
	maintenances: Map<string, MaintenanceRecord>;
	alertLog: Page<FileOf<'alert'>>[];
	checks: Page<FileOf<'check'>>[];
	others: Draft['files'];
}

const belowRoot = (path: string, { folder }: Workspace) =>
	folder === '' ? path : path.slice(folder.length + 1);

const copy = <T extends IncidentRecord | MaintenanceRecord>(record: T): T => ({
	...record,
	updates: [...record.updates],
	notes: [...record.notes],
});

/** Parses one file and puts it where the folds will find it. */
function add(file: Draft['files'][number], drafted: Drafted, workspace: Workspace): Problem[] {
	const path = belowRoot(file.path, workspace);
	const kind = kindOf(path);
	if (!kind) throw new Error(`No kind of file lies at ${path}.`);
	const read = parseFile(kind, path, file.text);
	if ('problems' in read) return read.problems;
	const name = path.slice(path.lastIndexOf('/') + 1);
	const value: unknown = read.file.value;
	const page = { id: name.replace(/\.[^.]+$/, ''), path, body: '', bodyLine: 1 };
	const entry = parseEntryName(name);
	const stored = <T>(): Stored<T> => ({
		op: entry?.op ?? '',
		name,
		namedAt: entry?.at ?? 0,
		path,
		value: value as T,
	});
	const unknownServices = (
		named: readonly string[],
		field: (id: string, index: number) => string,
	) => updateServiceProblems(named, workspace.reading.services, path, field);

	switch (kind) {
		case fileKinds.incident:
			incidentOf(path, drafted, workspace).index = value as FileOf<'incident'>;
			return [];
		case fileKinds.maintenance:
			maintenanceOf(path, drafted, workspace).index = value as FileOf<'maintenance'>;
			return [];
		case fileKinds['incident-update']: {
			const update = stored<FileOf<'incident-update'>>();
			put(incidentOf(path, drafted, workspace).updates, update);
			return unknownServices(
				Object.keys(update.value.services ?? {}),
				(service) => `services.${service}`,
			);
		}
		case fileKinds['maintenance-update']: {
			const update = stored<FileOf<'maintenance-update'>>();
			put(maintenanceOf(path, drafted, workspace).updates, update);
			return unknownServices(update.value.services ?? [], (_, index) => `services.${index}`);
		}
		case fileKinds.note: {
			const record = path.startsWith('maintenance/')
				? maintenanceOf(path, drafted, workspace)
				: incidentOf(path, drafted, workspace);
			put(record.notes, stored<FileOf<'note'>>());
			return [];
		}
		case fileKinds.alert:
			drafted.alertLog.push({ ...page, value: value as FileOf<'alert'> });
			return [];
		case fileKinds.check:
			drafted.checks.push({ ...page, value: value as FileOf<'check'> });
			return [];
		case fileKinds.report:
			return [];
		default:
			drafted.others.push({ path, text: file.text });
			return [];
	}
}

/** A changed file takes the place of what it was, and an operation that is run again that of its first run. */
function put<T>(entries: Stored<T>[], entry: Stored<T>): void {
	const index = entries.findIndex(({ path, op }) => path === entry.path || op === entry.op);
	if (index < 0) entries.push(entry);
	else entries[index] = entry;
}

/** `incidents/2026/2026-03-01-k3f9/updates/…` → its folder. */
function folderOf(path: string): { id: string; path: string } {
	const [room = '', year = '', id = ''] = path.split('/');
	return { id, path: `${room}/${year}/${id}` };
}

function incidentOf(path: string, { incidents }: Drafted, workspace: Workspace): IncidentRecord {
	const folder = folderOf(path);
	const record = incidents.get(folder.path) ?? readIncident(folder, workspace.reading).record;
	incidents.set(folder.path, record);
	return record;
}

function maintenanceOf(
	path: string,
	{ maintenances }: Drafted,
	workspace: Workspace,
): MaintenanceRecord {
	const folder = folderOf(path);
	const record = maintenances.get(folder.path) ?? readMaintenance(folder, workspace.reading).record;
	maintenances.set(folder.path, record);
	return record;
}

/** What records refer to: names are listed, and nothing is read that no file of the draft names. */
function references(drafted: Drafted, workspace: Workspace): Problem[] {
	const incidents = [...drafted.incidents.values()];
	const listed = (kind: FileKind, folder: string) =>
		listFiles(workspace.root, folder)
			.map(({ path }) => path.slice(path.lastIndexOf('/') + 1))
			.filter((name) => isOfKind(kind, name))
			.map((name) => ({ id: name.replace(/\.[^.]+$/, '') }));
	const names = {
		get templates() {
			return listed(fileKinds.template, 'templates');
		},
		get runbooks() {
			return listed(fileKinds.runbook, 'runbooks');
		},
		get incidents() {
			return [...incidentFolders(workspace.root), ...incidents];
		},
		get alertLog() {
			return [...listed(fileKinds.alert, 'alerts'), ...drafted.alertLog];
		},
		get handbook() {
			return listed(fileKinds.handbook, 'handbook');
		},
	};
	const known = knownNames(over(workspace, names));
	const recorded: Recorded = over(over(workspace, names), {
		incidents,
		maintenances: [...drafted.maintenances.values()],
		alertLog: drafted.alertLog,
		checks: drafted.checks,
	});
	return recordProblems(recorded, known);
}

/** `above` laid over `below`; what is computed when it is looked at stays so. */
function over<T extends object, U extends object>(below: T, above: U): Omit<T, keyof U> & U {
	// A prototype answers for what the object itself does not have.
	return Object.create(below, Object.getOwnPropertyDescriptors(above)) as Omit<T, keyof U> & U;
}

/** Pages and settings refer to anything and anything to them: they are looked at beside all other files. */
async function wholeProblems(workspace: Workspace, files: Draft['files']): Promise<Problem[]> {
	// The reader of pages takes longer to load than everything else together, and few drafts hold pages.
	const { problemsWith } = await import('./reviewWhole.ts');
	return problemsWith(workspace.root, workspace.now, files);
}
