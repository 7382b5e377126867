/** Phases of an incident, as its page shows them. */
import type { Deadline } from '../domain/deadlines.ts';
import { deadlineState } from '../domain/clocks.ts';
import { phasesOf } from '../domain/phases.ts';
import type { PrintedTime } from '../ui/time.ts';
import { timePrinter } from '../ui/time.ts';
import type { CellPart } from './cells.ts';
import { linked } from './cells.ts';
import type { KnownIncident, PortalContent } from './content.ts';
import type { PortalLinks } from './links.ts';

/** One phase, ready to be printed and counted down. */
export interface PhaseRow {
	name: string;
	goal: string;
	from: PrintedTime | undefined;
	until: (PrintedTime & { instant: number }) | undefined;
	/** Where its end stood when the page was built. */
	state: Deadline['state'];
	/** What is to be done in it, for this incident. */
	items: CellPart[];
}

/** The phases of an incident, in order. */
export function phaseRows(
	{ response, facts }: KnownIncident,
	content: PortalContent,
	links: PortalLinks,
): PhaseRow[] {
	const { process, runbooks, site, now } = content;
	const { time } = timePrinter(site.zone, 'en');
	return phasesOf(process, response, facts).map(({ phase, from, until, items }) => ({
		name: phase.name,
		goal: phase.goal,
		from: from === undefined ? undefined : time(from),
		until: until === undefined ? undefined : { instant: until, ...time(until) },
		state: deadlineState(until, undefined, now),
		items: items.map(({ text, url, runbook }) => {
			const page = runbooks.find(({ id }) => id === runbook);
			return linked(text, page ? links.page(page) : url);
		}),
	}));
}
