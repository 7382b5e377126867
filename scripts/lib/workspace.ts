/** What a command works with: settings, the record it is about, and the place files are kept in. */
import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Settings } from '../../src/domain/content.ts';
import type { IncidentRecord } from '../../src/domain/stored.ts';
import { suggest } from '../../src/domain/suggest.ts';
import { readIncident, readSettings } from '../../src/read/content.ts';
import type { PublicBase } from '../../src/read/publicContent.ts';
import { incidentFolders, readPublicBase, UnreadableError } from '../../src/read/publicContent.ts';
import { contentRoot, currentInstant } from '../../src/read/root.ts';
import type { RecordFolder } from '../../src/read/records.ts';
import { CommandError, exitCodes } from './exitCodes.ts';
import { cloneTop, gitUser } from './localClone.ts';

/** Everything a command needs to know before it drafts. */
export interface Workspace extends PublicBase, Settings {
	/** Absolute path of the content root. */
	root: string;
	/** Path of the content root below the top of the repository; empty if it is the top. */
	folder: string;
	/** Absolute path of the top of the repository. */
	top: string;
	now: number;
	/** Who is at the keyboard. */
	user: string;
}

/** Opens the content root of this command. */
export async function openWorkspace(by: string | undefined): Promise<Workspace> {
	const root = contentRoot();
	const now = currentInstant();
	try {
		const base = readPublicBase(root, now);
		const top = await cloneTop(root);
		return {
			...base,
			...readSettings(base.reading),
			root,
			top,
			folder: relative(top, root).split(sep).join('/'),
			now,
			user: by ?? (await gitUser(top)) ?? 'unknown',
		};
	} catch (error) {
		if (!(error instanceof UnreadableError)) throw error;
		throw new CommandError(
			exitCodes.invalid,
			error.message,
			'Mend these files first; npm run check lists them.',
		);
	}
}

/** Path below the top of the repository of a path below the content root. */
export function repositoryPath({ folder }: Pick<Workspace, 'folder'>, path: string): string {
	return folder === '' ? path : `${folder}/${path}`;
}

/**
 * Finds an incident by its id, or by the end of it that nothing else has.
 * @throws {CommandError} if there is none, or it came with the product
 */
export function findIncident(workspace: Workspace, wanted: string): IncidentRecord {
	const folders = incidentFolders(workspace.root);
	const found = folders.filter(({ id }) => id === wanted || id.endsWith(`-${wanted}`));
	const [folder] = found;
	if (!folder || found.length > 1)
		throw unknownIncident(wanted, found.length > 1 ? found : folders);
	if (folder.id.startsWith('example-')) {
		throw new CommandError(
			exitCodes.invalid,
			`${folder.id} came with the product and shows how it works; it is not changed.`,
			'Open one of your own: npm run incident -- open --title "…" --severity <level> --service <id>=<condition> --message "…"',
		);
	}
	return readIncident(folder, workspace.reading).record;
}

function unknownIncident(wanted: string, folders: readonly RecordFolder[]): CommandError {
	const near =
		suggest(
			wanted,
			folders.map(({ id }) => id),
		) ?? folders.at(-1)?.id;
	return new CommandError(
		exitCodes.usage,
		`There is no one incident \`${wanted}\`.`,
		near === undefined
			? 'None has been opened yet: npm run incident -- open.'
			: `Did you mean \`${near}\`?`,
	);
}

/** Whether a path below the content root is taken. */
export const isTaken = ({ root }: Pick<Workspace, 'root'>, path: string): boolean =>
	existsSync(join(root, path));
