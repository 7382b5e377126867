/** What a built portal weighs: a runbook at the first visit, its scripts, and what a browser keeps. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fetchedWith } from './fetchedWith.ts';

/** One thing with a budget, in bytes. */
export interface BudgetRow {
	what: string;
	bytes: number;
	/** Met at or below this. */
	limit: number;
}

/** The script that Starlight brings to every page with code, by the beginning of its name. */
const ofStarlight = /^ec\./;
const keptAtMost = 20 * 1024 * 1024;

const compressed = (text: string | Buffer) => gzipSync(text, { level: 6 }).length;

/**
 * Rows for the heaviest runbook and for what can be read without a network. Counted is what a page asks for by
 * itself; the copies are fetched after it is done, and only what changed.
 *
 * @param folder the built portal, served at the root of its origin
 * @throws if there is no runbook or no worker in it
 */
export function weighPortal(folder: string): {
	rows: BudgetRow[];
	/** The runbook that takes most, by its path. */
	heaviest: { name: string };
} {
	const runbooks = readdirSync(join(folder, 'runbooks'), { recursive: true, encoding: 'utf8' })
		.filter((path) => /.[\\/]index\.html$/.test(path))
		.map((path) => weighPage(folder, join('runbooks', path)))
		.sort((a, b) => b.all - a.all);
	const heaviest = runbooks[0];
	if (!heaviest) throw new Error('No runbook was built.');
	const worker = readFileSync(join(folder, 'sw.js'), 'utf8');
	const rows = [
		{ what: `runbook, first visit (${heaviest.name})`, bytes: heaviest.all, limit: 60 * 1024 },
		{
			what: 'scripts of a runbook beyond Starlight’s',
			bytes: Math.max(...runbooks.map(({ own }) => own)),
			limit: 25 * 1024,
		},
		{ what: 'kept by a browser, as stored', bytes: keptBytes(folder, worker), limit: keptAtMost },
	];
	return { rows, heaviest };
}

function weighPage(folder: string, path: string): { name: string; all: number; own: number } {
	const html = readFileSync(join(folder, path), 'utf8');
	const scripts = new Set<string>();
	const others = new Set<string>();
	for (const address of fetchedWith(html)) {
		const file = address.replace(/[?#].*/, '').replace(/^\//, '');
		if (!existsSync(join(folder, file))) continue;
		if (file.endsWith('.js')) withImports(folder, file, scripts);
		else others.add(file);
	}
	const weight = (file: string) => compressed(readFileSync(join(folder, file)));
	const sum = (files: readonly string[]) => files.reduce((total, file) => total + weight(file), 0);
	const own = [...scripts].filter((file) => !ofStarlight.test(file.replace(/^.*\//, '')));
	const inline = [...html.matchAll(/<script type="module">([^]*?)<\/script>/g)]
		.map(([, text]) => text ?? '')
		.join('\n');
	return {
		name: path.replace(/[\\/]index\.html$/, ''),
		all: compressed(html) + sum([...scripts, ...others]),
		own: sum(own) + (inline === '' ? 0 : compressed(inline)),
	};
}

/** A script and everything it imports at once; what it imports later is fetched when somebody asks for it. */
function withImports(folder: string, file: string, into: Set<string>): void {
	if (into.has(file)) return;
	into.add(file);
	const text = readFileSync(join(folder, file), 'utf8');
	for (const [, name = ''] of text.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+)["'`]/g)) {
		const imported = join(file, '..', name);
		if (existsSync(join(folder, imported))) withImports(folder, imported, into);
	}
}

/** Bytes of everything the worker lists. */
function keptBytes(folder: string, worker: string): number {
	const addresses = [...worker.matchAll(/\{url:[`"']\/([^`"']*)[`"']/g)].map(
		([, path]) => path ?? '',
	);
	if (addresses.length === 0) throw new Error('The worker of the portal keeps nothing.');
	return addresses
		.map((path) => join(folder, path === '' || path.endsWith('/') ? `${path}index.html` : path))
		.reduce((total, file) => total + readFileSync(file).length, 0);
}
