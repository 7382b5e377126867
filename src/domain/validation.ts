/** What shows that a page is true, and whether somebody has to look at it again. */
import type { HandbookPage, Runbook } from '../schemas/page.ts';
import type { Check, CheckKind } from '../schemas/evidence.ts';
import type { CalendarDate, Instant } from '../schemas/values.ts';
import { addPeriod, dateAt } from './calendar.ts';
import type { Content, Page } from './content.ts';
import type { Problem } from './problem.ts';

/** What evidence is looked for in. */
export type EvidenceSources = Pick<
	Content,
	'checks' | 'handbook' | 'incidents' | 'postMortems' | 'runbooks' | 'site'
>;

/** The day by which a page has to be validated again; `undefined` if nothing asks for it, or it never was. */
export function validationDue(
	page: Pick<HandbookPage, 'lastValidated' | 'validateEvery'>,
	every: string | undefined,
): CalendarDate | undefined {
	const period = page.validateEvery ?? every;
	return page.lastValidated && period !== undefined
		? addPeriod(page.lastValidated.on, period)
		: undefined;
}

/** The field that problems of missing evidence name. */
export const validationField = 'last-validated.on';

/** Kinds of evidence for a runbook, and for a page of the handbook. */
const kindsFor: Record<'runbook' | 'handbook', readonly CheckKind[]> = {
	runbook: ['runbook-validated', 'runbook-rehearsed'],
	handbook: ['page-validated'],
};

/**
 * Pages that say when they were last validated while nothing of that day shows it: neither a file under
 * `checks/`, nor a note that an incident was ended or helped by it, nor a post-mortem that changed it. A date is
 * quickly typed; this asks for what stands behind it. A day earlier or later counts: zones differ.
 */
export function unevidenced(content: EvidenceSources): Problem[] {
	return [
		...content.runbooks.map((page) => ({ page, kind: 'runbook' as const })),
		...content.handbook.map((page) => ({ page, kind: 'handbook' as const })),
	].flatMap(({ page, kind }) => {
		const { lastValidated } = page.value;
		if (!lastValidated || hasEvidence(page, kind, lastValidated.on, content)) return [];
		const file = kind === 'runbook' ? 'runbook-validated' : 'page-validated';
		return [
			{
				severity: 'warning' as const,
				file: page.path,
				field: validationField,
				message: `Nothing shows that this page was validated on ${lastValidated.on}.`,
				cure:
					kind === 'runbook'
						? `Run \`npm run runbook -- rehearsed ${page.id}\`, or add a check of kind \`${file}\` of that day.`
						: `Add a check of kind \`${file}\` with subject \`${page.id}\` of that day.`,
			},
		];
	});
}

function hasEvidence(
	{ id }: Page<Runbook | HandbookPage>,
	kind: 'runbook' | 'handbook',
	day: CalendarDate,
	{ checks, incidents, postMortems, site }: EvidenceSources,
): boolean {
	const near = (instant: Instant | undefined) =>
		instant !== undefined && Math.abs(daysFrom(day, dateAt(instant, site.zone))) <= 1;
	const looked = ({ kind: of, subject, at, result }: Check) =>
		kindsFor[kind].includes(of) && subject === id && result !== 'failed' && near(at);
	if (checks.some(({ value }) => looked(value))) return true;
	if (kind === 'handbook') return false;
	return (
		incidents.some(({ notes }) =>
			notes.some(
				({ value }) =>
					value.kind === 'runbook-used' &&
					value.runbook === id &&
					(value.result === 'fixed' || value.result === 'helped') &&
					near(value.at),
			),
		) || postMortems.some(({ value }) => value.runbookChanges.includes(id) && near(value.published))
	);
}

const daysFrom = (from: CalendarDate, to: CalendarDate) =>
	Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
