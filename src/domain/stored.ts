/** What the reader hands to the domain: valid values, each with the name that orders it. */
import type { IncidentIndex, IncidentUpdate, Report } from '../schemas/incident.ts';
import type { MaintenanceIndex, MaintenanceUpdate } from '../schemas/maintenance.ts';
import type { Note } from '../schemas/note.ts';
import type { ReportTranslation, UpdateTranslation } from '../schemas/translation.ts';
import type { Instant } from '../schemas/values.ts';

/** A value from an append-only folder. */
export interface Stored<T> {
	/** Its six characters: the id of an update or note. */
	op: string;
	/** File name; of two entries said at the same instant, the name decides. */
	name: string;
	/** The instant in its name, moved like its content if it is an example. */
	namedAt: Instant;
	/** Path below the content root. */
	path: string;
	value: T;
	/** The same in other languages, by their tags; only updates have any. */
	translations?: Readonly<Record<string, UpdateTranslation>> | undefined;
}

/** A public file that could not be read: something was said that cannot be shown. */
export interface Unshown {
	path: string;
	/** The instant in its name, if the name could be read. */
	namedAt: Instant | undefined;
}

/** What customers' side knows of an incident. */
export interface IncidentFiles {
	id: string;
	updates: Stored<IncidentUpdate>[];
	unshown: Unshown[];
	report?: Report | undefined;
	/** The report in other languages, by their tags. */
	reportTranslations?: Readonly<Record<string, ReportTranslation>> | undefined;
}

/** What customers' side knows of a maintenance. */
export interface MaintenanceFiles {
	id: string;
	updates: Stored<MaintenanceUpdate>[];
	unshown: Unshown[];
}

/** Everything that is known of an incident; never for customers. */
export interface IncidentRecord extends IncidentFiles {
	index?: IncidentIndex | undefined;
	notes: Stored<Note>[];
	/** Path of its folder. */
	path: string;
}

/** Everything that is known of a maintenance; never for customers. */
export interface MaintenanceRecord extends MaintenanceFiles {
	index?: MaintenanceIndex | undefined;
	notes: Stored<Note>[];
	/** Path of its folder. */
	path: string;
}

/** Entries in the order in which they count: when said, then by name. */
export function inOrder<T extends { at: Instant }>(entries: readonly Stored<T>[]): Stored<T>[] {
	return entries.toSorted(
		(a, b) => a.value.at - b.value.at || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
	);
}
