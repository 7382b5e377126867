import { statusContent } from '../content.ts';
import { textResponse } from '../responses.ts';
import { shellOf } from '../shell.ts';

/** Everything may be read. Search engines look for this at an origin's root only, which does no harm elsewhere. */
export async function GET(): Promise<Response> {
	const { links } = shellOf(await statusContent());
	return textResponse(
		`User-agent: *\nAllow: /\n\nSitemap: ${links.absolute(links.sitemap)}\n`,
		'text/plain',
	);
}
