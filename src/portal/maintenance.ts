/** A maintenance's page in the portal: finished values for its components. */
import { phaseAt } from '../domain/maintenance.ts';
import { messageToHtml } from '../domain/message.ts';
import type { MaintenanceRecord } from '../domain/stored.ts';
import { inOrder } from '../domain/stored.ts';
import { timePrinter } from '../ui/time.ts';
import type { CellPart } from './cells.ts';
import { linked } from './cells.ts';
import type { PortalContent } from './content.ts';
import type { TimelineRow } from './incident.ts';
import { entryRows } from './incident.ts';
import { serviceNames } from './incidentLog.ts';
import type { PortalLinks } from './links.ts';
import { personName } from './words.ts';

/** What stands above the timeline. */
export interface MaintenanceSummaryData {
	title: string;
	facts: { label: string; part: CellPart }[];
	html: string | undefined;
}

/** The maintenance in a few lines. */
export function maintenanceSummary(
	{ id, index }: MaintenanceRecord,
	content: PortalContent,
	links: PortalLinks,
): MaintenanceSummaryData {
	const print = timePrinter(content.site.zone, 'en');
	const shown = content.model.maintenances.find((item) => item.id === id);
	const runbook = content.runbooks.find((page) => page.id === index?.runbook);
	return {
		title: shown?.title ?? id,
		facts: [
			...(shown
				? [
						{ label: 'Phase', part: phaseAt(shown, content.now).replaceAll('-', ' ') },
						{ label: 'Begins', part: print.time(shown.starts).text },
						{ label: 'Ends', part: print.time(shown.ends).text },
						{ label: 'Services', part: serviceNames(shown.services, content).join(', ') },
					]
				: []),
			...(index ? [{ label: 'Planned by', part: personName(content, index.by) }] : []),
			...(runbook
				? [{ label: 'Runbook', part: linked(runbook.value.title, links.page(runbook)) }]
				: []),
		],
		html: index?.body === undefined ? undefined : messageToHtml(index.body),
	};
}

/** What was said and noted, oldest first. */
export function maintenanceTimeline(
	record: MaintenanceRecord,
	content: PortalContent,
): TimelineRow[] {
	const print = timePrinter(content.site.zone, 'en');
	const shown = content.model.maintenances.find(({ id }) => id === record.id);
	const notes = inOrder(record.notes).map(({ op, value }) => ({
		at: value.at,
		since: value.since ?? value.at,
		op,
		note: value,
	}));
	const words = (shown?.updates ?? []).map(({ id, at, status, body }): TimelineRow => ({
		id,
		at: print.time(at),
		since: undefined,
		who: 'Customers were told',
		what: status.replaceAll('-', ' '),
		shown: true,
		html: body === undefined ? undefined : messageToHtml(body),
		code: undefined,
		evidence: [],
	}));
	return [...entryRows(notes, content), ...words].sort((a, b) => (a.at.iso < b.at.iso ? -1 : 1));
}
