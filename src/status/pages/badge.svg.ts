import { badgeResponse, siteBadge } from '../badges.ts';
import { statusContent } from '../content.ts';
import { shellOf } from '../shell.ts';

export async function GET(): Promise<Response> {
	const content = await statusContent();
	return badgeResponse(siteBadge(content, shellOf(content)));
}
