/** Drafts of what happens to alerts. Pure: every clock and every name is passed in. */
import { parseDocument, stringify } from 'yaml';
import type { AlertChanges } from '../../src/domain/alertEpisode.ts';
import type { AlertProposal } from '../../src/domain/alertProposal.ts';
import { quoteLine } from '../../src/domain/alertText.ts';
import type { StoredAlert } from '../../src/domain/response.ts';
import type { AlertSource } from '../../src/schemas/alerts.ts';
import type { AlertInput } from '../../src/schemas/evidence.ts';
import type { NoteKind } from '../../src/schemas/note.ts';
import type { Detection } from '../../src/schemas/vocabulary.ts';
import type { Field } from '../lib/file.ts';
import { markdownFile } from '../lib/file.ts';
import type { Draft, DraftFile } from '../lib/forge.ts';
import { printInstant } from '../lib/when.ts';
import type { Saying } from './incidentDrafts.ts';
import { folderOf, noteFile, updateFile } from './incidentDrafts.ts';

/** A kept alert with its file. */
export interface AlertFile extends StoredAlert {
	/** Path below the top of the repository. */
	path: string;
	text: string;
}

/** What an incident is opened with, or what an open one gets. */
export interface Opening {
	id: string;
	/** Whether its folder is there already. */
	open: boolean;
	at: number;
	by: string;
	/** Path of the content root below the top of the repository, with a slash at its end, or empty. */
	prefix: string;
	/** Six characters each, for the notes and the public update. */
	ops: { detected: string; acknowledged: string; severity: string; update: string };
	/** A level that a person chose instead of the proposed one. */
	level: string | undefined;
	/** What customers are told; a person’s words, never the sender’s. */
	public: Saying | undefined;
}

/** An alert that is kept for the first time, as a file. */
export function alertText(alert: AlertInput): string {
	const kept = Object.entries(alert).filter(
		([, value]) => value !== undefined && JSON.stringify(value) !== '{}',
	);
	return stringify(Object.fromEntries(kept), { lineWidth: 0 });
}

/** The text of an alert's file with some fields changed; everything else in it, comments too, stays. */
export function changedAlert(text: string, fields: Readonly<Record<string, Field>>): string {
	const document = parseDocument(text);
	for (const [name, value] of Object.entries(fields)) {
		if (value === undefined) document.delete(name);
		else document.set(name, value);
	}
	return document.toString({ lineWidth: 0 });
}

/** What a post changed, as fields of the file. */
export function changedFields({
	ended,
	severity,
	acknowledged,
	by,
}: AlertChanges): Record<string, Field> {
	return {
		...(ended !== undefined && { ended: ended === 'taken-back' ? undefined : printInstant(ended) }),
		...(severity !== undefined && { severity }),
		...(acknowledged !== undefined && { acknowledged: printInstant(acknowledged) }),
		...(by !== undefined && { by }),
	};
}

/** Files of one operation on one alert. */
export function draftAlert(
	alert: Pick<StoredAlert, 'id' | 'value'>,
	op: string,
	title: string,
	body: readonly string[],
	files: DraftFile[],
): Draft {
	const said = alert.value.title;
	return {
		op,
		kind: 'alert',
		record: alert.id,
		files,
		branch: `status/alert/${alert.id}--${op}`,
		services: alert.value.service === undefined ? [] : [alert.value.service],
		title,
		body: [...body, ...(said === undefined ? [] : [`Its sender says: ${quoteLine(said)}`])].join(
			'\n\n',
		),
	};
}

/** What an alert and those that belong to it write into an incident's folder, and into their own files. */
export function incidentFiles(
	alert: AlertFile,
	source: AlertSource,
	proposal: Pick<AlertProposal, 'together' | 'level'>,
	togetherFiles: readonly AlertFile[],
	opening: Opening,
): DraftFile[] {
	const { id, at, by, prefix, ops } = opening;
	const folder = folderOf(id);
	const note = (op: string, kind: NoteKind, fields: Record<string, Field>, since?: number) =>
		noteFile(folder, { kind, fields, message: '', since }, { at, op, by, prefix });
	const level = opening.level ?? proposal.level?.level.id;
	const rule = opening.level === undefined ? proposal.level?.rule : undefined;
	const graded = level !== undefined && (opening.open || rule !== undefined);
	return [
		...[alert, ...togetherFiles].map(({ path, text }) => ({
			path,
			text: changedAlert(text, { incident: id }),
		})),
		...(opening.open
			? []
			: [
					{
						path: `${prefix}${folder}/index.md`,
						text: markdownFile({
							opened: printInstant(at),
							by,
							// A rule's level stands in a note, which says which rule it was.
							level: graded ? undefined : level,
							title: alert.value.title ?? alert.value.name,
							alert: alert.id,
						}),
					},
					...takenFrom(
						alert,
						source.kind,
						{ detected: ops.detected, acknowledged: ops.acknowledged },
						{
							folder,
							at,
							by,
							prefix,
						},
					),
				]),
		...(graded
			? [
					note(ops.severity, 'severity', {
						level,
						rule,
						reason:
							opening.level === undefined
								? proposal.level?.text
								: 'Chosen by the person who took the alert.',
					}),
				]
			: []),
		...(opening.public
			? [updateFile(folder, opening.public, { at, op: ops.update, by, prefix })]
			: []),
	];
}

/** What an incident that is opened for an alert takes over from it: that it was detected, and who has it. */
export function takenFrom(
	{ value }: Pick<StoredAlert, 'value'>,
	kind: AlertSource['kind'] | undefined,
	ops: { detected: string; acknowledged: string },
	{ folder, at, by, prefix }: Pick<Opening, 'at' | 'by' | 'prefix'> & { folder: string },
): DraftFile[] {
	const note = (
		op: string,
		who: string,
		noted: NoteKind,
		fields: Record<string, Field>,
		since: number,
	) =>
		noteFile(
			folder,
			{ kind: noted, fields, message: '', since: Math.min(since, at) },
			{ at, op, by: who, prefix },
		);
	const { fired, acknowledged, by: taker = by } = value;
	const detected = {
		milestone: 'detected',
		'detected-by': kind === undefined ? undefined : detectedBy[kind],
	};
	return [
		note(ops.detected, by, 'milestone', detected, fired),
		...(acknowledged === undefined
			? []
			: [note(ops.acknowledged, taker, 'acknowledged', {}, acknowledged)]),
	];
}

/** How we come to know of something by a source of each kind. */
const detectedBy: Record<AlertSource['kind'], Detection> = {
	metrics: 'monitoring',
	logs: 'monitoring',
	pager: 'monitoring',
	'error-tracking': 'error-tracking',
	synthetic: 'synthetic',
	uptime: 'uptime',
	customer: 'user-report',
};
