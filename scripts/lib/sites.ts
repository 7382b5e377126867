/** Building and naming the two sites. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readContent } from '../../src/read/content.ts';
import { contentRoot, currentInstant } from '../../src/read/root.ts';
import { printProblems } from './problems.ts';

export const siteNames = ['status', 'portal'] as const;
export type SiteName = (typeof siteNames)[number];

/** Where the built sites lie. */
export const distFolder = (site: SiteName) =>
	join(resolve(process.env['DIST_DIR'] ?? 'dist'), site);

/** How a build ended. */
export interface BuildResult {
	/** 0: whole. 1: not built. 3: built without the files that are broken. */
	exitCode: 0 | 1 | 3;
	message: string;
}

/**
 * Builds one site in a workshop of its own, and puts it in the place of the last one when it is whole.
 *
 * @param content root of what is written, if it is not the one of the environment
 */
export async function buildSite(site: SiteName, content?: string): Promise<BuildResult> {
	const folder = distFolder(site);
	const started = performance.now();
	// Within the checkout, because Astro puts what it needs meanwhile into one shared place for any other
	// folder; with the process in its name, because two builds may run at once.
	const workshop = resolve('.cache', `build-${site}-${process.pid}`);
	const built = join(workshop, 'site');
	try {
		const code = await runAstro(site, built, join(workshop, 'cache'), content);
		if (code !== 0) {
			const stays = existsSync(folder) ? ' The last build stays where it is.' : '';
			return { exitCode: 1, message: `The ${site} site could not be built.${stays}` };
		}
		const left = site === 'status' ? leftOut(built) : leftOutOfPortal();
		replaceFolder(built, folder);
		const seconds = ((performance.now() - started) / 1000).toFixed(1);
		const message = `Built the ${site} site in ${seconds} s.`;
		if (left === 0) return { exitCode: 0, message };
		const files = left === 1 ? 'One problem keeps something' : `${left} problems keep something`;
		return { exitCode: 3, message: `${message} ${files} from being shown; see above.` };
	} finally {
		rmSync(workshop, { recursive: true, force: true });
	}
}

/** Puts one folder in the place of another; a reader finds the old one or the new one whole. */
function replaceFolder(from: string, to: string): void {
	const next = `${to}.next`;
	rmSync(next, { recursive: true, force: true });
	mkdirSync(dirname(to), { recursive: true });
	try {
		renameSync(from, next);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
		// On another disk.
		cpSync(from, next, { recursive: true });
	}
	rmSync(to, { recursive: true, force: true });
	renameSync(next, to);
}

/** Number of problems that the status page itself reports. */
function leftOut(folder: string): number {
	const heartbeat = JSON.parse(readFileSync(join(folder, 'heartbeat.json'), 'utf8')) as {
		left_out: number;
	};
	return heartbeat.left_out;
}

function leftOutOfPortal(): number {
	const { problems } = readContent(contentRoot(), currentInstant());
	if (problems.length > 0) printProblems(problems);
	return problems.length;
}

// One line a page is a wall at thousands of pages, and hides what matters.
const noise = /├─|└─|▶|^\s*$/;

// How much a browser keeps of the portal, and what it cannot.
const said = /\[allclear:offline-copies\] (.*)/g;

function runAstro(
	site: SiteName,
	folder: string,
	cache: string,
	content: string | undefined,
): Promise<number> {
	return new Promise((done, fail) => {
		const child = spawn(process.execPath, [resolve('node_modules/astro/bin/astro.mjs'), 'build'], {
			env: {
				...process.env,
				SITE: site,
				OUT_DIR: folder,
				CACHE_DIR: cache,
				...(content !== undefined && { CONTENT_DIR: content }),
				// Whatever the caller is: a build for a test is a build.
				NODE_ENV: 'production',
				ASTRO_TELEMETRY_DISABLED: '1',
				NO_COLOR: '1',
			},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let all = '';
		const errors: string[] = [];
		const listen = (chunk: Buffer) => {
			all += chunk.toString();
		};
		child.stdout.on('data', listen);
		child.stderr.on('data', listen);
		child.on('error', fail);
		child.on('close', (code) => {
			for (const line of all.split('\n'))
				if (/\[ERROR\]/.test(line)) errors.push(line.replace(/^[\d:]+ /, ''));
			for (const [, line] of code === 0 ? all.matchAll(said) : []) console.log(line);
			if (code === 0) for (const line of errors) console.error(line);
			else
				console.error(
					all
						.split('\n')
						.filter((line) => !noise.test(line))
						.slice(-40)
						.join('\n'),
				);
			done(code ?? 1);
		});
	});
}
