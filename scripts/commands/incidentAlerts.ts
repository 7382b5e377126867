/** Alerts that belong to an incident, found without reading what does not concern it. */
import type { StoredAlert } from '../../src/domain/response.ts';
import { listFiles, readText } from '../../src/read/files.ts';
import { parseFile } from '../../src/read/readFile.ts';
import type { Check } from '../../src/schemas/evidence.ts';
import type { IncidentRecord } from '../../src/domain/stored.ts';
import { fileKinds } from '../../src/schemas/index.ts';
import type { Workspace } from '../lib/workspace.ts';

/** An alert with its file as it is. */
export interface AlertOnDisk extends StoredAlert {
	/** Path below the content root. */
	path: string;
	text: string;
}

/** Every alert that names the incident, or that it names. */
export function alertsOf(workspace: Workspace, record: IncidentRecord): AlertOnDisk[] {
	const named = new Set([
		...(record.index?.alert === undefined ? [] : [record.index.alert]),
		...record.notes.flatMap(({ value }) => (value.kind === 'alert' ? value.alerts : [])),
	]);
	return alertFiles(workspace).flatMap(({ id, path }) => {
		const read = readText(workspace.root, path);
		// Most files are of other incidents: looking for the id is much quicker than reading them all.
		if ('problem' in read || (!named.has(id) && !read.text.includes(record.id))) return [];
		return parsed(workspace, { id, path }, read.text);
	});
}

/** The alert of that id; `undefined` if there is none that can be read. */
export function alertNamed(workspace: Workspace, id: string): AlertOnDisk | undefined {
	const file = alertFiles(workspace).find((alert) => alert.id === id);
	const read = file && readText(workspace.root, file.path);
	return file && read && 'text' in read ? parsed(workspace, file, read.text)[0] : undefined;
}

/** Ids and paths of all alerts. */
export function alertFiles({ root }: Pick<Workspace, 'root'>): { id: string; path: string }[] {
	return listFiles(root, 'alerts')
		.filter(({ path, problem }) => !problem && path.endsWith('.yaml'))
		.map(({ path }) => ({ id: path.slice(path.lastIndexOf('/') + 1, -'.yaml'.length), path }));
}

/** Looks at alert sources. */
export function sourceChecks({ root, reading }: Workspace): Check[] {
	return listFiles(root, 'checks').flatMap(({ path, problem }) => {
		const read = problem ?? readText(root, path);
		if (!('text' in read) || !read.text.includes('source-green')) return [];
		const checked = parseFile(fileKinds.check, path, read.text, reading.shift);
		return 'file' in checked ? [checked.file.value] : [];
	});
}

function parsed(
	{ reading }: Workspace,
	{ id, path }: { id: string; path: string },
	text: string,
): AlertOnDisk[] {
	const read = parseFile(fileKinds.alert, path, text, reading.shift);
	return 'file' in read ? [{ id, path, text, value: read.file.value }] : [];
}
