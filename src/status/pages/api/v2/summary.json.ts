import { statusContent } from '../../../content.ts';
import { jsonResponse } from '../../../responses.ts';
import { shellOf } from '../../../shell.ts';
import { summary } from '../../../statuspage.ts';

export async function GET(): Promise<Response> {
	const content = await statusContent();
	return jsonResponse(summary(content, shellOf(content)));
}
