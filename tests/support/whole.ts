/** Whole builds and commands in folders of their own. */
import { execFile } from 'node:child_process';
import {
	cpSync,
	linkSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

/** The top of this repository. */
export const repository = resolve(import.meta.dirname, '../..');

/** A moment at which the example data is where its anchor says. */
export const pinnedNow = '2026-11-20T09:41:00Z';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'allclear-'));
	onTestFinished(() => {
		rmSync(folder, { recursive: true, force: true });
	});
	return folder;
}

/** A folder that is gone after the tests of the file; for what they share. */
export function sharedFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'allclear-'));
	afterAll(() => {
		rmSync(folder, { recursive: true, force: true });
	});
	return folder;
}

/** A copy of the default content that the test may change. */
export function contentCopy(around: string = temporaryFolder()): string {
	const folder = join(around, 'content');
	cpSync(join(repository, 'content'), folder, { recursive: true });
	return folder;
}

/** The environment without what a test runner puts into it: commands run as people run them. */
export function ordinaryEnvironment(): NodeJS.ProcessEnv {
	// A token of whoever runs the tests would send what they write to GitHub.
	const ours = /^(?:VITEST|TEST$|NODE_ENV$|DEV$|PROD$|MODE$|SSR$|BASE_URL$|GH_|GITHUB_)/;
	const kept = Object.entries(process.env).filter(([name]) => !ours.test(name));
	return { ...Object.fromEntries(kept), NO_COLOR: '1' };
}

/** What a command printed and how it ended. */
export interface Ran {
	code: number;
	output: string;
}

/** Runs one of our scripts. */
export function runScript(
	script: string,
	words: readonly string[] = [],
	env: Readonly<Record<string, string>> = {},
	folder = repository,
	/** Where it is run, if that is not where the script lies. */
	place = folder,
): Promise<Ran> {
	return new Promise((done) => {
		execFile(
			process.execPath,
			[join(folder, 'scripts', script), ...words],
			{ cwd: place, env: { ...ordinaryEnvironment(), ...env }, maxBuffer: 64 * 1024 * 1024 },
			(error, stdout, stderr) => {
				done({
					code: typeof error?.code === 'number' ? error.code : error ? 1 : 0,
					output: stdout + stderr,
				});
			},
		);
	});
}

/** Builds sites of a content root into a folder of the test's. */
export async function build(
	sites: readonly ('status' | 'portal')[],
	content: string,
	env: Readonly<Record<string, string>> = {},
	dist: string = temporaryFolder(),
): Promise<Ran & { dist: string }> {
	const ran = await runScript('build.ts', sites, {
		BUILD_NOW: pinnedNow,
		CONTENT_DIR: content,
		DIST_DIR: dist,
		...env,
	});
	return { ...ran, dist };
}

/** Every file below a folder with its bytes, by path. */
export function bytesBelow(folder: string): Map<string, Buffer> {
	const files = new Map<string, Buffer>();
	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		files.set(relative(folder, path), readFileSync(path));
	}
	return files;
}

/**
 * A clone of this repository as it stands, with packages of its own. They are hard links: Vite does not find
 * its way through a link to a folder elsewhere.
 */
export function cloneHere(): string {
	const tests = join(repository, '.cache/tests');
	mkdirSync(tests, { recursive: true });
	const folder = mkdtempSync(join(tests, 'clone-'));
	onTestFinished(() => {
		rmSync(folder, { recursive: true, force: true });
	});
	for (const name of [
		'src',
		'scripts',
		'content',
		'public',
		'astro.config.mjs',
		'package.json',
		'tsconfig.json',
	]) {
		cpSync(join(repository, name), join(folder, name), { recursive: true });
	}
	linkTree(join(repository, 'node_modules'), join(folder, 'node_modules'));
	return folder;
}

function linkTree(from: string, to: string): void {
	mkdirSync(to);
	for (const entry of readdirSync(from, { withFileTypes: true })) {
		// Caches are written to in place, and a hard link would write into ours.
		if (entry.name === '.vite' || entry.name === '.cache') continue;
		const [source, target] = [join(from, entry.name), join(to, entry.name)];
		if (entry.isDirectory()) linkTree(source, target);
		else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
		else linkSync(source, target);
	}
}
