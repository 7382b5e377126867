/** Everything that is known when an alert comes in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'astro/zod';
import type { Page } from '../../src/domain/content.ts';
import type { FactSources } from '../../src/domain/facts.ts';
import type { Response } from '../../src/domain/response.ts';
import { foldResponse, joinDuplicateResponses } from '../../src/domain/response.ts';
import { suggest } from '../../src/domain/suggest.ts';
import { listFiles } from '../../src/read/files.ts';
import { isOfKind } from '../../src/read/lines.ts';
import { incidentFolders } from '../../src/read/publicContent.ts';
import { readFile } from '../../src/read/readFile.ts';
import { readIncident } from '../../src/read/record.ts';
import type { FileKind, FileOf } from '../../src/schemas/index.ts';
import { fileKinds } from '../../src/schemas/index.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import type { Workspace } from '../lib/workspace.ts';
import { repositoryPath } from '../lib/workspace.ts';
import type { AlertFile } from './alertDrafts.ts';

/** What a command on alerts works with. */
export interface AlertWorkspace extends Workspace {
	/** Alerts that are kept and no examples. */
	log: Page<FileOf<'alert'>>[];
	runbooks: Page<FileOf<'runbook'>>[];
	/** Incidents that are no examples. */
	responses: Response[];
	/** Path of the content root below the top of the repository, with a slash at its end, or empty. */
	prefix: string;
}

/** Reads what is kept of alerts and incidents. A broken file of another alert or incident keeps nobody from working. */
export function readAlertWorkspace(workspace: Workspace): AlertWorkspace {
	const log = pagesOf(workspace, fileKinds.alert, 'alerts').filter(
		({ value }) => value.example !== true,
	);
	const responses = joinDuplicateResponses(
		incidentFolders(workspace.root)
			.filter(({ id }) => !id.startsWith('example-'))
			.map((folder) => foldResponse(readIncident(folder, workspace.reading).record, log)),
	);
	const runbooks = pagesOf(workspace, fileKinds.runbook, 'runbooks');
	return Object.assign(workspace, {
		log,
		runbooks,
		responses,
		prefix: repositoryPath(workspace, ''),
	});
}

/** What conditions of the scheme ask for. */
export const factSourcesOf = ({
	severity,
	organisation,
	services,
	alerts,
	responses,
}: AlertWorkspace): FactSources => ({ severity, organisation, services, alerts, responses });

/**
 * The kept alert of that id.
 * @throws {CommandError} if there is none, or it came with the product
 */
export function findAlert(workspace: AlertWorkspace, id: string): AlertFile {
	const found = workspace.log.find((alert) => alert.id === id);
	if (found) return fileOf(workspace, found);
	const ids = workspace.log.map((alert) => alert.id);
	const near = suggest(id, ids) ?? ids.at(-1);
	throw new CommandError(
		exitCodes.usage,
		`There is no alert \`${id}\` of your own.`,
		near === undefined
			? 'None has been kept yet: npm run alert < payload.json.'
			: `Did you mean \`${near}\`?`,
	);
}

/** A kept alert with the text of its file. */
export function fileOf(
	workspace: AlertWorkspace,
	{ id, path, value }: Page<FileOf<'alert'>>,
): AlertFile {
	return {
		id,
		value,
		path: `${workspace.prefix}${path}`,
		text: readFileSync(join(workspace.root, path), 'utf8'),
	};
}

/** Files of one kind below a folder: what stands in them, without their bodies. */
function pagesOf<K extends FileKind>(
	{ root, reading }: Workspace,
	kind: K,
	folder: string,
): Page<z.output<K['schema']>>[] {
	return listFiles(root, folder).flatMap(({ path, problem }) => {
		const name = path.slice(path.lastIndexOf('/') + 1);
		if (problem || !isOfKind(kind, name)) return [];
		const read = readFile(kind, path, reading);
		if ('problems' in read) return [];
		const { value } = read.file;
		return [{ id: name.replace(/\.[^.]+$/, ''), path, value, body: '', bodyLine: 1 }];
	});
}
