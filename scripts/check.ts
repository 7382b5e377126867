/**
 * `npm run check`: is every file right? Prints all problems at once; exit 1 if there is an error. `--annotate` adds
 * commands by which GitHub shows each problem at its line; `--strict` takes every warning for an error; `--since <ref>`
 * refuses a date of validation that is newer than in that commit and that nothing shows, and, without `--redaction`, an
 * update that customers were told and that is changed or gone. `--alerts rules.yml`, several
 * times, also compares Prometheus's rules with the runbooks; with `--warn` nothing of that is an error.
 */
import { sortProblems } from '../src/domain/problem.ts';
import { currentInstant } from '../src/read/root.ts';
import { annotationsOf } from './lib/annotations.ts';
import { bumpedDates } from './lib/bumpedDates.ts';
import { changedUpdates } from './lib/changedUpdates.ts';
import { checkAlerts } from './lib/checkAlerts.ts';
import { everyProblem } from './lib/everyProblem.ts';
import { flagsOrEnd } from './lib/plainFlags.ts';
import { printProblems } from './lib/problems.ts';
import { rootOrEnd } from './lib/root.ts';
import { commitOrEnd } from './lib/sinceCommit.ts';

const { values, positionals } = flagsOrEnd(
	'check',
	{
		json: { type: 'boolean', default: false },
		annotate: { type: 'boolean', default: false },
		strict: { type: 'boolean', default: false },
		since: { type: 'string' },
		redaction: { type: 'boolean', default: false },
		alerts: { type: 'string', multiple: true, default: [] },
		warn: { type: 'boolean', default: false },
	},
	[
		'Names everything that is wrong with the content; exit 1 if there is an error.',
		'',
		'  --strict           Take every warning for an error.',
		'  --since <ref>      Refuse what may not change since that commit: dates of validation that nothing shows, and',
		'                     updates that customers were told.',
		'  --redaction        With --since: let updates be changed.',
		'  --alerts <file> …  Also compare rules of Prometheus with the runbooks.',
		'  --warn             With --alerts: nothing of that is an error.',
		'  --annotate         Also print commands by which GitHub shows each problem at its line.',
		'  --json             Print one JSON object for programs.',
	],
);
const root = rootOrEnd();
if (values.since !== undefined) await commitOrEnd(root, values.since);
const now = currentInstant();
const { content, problems: found, files } = await everyProblem(root, now);
// A shell spreads `rules/*.yml` into several words.
const ruleFiles = values.alerts.length > 0 ? [...values.alerts, ...positionals] : [];
const alerts =
	content && ruleFiles.length > 0 ? checkAlerts(ruleFiles, content, root, values.warn) : undefined;
const changed =
	values.since === undefined || values.redaction ? [] : await changedUpdates(root, values.since);
const named = sortProblems([...found, ...changed, ...(alerts?.runbooks ?? [])]);
const judged = values.since === undefined ? named : await bumpedDates(named, root, values.since);
const problems = values.strict
	? judged.map((problem) => ({ ...problem, severity: 'error' as const }))
	: judged;
const rules = alerts?.rules ?? [];
const errors = [...problems, ...rules].filter(({ severity }) => severity === 'error').length;

if (values.json) {
	const found = { files, errors, problems, ...(alerts && { rules }) };
	console.log(JSON.stringify(found, undefined, '\t'));
} else {
	if (alerts) printProblems(rules, undefined, '');
	printProblems(problems, files);
	if (alerts) console.log(alerts.summary);
}
if (values.annotate) {
	for (const line of [...annotationsOf(problems), ...annotationsOf(rules, '')]) console.log(line);
}
process.exitCode = errors > 0 ? 1 : 0;
