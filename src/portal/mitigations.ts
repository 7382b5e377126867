/** Ways to end the impact of an open incident, in order, with what came of each and the one to try now. */
import { mitigationLadder } from '../domain/mitigationLadder.ts';
import type { KnownIncident, PortalContent } from './content.ts';
import type { PortalLinks } from './links.ts';
import { runbookSteps } from './runbookPage.ts';

/** One way. */
export interface MitigationRow {
	text: string;
	when: string | undefined;
	/** What came of it; `undefined`: nobody has tried it. */
	result: string | undefined;
	/** It is the one to try now. */
	next: boolean;
	/** The runbook, at the step that does it. */
	runbook: { title: string; href: string } | undefined;
	command: string | undefined;
}

const resultWords = {
	worked: 'worked',
	partly: 'worked in part',
	failed: 'did not work',
	unknown: 'tried, not known',
};

/** All of them, in the order in which they are tried. */
export function mitigationRows(
	{ response }: KnownIncident,
	{ process, runbooks }: PortalContent,
	links: PortalLinks,
): MitigationRow[] {
	return mitigationLadder(process.mitigations, response.mitigations).map(
		({ mitigation, place, result, next }) => {
			const page = runbooks.find(({ id }) => id === mitigation.runbook);
			const step = page && runbookSteps(page).find(({ id }) => id === mitigation.step);
			return {
				text: `${place}. ${mitigation.text}${mitigation.lastResort ? ' (last resort)' : ''}`,
				when: mitigation.whenTo,
				result: result && resultWords[result],
				next: next && response.open,
				runbook: page && {
					title: step?.title ?? page.value.title,
					href: `${links.followed(page, response)}${step?.id === undefined ? '' : `#${step.id}`}`,
				},
				command: step?.code[0]?.text,
			};
		},
	);
}
