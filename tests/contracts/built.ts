/** Builds of the status page that the tests of a file share, and servers for them. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Serving } from '../../scripts/lib/serve.ts';
import { serveFolder } from '../../scripts/lib/serve.ts';
import { pinnedNow, repository, runScript } from '../support/whole.ts';

/** A built status page. */
export interface Built {
	/** Where its files lie. */
	folder: string;
	/** Its path, with a slash at both ends. */
	base: string;
	/** A folder around it that is gone when the tests are over. */
	around: string;
}

const made: string[] = [];
const servers: Serving[] = [];

/**
 * Builds the default content as if it lived at a path of its host.
 * @throws {Error} if the build fails
 */
export async function builtAt(base: string): Promise<Built> {
	const around = mkdtempSync(join(tmpdir(), 'allclear-'));
	made.push(around);
	const content = join(around, 'content');
	cpSync(join(repository, 'content'), content, { recursive: true });
	const site = join(content, 'site.yaml');
	writeFileSync(
		site,
		readFileSync(site, 'utf8').replace(
			/^url: .*$/m,
			`url: https://status.harbour.example${base.replace(/\/$/, '')}`,
		),
	);
	const { code, output } = await runScript('build.ts', ['status'], {
		BUILD_NOW: pinnedNow,
		CONTENT_DIR: content,
		DIST_DIR: join(around, 'dist'),
	});
	if (code !== 0) throw new Error(output);
	return { folder: join(around, 'dist/status'), base, around };
}

/** Serves a build as `npm start` does; gives its address without a slash at the end. */
export async function served({ folder, base }: Built): Promise<string> {
	const serving = await serveFolder(folder, 0);
	servers.push(serving);
	return `http://localhost:${serving.port}${base.replace(/\/$/, '')}`;
}

/** Ends the servers and takes the builds away. */
export function clearBuilds(): void {
	for (const { server } of servers.splice(0)) {
		server.closeAllConnections();
		server.close();
	}
	for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
