/** What stands above a page in place of its bare title: a sign, the sentence that matters, and where it stands. */
import { phaseAt } from '../domain/maintenance.ts';
import type { Condition } from '../schemas/vocabulary.ts';
import type { PrintedTime } from '../ui/time.ts';
import { printDuration, timePrinter } from '../ui/time.ts';
import { openIncidents } from './clocks.ts';
import type { KnownIncident, PortalContent } from './content.ts';
import { conditionOf, nextDue } from './home.ts';
import type { PortalLinks } from './links.ts';
import { levelWords, statusWords } from './words.ts';

/** A part of the sentence below a headline. */
export type LeadPart =
	| string
	| { strong: string }
	/** With `due` the browser says how much is left. */
	| { time: Pick<PrintedTime, 'iso' | 'text'>; due?: number };

/** A headline, ready to be printed. */
export interface Headline {
	text: string;
	/** `undefined` where customers see nothing that could have a sign. */
	condition: Condition | undefined;
	lead: LeadPart[];
}

/** The headline of the page at `pathname`; `undefined` where the title of the page says it all. */
export function headlineAt(
	pathname: string,
	content: PortalContent,
	links: PortalLinks,
): Headline | undefined {
	if (pathname === links.home) return homeHeadline(content);
	const incident = content.known.find(({ response }) => links.incident(response.id) === pathname);
	if (incident) return incidentHeadline(incident, content);
	const work = content.model.maintenances.find(({ id }) => links.maintenance(id) === pathname);
	if (!work) return undefined;
	const print = timePrinter(content.site.zone, 'en');
	const phase = phaseAt(work, content.now).replaceAll('-', ' ');
	return {
		text: work.title ?? work.id,
		condition: 'under-maintenance',
		lead: [
			{ strong: `${phase.charAt(0).toUpperCase()}${phase.slice(1)}.` },
			' From ',
			{ time: print.time(work.starts) },
			' to ',
			{ time: print.time(work.ends) },
			'.',
		],
	};
}

/** What is going on, in one sentence. */
export function homeHeadline(content: PortalContent): Headline {
	const print = timePrinter(content.site.zone, 'en');
	const open = openIncidents(content);
	const asOf: LeadPart[] = [' As of ', { time: print.time(content.now) }, '.'];
	const [worst] = open;
	if (!worst) {
		const ends = content.known.flatMap(({ response }) => response.resolvedAt ?? []);
		const last: LeadPart[] =
			ends.length > 0
				? ['The last incident was over ', { time: print.time(Math.max(...ends)) }, '.']
				: [];
		return { text: 'Nothing is open.', condition: 'operational', lead: [...last, ...asOf] };
	}
	if (open.length === 1) {
		const headline = incidentHeadline(worst, content);
		return { ...headline, lead: [...headline.lead, ...asOf] };
	}
	return {
		text: `${open.length} incidents are open.`,
		condition: signOf(worst),
		lead: [
			'The worst: ',
			{ strong: worst.response.title },
			...(worst.level ? [`, ${levelWords(worst.level)}.`] : ['.']),
			...asOf,
		],
	};
}

/** An incident, as its own page and the home begin with it. */
export function incidentHeadline(known: KnownIncident, content: PortalContent): Headline {
	const { response, level } = known;
	const print = timePrinter(content.site.zone, 'en');
	const started = response.milestones['impact-started'] ?? response.opened;
	const next = nextDue(known);
	// Of what is going on the day goes without saying, as long as it is that of the start.
	const near = (instant: number) => {
		const { iso, text, short, day } = print.time(instant);
		return { iso, text: day === print.time(started).day ? short : text };
	};
	return {
		text: response.title,
		condition: signOf(known),
		lead: [
			{ strong: `${statusWords(response.status, content)}.` },
			level ? ` ${levelWords(level)}. ` : ' No level yet. ',
			'Started ',
			{ time: print.time(started) },
			'.',
			...(response.resolvedAt === undefined
				? []
				: [` Lasted ${printDuration(Math.max(0, response.resolvedAt - started), 'en')}.`]),
			...(next === undefined
				? []
				: [` ${next.name} by `, { time: near(next.due), due: next.due }, '.']),
		],
	};
}

/** What customers see of it now; nothing where they see nothing, so that no sign says that all is well. */
const signOf = (known: KnownIncident): Condition | undefined =>
	known.response.shown === undefined && known.response.open ? undefined : conditionOf(known);
