/** Dates of validation that were changed since a commit, and that nothing shows. */
import { relative } from 'node:path';
import type { Problem } from '../../src/domain/problem.ts';
import { validationField } from '../../src/domain/validation.ts';
import { readText } from '../../src/read/files.ts';
import { splitFrontMatter } from '../../src/read/frontMatter.ts';
import { parseYaml } from '../../src/read/yaml.ts';
import { git, gitOr } from './git.ts';

/**
 * The same problems; those about a date that is another than at `ref` are errors. What was there before stays a
 * warning, so that nobody has to mend old pages for a change elsewhere.
 *
 * @param root absolute path of the content root
 * @throws {GitError} if there is no such commit
 */
export async function bumpedDates(
	problems: readonly Problem[],
	root: string,
	ref: string,
): Promise<Problem[]> {
	const top = await git(root, ['rev-parse', '--show-toplevel']);
	await git(root, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
	const folder = relative(top, root);
	return Promise.all(
		problems.map(async (problem) => {
			if (problem.field !== validationField) return problem;
			const path = folder === '' ? problem.file : `${folder}/${problem.file}`;
			const before = await gitOr(root, ['show', `${ref}:${path}`]);
			const now = readText(root, problem.file);
			if ('problem' in now || validatedOn(before ?? '') === validatedOn(now.text)) return problem;
			return { ...problem, severity: 'error' };
		}),
	);
}

/** The day that a page's file names. */
function validatedOn(text: string): string | undefined {
	const parts = splitFrontMatter(text);
	const parsed = parts && parseYaml(parts.frontMatter);
	if (!parsed || 'faults' in parsed) return undefined;
	return (parsed.data as { 'last-validated'?: { on?: string } } | null)?.['last-validated']?.on;
}
