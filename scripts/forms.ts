/**
 * `npm run forms`: writes GitHub's issue forms with the services and levels of the organisation. `--check` writes
 * nothing and fails if one is not up to date.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formFiles } from './lib/formFiles.ts';
import { flagsOrEnd } from './lib/plainFlags.ts';
import { openWorkspace } from './lib/workspace.ts';

const { values } = flagsOrEnd('forms', { check: { type: 'boolean', default: false } }, [
	'Writes GitHub’s issue forms with the services and levels of the organisation.',
	'',
	'  --check  Write nothing; exit 1 if one is not up to date.',
]);
const workspace = await openWorkspace();
const stale: string[] = [];

for (const { path, text } of formFiles(workspace, workspace.now)) {
	const full = join(workspace.top, path);
	if (existsSync(full) && readFileSync(full, 'utf8') === text) continue;
	stale.push(path);
	if (values.check) continue;
	mkdirSync(dirname(full), { recursive: true });
	writeFileSync(full, text);
}

if (stale.length === 0) console.log('All issue forms are up to date.');
else if (values.check) {
	console.error(
		`Not up to date: ${stale.join(', ')}. Run npm run forms and commit what it writes.`,
	);
	process.exitCode = 1;
} else console.log(`Wrote ${stale.join(', ')}.`);
