/** Builds of the status page that all contracts share, and servers for them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Serving } from '../../scripts/lib/serve.ts';
import { serveFolder } from '../../scripts/lib/serve.ts';

/** A built status page. */
export interface Built {
	/** Where its files lie; nobody changes them. */
	folder: string;
	/** Its path, with a slash at both ends. */
	base: string;
}

const made: string[] = [];
const servers: Serving[] = [];

/** The default content, built as if it lived at a path of its host. */
export function builtAt(base: string): Built {
	const folder = inject('builds')[base];
	if (folder === undefined) throw new Error(`Nothing is built for ${base}; see setup.ts.`);
	return { folder, base };
}

/** A folder that is gone when the tests of the file are over. */
export function folderForFile(): string {
	const folder = mkdtempSync(join(tmpdir(), 'allclear-'));
	made.push(folder);
	return folder;
}

/** Serves a build as `npm start` does; gives its address without a slash at the end. */
export async function served({ folder, base }: Built): Promise<string> {
	const serving = await serveFolder(folder, 0);
	servers.push(serving);
	return `http://localhost:${serving.port}${base.replace(/\/$/, '')}`;
}

/** Ends the servers and takes the folders away. */
export function endServers(): void {
	for (const { server } of servers.splice(0)) {
		server.closeAllConnections();
		server.close();
	}
	for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
