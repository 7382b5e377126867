import { statusContent } from '../content.ts';
import { xmlResponse } from '../responses.ts';
import { sitemap } from '../sitemap.ts';

export async function GET(): Promise<Response> {
	return xmlResponse(sitemap(await statusContent()), 'application/xml');
}
