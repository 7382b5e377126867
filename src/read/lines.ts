/** Lines for problems that were found in values, long after their files were read. */
import type { Problem } from '../domain/problem.ts';
import type { FileKind } from '../schemas/index.ts';
import { fileKinds } from '../schemas/index.ts';
import { lineOfField } from './readFile.ts';

// Node's own `matchesGlob` takes longer to load than a command takes to do its work.
const kinds = Object.values<FileKind>(fileKinds).map((kind) => ({
	kind,
	pattern: patternOf(kind.path),
}));

/** A pattern of `fileKinds` as a regular expression; names that begin with a dot are not ours. */
function patternOf(path: string): RegExp {
	const parts: Record<string, string> = {
		'**/': '(?:[^./][^/]*/)*(?!\\.)',
		'/*': '/(?!\\.)[^/]*',
		'*': '[^/]*',
		'.': '\\.',
		'{': '(?:',
		',': '|',
		'}': ')',
	};
	const source = path.replaceAll(/\*\*\/|\/\*(?!\*)|[*.{},]/g, (part) => parts[part] ?? part);
	return new RegExp(`^${source}$`);
}

/** The kind of the file at a path below the content root; `undefined` if nothing reads it. */
export function kindOf(path: string): FileKind | undefined {
	return kinds.find(({ pattern }) => pattern.test(path))?.kind;
}

/** Files that begin with `_` are parts that pages include; `README.md` is for people who look into the folder. */
export function isOfKind(kind: FileKind, name: string): boolean {
	return name.endsWith(kind.path.slice(kind.path.lastIndexOf('.'))) && !/^_|^README\./.test(name);
}

/** The same problems with the line of their field. */
export function withLines(root: string, problems: readonly Problem[]): Problem[] {
	return problems.map((problem) => {
		const kind = kindOf(problem.file);
		if (!kind || problem.line !== undefined || problem.field === undefined) return problem;
		return { ...problem, line: lineOfField(kind, root, problem.file, problem.field) };
	});
}
