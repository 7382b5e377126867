import type { APIContext } from 'astro';
import type { Maintenance } from '../../../domain/maintenance.ts';
import { maintenanceCalendar } from '../../calendar.ts';
import { statusContent } from '../../content.ts';
import { textResponse } from '../../responses.ts';
import { shellOf } from '../../shell.ts';

/** One event, for the link to a calendar on its page. */
export async function getStaticPaths() {
	const { model } = await statusContent();
	return model.maintenances.map((maintenance) => ({
		params: { id: maintenance.id },
		props: { maintenance },
	}));
}

export async function GET({ props }: APIContext<{ maintenance: Maintenance }>): Promise<Response> {
	const content = await statusContent();
	return textResponse(
		maintenanceCalendar(content, shellOf(content), [props.maintenance]),
		'text/calendar',
	);
}
