/** Ways to look at an example that tests of several rules share. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { applyMutation, parseMutation } from '../../../scripts/conformance/mutation.ts';
import type { Outcome } from '../../../scripts/lib/command.ts';
import type { Step } from '../../../src/domain/steps.ts';
import type { CellPart } from '../../../src/portal/cells.ts';
import type { KnownIncident, PortalContent } from '../../../src/portal/content.ts';
import { gapGroups } from '../../../src/portal/gaps.ts';
import { parsePage, stepsOf } from '../../../src/read/mdx.ts';
import { temporaryFolder } from '../../support/whole.ts';
import { Example } from './rule.ts';

/** A link to a runbook. */
export const page = (text: string, id: string): CellPart => ({ text, href: `/runbooks/${id}/` });
/** A link to an incident of the example. */
export const link = (text: string, id: string): CellPart => ({
	text,
	href: `/incidents/example-${id}/`,
});
/** An instant to the minute. */
export const iso = (instant: number): string => `${new Date(instant).toISOString().slice(0, 16)}Z`;

/** One incident with everything known of it. */
export function incident({ known }: PortalContent, id: string): KnownIncident {
	const found = known.find(({ response }) => response.id === id);
	if (!found) throw new Error(`There is no ${id}.`);
	return found;
}

/** What the gaps of one kind say. */
export const gapsIn = (portal: PortalContent, kind: string): (CellPart | undefined)[] =>
	gapGroups(portal)
		.filter(({ id }) => id === kind)
		.flatMap(({ rows }) => rows.map(([what]) => (Array.isArray(what) ? what[0] : what)));

/** The steps of a runbook. */
export function stepsIn({ runbooks }: PortalContent, id: string): Step[] {
	const runbook = runbooks.find((item) => item.id === id);
	const tree = runbook && parsePage(runbook);
	return tree === undefined || 'problem' in tree ? [] : stepsOf(tree);
}

/** Opens an incident as somebody who has just been called would; customers are told of the worse ones. */
export async function opened(example: Example, level: string, ...more: string[]): Promise<string> {
	const { data } = await example.run('incident open', [
		...['--severity', level, '--title', 'Something is wrong', '--by', 'noor-haddad'],
		...['--message', 'Something does not work. We are looking into it.'],
		...['--service', 'designer=partial-outage'],
		...more,
	]);
	return String(data['id']);
}

/** Notes what share of users is affected, in per cent. */
export const affected = (example: Example, id: string, share: number): Promise<Outcome> =>
	example.run('incident note', [
		id,
		'--kind',
		'impact',
		'--set',
		`facts={users-affected: ${share}}`,
	]);

/** A message as it is sent. */
export async function printed(
	example: Example,
	id: string,
	template: string,
	...given: string[]
): Promise<unknown> {
	const { data } = await example.run('message print', [id, template, ...given]);
	return data['text'];
}

/** The example with one thing changed. */
export function changed(example: Example, change: string): Example {
	const root = join(temporaryFolder(), 'content');
	cpSync(example.root, root, { recursive: true });
	applyMutation(root, parseMutation(change));
	return new Example(root, example.now);
}
