/**
 * `npm run schemas`: writes a JSON Schema for every kind of file, so that editors complete and underline, and the page on
 * every field for people. `--check` writes nothing and fails if a file is not up to date.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldsPage } from './lib/fieldPages.ts';
import { jsonSchemas } from './lib/jsonSchemas.ts';
import { flagsOrEnd } from './lib/plainFlags.ts';

const { values } = flagsOrEnd('schemas', { check: { type: 'boolean', default: false } }, [
	'Writes a JSON Schema for every kind of file, and docs/fields.md.',
	'',
	'  --check  Write nothing; exit 1 if a file is not up to date.',
]);
const top = join(import.meta.dirname, '..');
const stale: string[] = [];

mkdirSync(join(top, 'src/schemas/json'), { recursive: true });
const fields = 'docs/fields.md';
const files = new Map([
	...Object.entries(jsonSchemas()).map(
		([name, text]) => [`src/schemas/json/${name}.json`, text] as const,
	),
	[fields, fieldsPage()],
]);
for (const [name, text] of files) {
	const path = join(top, name);
	if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
	stale.push(name);
	if (!values.check) writeFileSync(path, text);
}

if (stale.length === 0) console.log('All schemas are up to date.');
else if (values.check) {
	console.error(
		`Not up to date: ${stale.join(', ')}. Run npm run schemas and commit what it writes.`,
	);
	process.exitCode = 1;
} else console.log(`Wrote ${stale.join(', ')}.`);
