/** Runbooks that were given up and to which something still leads. They can be read, so these are warnings. */
import type { Content } from '../content.ts';
import type { Problem } from '../problem.ts';

/** A warning for every place that names a runbook which is no longer followed. */
export function givenUpProblems({
	process,
	runbooks,
}: Pick<Content, 'process' | 'runbooks'>): Problem[] {
	const given = new Set(
		runbooks.filter(({ value }) => value.status === 'deprecated').map(({ id }) => id),
	);
	const warn = (name: string | undefined, file: string, field: string): Problem[] =>
		name !== undefined && given.has(name)
			? [
					{
						severity: 'warning',
						file,
						field,
						message: `\`${name}\` was given up, and this still leads to it.`,
						cure: 'Name the runbook that took its place, or take it out.',
					},
				]
			: [];
	const inProcess = (list: readonly { runbook?: string | undefined }[], field: string) =>
		list.flatMap(({ runbook }, index) =>
			warn(runbook, 'process.yaml', `${field}.${index}.runbook`),
		);
	return [
		...inProcess(process.firstResponse, 'first-response'),
		...inProcess(process.mitigations, 'mitigations'),
		...inProcess(process.closeOut, 'close-out'),
		...process.phases.flatMap(({ checklist }, index) =>
			inProcess(checklist, `phases.${index}.checklist`),
		),
		...process.handyRunbooks.flatMap((name, index) =>
			warn(name, 'process.yaml', `handy-runbooks.${index}`),
		),
		...runbooks
			.filter(({ id }) => !given.has(id))
			.flatMap(({ path, value }) =>
				value.related.flatMap((name, index) => warn(name, path, `related.${index}`)),
			),
	];
}
