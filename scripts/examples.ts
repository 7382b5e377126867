/**
 * `npm run examples`: builds both sites of every example and of the default content, two at a time, with the time of all
 * of it and what the home of each status page weighs. Exit 1 if one is not built whole, needs something further to be
 * read, or is too large.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { exampleNames, examplesFolder } from './conformance/tables.ts';
import { fetchedWith } from './lib/fetchedWith.ts';
import { firstRoundTrip, sentBytes } from './lib/sentBytes.ts';
import type { SiteName } from './lib/sites.ts';

interface Build {
	name: string;
	root: string;
	site: SiteName;
}

const top = resolve(import.meta.dirname, '..');
const roots = [
	{ name: 'content', root: join(top, 'content') },
	...exampleNames().map((name) => ({ name, root: join(examplesFolder, name) })),
];
// Portals take longest and come first, so that none goes on alone at the end.
const builds: Build[] = (['portal', 'status'] as const).flatMap((site) =>
	roots.map((root) => ({ ...root, site })),
);

const dist = mkdtempSync(join(tmpdir(), 'allclear-examples-'));
try {
	const started = performance.now();
	const waiting = [...builds];
	const failed: string[] = [];
	await Promise.all([1, 2].map(() => buildNext(waiting, failed)));
	const seconds = (performance.now() - started) / 1000;
	const heavy = failed.length === 0 ? weigh() : [];
	console.log(
		`${builds.length} sites in ${seconds.toFixed(0)} s, two at a time; ${failed.length} not built whole.`,
	);
	for (const line of [...failed, ...heavy]) console.error(line);
	process.exitCode = failed.length + heavy.length > 0 ? 1 : 0;
} finally {
	rmSync(dist, { recursive: true, force: true });
}

async function buildNext(waiting: Build[], failed: string[]): Promise<void> {
	for (let next = waiting.shift(); next; next = waiting.shift()) {
		const { code, output } = await build(next);
		if (code !== 0) failed.push(`${next.name}, ${next.site}, exit ${code}:\n${output}`);
	}
}

/** Builds one site at the moment at which its examples are where they say. */
function build({ name, root, site }: Build): Promise<{ code: number; output: string }> {
	const [, anchor] =
		/^example-anchor: *(\S+)/m.exec(readFileSync(join(root, 'site.yaml'), 'utf8')) ?? [];
	const env = { CONTENT_DIR: root, DIST_DIR: join(dist, name) };
	return new Promise((done, fail) => {
		const child = spawn(process.execPath, [join(top, 'scripts/build.ts'), site], {
			cwd: top,
			env: { ...process.env, ...env, ...(anchor !== undefined && { BUILD_NOW: anchor }) },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		const keep = (chunk: Buffer) => (output += chunk.toString());
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		child.on('error', fail);
		child.on('close', (code) => {
			done({ code: code ?? 1, output });
		});
	});
}

/** Prints what each home weighs; gives what is wrong with it. */
function weigh(): string[] {
	const width = Math.max(...roots.map(({ name }) => name.length));
	return roots.flatMap(({ name }) => {
		const site = join(dist, name, 'status');
		const bytes = sentBytes(site, 'index.html');
		const print = (count: number) => count.toLocaleString('en');
		console.log(
			`${name.padEnd(width)}  home ${print(bytes).padStart(6)} of ${print(firstRoundTrip)} bytes`,
		);
		return [
			...(bytes > firstRoundTrip ? [`The home of ${name} is too large.`] : []),
			...fetchedWith(readFileSync(join(site, 'index.html'), 'utf8')).map(
				(address) => `The home of ${name} needs ${address}.`,
			),
		];
	});
}
