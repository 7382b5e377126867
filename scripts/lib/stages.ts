/** Running one part of the tests and counting what it found. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a stage found. A stage that does not count its tests counts as one. */
export interface StageResult {
	name: string;
	passed: number;
	failed: number;
	skipped: number;
}

interface StageOptions {
	env?: Readonly<Record<string, string>>;
	/** Whose report holds the number of tests. */
	counts?: 'vitest' | 'playwright';
	/** Shows its output when it is done, all at once; for stages that run beside others. */
	quiet?: boolean;
}

/** Runs a command as a stage; its output is shown as it comes. */
export async function runStage(
	name: string,
	[command = '', ...words]: readonly string[],
	{ env = {}, counts, quiet = false }: StageOptions = {},
): Promise<StageResult> {
	if (!quiet) console.log(`\n── ${name}`);
	const started = performance.now();
	const folder = mkdtempSync(join(tmpdir(), 'allclear-'));
	const report = join(folder, 'report.json');
	try {
		const { code, output } = await run(
			command,
			[...words, ...reporterFlags(counts, report)],
			{ ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
			quiet,
		);
		if (quiet) process.stdout.write(`\n── ${name}\n${output}`);
		const seconds = Math.round((performance.now() - started) / 1000);
		console.log(`── ${name}: ${code === 0 ? 'ok' : `ended with ${code}`}, ${seconds} s`);
		const counted = counts && readCounts(counts, report);
		const failed = Math.max(counted?.failed ?? 0, code === 0 ? 0 : 1);
		return {
			name,
			passed: counted?.passed ?? (code === 0 ? 1 : 0),
			failed,
			skipped: counted?.skipped ?? 0,
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** `N passed, N failed`, and how many were skipped if any were. */
export function countLine(results: readonly StageResult[]): string {
	const sum = (key: 'passed' | 'failed' | 'skipped') =>
		results.reduce((total, result) => total + result[key], 0);
	const skipped = sum('skipped');
	return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function reporterFlags(counts: StageOptions['counts'], report: string): string[] {
	if (counts === 'vitest')
		return ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
	if (counts === 'playwright') return ['--reporter=line,json'];
	return [];
}

/** Numbers of a report; a run that ended before its report has none. */
function readCounts(
	counts: 'vitest' | 'playwright',
	path: string,
): Omit<StageResult, 'name'> | undefined {
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
	if (counts === 'vitest') {
		const report = JSON.parse(text) as {
			numPassedTests: number;
			numFailedTests: number;
			numPendingTests: number;
			numTodoTests: number;
		};
		return {
			passed: report.numPassedTests,
			failed: report.numFailedTests,
			skipped: report.numPendingTests + report.numTodoTests,
		};
	}
	const { stats } = JSON.parse(text) as {
		stats: { expected: number; unexpected: number; flaky: number; skipped: number };
	};
	return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

function run(
	command: string,
	words: readonly string[],
	env: Readonly<Record<string, string>>,
	quiet: boolean,
): Promise<{ code: number; output: string }> {
	return new Promise((done, fail) => {
		const child = spawn(command, words, {
			env: { ...process.env, ...env },
			stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
		});
		let output = '';
		child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
		child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
		child.on('error', fail);
		child.on('close', (code) => {
			done({ code: code ?? 1, output });
		});
	});
}
