/** Gates as their page shows them: what must be true, what is, who says. */
import { dateAt, daysAgo } from '../domain/calendar.ts';
import type { GateEvidence } from '../domain/gates.ts';
import { gateState } from '../domain/gates.ts';
import { timePrinter } from '../ui/time.ts';
import type { Cell } from './cells.ts';
import type { PortalContent } from './content.ts';

/** One gate, ready to be printed. */
export interface GateView {
	id: string;
	name: string;
	open: boolean;
	/** How many requirements are met, of how many. */
	met: string;
	closed: string;
	rows: Cell[][];
}

/** All gates as of the build. */
export function gateViews(content: PortalContent): GateView[] {
	const responses = content.known.map(({ response }) => response);
	return content.process.gates.map((gate) => {
		const { open, items } = gateState(gate, content, responses, content.now);
		const met = items.filter((item) => item.met).length;
		return {
			id: gate.id,
			name: gate.name,
			open,
			met: `${met} of ${items.length}`,
			closed: gate.closed,
			rows: items.map((item) => [
				item.text,
				item.met ? '✓ met' : { text: '✗ not met', class: 'late' },
				item.reasons.length > 0
					? item.reasons
					: item.evidence.length > 0
						? item.evidence.map((evidence) => evidenceWords(evidence, content))
						: 'computed from what is written here',
			]),
		};
	});
}

function evidenceWords(
	{ subject, at, by, seen, until }: GateEvidence,
	{ now, site }: PortalContent,
): string {
	const print = timePrinter(site.zone, 'en');
	const age = daysAgo(dateAt(at, site.zone), dateAt(now, site.zone));
	const counts = until === undefined ? '' : ` Counts until ${print.time(until).day}.`;
	return `${subject}: ${by}, ${print.time(at).day} (${age}). ${/[.!?]$/.test(seen) ? seen : `${seen}.`}${counts}`;
}
