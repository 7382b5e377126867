/** `npm run check -- --alerts`: Prometheus's rules beside the runbooks. */
import { compareRules } from '../../src/domain/alertRules.ts';
import type { Problem } from '../../src/domain/problem.ts';
import type { ReadContent } from '../../src/read/content.ts';
import { withLines } from '../../src/read/lines.ts';
import { readRuleFile } from './prometheusRules.ts';

/** What came of it. */
export interface AlertCheck {
	/** About rule files; paths as they were given. */
	rules: Problem[];
	/** About runbooks; paths below the content root. */
	runbooks: Problem[];
	/** One sentence that counts. */
	summary: string;
}

/**
 * Compares rule files with the runbooks.
 *
 * @param warn nothing of it is an error, so that the check passes
 */
export function checkAlerts(
	files: readonly string[],
	content: ReadContent,
	root: string,
	warn: boolean,
): AlertCheck {
	const read = files.map(readRuleFile);
	const rules = read.flatMap((file) => file.rules);
	const report = compareRules(rules, content);
	const broken = read.flatMap(({ problems }) => problems);
	const softened = (problems: readonly Problem[]): Problem[] =>
		problems.map((problem) => (warn ? { ...problem, severity: 'warning' } : problem));
	const { missing, dead, unlinked, orphaned, elsewhere } = report;
	const counts = [
		`${rules.length} ${rules.length === 1 ? 'alert' : 'alerts'}`,
		`${missing.length} missing`,
		`${dead.length} dead`,
		`${orphaned.length} orphaned`,
		...(elsewhere > 0 ? [`${elsewhere} elsewhere, not looked at`] : []),
	];
	return {
		rules: [...broken, ...softened([...missing, ...dead, ...unlinked])].sort((a, b) =>
			a.file < b.file ? -1 : a.file > b.file ? 1 : (a.line ?? 0) - (b.line ?? 0),
		),
		// A file that could not be read may hold the rule that seems to be missing.
		runbooks: broken.length > 0 ? [] : withLines(root, orphaned),
		summary: counts.join(', '),
	};
}
