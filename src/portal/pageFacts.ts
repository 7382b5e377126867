/** What is known of a page beyond its text. */
import { relative, sep } from 'node:path';
import { addPeriod, dateAt } from '../domain/calendar.ts';
import { allServices, serviceIds } from '../domain/serviceHistory.ts';
import { portalContent } from './content.ts';
import { levelWords } from './words.ts';

/** Facts of a page, ready to be printed. */
export interface PageFactsData {
	owner: string | undefined;
	services: string[];
	level: string | undefined;
	validated: { on: string; by: string; how: string; evidence: string } | undefined;
	/** The day by which it should have been validated again, if that day is over. */
	overdueSince: string | undefined;
	symptoms: string[];
}

/** Facts of the page in a file of the content root; `undefined` for any other page. */
export function pageFacts(filePath: string): PageFactsData | undefined {
	const { root, runbooks, handbook, services, severity, organisation, site, now } = portalContent();
	const path = relative(root, filePath).split(sep).join('/');
	const runbook = runbooks.find((item) => item.path === path)?.value;
	const value = runbook ?? handbook.find((item) => item.path === path)?.value;
	if (!value) return undefined;
	const names = new Map(allServices(services).map(({ id, name }) => [id, name]));
	const ids = serviceIds(services);
	const every =
		value.validateEvery ?? (runbook ? organisation.review.runbook : organisation.review.handbook);
	const due = value.lastValidated && every ? addPeriod(value.lastValidated.on, every) : undefined;
	const level = severity.levels.find(({ id }) => id === runbook?.level);
	return {
		owner: value.owner,
		services: (runbook?.services ?? []).map((id) => names.get(ids.get(id) ?? id) ?? id),
		level: level && levelWords(level),
		validated: value.lastValidated,
		overdueSince: due !== undefined && due < dateAt(now, site.zone) ? due : undefined,
		symptoms: runbook?.symptoms ?? [],
	};
}
