/** What the portal's home shows: finished values for its components. */
import { worstCondition } from '../domain/condition.ts';
import type { Condition } from '../schemas/vocabulary.ts';
import { missingRoles } from '../domain/joining.ts';
import { timePrinter } from '../ui/time.ts';
import type { Cell } from './cells.ts';
import { linked } from './cells.ts';
import { openIncidents } from './clocks.ts';
import type { KnownIncident, PortalContent } from './content.ts';
import type { StatusFirst } from './customersTold.ts';
import { statusFirst } from './customersTold.ts';
import { deadlineName } from './deadlineWords.ts';
import { serviceNames } from './incidentLog.ts';
import type { PortalLinks } from './links.ts';
import { levelWords, personName, statusWords } from './words.ts';

/** An open incident as the home shows it. */
export interface OpenRow {
	href: string;
	title: string;
	condition: Condition;
	/** Level and status. */
	state: string;
	services: { name: string; condition: Condition; words: string }[];
	/** Who has which role. */
	who: string;
	/** Deadlines that are over or come next, the most urgent first. */
	due: DueRow[];
	internal: boolean;
	/** Names of roles that its level asks for and nobody has. */
	rolesMissing: string[];
	/** The question that comes before every other. */
	first: StatusFirst | undefined;
}

/** A deadline that is not met yet. */
export interface DueRow {
	name: string;
	due: number;
	iso: string;
	text: string;
	late: boolean;
}

/** Open incidents, the worst level first. */
export function openIncidentRows(content: PortalContent, links: PortalLinks): OpenRow[] {
	const print = timePrinter(content.site.zone, 'en');
	return openIncidents(content).map((known): OpenRow => {
		const { response, level } = known;
		return {
			first: statusFirst(known, content),
			href: links.incident(response.id),
			title: response.title,
			condition: conditionOf(known),
			state: `${level ? levelWords(level) : 'No level yet'} · ${statusWords(response.status, content)}`,
			services: affectedServices(known, content),
			who: response.roles
				.map(({ role, person }) => `${roleName(role, content)}: ${personName(content, person)}`)
				.join(' · '),
			internal: response.shown === undefined,
			rolesMissing: missingRoles(response, level?.roles ?? []).map((id) => roleName(id, content)),
			due: dueOf(known)
				.slice(0, 3)
				.map(({ name, due, state }) => {
					const time = print.time(due);
					const today = print.time(content.now).day === time.day;
					return {
						name,
						due,
						iso: time.iso,
						text: today ? time.short : time.text,
						late: state === 'overdue',
					};
				}),
		};
	});
}

/** What is still to be done of an incident, the most urgent first. */
const dueOf = ({ deadlines }: Pick<KnownIncident, 'deadlines'>) =>
	deadlines.flatMap((deadline) =>
		deadline.due !== undefined && (deadline.state === 'overdue' || deadline.state === 'pending')
			? [{ name: deadlineName(deadline), due: deadline.due, state: deadline.state }]
			: [],
	);

/** The word to customers that is due next; without one, whatever is due next. */
export function nextDue(known: KnownIncident): { name: string; due: number } | undefined {
	const { deadlines, response } = known;
	if (!response.open) return undefined;
	const word = deadlines.filter(({ kind, what }) => kind === 'update' && what === 'customers');
	return dueOf({ deadlines: word })[0] ?? dueOf(known)[0];
}

/** Services an incident hurts now, with what customers meet there. */
export function affectedServices(
	{ response }: Pick<KnownIncident, 'response'>,
	content: PortalContent,
): OpenRow['services'] {
	return (response.shown?.services ?? []).map(({ id, condition }) => ({
		name: serviceNames([id], content)[0] ?? id,
		condition,
		words: condition.replaceAll('-', ' '),
	}));
}

/** What the organisation calls a role. */
export const roleName = (id: string, { process }: Pick<PortalContent, 'process'>): string =>
	process.roles.find((role) => role.id === id)?.name ?? id;

/** The worst condition an incident gives any service now. */
export function conditionOf({ response }: Pick<KnownIncident, 'response'>): Condition {
	return worstCondition((response.shown?.services ?? []).map(({ condition }) => condition));
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
