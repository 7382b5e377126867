/** Writes what hosts have to know beside the built site. */
import { writeFileSync } from 'node:fs';
import type { AstroIntegration } from 'astro';
import type { Hosting } from './hosting.ts';
import { headersFile, nginxFile } from './hosting.ts';

/** `_headers` and `_nginx.conf`, when everything else is there. */
export function writeHosting(site: Hosting): AstroIntegration {
	return {
		name: 'allclear-hosting',
		hooks: {
			'astro:build:done': ({ dir }) => {
				writeFileSync(new URL('_headers', dir), headersFile(site));
				writeFileSync(new URL('_nginx.conf', dir), nginxFile(site));
			},
		},
	};
}
