/** What the portal's home shows: finished values for its components. */
import { worstCondition } from '../domain/condition.ts';
import type { Condition } from '../schemas/vocabulary.ts';
import { missingRoles } from '../domain/joining.ts';
import { statusWords } from '../domain/words.ts';
import { timePrinter } from '../ui/time.ts';
import type { Cell } from './cells.ts';
import { linked } from './cells.ts';
import { contactLink } from './contactLink.ts';
import type { KnownIncident, PortalContent } from './content.ts';
import type { StatusFirst } from './customersTold.ts';
import { statusFirst } from './customersTold.ts';
import type { PortalLinks } from './links.ts';
import { deadlineWords, levelWords, personName } from './words.ts';

export { statusWords };

/** An open incident in one line. */
export interface OpenRow {
	href: string;
	title: string;
	condition: Condition;
	level: string;
	status: string;
	/** Deadlines that are over or come next, the most urgent first. */
	due: { text: string; at: string; iso: string; late: boolean }[];
	internal: boolean;
	/** Names of roles that its level asks for and nobody has. */
	rolesMissing: string[];
	/** The question that comes before every other. */
	first: StatusFirst | undefined;
}

/** Open incidents, the worst level first. */
export function openIncidentRows(content: PortalContent, links: PortalLinks): OpenRow[] {
	return content.known
		.filter(({ response }) => response.open && response.duplicateOf === undefined)
		.sort((a, b) => (a.level?.rank ?? Infinity) - (b.level?.rank ?? Infinity))
		.map((known) => ({ ...known, first: statusFirst(known, content) }))
		.map(({ response, level, deadlines, first }) => ({
			first,
			href: links.incident(response.id),
			title: response.title,
			condition: conditionOf({ response }),
			level: level ? levelWords(level) : 'No level yet',
			status: statusWords(response.status, content),
			internal: response.shown === undefined,
			rolesMissing: missingRoles(response, level?.roles ?? []).map(
				(id) => content.process.roles.find((role) => role.id === id)?.name ?? id,
			),
			due: deadlines
				.filter(
					({ state, due }) => due !== undefined && (state === 'overdue' || state === 'pending'),
				)
				.slice(0, 3)
				.map((deadline) => {
					const print = timePrinter(content.site.zone, 'en');
					const time = print.time(deadline.due ?? 0);
					const today = print.time(content.now).day === time.day;
					return {
						text: `${deadlineWords[deadline.kind]}${deadline.what ? ` ${deadline.what}` : ''}`,
						at: today ? time.short : time.text,
						iso: time.iso,
						late: deadline.state === 'overdue',
					};
				}),
		}));
}

/** The worst condition an incident gives any service now. */
export function conditionOf({ response }: Pick<KnownIncident, 'response'>): Condition {
	return worstCondition((response.shown?.services ?? []).map(({ condition }) => condition));
}

/** Who is on call, and who is next. */
export interface DutyRow {
	/** Id of the rotation. */
	id: string;
	rotation: string;
	person: string;
	until: string | undefined;
	next: string | undefined;
	contacts: { kind: string; value: string; href: string | undefined }[];
}

/** One row a rotation. */
export function dutyRows(content: PortalContent): DutyRow[] {
	const print = timePrinter(content.site.zone, 'en');
	return content.duties.map(({ rotation, shift, next }) => ({
		id: rotation.id,
		rotation: rotation.name,
		person: shift ? personName(content, shift.person) : 'Nobody',
		until: shift && Number.isFinite(shift.end) ? print.time(shift.end).text : undefined,
		next: next && personName(content, next.person),
		contacts: contactsOf(content, shift?.person),
	}));
}

/** Ways to reach a person, as links where a device can follow them. */
export function contactsOf({ onCall }: PortalContent, id: string | undefined): DutyRow['contacts'] {
	const person = onCall.people.find((item) => item.id === id);
	return (person?.contacts ?? []).map(({ kind, value }) => ({
		kind,
		value,
		href: contactLink({ kind, value }),
	}));
}

/** Symptom, first action, runbook. */
export function firstResponseRows(
	{ process, runbooks }: PortalContent,
	links: PortalLinks,
): Cell[][] {
	return process.firstResponse.map(({ symptom, action, runbook }) => {
		const page = runbooks.find(({ id }) => id === runbook);
		return [symptom, action, linked(page?.value.title ?? runbook, page && links.page(page))];
	});
}
