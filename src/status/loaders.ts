/** Brings records into Astro through the customers' door, one entry per folder. */
import { join } from 'node:path';
import type { Loader, LoaderContext } from 'astro/loaders';
import type { IncidentFiles, MaintenanceFiles } from '../domain/stored.ts';
import type { PublicReading, ReadRecord } from '../read/publicContent.ts';
import {
	incidentFolders,
	maintenanceFolders,
	readPublicBase,
	readPublicIncident,
	readPublicMaintenance,
} from '../read/publicContent.ts';
import type { RecordFolder } from '../read/records.ts';
import { contentRoot, currentInstant } from '../read/root.ts';

/** A record as the data store keeps it. */
export interface StoredRecord<T> extends Record<string, unknown> {
	record: T;
	/** Number of files that were left out. */
	left: number;
	/** Number of those that are no translations. */
	unshown: number;
}

/** Incidents that customers were told of. */
export const incidentsLoader = () =>
	recordsLoader<IncidentFiles>('incidents', incidentFolders, readPublicIncident);

/** Maintenance that customers were told of. */
export const maintenanceLoader = () =>
	recordsLoader<MaintenanceFiles>('maintenance', maintenanceFolders, readPublicMaintenance);

function recordsLoader<T extends { id: string }>(
	name: string,
	folders: (root: string) => RecordFolder[],
	read: (folder: RecordFolder, reading: PublicReading) => ReadRecord<T> | undefined,
): Loader {
	const root = contentRoot();
	const load = ({ store, logger }: LoaderContext) => {
		const { reading } = readPublicBase(root, currentInstant());
		store.clear();
		for (const folder of folders(root)) {
			const found = read(folder, reading);
			if (!found) continue;
			const { record, problems, untranslated } = found;
			for (const { file, line, message, cure } of [...problems, ...untranslated]) {
				logger.error(
					`${file}${line === undefined ? '' : `:${line}`} ${message} ${cure} The file was left out.`,
				);
			}
			const data: StoredRecord<T> = {
				record,
				left: problems.length + untranslated.length,
				unshown: problems.length,
			};
			store.set({ id: folder.id, data });
		}
	};
	return {
		name: `allclear-${name}`,
		load: (context) => {
			load(context);
			// While an author writes, a saved file shows at once.
			const reload = (path: string) => {
				if (path.startsWith(join(root, name))) load(context);
			};
			context.watcher?.add(join(root, name));
			for (const event of ['add', 'change', 'unlink'] as const) context.watcher?.on(event, reload);
			return Promise.resolve();
		},
	};
}
