import { statusContent } from '../content.ts';
import { atomFeed } from '../feed.ts';
import { xmlResponse } from '../responses.ts';
import { shellOf } from '../shell.ts';

export async function GET(): Promise<Response> {
	const content = await statusContent();
	return xmlResponse(atomFeed(content, shellOf(content)), 'application/atom+xml');
}
