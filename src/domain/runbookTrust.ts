/** Why a runbook may be believed: what it did in incidents and rehearsals, and what has changed since. */
import type { Check } from '../schemas/evidence.ts';
import type { Instant } from '../schemas/values.ts';
import { addPeriod, dateAt } from './calendar.ts';
import type { Content, Page } from './content.ts';
import type { FileOf } from '../schemas/index.ts';

/** How somebody made sure of a page. */
export interface Validation {
	/** The day. */
	on: string;
	by: string;
	how: string;
	evidence: string;
}

/** A file that a page describes. */
export interface SourceChange {
	path: string;
	/** The last change; `undefined` if git does not know the file. */
	changed: Instant | undefined;
	/** It changed after the page was validated, or the page never was. */
	since: boolean;
}

/** What is known, apart from incidents. */
export interface Trust {
	validated: Validation | undefined;
	/** The day by which it should have been validated again, if that day is over. */
	overdueSince: string | undefined;
	rehearsed: (Validation & { result: Check['result'] }) | undefined;
	/** The day by which it should have been rehearsed again, if that day is over. */
	rehearsalOverdueSince: string | undefined;
	/** `undefined` if git cannot say. */
	sources: SourceChange[] | undefined;
}

/** Which pages are looked at, and what is known of them. */
export interface TrustSources {
	content: Pick<Content, 'checks' | 'organisation' | 'site'>;
	now: Instant;
	/** The last change of a file by its path in the repository; `undefined` if the history is not known. */
	lastChange: ((path: string) => Instant | undefined) | undefined;
}

/**
 * What speaks for a page. A validation is the newer one of the page's own and of what is recorded in `checks/`;
 * one that failed is none.
 */
export function trustIn(
	{ id, value }: Page<FileOf<'runbook'> | FileOf<'handbook'>>,
	kind: 'runbook' | 'handbook',
	{ content, now, lastChange }: TrustSources,
): Trust {
	const { checks, organisation, site } = content;
	const today = dateAt(now, site.zone);
	const recorded = (of: Check['kind']) =>
		checks
			.map((check) => check.value)
			.filter((check) => check.kind === of && check.subject === id && check.at <= now)
			.sort((a, b) => b.at - a.at)
			.map(({ at, by, how, evidence, result }) => ({
				on: dateAt(at, site.zone),
				by,
				how,
				evidence,
				result,
			}));
	const seen = recorded(kind === 'runbook' ? 'runbook-validated' : 'page-validated').find(
		({ result }) => result !== 'failed',
	);
	const own = value.lastValidated;
	const validated = seen && (!own || seen.on > own.on) ? seen : own;
	const rehearsals = recorded('runbook-rehearsed');
	const rehearsed =
		rehearsals[0] ?? (own?.how === 'rehearsal' ? { ...own, result: 'passed' as const } : undefined);
	const every = value.validateEvery ?? organisation.review[kind];
	const rehearseEvery = 'rehearseEvery' in value ? value.rehearseEvery : undefined;
	const over = (on: string | undefined, period: string | undefined) => {
		if (on === undefined || period === undefined) return undefined;
		const due = addPeriod(on, period);
		return due < today ? due : undefined;
	};
	return {
		validated,
		overdueSince: over(validated?.on, every),
		rehearsed,
		rehearsalOverdueSince: over(rehearsed?.on, rehearseEvery),
		sources:
			lastChange &&
			value.sources.map((path) => {
				const changed = lastChange(path);
				return {
					path,
					changed,
					since:
						changed !== undefined &&
						(validated === undefined || dateAt(changed, site.zone) > validated.on),
				};
			}),
	};
}
