import { maintenanceCalendar } from '../calendar.ts';
import { statusContent } from '../content.ts';
import { textResponse } from '../responses.ts';
import { shellOf } from '../shell.ts';

export async function GET(): Promise<Response> {
	const content = await statusContent();
	return textResponse(maintenanceCalendar(content, shellOf(content)), 'text/calendar');
}
