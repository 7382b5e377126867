/** `npm start`: builds both sites and serves each on a port of its own, until Ctrl-C. */
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { flagsOrEnd } from './lib/plainFlags.ts';
import { rootOrEnd } from './lib/root.ts';
import { serveFolder } from './lib/serve.ts';
import type { SiteName } from './lib/sites.ts';
import { buildSite, distFolder, siteNames } from './lib/sites.ts';

const wantedPorts: Record<SiteName, number> = { status: 4321, portal: 4322 };
const names: Record<SiteName, string> = { status: 'Status page', portal: 'Portal' };

flagsOrEnd('start', {}, ['Builds both sites and serves each on a port of its own, until Ctrl-C.']);
rootOrEnd();
const servers: Server[] = [];
const taken = new Set<number>();
for (const site of siteNames) {
	console.log(`Building the ${site} site …`);
	const { exitCode, message } = await buildSite(site);
	console.log(message);
	if (exitCode === 1 && !existsSync(distFolder(site))) process.exit(1);
}
for (const site of siteNames) {
	const { server, port, base } = await serveFolder(distFolder(site), wantedPorts[site], taken);
	servers.push(server);
	taken.add(port);
	if (port !== wantedPorts[site]) {
		console.log(`Port ${wantedPorts[site]} is in use; the ${site} site takes ${port}.`);
	}
	console.log(`${`${names[site]}:`.padEnd(13)}http://localhost:${port}${base === '/' ? '' : base}`);
}
console.log('Ctrl-C ends both.');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => {
		for (const server of servers) {
			server.closeAllConnections();
			server.close();
		}
	});
}
