/**
 * `npm test`: everything that has to be true, stage by stage, and one line that counts. A foreign tool that is
 * missing is named and counted as skipped.
 */
import type { StageResult } from './lib/stages.ts';
import { countLine, runStage } from './lib/stages.ts';
import { findBrowser } from './lib/browser.ts';

// Journeys look at example data as it is at its anchor, so that what they expect can be written down.
const pinned = { BUILD_NOW: '2026-11-20T09:41:00Z', DIST_DIR: '.cache/journeys' };

// Each of these uses one processor: the longest runs beside all the others.
const still = { quiet: true };
const [lint, others] = await Promise.all([
	runStage('lint', ['npm', 'run', '--silent', 'lint'], still),
	oneByOne({
		types: ['npm', 'run', '--silent', 'types'],
		format: ['npx', '--no-install', 'prettier', '--check', '--log-level', 'warn', '.'],
		content: ['npm', 'run', '--silent', 'check'],
		schemas: ['npm', 'run', '--silent', 'schemas', '--', '--check'],
		forms: ['npm', 'run', '--silent', 'forms', '--', '--check'],
	}),
]);

const results: StageResult[] = [
	...others,
	lint,
	await runStage('unit', ['npx', '--no-install', 'vitest', 'run', '--project', 'unit'], {
		counts: 'vitest',
	}),
	await runStage('github', ['npx', '--no-install', 'vitest', 'run', '--project', 'github'], {
		counts: 'vitest',
	}),
	await runStage('rules', ['npx', '--no-install', 'vitest', 'run', '--project', 'conformance'], {
		counts: 'vitest',
	}),
	await runStage('build', ['npm', 'run', '--silent', 'build'], { env: pinned }),
	await runStage('budget', ['npm', 'run', '--silent', 'budget'], {
		env: { ALLCLEAR_BUILT: pinned.DIST_DIR },
	}),
	await runStage(
		'whole',
		['npx', '--no-install', 'vitest', 'run', '--project', 'contracts', '--project', 'whole'],
		{ counts: 'vitest', env: { ALLCLEAR_BUILT: pinned.DIST_DIR } },
	),
];

const browser = await findBrowser();
if (browser === undefined) {
	results.push({ name: 'journeys', passed: 0, failed: 0, skipped: 1 });
} else {
	results.push(
		await runStage('journeys', ['npx', '--no-install', 'playwright', 'test'], {
			env: { ...pinned, CHROMIUM_PATH: browser },
			counts: 'playwright',
		}),
	);
}

console.log('');
for (const { name, failed, skipped } of results) {
	console.log(`${failed > 0 ? '✗' : skipped > 0 ? '–' : '✓'} ${name}`);
}
console.log(countLine(results));
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;

async function oneByOne(stages: Readonly<Record<string, string[]>>): Promise<StageResult[]> {
	const done: StageResult[] = [];
	for (const [name, command] of Object.entries(stages)) {
		done.push(await runStage(name, command, still));
	}
	return done;
}
