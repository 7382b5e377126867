/** The reference of an incident, written down so that it stays. */
import { referenceDay, referencesOf } from '../../src/domain/incidentReferences.ts';
import { foldResponse } from '../../src/domain/response.ts';
import type { IncidentRecord } from '../../src/domain/stored.ts';
import { incidentFolders } from '../../src/read/publicContent.ts';
import { readIncident } from '../../src/read/record.ts';
import type { Call, Outcome } from '../lib/command.ts';
import { wordOf } from '../lib/command.ts';
import { deliverDraft } from '../lib/deliver.ts';
import { CommandError, exitCodes } from '../lib/exitCodes.ts';
import type { Workspace } from '../lib/workspace.ts';
import { findIncident, openWorkspace } from '../lib/workspace.ts';
import type { Noting } from './incidentDrafts.ts';
import { draftNote } from './incidentDrafts.ts';
import { circumstancesOf, incidentOf } from './incidentFlags.ts';

/** Writes it down. */
export async function keepReference(call: Call): Promise<Outcome> {
	const workspace = await openWorkspace(wordOf(call.given, 'by'));
	const record = findIncident(workspace, incidentOf(call));
	if (workspace.organisation.reference === undefined) {
		throw new CommandError(
			exitCodes.invalid,
			'organisation.yaml says nothing of how incidents are referred to.',
			'Add `reference`, such as `INC-{date}-{###}`.',
		);
	}
	const noting = referenceNote(workspace, record);
	if (!noting) {
		const { reference = '' } = foldResponse(record);
		const line = `${record.id} is ${reference}, and that is written down.`;
		return {
			lines: [line],
			data: { status: 'already-done', id: record.id, reference, message: line },
		};
	}
	const draft = draftNote(record.id, record.path, noting, circumstancesOf(call, workspace, record));
	const { reference } = noting;
	const outcome = await deliverDraft(
		workspace,
		{ ...draft, title: `Incident ${record.id} is ${reference}` },
		call,
		record,
	);
	return { ...outcome, data: { ...outcome.data, reference } };
}

/** The note that keeps the reference; `undefined` where it is kept already, or the organisation has none. */
export function referenceNote(
	workspace: Workspace,
	record: IncidentRecord,
): (Noting & { reference: string }) | undefined {
	const { organisation, root, reading } = workspace;
	if (organisation.reference === undefined) return undefined;
	const own = foldResponse(record);
	const day = referenceDay(own);
	// Only what was opened on the same day can want the same number.
	const others = incidentFolders(root)
		.filter(({ id }) => id !== record.id && id.startsWith(day))
		.map((folder) => foldResponse(readIncident(folder, reading).record));
	const reference = referencesOf([own, ...others], organisation.reference).get(record.id);
	if (reference === undefined || reference === own.reference) return undefined;
	return { kind: 'reference', fields: { reference }, message: '', reference };
}
