/** Serves the built sites for the journeys; builds them first if nobody did. */
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { serveFolder } from '../../scripts/lib/serve.ts';
import { buildSite, distFolder, siteNames } from '../../scripts/lib/sites.ts';

export default async function setup() {
	process.env['BUILD_NOW'] ??= '2026-11-20T09:41:00Z';
	process.env['DIST_DIR'] ??= '.cache/journeys';
	const servers: Server[] = [];
	for (const site of siteNames) {
		if (!existsSync(distFolder(site))) {
			const { exitCode, message } = await buildSite(site);
			if (exitCode !== 0) throw new Error(message);
		}
		const { server, port } = await serveFolder(distFolder(site), 0);
		servers.push(server);
		process.env[`${site.toUpperCase()}_URL`] = `http://localhost:${port}`;
	}
	return () => {
		for (const server of servers) {
			server.closeAllConnections();
			server.close();
		}
	};
}
