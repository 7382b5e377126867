/** A Chromium for the tests: one that is there, else Playwright's, else Debian's package. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The one without a window first: it takes less than half as long over the same pages. */
const programs = [
	'chromium-headless-shell',
	'chromium',
	'chromium-browser',
	'google-chrome',
	'google-chrome-stable',
];

/** Path of a Chromium, brought about if need be; `undefined` if none can be had. Says what it does. */
export async function findBrowser(): Promise<string | undefined> {
	const there = process.env['CHROMIUM_PATH'] ?? onPath(programs) ?? (await playwrights());
	if (there !== undefined) {
		console.log(`\nBrowser: ${there}`);
		return there;
	}
	console.log('\nNo Chromium is here. Asking Playwright for one …');
	attempt('npx', ['--no-install', 'playwright', 'install', 'chromium'], 180_000);
	const downloaded = await playwrights();
	if (downloaded !== undefined) return downloaded;

	if (process.getuid?.() === 0 && onPath(['apt-get']) !== undefined) {
		attempt('apt-get', ['update', '-q'], 180_000);
		for (const name of ['chromium-headless-shell', 'chromium']) {
			console.log(`Installing Debian’s package ${name} …`);
			attempt('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], 600_000);
			const installed = onPath(programs);
			if (installed !== undefined) return installed;
		}
	}
	console.log(
		'Skipped: the journeys need Chromium, and none could be had. Install it, or set CHROMIUM_PATH.',
	);
	return undefined;
}

/** The browser that Playwright brought earlier. */
async function playwrights(): Promise<string | undefined> {
	const { chromium } = await import('@playwright/test');
	const path = chromium.executablePath();
	return existsSync(path) ? path : undefined;
}

/** The first of these programs on PATH. */
export function onPath(names: readonly string[]): string | undefined {
	const folders = (process.env['PATH'] ?? '').split(delimiter);
	for (const name of names) {
		for (const folder of folders) {
			const path = join(folder, name);
			try {
				accessSync(path, constants.X_OK);
				return path;
			} catch {
				// Not in this folder.
			}
		}
	}
	return undefined;
}

/** Runs an installer; whether it worked shows in what is there afterwards. */
function attempt(command: string, words: readonly string[], timeout: number): void {
	try {
		execFileSync(command, words, { stdio: ['ignore', 'ignore', 'pipe'], timeout });
	} catch (error) {
		const said = (error as { stderr?: Buffer }).stderr?.toString().trim().split('\n').at(-1);
		console.log(`  ${command} ${words[0]}: ${said ?? String(error)}`);
	}
}
