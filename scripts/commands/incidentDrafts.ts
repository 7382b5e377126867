/** Drafts of what happens to an incident. Pure: everything random and every clock is passed in. */
import type { DraftFile } from '../lib/forge.ts';
import type { Draft } from '../lib/forge.ts';
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
	message: string;
}

/** A new incident: its folder, and its first update unless customers are not told. */
export function draftOpen(
	input: Saying & { level: string; internal: boolean; since?: number | undefined },
	incident: { id: string; noteOp: string },
	{ at, op, by, prefix }: Circumstances,
): Draft {
	const folder = `incidents/${incident.id.slice(0, 4)}/${incident.id}`;
	const { title = '', internal, level, message } = input;
	const files: DraftFile[] = [
		{
			path: `${prefix}${folder}/index.md`,
			text: markdownFile(
				{ opened: printInstant(at), by, level, title: internal ? title : undefined },
				internal ? message : '',
			),
		},
	];
	if (!internal) files.push(updateFile(folder, input, { at, op, by, prefix }));
	if (internal && input.since !== undefined) {
		files.push({
			path: `${prefix}${folder}/notes/${entryFileName(at, incident.noteOp)}`,
			text: markdownFile({
				at: printInstant(at),
				by,
				kind: 'milestone',
				milestone: 'impact-started',
				since: printInstant(input.since),
			}),
		});
	}
	return {
		op,
		kind: 'incident',
		record: incident.id,
		files,
		branch: `status/incident/${incident.id}--${op}`,
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
		kind: 'incident',
		record: id,
		files: [updateFile(folder, saying, circumstances)],
		branch: `status/incident/${id}--${circumstances.op}`,
		title: `${saying.status === 'resolved' ? 'Resolve' : 'Update'} incident ${id}`,
		body: saying.message,
	};
}

/** A note for responders. */
export function draftNote(
	id: string,
	folder: string,
	note: {
		kind: NoteKind;
		fields: Readonly<Record<string, Field>>;
		message: string;
		since?: number | undefined;
	},
	{ at, op, by, prefix }: Circumstances,
): Draft {
	return {
		op,
		kind: 'incident',
		record: id,
		files: [
			{
				path: `${prefix}${folder}/notes/${entryFileName(at, op)}`,
				text: markdownFile(
					{
						at: printInstant(at),
						by,
						kind: note.kind,
						since: note.since === undefined ? undefined : printInstant(note.since),
						...note.fields,
					},
					note.message,
				),
			},
		],
		branch: `status/incident/${id}--${op}`,
		title: `Note on incident ${id}: ${note.kind}`,
		body: note.message,
	};
}

function updateFile(folder: string, saying: Saying, { at, op, prefix }: Circumstances): DraftFile {
	const { title, status, since, services, nextUpdate, workaround, message } = saying;
	return {
		path: `${prefix}${folder}/updates/${entryFileName(at, op)}`,
		text: markdownFile(
			{
				at: printInstant(at),
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
