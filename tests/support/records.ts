/** Files of records, made by the schemas from what an author could write. */
import type { Stored } from '../../src/domain/stored.ts';
import type { IncidentFiles, IncidentRecord, MaintenanceFiles } from '../../src/domain/stored.ts';
import type { IncidentUpdate, IncidentUpdateInput } from '../../src/schemas/incident.ts';
import { incidentUpdateSchema } from '../../src/schemas/incident.ts';
import type { MaintenanceUpdate, MaintenanceUpdateInput } from '../../src/schemas/maintenance.ts';
import { maintenanceUpdateSchema } from '../../src/schemas/maintenance.ts';
import type { Note, NoteInput } from '../../src/schemas/note.ts';
import { noteSchema } from '../../src/schemas/note.ts';

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The instant of an ISO text, which names its offset; the day alone is its midnight in UTC. */
export function at(text: string): number {
	const instant = Date.parse(text);
	if (Number.isNaN(instant) || !/^\d{4}-\d{2}-\d{2}$|(?:Z|[+-]\d{2}:\d{2})$/.test(text)) {
		throw new Error(`\`${text}\` is no instant with an offset.`);
	}
	return instant;
}

/** The instant as an author writes it. */
export const iso = (instant: number) => new Date(instant).toISOString();

/** A value under the name that a file of its instant has. */
export function stored<T extends { at: number }>(op: string, value: T, folder = ''): Stored<T> {
	const name = `${iso(value.at).slice(0, 19).replaceAll(/[-:]/g, '')}Z-${op}.md`;
	return { op, name, namedAt: Math.floor(value.at / second) * second, path: folder + name, value };
}

/** An update of an incident; its text and title are there unless it says otherwise. */
export function update(
	op: string,
	fields: IncidentUpdateInput,
	folder = 'updates/',
): Stored<IncidentUpdate> {
	return stored(op, incidentUpdateSchema.parse({ body: `Text of ${op}.`, ...fields }), folder);
}

/** An update of a maintenance. */
export function works(
	op: string,
	fields: MaintenanceUpdateInput,
	folder = 'updates/',
): Stored<MaintenanceUpdate> {
	return stored(op, maintenanceUpdateSchema.parse({ body: `Text of ${op}.`, ...fields }), folder);
}

/** A note; written by Ana unless it says otherwise. */
export function note(
	op: string,
	fields: DistributiveOmit<NoteInput, 'by'> & { by?: string },
	folder = 'notes/',
): Stored<Note> {
	return stored(op, noteSchema.parse({ by: 'ana', ...fields }), folder);
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** The public files of an incident. */
export function incidentOf(
	updates: IncidentFiles['updates'],
	rest: Partial<IncidentFiles> = {},
): IncidentFiles {
	return { id: '2026-03-01-k3f9', updates, unshown: [], ...rest };
}

/** The public files of a maintenance. */
export function maintenanceOf(
	updates: MaintenanceFiles['updates'],
	rest: Partial<MaintenanceFiles> = {},
): MaintenanceFiles {
	return { id: '2026-03-01-m4nt', updates, unshown: [], ...rest };
}

/** All files of an incident. */
export function recordOf(rest: Partial<IncidentRecord> = {}): IncidentRecord {
	return {
		id: '2026-03-01-k3f9',
		path: 'incidents/2026/2026-03-01-k3f9',
		updates: [],
		unshown: [],
		notes: [],
		...rest,
	};
}
