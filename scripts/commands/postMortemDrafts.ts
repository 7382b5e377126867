/** Drafts of post-mortems and reports. Pure: everything that was read and every clock is passed in. */
import type { KnownIncident } from '../../src/domain/knownIncidents.ts';
import type { DraftSources } from '../../src/domain/postMortemDraft.ts';
import { draftPostMortem, verdictSentences } from '../../src/domain/postMortemDraft.ts';
import { markdownFile } from '../lib/file.ts';
import type { Draft } from '../lib/forge.ts';
import { printInstant } from '../lib/when.ts';
import { nameFrom } from './alertNames.ts';

/** What both drafts need. */
export interface Place {
	/** Path of the content root below the top of the repository, with a slash at its end, or empty. */
	prefix: string;
	/** The operation, if it was given a name. */
	op: string | undefined;
}

/** The first draft of the document about an incident. */
export function draftDocument(
	known: KnownIncident,
	content: DraftSources,
	{ author, title }: { author: string; title: string | undefined },
	{ prefix, op }: Place,
): Draft {
	const { id, shown } = known.response;
	const { fields, body } = draftPostMortem(known, content, author, title);
	const file = {
		path: `${prefix}post-mortems/${id}.mdx`,
		text: markdownFile(fields, body),
	};
	const name = op ?? nameFrom(JSON.stringify(['post-mortem', id, file.text]), 6);
	return {
		op: name,
		kind: 'post-mortem',
		record: id,
		files: [file],
		branch: `status/post-mortem/${id}--${name}`,
		title: `Begin post-mortem of ${id}`,
		body: [
			...verdictSentences(known.verdict, content),
			'Timeline, times and people are filled in from what was noted. The rest is for its authors.',
		].join('\n'),
		services: shown?.services.map((service) => service.id) ?? [],
	};
}

/** The report about an incident, for customers. */
export function draftReport(
	known: KnownIncident,
	folder: string,
	report: {
		title: string | undefined;
		summary: string | undefined;
		text: string;
		published: number;
		/** The report it replaces. */
		before: string | undefined;
	},
	{ prefix, op }: Place,
): Draft {
	const { id, shown } = known.response;
	const { title, summary, text, published, before } = report;
	// The moment is no part of the name: run again, it is the same report.
	const name = op ?? nameFrom(JSON.stringify(['report', id, title, summary, text, before]), 6);
	return {
		op: name,
		kind: 'report',
		record: id,
		files: [
			{
				path: `${prefix}${folder}/report.md`,
				text: markdownFile({ title, published: printInstant(published), summary }, text),
			},
		],
		branch: `status/report/${id}--${name}`,
		title: `${before === undefined ? 'Publish' : 'Replace'} report on ${id}`,
		body: summary ?? 'Customers read this below the incident.',
		services: shown?.services.map((service) => service.id) ?? [],
	};
}
