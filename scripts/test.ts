/**
 * `npm test`: everything that has to be true, stage by stage, and one line that counts. A foreign tool that is
 * missing is named and counted as skipped.
 */
import type { StageResult } from './lib/stages.ts';
import { countLine, runStage } from './lib/stages.ts';
import { findBrowser } from './lib/browser.ts';

// Journeys look at example data as it is at its anchor, so that what they expect can be written down.
const pinned = { BUILD_NOW: '2026-11-20T09:41:00Z', DIST_DIR: '.cache/journeys' };

const results: StageResult[] = [
	await runStage('types', ['npm', 'run', '--silent', 'types']),
	await runStage('lint', ['npm', 'run', '--silent', 'lint']),
	await runStage('format', [
		'npx',
		'--no-install',
		'prettier',
		'--check',
		'--log-level',
		'warn',
		'.',
	]),
	await runStage('content', ['npm', 'run', '--silent', 'check']),
	await runStage('schemas', ['npm', 'run', '--silent', 'schemas', '--', '--check']),
	await runStage('forms', ['npm', 'run', '--silent', 'forms', '--', '--check']),
	await runStage('unit', ['npx', '--no-install', 'vitest', 'run', '--project', 'unit'], {
		counts: 'vitest',
	}),
	await runStage('github', ['npx', '--no-install', 'vitest', 'run', '--project', 'github'], {
		counts: 'vitest',
	}),
	await runStage('build', ['npm', 'run', '--silent', 'build'], { env: pinned }),
	await runStage('whole', ['npx', '--no-install', 'vitest', 'run', '--project', 'whole'], {
		counts: 'vitest',
	}),
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
