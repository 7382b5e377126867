/** How problems are printed in a terminal. */
import { relative } from 'node:path';
import { styleText } from 'node:util';
import type { Problem } from '../../src/domain/problem.ts';
import { contentRoot } from '../../src/read/root.ts';

/**
 * Prints problems file by file, and one line that counts them.
 *
 * @param folder what the paths are below, as somebody at the terminal would write it
 */
export function printProblems(
	problems: readonly Problem[],
	files?: number,
	folder = relative(process.cwd(), contentRoot()),
): void {
	for (const problem of problems) {
		const place = [folder ? `${folder}/${problem.file}` : problem.file, problem.line]
			.filter((part) => part !== undefined)
			.join(':');
		const word =
			problem.severity === 'error' ? styleText('red', 'error') : styleText('yellow', 'warning');
		const field = problem.field === undefined ? '' : ` ${styleText('dim', problem.field)}`;
		console.log(
			`${styleText('bold', place)} ${word}${field}\n  ${problem.message}\n  ${problem.cure}`,
		);
	}
	const errors = problems.filter(({ severity }) => severity === 'error').length;
	const warnings = problems.length - errors;
	const counted = files === undefined ? [] : [count(files, 'file')];
	console.log([...counted, count(errors, 'error'), count(warnings, 'warning')].join(', '));
}

const count = (number: number, thing: string) => `${number} ${thing}${number === 1 ? '' : 's'}`;
