/** Role cards: what each role does, and who has it now. */
import { nextReport } from '../domain/roleReports.ts';
import type { PrintedTime } from '../ui/time.ts';
import { printDuration, timePrinter } from '../ui/time.ts';
import type { PortalContent } from './content.ts';
import { openIncidents } from './clocks.ts';
import type { PortalLinks } from './links.ts';
import { personName } from './words.ts';

/** One card. */
export interface RoleCard {
	id: string;
	name: string;
	purpose: string;
	duties: string[];
	notFor: string[];
	says: string[];
	/** What it writes in the war room. */
	writes: string[];
	/** Its own cadence, in words. */
	reports: string | undefined;
	/** It decides unless that was handed on. */
	decides: boolean;
	/** Who takes it when nothing else is said. */
	selection: string;
	/** By open incident. */
	now: RoleNow[];
}

/** A role in one open incident. */
export interface RoleNow {
	title: string;
	href: string;
	/** `undefined` where nobody has it. */
	person: string | undefined;
	/** The level asks for it. */
	wanted: boolean;
	/** When its next report is due. */
	report: Report | undefined;
}

/** When a report is due, and whether that was before the page was built. */
export type Report = PrintedTime & { late: boolean };

const selectionWords = {
	volunteer: 'Whoever says so first takes it.',
	'primary-on-call': 'Whoever is first on call takes it.',
	'highest-rank-on-call': 'Whoever of those on call ranks highest takes it.',
	assigned: 'Somebody is asked to take it.',
};

/** Every role, in the organisation's order. */
export function roleCards(content: PortalContent, links: PortalLinks): RoleCard[] {
	const { process, now } = content;
	const print = timePrinter(content.site.zone, 'en');
	const nameOf = (id: string) => process.roles.find((role) => role.id === id)?.name ?? id;
	return process.roles.map((role) => {
		const { id, name, purpose, duties, notFor, says, reports, selection } = role;
		return {
			id,
			name,
			purpose,
			duties,
			notFor,
			says,
			writes: (process.warRoom?.format ?? []).flatMap((line) =>
				line.role === id ? line.line : [],
			),
			reports:
				reports && `Reports to ${nameOf(reports.to)} every ${printDuration(reports.every, 'en')}.`,
			decides: process.decisionOwner === id,
			selection: selectionWords[selection],
			now: openIncidents(content).map(({ response, level }): RoleNow => {
				const holder = response.roles.find((held) => held.role === id);
				const due = nextReport(role, response);
				return {
					title: response.title,
					href: links.incident(response.id),
					person: holder && personName(content, holder.person),
					wanted: level?.roles.includes(id) ?? false,
					report: due === undefined ? undefined : { ...print.time(due), late: due <= now },
				};
			}),
		};
	});
}
