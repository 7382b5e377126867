import { statusContent } from '../content.ts';
import { embedScript } from '../embed.ts';
import { textResponse } from '../responses.ts';
import { shellOf } from '../shell.ts';

export async function GET(): Promise<Response> {
	return textResponse(await embedScript(shellOf(await statusContent())), 'text/javascript');
}
