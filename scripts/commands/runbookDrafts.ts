/** Drafts of runbooks and of what came of trying them out. Pure. */
import type { Page } from '../../src/domain/content.ts';
import type { RunbookDraft } from '../../src/domain/runbookDraft.ts';
import type { CheckInput } from '../../src/schemas/evidence.ts';
import type { FileOf } from '../../src/schemas/index.ts';
import { stringify } from 'yaml';
import { editFrontMatter } from '../lib/editFrontMatter.ts';
import { markdownFile } from '../lib/file.ts';
import type { Draft, DraftFile } from '../lib/forge.ts';
import { printInstant } from '../lib/when.ts';
import { nameFrom } from './alertNames.ts';

/** What both drafts need. */
export interface Place {
	/** Path of the content root below the top of the repository, with a slash at its end, or empty. */
	prefix: string;
	/** The operation, if it was given a name. */
	op: string | undefined;
}

/** A new runbook. */
export function draftPage(
	id: string,
	folder: string,
	{ fields, body }: RunbookDraft,
	{ prefix, op }: Place,
): Draft {
	const below = folder === '' ? '' : `${folder}/`;
	const file = {
		path: `${prefix}runbooks/${below}${id}.mdx`,
		text: markdownFile(fields, body),
	};
	const name = op ?? nameFrom(JSON.stringify(['runbook', file]), 6);
	return {
		op: name,
		kind: 'runbook',
		record: id,
		files: [file],
		branch: `status/runbook/${id}--${name}`,
		title: `Begin runbook ${id}`,
		body: 'A draft: everything that says “Not written yet” is still to be written.',
		services: fields.services ?? [],
	};
}

/** One try of a runbook. */
export interface Rehearsal {
	at: number;
	/** The day of `at` on the organisation's clock. */
	day: string;
	by: string;
	result: CheckInput['result'];
	how: 'incident' | 'rehearsal' | 'review' | 'automated';
	evidence: string;
	notes: string | undefined;
}

/**
 * Evidence of a try; where it passed, the page says so too, unless it was validated later than that.
 *
 * @param text the runbook's file as it is
 */
export function draftRehearsal(
	page: Page<FileOf<'runbook'>>,
	text: string,
	rehearsal: Rehearsal,
	{ prefix, op }: Place,
): Draft {
	const { at, day, by, result, how, evidence, notes } = rehearsal;
	const { id, path, value } = page;
	const name = op ?? nameFrom(JSON.stringify(['rehearsed', id, day, by, result, how, evidence]), 6);
	const check: CheckInput = {
		// A look at a page is no rehearsal of it.
		kind: how === 'review' || how === 'automated' ? 'runbook-validated' : 'runbook-rehearsed',
		subject: id,
		at: printInstant(at),
		by,
		result,
		how,
		evidence,
		...(notes !== undefined && { notes }),
	};
	const files: DraftFile[] = [
		{
			path: `${prefix}checks/${printInstant(at).slice(0, 4)}/${name}.yaml`,
			text: stringify(check, { lineWidth: 0 }),
		},
	];
	if (result === 'passed' && (value.lastValidated?.on ?? '') <= day) {
		const validated = { on: day, by, how, evidence };
		files.push({
			path: prefix + path,
			text: editFrontMatter(text, [], { 'last-validated': validated }),
		});
	}
	const words = { passed: 'passed', partly: 'passed in part', failed: 'failed' };
	return {
		op: name,
		kind: 'check',
		record: id,
		files,
		branch: `status/check/${id}--${name}`,
		title: `Runbook ${id} ${how === 'rehearsal' ? 'rehearsed' : `tried (${how})`}: ${words[result]}`,
		body: [evidence, ...(notes === undefined ? [] : [notes])].join('\n\n'),
		services: value.services,
	};
}
