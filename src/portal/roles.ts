/** Role cards: what each role does, and who has it now. */
import { printDuration } from '../ui/time.ts';
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
	/** Its own cadence, in words. */
	reports: string | undefined;
	/** It decides unless that was handed on. */
	decides: boolean;
	/** Who takes it when nothing else is said. */
	selection: string;
	/** By open incident; `person` is `undefined` where nobody has it. */
	now: { title: string; href: string; person: string | undefined; wanted: boolean }[];
}

const selectionWords = {
	volunteer: 'Whoever says so first takes it.',
	'primary-on-call': 'Whoever is first on call takes it.',
	'highest-rank-on-call': 'Whoever of those on call ranks highest takes it.',
	assigned: 'Somebody is asked to take it.',
};

/** Every role, in the organisation's order. */
export function roleCards(content: PortalContent, links: PortalLinks): RoleCard[] {
	const { process } = content;
	const nameOf = (id: string) => process.roles.find((role) => role.id === id)?.name ?? id;
	return process.roles.map(({ id, name, purpose, duties, notFor, says, reports, selection }) => ({
		id,
		name,
		purpose,
		duties,
		notFor,
		says,
		reports:
			reports && `Reports to ${nameOf(reports.to)} every ${printDuration(reports.every, 'en')}.`,
		decides: process.decisionOwner === id,
		selection: selectionWords[selection],
		now: openIncidents(content).map(({ response, level }) => {
			const holder = response.roles.find(({ role }) => role === id);
			return {
				title: response.title,
				href: links.incident(response.id),
				person: holder && personName(content, holder.person),
				wanted: level?.roles.includes(id) ?? false,
			};
		}),
	}));
}
