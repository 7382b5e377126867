/**
 * `npm run conformance`: does every rule of every example hold, and would anybody notice if it did not? Runs the tests of
 * the rules three times: as they are, with each rule broken as its row of `CONFORMANCE.md` says, and as they are again.
 * The first and the last time all have to pass; in between each has to fail, by an assertion of its own.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { brokenRows, conformanceRows, exampleNames } from './conformance/tables.ts';

interface TestResult {
	title: string;
	status: string;
	failureMessages: string[];
}

const [before, broken, after] = [
	await runRules(false),
	await runRules(true),
	await runRules(false),
];
const wrong: string[] = [];
for (const example of exampleNames()) {
	const rows = conformanceRows(example);
	for (const { rule, heldBy } of rows) {
		const title = `${rule} ${heldBy}`;
		const results = [before, broken, after].map((run) => run.get(example)?.get(title));
		const [first, second, third] = results;
		if (first?.status !== 'passed') wrong.push(`${example} ${title}: does not pass.`);
		if (third?.status !== 'passed') wrong.push(`${example} ${title}: does not pass a second time.`);
		if (second?.status !== 'failed') wrong.push(`${example} ${title}: broken, and nobody noticed.`);
		const other = second?.failureMessages.find((message) => !message.startsWith('AssertionError'));
		if (other !== undefined) {
			wrong.push(`${example} ${title}: failed for another reason. ${other.split('\n')[0] ?? ''}`);
		}
	}
	const held = rows.filter(
		({ rule }) => !wrong.some((line) => line.startsWith(`${example} ${rule} `)),
	).length;
	console.log(
		`${example}: ${held} of ${rows.length} rules hold, and are missed when broken; ${brokenRows(example).length} slips in broken/`,
	);
}
for (const line of wrong) console.log(line);
process.exitCode = wrong.length > 0 || exampleNames().length === 0 ? 1 : 0;

/** Results of one run: by example, then by title. */
async function runRules(breaking: boolean): Promise<Map<string, Map<string, TestResult>>> {
	const folder = mkdtempSync(join(tmpdir(), 'allclear-conformance-'));
	const report = join(folder, 'report.json');
	try {
		await new Promise<void>((done, fail) => {
			const child = spawn(
				'npx',
				[
					...['--no-install', 'vitest', 'run', '--project', 'conformance'],
					...['--reporter=json', `--outputFile.json=${report}`],
				],
				{
					stdio: ['ignore', 'ignore', 'inherit'],
					env: { ...process.env, ALLCLEAR_BREAK_RULES: breaking ? 'yes' : 'no' },
				},
			);
			child.on('error', fail);
			child.on('close', () => {
				done();
			});
		});
		const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
			testResults: { name: string; assertionResults: TestResult[] }[];
		};
		// The rules of one example may be spread over files: `<example>.test.ts`, `<example>.<part>.test.ts`.
		const byExample = Map.groupBy(testResults, ({ name }) => basename(name).split('.')[0] ?? name);
		return new Map(
			[...byExample].map(([example, files]) => [
				example,
				new Map(
					files.flatMap(({ assertionResults }) =>
						assertionResults.map((result) => [result.title, result] as const),
					),
				),
			]),
		);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
