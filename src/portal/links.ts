/** Addresses within the portal, and those that lead to GitHub. */
import type { Organisation } from '../schemas/organisation.ts';
import type { Page } from '../domain/content.ts';
import type { Response } from '../domain/response.ts';

/** Addresses of the portal's pages, below the path it is served at. */
export function portalLinks(base: string = import.meta.env.BASE_URL) {
	const root = base.replace(/\/$/, '');
	const page = ({ path }: Pick<Page<unknown>, 'path'>) => `${root}/${path.replace(/\.mdx?$/, '')}/`;
	return {
		root,
		home: `${root}/`,
		runbooks: `${root}/runbooks/`,
		severity: `${root}/severity/`,
		postMortems: `${root}/post-mortems/`,
		incidents: `${root}/incidents/`,
		/** The incident log for spreadsheets. */
		log: `${root}/incidents/log.csv`,
		onCall: `${root}/on-call/`,
		handoff: `${root}/on-call/handoff/`,
		/** Shifts of one person, as a calendar. */
		shifts: (person: string) => `${root}/on-call/${person}.ics`,
		clocks: `${root}/clocks/`,
		roles: `${root}/roles/`,
		actions: `${root}/actions/`,
		metrics: `${root}/metrics/`,
		/** The review of a month such as `2026-03`. */
		month: (month: string) => `${root}/metrics/${month}/`,
		gaps: `${root}/gaps/`,
		gates: `${root}/gates/`,
		search: `${root}/search/`,
		pack: `${root}/pack.html`,
		offline: `${root}/offline/`,
		signOut: `${root}/sign-out/`,
		/** What the `runbook_url` of an alert points at. */
		alert: (name: string) => `${root}/r/${encodeURIComponent(name)}/`,
		incident: (id: string) => `${root}/incidents/${id}/`,
		/** What is still due of an incident, as a calendar. */
		deadlines: (id: string) => `${root}/incidents/${id}/deadlines.ics`,
		maintenances: `${root}/maintenance/`,
		maintenance: (id: string) => `${root}/maintenance/${id}/`,
		/** Address of a page of the content root, from its path there. */
		page,
		/** A runbook as it is followed for an incident; for one that is over, or is told elsewhere, just the runbook. */
		followed: (
			runbook: Pick<Page<unknown>, 'path'>,
			{ id, open, duplicateOf }: Pick<Response, 'id' | 'open' | 'duplicateOf'>,
		) => page(runbook) + (open && duplicateOf === undefined ? `?incident=${id}` : ''),
	};
}
export type PortalLinks = ReturnType<typeof portalLinks>;

/** Where a file is edited on GitHub; `undefined` if the organisation names no repository. */
export function editAddress({ repository }: Organisation, path: string): string | undefined {
	if (!repository) return undefined;
	const { server, slug, branch, path: folder } = repository;
	return `${server}/${slug}/edit/${branch}/${folder}/${path}`;
}

/** Where a file or folder is read on GitHub, by its path in the repository; `undefined` if there is no repository. */
export function sourceAddress({ repository }: Organisation, path: string): string | undefined {
	if (!repository) return undefined;
	const { server, slug, branch } = repository;
	return `${server}/${slug}/blob/${branch}/${path.replace(/^\.?\//, '')}`;
}

/** Where a file that is not there yet is begun on GitHub; `undefined` if the organisation names no repository. */
export function newAddress({ repository }: Organisation, path: string): string | undefined {
	if (!repository) return undefined;
	const { server, slug, branch, path: folder } = repository;
	return `${server}/${slug}/new/${branch}/${folder}?filename=${encodeURIComponent(path)}`;
}

/** Where an incident is declared by a form of GitHub; `undefined` if the organisation names no repository. */
export function declareAddress({ repository }: Organisation): string | undefined {
	if (!repository) return undefined;
	return `${repository.server}/${repository.slug}/issues/new?template=declare.yml`;
}

/** Where a word about an incident is begun on GitHub; `undefined` if the organisation names no repository. */
export function newEntryAddress(
	place: {
		repository: { server: string; slug: string; branch: string } | undefined;
		/** Path of the content root in the repository. */
		root: string;
		/** Path of the incident's folder below it. */
		folder: string;
	},
	room: 'notes' | 'updates',
): string | undefined {
	const { repository, root, folder } = place;
	if (!repository) return undefined;
	const path = [root, folder, room].filter((part) => part !== '').join('/');
	return `${repository.server}/${repository.slug}/new/${repository.branch}/${path}`;
}
