/** A draft looked at as the sites would read it, before anything is written. */
import { knownNames } from '../../src/domain/references/known.ts';
import { recordProblems, updateServiceProblems } from '../../src/domain/references/records.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { incidentSequence } from '../../src/domain/sequence.ts';
import type { IncidentRecord } from '../../src/domain/stored.ts';
import { readContent } from '../../src/read/content.ts';
import { kindOf } from '../../src/read/lines.ts';
import { parseFile } from '../../src/read/readFile.ts';
import { parseEntryName } from '../../src/read/records.ts';
import type { FileOf } from '../../src/schemas/index.ts';
import { fileKinds } from '../../src/schemas/index.ts';
import { CommandError, exitCodes } from './exitCodes.ts';
import type { Draft } from './forge.ts';
import type { Workspace } from './workspace.ts';

/**
 * Reads the files of a draft as the sites would, and returns what looks odd.
 *
 * @param record what the incident was before; its sequence with the new files is looked at
 * @throws {CommandError} if a file would be refused
 */
export function reviewDraft(
	workspace: Workspace,
	draft: Draft,
	record?: IncidentRecord,
): Problem[] {
	const after: IncidentRecord = record
		? { ...record, updates: [...record.updates], notes: [...record.notes] }
		: { id: draft.record, path: '', updates: [], notes: [], unshown: [] };
	const problems = draft.files.flatMap((file) => addTo(after, file, workspace));
	if (problems.length === 0 && after.notes.length > (record?.notes.length ?? 0)) {
		problems.push(...noteReferences(workspace, after, draft));
	}
	const errors = problems.filter(({ severity }) => severity === 'error');
	if (errors.length > 0) {
		throw new CommandError(
			exitCodes.invalid,
			errors
				.map(({ message, field }) => (field === undefined ? message : `${field}: ${message}`))
				.join('\n'),
			[...new Set(errors.map(({ cure }) => cure))].join('\n'),
		);
	}
	const paths = new Set(draft.files.map(({ path }) => belowRoot(path, workspace)));
	return incidentSequence(after, workspace.now).filter(({ file }) => paths.has(file));
}

const belowRoot = (path: string, { folder }: Workspace) =>
	folder === '' ? path : path.slice(folder.length + 1);

/** Parses one file and puts it where the fold will find it. */
function addTo(
	after: IncidentRecord,
	{ path, text }: Draft['files'][number],
	workspace: Workspace,
): Problem[] {
	const file = belowRoot(path, workspace);
	const kind = kindOf(file);
	if (!kind) throw new Error(`No kind of file lies at ${file}.`);
	const read = parseFile(kind, file, text);
	if ('problems' in read) return read.problems;
	const name = file.slice(file.lastIndexOf('/') + 1);
	const entry = parseEntryName(name);
	const stored = { op: entry?.op ?? '', name, namedAt: entry?.at ?? 0, path: file };

	if (kind === fileKinds['incident-update']) {
		const value = read.file.value as FileOf<'incident-update'>;
		after.updates.push({ ...stored, value });
		const named = Object.keys(value.services ?? {});
		return updateServiceProblems(
			named,
			workspace.reading.services,
			file,
			(service) => `services.${service}`,
		);
	}
	if (kind === fileKinds.note)
		after.notes.push({ ...stored, value: read.file.value as FileOf<'note'> });
	if (kind === fileKinds.incident) {
		after.index = read.file.value as FileOf<'incident'>;
		after.path = file.slice(0, file.lastIndexOf('/'));
	}
	return [];
}

/** What new notes refer to; needs all files, so it is asked only for notes. */
function noteReferences(workspace: Workspace, after: IncidentRecord, draft: Draft): Problem[] {
	const content = readContent(workspace.root, workspace.now);
	const incidents = [...content.incidents.filter(({ id }) => id !== after.id), after];
	const paths = new Set(draft.files.map(({ path }) => belowRoot(path, workspace)));
	const known = knownNames({ ...content, incidents });
	return recordProblems({ ...content, incidents }, known).filter(({ file }) => paths.has(file));
}
