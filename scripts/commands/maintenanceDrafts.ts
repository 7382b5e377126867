/** Drafts of what happens to a maintenance. Pure: everything random and every clock is passed in. */
import type { Draft } from '../lib/forge.ts';
import { markdownFile } from '../lib/file.ts';
import { printInstant } from '../lib/when.ts';
import { entryFileName } from '../../src/read/records.ts';
import type { MaintenanceStatus } from '../../src/schemas/vocabulary.ts';
import type { Circumstances } from './incidentDrafts.ts';

/** What an update of a maintenance can say. */
export interface Announcement {
	title?: string | undefined;
	status?: MaintenanceStatus | undefined;
	since?: number | undefined;
	services?: readonly string[] | undefined;
	starts?: number | undefined;
	ends?: number | undefined;
	endsByItself?: boolean | undefined;
	message: string;
}

/** Planned work: its folder, and what customers are told first. */
export function draftSchedule(
	id: string,
	announcement: Announcement & { title: string },
	runbook: string | undefined,
	circumstances: Circumstances,
): Draft {
	const { at, by, prefix } = circumstances;
	const folder = folderOf(id);
	const draft = draftAnnouncement(id, folder, announcement, circumstances);
	return {
		...draft,
		files: [
			{
				path: `${prefix}${folder}/index.md`,
				text: markdownFile({ opened: printInstant(at), by, runbook }),
			},
			...draft.files,
		],
		title: `Schedule maintenance ${id}: ${announcement.title}`,
	};
}

/** Another word on it. */
export function draftAnnouncement(
	id: string,
	folder: string,
	said: Announcement,
	{ at, op, prefix }: Circumstances,
	title = `Update maintenance ${id}`,
): Draft {
	const instant = (value: number | undefined) =>
		value === undefined ? undefined : printInstant(value);
	return {
		op,
		kind: 'maintenance',
		record: id,
		files: [
			{
				path: `${prefix}${folder}/updates/${entryFileName(at, op)}`,
				text: markdownFile(
					{
						at: printInstant(at),
						title: said.title,
						status: said.status,
						since: instant(said.since),
						services: said.services && said.services.length > 0 ? said.services : undefined,
						starts: instant(said.starts),
						ends: instant(said.ends),
						'ends-by-itself': said.endsByItself,
					},
					said.message,
				),
			},
		],
		branch: `status/maintenance/${id}--${op}`,
		title,
		body: said.message,
	};
}

/** Path of a maintenance's folder below the content root. */
export const folderOf = (id: string) => `maintenance/${id.slice(0, 4)}/${id}`;
