/** What a reader of the status page has to fetch. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { headersFor, readHeadersFile } from './headersFile.ts';

/** What a server sends before it waits for the first answer: ten packets (RFC 6928). */
export const firstRoundTrip = 14_336;

/** Bytes of a text as hosts commonly compress it (gzip level 6). */
export const compressed = (text: string): number => gzipSync(text, { level: 6 }).length;

/** Bytes of a page of a built status page, compressed, with the headers that come with it as HTTP/1.1 sends them. */
export function sentBytes(site: string, path: string): number {
	const rules = readHeadersFile(readFileSync(join(site, '_headers'), 'utf8'));
	const sent = headersFor(rules, `/${path.replace(/index\.html$/, '')}`);
	const lines = sent.map(([name, value]) => `${name}: ${value}\r\n`);
	const head = `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n${lines.join('')}\r\n`;
	return compressed(readFileSync(join(site, path), 'utf8')) + head.length;
}
