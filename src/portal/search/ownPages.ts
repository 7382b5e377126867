/** Pages of the portal that are made from data, with the words they are looked for by. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SearchableEntry } from '../../domain/searchEntry.ts';
import type { PortalLinks } from '../links.ts';

/** A page that is looked for by name. */
type OwnPage = Omit<SearchableEntry, 'path'> & { address: string };

/** Only what is there is found. A build runs in the checkout, whose pages these are. */
const isThere = (path: string) =>
	existsSync(resolve('src/portal/pages', path, 'index.astro')) ||
	existsSync(resolve('src/portal/pages', `${path.replace(/\/$/, '') || 'index'}.astro`));

/** The pages that there are. */
export function ownPages(links: PortalLinks): OwnPage[] {
	const page = (address: string, title: string, description: string, ...aliases: string[]) => ({
		kind: 'page' as const,
		title,
		address,
		description,
		aliases,
	});
	return [
		page(
			links.home,
			'Home',
			'Open incidents, who is on call, and what to do first.',
			'what is going on',
			'first response',
			'status',
		),
		page(
			links.onCall,
			'On call',
			'Who is on call, until when, who is next, how to reach them.',
			'who is on call',
			'contacts',
			'phone numbers',
			'escalation',
			'ladder',
			'rotation',
			'rota',
		),
		page(
			links.handoff,
			'Hand-off',
			'What one turn of on-call hands over to the next.',
			'handover',
			'hand over',
			'shift change',
		),
		page(
			links.severity,
			'Severity matrix',
			'How incidents are graded, and what each level asks for.',
			'severity',
			'levels',
			'sev',
			'priority',
			'targets',
			'how bad is it',
		),
		page(links.runbooks, 'All runbooks', 'Every runbook by folder.', 'runbooks', 'playbooks'),
		page(
			links.clocks,
			'Clocks',
			'What is due when: acknowledge, mitigate, next update, escalate.',
			'deadlines',
			'timers',
			'due',
		),
		page(
			links.roles,
			'Role cards',
			'What each role does in an incident.',
			'roles',
			'incident commander',
			'scribe',
			'communications lead',
		),
		page(
			links.incidents,
			'Incident log',
			'Everything that happened, newest first.',
			'incidents',
			'history',
			'past incidents',
		),
		page(
			links.maintenances,
			'Maintenance',
			'Planned work, past and to come.',
			'maintenance',
			'planned work',
			'downtime window',
		),
		page(
			links.postMortems,
			'Post-mortems',
			'What was learned, and which reviews are due.',
			'post-mortems',
			'postmortems',
			'retrospectives',
		),
		page(
			links.actions,
			'Actions',
			'Action items from all post-mortems, overdue first.',
			'action items',
			'follow-ups',
			'todo',
		),
		page(
			links.metrics,
			'Metrics',
			'How responding goes: MTTR, MTTD, MTTA, repeats, compliance.',
			'mttr',
			'mttd',
			'mtta',
			'statistics',
			'figures',
		),
		page(
			links.gaps,
			'Gaps',
			'What is missing or out of date, and who fills it.',
			'gaps',
			'stale pages',
			'placeholders',
		),
		page(
			links.gates,
			'Gates',
			'What must be true before a launch, and whether it is.',
			'gates',
			'launch readiness',
			'go live',
		),
	].filter(({ address }) => isThere(address.slice(links.root.length + 1)));
}
