/** Problems as commands to GitHub Actions, which shows each at its line of a pull request. */
import { relative } from 'node:path';
import type { Problem } from '../../src/domain/problem.ts';
import { contentRoot } from '../../src/read/root.ts';

/**
 * One command a problem, errors first: GitHub shows ten of each kind a step.
 *
 * @param folder path of the content root below the top of the repository
 */
export function annotationsOf(
	problems: readonly Problem[],
	folder = relative(process.cwd(), contentRoot()),
): string[] {
	const rank = { error: 0, warning: 1 };
	const ordered = problems.toSorted((a, b) => rank[a.severity] - rank[b.severity]);
	return ordered.map(({ severity, file, line, field, message, cure }) => {
		const place = {
			file: folder === '' ? file : `${folder}/${file}`,
			line,
			title: field,
		};
		const properties = Object.entries(place)
			.filter(([, value]) => value !== undefined)
			.map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
		return `::${severity} ${properties.join(',')}::${escapeText(`${message}\n${cure}`)}`;
	});
}

/** As the runner reads them: nothing in a text can end the line and begin another command. */
const escapeText = (text: string) =>
	text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string) =>
	escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
