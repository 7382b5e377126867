/** One incident or maintenance with what only responders may see of it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../domain/problem.ts';
import type { IncidentRecord, MaintenanceRecord } from '../domain/stored.ts';
import type { FileKind } from '../schemas/index.ts';
import { fileKinds } from '../schemas/index.ts';
import type { PublicReading } from './publicContent.ts';
import { readPublicIncident, readPublicMaintenance } from './publicContent.ts';
import type { Reading } from './readFile.ts';
import { readFile } from './readFile.ts';
import type { RecordFolder } from './records.ts';
import { readEntries } from './records.ts';

/** Reads one incident with its notes. */
export function readIncident(
	folder: RecordFolder,
	reading: PublicReading,
): { record: IncidentRecord; faults: Problem[] } {
	const shown = readPublicIncident(folder, reading);
	const inner = readInner(fileKinds.incident, folder.path, reading);
	return {
		record: {
			...(shown?.record ?? { id: folder.id, updates: [], unshown: [] }),
			...inner.record,
			path: folder.path,
		},
		faults: [...(shown?.problems ?? []), ...(shown?.untranslated ?? []), ...inner.faults],
	};
}

/** Reads one maintenance with its notes. */
export function readMaintenance(
	folder: RecordFolder,
	reading: PublicReading,
): { record: MaintenanceRecord; faults: Problem[] } {
	const shown = readPublicMaintenance(folder, reading);
	const inner = readInner(fileKinds.maintenance, folder.path, reading);
	return {
		record: {
			...(shown?.record ?? { id: folder.id, updates: [], unshown: [] }),
			...inner.record,
			path: folder.path,
		},
		faults: [...(shown?.problems ?? []), ...(shown?.untranslated ?? []), ...inner.faults],
	};
}

/** What only responders may see of a record: `index.md` and `notes/`. */
function readInner<K extends FileKind>(kind: K, folder: string, reading: Reading) {
	const path = `${folder}/index.md`;
	const index = existsSync(join(reading.root, path)) ? readFile(kind, path, reading) : undefined;
	const notes = readEntries(fileKinds.note, `${folder}/notes`, reading);
	return {
		record: {
			notes: notes.entries,
			...(index && 'file' in index && { index: index.file.value }),
		},
		faults: [...(index && 'problems' in index ? index.problems : []), ...notes.problems],
	};
}
