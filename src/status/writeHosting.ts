/** Writes what hosts have to know beside the built site. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { AstroIntegration } from 'astro';
import type { Hosting } from './hosting.ts';
import { headersFile, nginxFile, unitePolicies } from './hosting.ts';

/** `_headers` and `_nginx.conf`, when everything else is there. */
export function writeHosting(site: Omit<Hosting, 'policy'>): AstroIntegration {
	return {
		name: 'allclear-hosting',
		hooks: {
			'astro:build:done': ({ dir, assets }) => {
				const policy = unitePolicies([...assets.values()].flatMap(policyOfRoute));
				const hosting = { ...site, policy };
				writeFileSync(new URL('_headers', dir), headersFile(hosting));
				writeFileSync(new URL('_nginx.conf', dir), nginxFile(hosting));
			},
		},
	};
}

/** The policy of the pages of one route: what they allow depends on the route's styles and scripts only. */
function policyOfRoute(files: readonly URL[]): string[] {
	for (const file of files) {
		if (!file.pathname.endsWith('.html')) continue;
		const policy = policyOf(readFileSync(file, 'utf8'));
		// A page that only leads elsewhere has none.
		if (policy !== undefined) return [policy];
	}
	return [];
}

/** The policy that a page carries; `undefined` if it has none. */
export function policyOf(html: string): string | undefined {
	const [, policy] =
		/<meta http-equiv="content-security-policy" content="([^"]+)"/.exec(html) ?? [];
	return policy?.replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}
