/** What a command works with: settings, the record it is about, and the place files are kept in. */
import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Settings } from '../../src/domain/content.ts';
import type { IncidentRecord, MaintenanceRecord } from '../../src/domain/stored.ts';
import { suggest } from '../../src/domain/suggest.ts';
import type { PublicBase } from '../../src/read/publicContent.ts';
import {
	incidentFolders,
	maintenanceFolders,
	readPublicBase,
	UnreadableError,
} from '../../src/read/publicContent.ts';
import { readIncident, readMaintenance } from '../../src/read/record.ts';
import type { RecordFolder } from '../../src/read/records.ts';
import type { Reading } from '../../src/read/readFile.ts';
import { currentInstant } from '../../src/read/root.ts';
import { readSetting, settingNames } from '../../src/read/settings.ts';
import { CommandError, exitCodes } from './exitCodes.ts';
import { gitUser } from './gitUser.ts';
import { keptSettings } from './keptSettings.ts';
import { cloneTop } from './localClone.ts';
import { rootOrExplain } from './root.ts';

/** Everything a command needs to know before it drafts. Each of the settings is read when it is first looked at. */
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

/**
 * Opens the content root of this command.
 *
 * @param by who writes, if not the person whom git knows
 * @throws {CommandError} if there is no content, no clone around it, or nothing in it can be understood
 */
export async function openWorkspace(by?: string): Promise<Workspace> {
	const root = rootOrExplain();
	// Git answers while the files are read.
	const asked = Promise.all([topAbove(root) ?? cloneTop(root), by ?? gitUser(root)]);
	asked.catch(() => undefined);
	const now = currentInstant();
	const base = orExplain(() => readPublicBase(root, now, keptSettings()));
	const [top, user = 'unknown'] = await asked;
	return withSettings(
		{ ...base, root, top, folder: relative(top, root).split(sep).join('/'), now, user },
		base.reading,
	);
}

/** The top of the clone around a folder, found without asking git, who takes longer. */
function topAbove(root: string): string | undefined {
	if (process.env['GIT_DIR'] !== undefined || process.env['GIT_WORK_TREE'] !== undefined)
		return undefined;
	for (let folder = root; ; folder = dirname(folder)) {
		if (existsSync(join(folder, '.git'))) return folder;
		if (dirname(folder) === folder) return undefined;
	}
}

/** The same with settings that are read when they are first looked at, once each. */
function withSettings<T extends object>(base: T, reading: Reading): T & Settings {
	const read = new Map<keyof Settings, Settings[keyof Settings]>();
	for (const name of settingNames) {
		Object.defineProperty(base, name, {
			enumerable: true,
			get: () => {
				const value = read.get(name) ?? orExplain(() => readSetting(name, reading));
				read.set(name, value);
				return value;
			},
		});
	}
	// The getters above are what the type says.
	return base as T & Settings;
}

/** What `work` returns; files that cannot be read are named to the person at the terminal. */
function orExplain<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		if (error instanceof UnreadableError) {
			throw new CommandError(
				exitCodes.invalid,
				error.message,
				'Mend these files first; npm run check lists them.',
			);
		}
		throw error;
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
	const folder = incidentFolder(workspace, wanted);
	refuseExample(
		folder,
		'npm run incident -- open --title "…" --severity <level> --service <id>=<condition> --message "…"',
	);
	return readIncident(folder, workspace.reading).record;
}

/**
 * The same for reading: what came with the product is found, too.
 * @throws {CommandError} if there is none
 */
export function lookUpIncident(workspace: Workspace, wanted: string): IncidentRecord {
	return readIncident(incidentFolder(workspace, wanted), workspace.reading).record;
}

/**
 * Finds a maintenance by its id, or by the end of it that nothing else has.
 * @throws {CommandError} if there is none, or it came with the product
 */
export function findMaintenance(workspace: Workspace, wanted: string): MaintenanceRecord {
	const folder = folderOf(maintenanceFolders(workspace.root), wanted, {
		thing: 'maintenance',
		none: 'None has been scheduled yet: npm run maintenance -- schedule.',
	});
	refuseExample(
		folder,
		'npm run maintenance -- schedule --title "…" --service <id> --starts <time> --ends <time> --message "…"',
	);
	return readMaintenance(folder, workspace.reading).record;
}

const incidentFolder = ({ root }: Workspace, wanted: string) =>
	folderOf(incidentFolders(root), wanted, {
		thing: 'incident',
		none: 'None has been opened yet: npm run incident -- open.',
	});

function folderOf(
	folders: readonly RecordFolder[],
	wanted: string,
	{ thing, none }: { thing: string; none: string },
): RecordFolder {
	const found = folders.filter(({ id }) => id === wanted || id.endsWith(`-${wanted}`));
	const [folder] = found;
	if (folder && found.length === 1) return folder;
	if (folder) {
		throw new CommandError(
			exitCodes.usage,
			`\`${wanted}\` ends the id of ${found.length} of them.`,
			`Write the whole id: ${found.map(({ id }) => `\`${id}\``).join(', ')}.`,
		);
	}
	const ids = folders.map(({ id }) => id);
	const near = nearest(wanted, ids);
	const latest = ids.findLast((id) => !id.startsWith('example-'));
	throw new CommandError(
		exitCodes.usage,
		`There is no ${thing} \`${wanted}\`.`,
		near !== undefined
			? `Did you mean \`${near}\`?`
			: latest === undefined
				? none
				: `The latest is \`${latest}\`.`,
	);
}

/** The id that was most likely meant: like the whole of it, or like its end. */
function nearest(wanted: string, ids: readonly string[]): string | undefined {
	const endings = new Map(ids.map((id) => [id.slice(-4), id]));
	const ending = suggest(wanted.slice(-4), endings.keys());
	return suggest(wanted, ids) ?? (ending === undefined ? undefined : endings.get(ending));
}

function refuseExample({ id }: RecordFolder, instead: string): void {
	if (!id.startsWith('example-')) return;
	throw new CommandError(
		exitCodes.invalid,
		`${id} came with the product and shows how it works; it is not changed.`,
		`Open one of your own: ${instead}`,
	);
}

/** Whether a path below the content root is taken. */
export const isTaken = ({ root }: Pick<Workspace, 'root'>, path: string): boolean =>
	existsSync(join(root, path));
