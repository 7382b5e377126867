/** Serves a built portal as hosts do, compressed; what a browser fetches from it is what readers fetch. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const types: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json',
	'.svg': 'image/svg+xml',
};

/** Starts the server on a port of its own. */
export async function serveCompressed(folder: string): Promise<{ server: Server; url: string }> {
	const ready = new Map<string, Buffer>();
	const server = createServer((request, response) => {
		const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname));
		let file = join(folder, path);
		if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
		if (!existsSync(file)) {
			response.writeHead(404).end();
			return;
		}
		const type = types[extname(file)];
		let body = ready.get(file);
		if (!body) {
			const bytes = readFileSync(file);
			// Everything else of the index is compressed already.
			body = type === undefined ? bytes : gzipSync(bytes, { level: 6 });
			ready.set(file, body);
		}
		response.writeHead(200, {
			'content-type': type ?? 'application/octet-stream',
			'content-length': body.length,
			...(type !== undefined && { 'content-encoding': 'gzip' }),
		});
		response.end(body);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const address = server.address();
	if (typeof address !== 'object' || !address) throw new Error('The server has no port.');
	return { server, url: `http://127.0.0.1:${address.port}/` };
}
