/** The phases of an incident with their windows as times, and how long ago its alert came. */
import { figures } from '../domain/clocks.ts';
import type { PhaseState } from '../domain/phaseClock.ts';
import { phaseState } from '../domain/phaseClock.ts';
import { phasesOf } from '../domain/phases.ts';
import type { Phase } from '../schemas/process.ts';
import type { PrintedTime } from '../ui/time.ts';
import { printDuration, timePrinter } from '../ui/time.ts';
import type { CellPart } from './cells.ts';
import { linked } from './cells.ts';
import type { KnownIncident, PortalContent } from './content.ts';
import type { PortalLinks } from './links.ts';

type At = PrintedTime & { instant: number };

/** One phase, ready to be printed and followed by the clock. */
export interface PhaseRow {
	id: string;
	name: string;
	/** When it is, counted from the alert unless it says otherwise. */
	window: string;
	from: At | undefined;
	until: At | undefined;
	/** Where it stood when the page was built. */
	state: PhaseState;
	goal: string;
	/** What to do in it, in this incident. */
	checklist: CellPart[];
}

/** The phases of an open incident. */
export interface PhaseStripData {
	/** The alert, or the opening without one. */
	alerted: At;
	/** Time since then, as figures. */
	elapsed: string;
	rows: PhaseRow[];
}

/** Phases as they stand in an open incident; `undefined` where it is over, or the organisation has none. */
export function phaseStrip(
	{ response, facts }: KnownIncident,
	content: PortalContent,
	links: PortalLinks,
): PhaseStripData | undefined {
	const { process, runbooks, site, now } = content;
	if (!response.open || process.phases.length === 0) return undefined;
	const print = timePrinter(site.zone, 'en');
	const at = (instant: number): At => ({ instant, ...print.time(instant) });
	const alerted = response.milestones.alerted ?? response.opened;
	return {
		alerted: at(alerted),
		elapsed: figures(now - alerted),
		rows: phasesOf(process, response, facts).map(({ phase, from, until, items }): PhaseRow => {
			const { id, name, goal } = phase;
			return {
				id,
				name,
				window: windowWords(phase),
				from: from === undefined ? undefined : at(from),
				until: until === undefined ? undefined : at(until),
				state: phaseState({ from, until }, now),
				goal,
				checklist: items.map(({ text, url, runbook }) => {
					const page = runbooks.find((item) => item.id === runbook);
					return linked(text, page ? links.followed(page, response) : url);
				}),
			};
		}),
	};
}

/** `5 minutes to 30 minutes`, `from 15 minutes on`, `all along`, `0 to 30 minutes after it is mitigated`. */
export function windowWords({
	from,
	until,
	countedFrom,
}: Pick<Phase, 'from' | 'until' | 'countedFrom'>): string {
	const length = (milliseconds: number) => printDuration(milliseconds, 'en');
	const window =
		until === undefined
			? from === undefined
				? 'all along'
				: `from ${from === 0 ? (countedFrom === 'alerted' ? 'the alert' : '0') : length(from)} on`
			: `${from ? length(from) : '0'} to ${length(until)}`;
	return countedFrom === 'alerted' ? window : `${window} after it is ${countedFrom}`;
}
