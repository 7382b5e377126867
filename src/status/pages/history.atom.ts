import { statusContent } from '../content.ts';
import { feedResponse } from '../feedFiles.ts';

export async function GET(): Promise<Response> {
	return feedResponse(await statusContent(), 'history.atom');
}
