/** All that is wrong with a content root, at once. */
import type { Problem } from '../domain/problem.ts';
import { sortProblems } from '../domain/problem.ts';
import { contentProblems } from '../domain/references/index.ts';
import { blamelessHints } from '../domain/blameless.ts';
import { contradictions } from '../domain/contradictions.ts';
import { unevidenced } from '../domain/validation.ts';
import { pictureProblems } from './brandPictures.ts';
import type { ReadContent } from './content.ts';
import { readContent } from './content.ts';
import type { FoundFile } from './files.ts';
import { listFiles } from './files.ts';
import { kindOf, withLines } from './lines.ts';
import { linkProblems } from './links.ts';
import { bodyProblems } from './pages.ts';
import { UnreadableError } from './publicContent.ts';
import { readFile } from './readFile.ts';
import { recordIdSchema } from '../schemas/incident.ts';

/** What a check found. */
export interface CheckedContent {
	/** `undefined` if a file without which nothing has a meaning is broken. */
	content: ReadContent | undefined;
	/** Sorted by file and line. */
	problems: Problem[];
	/** Number of files looked at. */
	files: number;
}

/** Reads and checks everything below `root`. */
export function checkContent(root: string, now: number): CheckedContent {
	const found = listFiles(root);
	const problems: Problem[] = found.flatMap(
		({ path, problem }) => problem ?? strayFile(path) ?? [],
	);
	let content: ReadContent | undefined;
	try {
		content = readContent(root, now);
		problems.push(
			...content.problems,
			...withLines(
				root,
				contentProblems(
					content,
					now,
					content.problems.map(({ file }) => file),
				),
			),
			...withLines(root, pictureProblems(content.site)),
			...withLines(root, bodyProblems(content)),
			...withLines(root, linkProblems(root, content)),
			...withLines(root, wordingProblems(content, now)),
		);
	} catch (error) {
		if (!(error instanceof UnreadableError)) throw error;
		// Nothing has a meaning without these files, but each of the others can still be looked at alone.
		problems.push(...error.problems, ...eachAlone(root, found));
	}
	return { content, problems: sortProblems(unique(problems)), files: found.length };
}

/** What is said against what is known. Warnings all of them: prose is judged by people. */
const wordingProblems = (content: ReadContent, now: number): Problem[] => [
	...contradictions(content, now),
	...unevidenced(content),
	...blamelessHints(content),
];

function eachAlone(root: string, found: readonly FoundFile[]): Problem[] {
	return found.flatMap(({ path, problem }) => {
		const kind = problem ? undefined : kindOf(path);
		const read = kind && readFile(kind, path, { root, shift: 0 });
		return read && 'problems' in read ? read.problems : [];
	});
}

const assets = /\.(?:png|jpe?g|webp|avif|gif|svg|pdf|csv|txt|log)$/i;

/** A file that nothing reads is usually one whose folder or name has a slip in it. */
function strayFile(path: string): Problem | undefined {
	const name = path.slice(path.lastIndexOf('/') + 1);
	if (name === 'README.md' || name.startsWith('_')) return undefined;
	// What stands at the top in capitals is for people, as everywhere.
	if (/^[A-Z]+\.md$/.test(path)) return undefined;
	if (assets.test(name) && /^(?:handbook|runbooks|post-mortems)\//.test(path)) return undefined;
	const kind = kindOf(path);
	const folder = /^(?:incidents|maintenance)\/[^/]+\/([^/]+)\//.exec(path)?.[1];
	if (kind && (folder === undefined || recordIdSchema.safeParse(folder).success)) return undefined;
	return {
		severity: 'error',
		file: path,
		message: kind
			? `\`${folder}\` is not the name of a record's folder.`
			: 'Nothing reads this file.',
		cure: kind
			? 'Name the folder by the day and four characters, e.g. `2026-03-01-k3f9`.'
			: 'Move it to where its kind belongs, or begin its name with `_` if it is a part of another page.',
	};
}

/** The same file can be met on two ways. */
function unique(problems: readonly Problem[]): Problem[] {
	return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
