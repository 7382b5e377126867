/** Writes what hosts have to know beside the built site. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import type { AstroIntegration } from 'astro';
import type { Hosting } from './hosting.ts';
import { headersFile, nginxFile } from './hosting.ts';

/** `_headers` and `_nginx.conf`, when everything else is there. */
export function writeHosting(site: Hosting): AstroIntegration {
	return {
		name: 'allclear-hosting',
		hooks: {
			'astro:build:done': ({ dir }) => {
				const calendars = calendarsIn(new URL('maintenance/', dir));
				writeFileSync(new URL('_headers', dir), headersFile(site, calendars));
				writeFileSync(new URL('_nginx.conf', dir), nginxFile(site));
			},
		},
	};
}

/** Names of the calendars of single maintenance, newest first: names begin with their day. */
function calendarsIn(folder: URL): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((name) => name.endsWith('.ics'))
		.sort()
		.reverse();
}
