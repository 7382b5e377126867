/** Drafts of what happens to an incident. Pure: everything random and every clock is passed in. */
import type { Draft, DraftFile } from '../lib/forge.ts';
import type { Field } from '../lib/file.ts';
import { markdownFile } from '../lib/file.ts';
import { printInstant } from '../lib/when.ts';
import { entryFileName } from '../../src/read/records.ts';
import type { Condition, IncidentStatus } from '../../src/schemas/vocabulary.ts';
import type { NoteKind } from '../../src/schemas/note.ts';

/** What all drafts need. */
export interface Circumstances {
	/** When it is said. */
	at: number;
	/** Six characters for the public file, and for the operation as a whole. */
	op: string;
	/** Who says it. */
	by: string;
	/** Path of the content root below the top of the repository, with a slash at its end, or empty. */
	prefix: string;
}

/** What an update can say. */
export interface Saying {
	title?: string | undefined;
	status?: IncidentStatus | undefined;
	since?: number | undefined;
	services?: Readonly<Record<string, Condition>> | undefined;
	nextUpdate?: number | undefined;
	workaround?: string | undefined;
	/** Markdown; empty where the fields say it all. */
	message: string;
	/** The update that this one corrects or redacts. */
	corrects?: string | undefined;
	redacts?: string | undefined;
	retracts?: true | undefined;
	duplicateOf?: string | undefined;
	/** Why it corrects, redacts or retracts; customers read it. */
	reason?: string | undefined;
}

/** What a note can say. */
export interface Noting {
	kind: NoteKind;
	fields: Readonly<Record<string, Field>>;
	message: string;
	since?: number | undefined;
}

/**
 * A new incident: its folder, and its first update unless customers are not told.
 *
 * @param more what responders write down with it
 */
export function draftOpen(
	input: Saying & {
		level: string | undefined;
		internal: boolean;
		alert?: string | undefined;
		backfilled?: true | undefined;
	},
	incident: { id: string; noteOp: string },
	circumstances: Circumstances,
	more: readonly { noting: Noting; op: string }[] = [],
): Draft {
	const { at, op, by, prefix } = circumstances;
	const folder = folderOf(incident.id);
	const { title = '', internal, level, message, alert, backfilled } = input;
	const files: DraftFile[] = [
		{
			path: `${prefix}${folder}/index.md`,
			text: markdownFile(
				{
					opened: printInstant(at),
					by,
					level,
					title: internal ? title : undefined,
					alert,
					backfilled,
				},
				internal ? message : '',
			),
		},
	];
	if (!internal) files.push(updateFile(folder, input, circumstances));
	if (internal && input.since !== undefined) {
		const started = { kind: 'milestone' as const, fields: { milestone: 'impact-started' } };
		files.push(
			noteFile(
				folder,
				{ ...started, message: '', since: input.since },
				{ ...circumstances, op: incident.noteOp },
			),
		);
	}
	files.push(
		...more.map(({ noting, op: name }) => noteFile(folder, noting, { ...circumstances, op: name })),
	);
	return {
		op,
		kind: 'incident',
		record: incident.id,
		files,
		branch: branchOf(incident.id, op),
		title: `Open incident ${incident.id}${internal ? '' : `: ${title}`}`,
		body: internal ? 'Customers are not told.' : message,
	};
}

/** Another word to customers. */
export function draftUpdate(
	id: string,
	folder: string,
	saying: Saying,
	circumstances: Circumstances,
): Draft {
	return {
		op: circumstances.op,
		kind: saying.redacts === undefined ? 'incident' : 'incident-redaction',
		record: id,
		files: [updateFile(folder, saying, circumstances)],
		branch: branchOf(id, circumstances.op),
		title: titleOf(id, saying),
		body: [saying.reason, saying.message]
			.filter((text) => text !== undefined && text !== '')
			.join('\n\n'),
	};
}

/** The last word to customers, with what was looked at before it was said. */
export function draftResolve(
	id: string,
	folder: string,
	saying: Saying,
	notes: readonly { noting: Noting; op: string }[],
	circumstances: Circumstances,
): Draft {
	const draft = draftUpdate(id, folder, { ...saying, status: 'resolved' }, circumstances);
	const noted = notes.map(({ noting, op }) => noteFile(folder, noting, { ...circumstances, op }));
	return { ...draft, files: [...draft.files, ...noted] };
}

/** Notes for responders; the first names the operation. */
export function draftNote(
	id: string,
	folder: string,
	note: Noting,
	circumstances: Circumstances,
	more: readonly { noting: Noting; op: string }[] = [],
): Draft {
	return {
		op: circumstances.op,
		kind: 'incident',
		record: id,
		files: [
			noteFile(folder, note, circumstances),
			...more.map(({ noting, op }) => noteFile(folder, noting, { ...circumstances, op })),
		],
		branch: branchOf(id, circumstances.op),
		title: `Note on incident ${id}: ${note.kind}`,
		body: note.message,
	};
}

/** Path of an incident's folder below the content root. */
export const folderOf = (id: string) => `incidents/${id.slice(0, 4)}/${id}`;

/** Branch of an operation on an incident. */
export const branchOf = (id: string, op: string) => `status/incident/${id}--${op}`;

function titleOf(id: string, saying: Saying): string {
	if (saying.corrects !== undefined) return `Correct update ${saying.corrects} of incident ${id}`;
	if (saying.redacts !== undefined) return `Redact update ${saying.redacts} of incident ${id}`;
	if (saying.retracts) return `Retract incident ${id}`;
	if (saying.duplicateOf !== undefined) {
		return `Incident ${id} is a duplicate of ${saying.duplicateOf}`;
	}
	return `${saying.status === 'resolved' ? 'Resolve' : 'Update'} incident ${id}`;
}

/** A note as a file. */
export function noteFile(
	folder: string,
	{ kind, fields, message, since }: Noting,
	{ at, op, by, prefix }: Circumstances,
): DraftFile {
	return {
		path: `${prefix}${folder}/notes/${entryFileName(at, op)}`,
		text: markdownFile(
			{
				at: printInstant(at),
				by,
				kind,
				since: since === undefined ? undefined : printInstant(since),
				...fields,
			},
			message,
		),
	};
}

/** An update as a file. */
export function updateFile(
	folder: string,
	saying: Saying,
	{ at, op, prefix }: Circumstances,
): DraftFile {
	const { title, status, since, services, nextUpdate, workaround, message } = saying;
	return {
		path: `${prefix}${folder}/updates/${entryFileName(at, op)}`,
		text: markdownFile(
			{
				at: printInstant(at),
				corrects: saying.corrects,
				redacts: saying.redacts,
				retracts: saying.retracts,
				'duplicate-of': saying.duplicateOf,
				reason: saying.reason,
				title,
				status,
				since: since === undefined ? undefined : printInstant(since),
				services: services && Object.keys(services).length > 0 ? services : undefined,
				'next-update': nextUpdate === undefined ? undefined : printInstant(nextUpdate),
				workaround,
			},
			message,
		),
	};
}
