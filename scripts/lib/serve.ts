/** A small server for built sites, for looking at them and for tests. */
import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import type { HeaderRule } from './headersFile.ts';
import { headersFor, readHeadersFile } from './headersFile.ts';

/** A running server. */
export interface Serving {
	server: Server;
	port: number;
	/** Path of the site, with a slash at both ends. */
	base: string;
}

/** Ports tried before giving up. */
const attempts = 20;

const types: Record<string, string> = {
	'.atom': 'application/atom+xml; charset=utf-8',
	'.rss': 'application/rss+xml; charset=utf-8',
	'.ics': 'text/calendar; charset=utf-8',
};

/**
 * Serves a folder on `port`, or on the next one that is free; 0 lets the system choose. Unknown addresses get
 * the site's own 404 page. Path and headers are those of its `_headers` file, but nothing is kept by a browser:
 * what one looks at is what lies there.
 *
 * @param avoid ports that are kept for something else
 * @throws if no port is free
 */
export async function serveFolder(
	folder: string,
	port: number,
	avoid: ReadonlySet<number> = new Set(),
): Promise<Serving> {
	const base = rulesOf(folder)[0]?.below ?? '/';
	const files = sirv(folder, {
		dev: true,
		etag: true,
		setHeaders: (response, path) => {
			const type = types[path.slice(path.lastIndexOf('.'))];
			if (type !== undefined) response.setHeader('content-type', type);
			for (const [name, value] of headersFor(rulesOf(folder), base + path.slice(1))) {
				response.setHeader(name, value);
			}
			response.setHeader('cache-control', 'no-cache');
		},
	});
	const missing = join(folder, '404.html');
	const isFolderOfPage = (path: string) =>
		path.startsWith(base) &&
		!path.endsWith('/') &&
		existsSync(join(folder, path.slice(base.length), 'index.html'));
	const server = createServer((request, response) => {
		const url = request.url ?? '/';
		const notFound = () => {
			response.statusCode = 404;
			response.setHeader('content-type', 'text/html; charset=utf-8');
			response.end(existsSync(missing) ? readFileSync(missing) : 'Not found');
		};
		if (base !== '/' && url === '/') {
			response.writeHead(302, { location: base });
			response.end();
			return;
		}
		const [path = '', query] = url.split(/\?(.*)/s);
		// As hosts do, so that a page is seen at its own address, with its own headers.
		if (`${path}/` === base || isFolderOfPage(path)) {
			const location = query === undefined ? `${path}/` : `${path}/?${query}`;
			response.writeHead(301, { location });
			response.end();
			return;
		}
		// What is for hosts is not for readers.
		if (!url.startsWith(base) || /^_(?:headers|nginx\.conf)/.test(url.slice(base.length))) {
			notFound();
			return;
		}
		request.url = `/${url.slice(base.length)}`;
		files(request, response, notFound);
	});
	for (let candidate = port; candidate < port + attempts; candidate++) {
		if (avoid.has(candidate)) continue;
		if (await listen(server, candidate)) {
			const address = server.address();
			const own = typeof address === 'object' && address ? address.port : candidate;
			return { server, port: own, base };
		}
	}
	throw new Error(
		`No port from ${port} to ${port + attempts - 1} is free. End what is using them and try again.`,
	);
}

/** The rules as they are now: a build may put others there while its folder is being served. */
function rulesOf(folder: string): HeaderRule[] {
	const path = join(folder, '_headers');
	return existsSync(path) ? readHeadersFile(readFileSync(path, 'utf8')) : [];
}

/** Whether the port could be had. */
function listen(server: Server, port: number): Promise<boolean> {
	return new Promise((done, fail) => {
		const refused = (error: NodeJS.ErrnoException) => {
			server.off('listening', granted);
			if (error.code === 'EADDRINUSE' || error.code === 'EACCES') done(false);
			else fail(error);
		};
		const granted = () => {
			server.off('error', refused);
			done(true);
		};
		server.once('error', refused);
		server.once('listening', granted);
		server.listen(port);
	});
}
