/** Rules that hold only for a time, as the portal announces them while they do. */
import { isInForce, timeLimited } from '../domain/level.ts';
import type { PrintedTime } from '../ui/time.ts';
import { timePrinter } from '../ui/time.ts';
import type { PortalContent } from './content.ts';

/** One such rule. */
export interface TimedRule {
	id: string;
	/** The rule in the organisation's words. */
	text: string;
	/** What it brings, e.g. `At least SEV2.` Empty if it sets no level. */
	level: string;
	/** What it asks for beside a level. */
	also: string[];
	until: PrintedTime & { instant: number };
	/** When it begins; `undefined`: it always has. */
	from: number | undefined;
	/** It held when the page was built. */
	inForce: boolean;
}

/** Rules that hold until some time, now or later; browsers show each while it does. */
export function timedRules({
	severity,
	site,
	now,
}: Pick<PortalContent, 'severity' | 'site' | 'now'>): TimedRule[] {
	const print = timePrinter(site.zone, 'en');
	return timeLimited(severity, now).map((rule) => {
		const { id, text, atLeast, untilProvenOtherwise, notify, do: action, from, until } = rule;
		const label = severity.levels.find((level) => level.id === atLeast)?.label;
		return {
			id,
			text,
			level:
				label === undefined
					? ''
					: `At least ${label}${untilProvenOtherwise ? ', until proven otherwise' : ''}.`,
			also: [...notify.map(({ who }) => `Tell ${who}.`), ...(action === undefined ? [] : [action])],
			until: { instant: until, ...print.time(until) },
			from,
			inForce: isInForce(rule, now),
		};
	});
}
