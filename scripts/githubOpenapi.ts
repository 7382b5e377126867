/**
 * `npm run github:openapi`: renews `tests/github/openapi-slice.json`, the shapes of those requests and answers of
 * GitHub's that we use, from GitHub's own description. The package that holds it is 385 MB: it is fetched into a
 * temporary folder and never becomes a dependency.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sliceText } from './lib/openapiSlice.ts';

const target = resolve(import.meta.dirname, '../tests/github/openapi-slice.json');
const { values } = parseArgs({
	options: {
		package: { type: 'string', default: '@octokit/openapi@23.0.2' },
		tarball: { type: 'string' },
	},
});

const folder = mkdtempSync(join(tmpdir(), 'allclear-'));
try {
	const tarball = values.tarball ?? join(folder, pack(values.package));
	const inside = 'package/generated/api.github.com.json';
	execFileSync('tar', ['-xzf', resolve(tarball), '-C', folder, inside]);
	const description: unknown = JSON.parse(readFileSync(join(folder, inside), 'utf8'));
	const text = sliceText(description);
	writeFileSync(target, text);
	console.log(`${target}: ${text.length.toLocaleString('en')} bytes.`);
} finally {
	rmSync(folder, { recursive: true, force: true });
}

/** Fetches a package without installing it, and returns the name of its file. */
function pack(name: string): string {
	const printed = execFileSync('npm', ['pack', '--silent', name], {
		cwd: folder,
		encoding: 'utf8',
	});
	return printed.trim().split('\n').at(-1) ?? '';
}
