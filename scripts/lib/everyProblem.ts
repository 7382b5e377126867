/** All that the check says of a content root by itself: without rules of alerts and without an earlier commit. */
import { gapProblems, gapsOf } from '../../src/domain/gaps.ts';
import { knownIncidents } from '../../src/domain/knownIncidents.ts';
import { sortProblems } from '../../src/domain/problem.ts';
import type { CheckedContent } from '../../src/read/checkContent.ts';
import { checkContent } from '../../src/read/checkContent.ts';
import { commandProblems } from '../../src/read/commands.ts';
import { contentHistory } from '../../src/read/gitHistory.ts';
import { withLines } from '../../src/read/lines.ts';
import { namedFileProblems } from '../../src/read/namedFiles.ts';

/**
 * Reads and checks everything below `root`, with commands by their parsers and gaps as warnings.
 *
 * @param only path below the root of the one file whose problems are wanted
 */
export async function everyProblem(
	root: string,
	now: number,
	only?: string,
): Promise<CheckedContent> {
	const { content, problems: found, files } = checkContent(root, now);
	const wanted = ({ file }: { file: string }) => only === undefined || file === only;
	const problems = found.filter(wanted);
	if (!content) return { content, problems, files };
	const history = contentHistory(root, content);
	const gaps = gapsOf(
		content,
		knownIncidents(content, now).map(({ response }) => response),
		now,
		'unavailable' in history ? undefined : history.lastChangeOf,
	);
	const runbooks = content.runbooks.filter(({ path }) => wanted({ file: path }));
	return {
		content,
		problems: sortProblems([
			...problems,
			...(await commandProblems({ runbooks })),
			...namedFileProblems(root, { ...content, runbooks }),
			...withLines(root, gapProblems(gaps).filter(wanted)),
		]),
		files,
	};
}
