/** Lines for problems that were found in values, long after their files were read. */
import { matchesGlob } from 'node:path';
import type { Problem } from '../domain/problem.ts';
import type { FileKind } from '../schemas/index.ts';
import { fileKinds } from '../schemas/index.ts';
import { lineOfField } from './readFile.ts';

/** The kind of the file at a path below the content root; `undefined` if nothing reads it. */
export function kindOf(path: string): FileKind | undefined {
	return Object.values<FileKind>(fileKinds).find((kind) => matchesGlob(path, kind.path));
}

/** The same problems with the line of their field. */
export function withLines(root: string, problems: readonly Problem[]): Problem[] {
	return problems.map((problem) => {
		const kind = kindOf(problem.file);
		if (!kind || problem.line !== undefined || problem.field === undefined) return problem;
		return { ...problem, line: lineOfField(kind, root, problem.file, problem.field) };
	});
}
