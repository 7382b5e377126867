/** The list of post-mortems, written and due. */
import { timePrinter } from '../ui/time.ts';
import type { Cell } from './cells.ts';
import { linked } from './cells.ts';
import type { PortalContent } from './content.ts';
import type { PortalLinks } from './links.ts';

/** Documents that exist, and those that are required and do not. Newest incident first. */
export function postMortemRows(content: PortalContent, links: PortalLinks): Cell[][] {
	const print = timePrinter(content.site.zone, 'en');
	return content.known.flatMap(({ response, verdict }) => {
		const page = content.postMortems.find(({ value }) => value.incident === response.id);
		if (!page && (verdict.state !== 'required' || response.open)) return [];
		const open = page?.value.actions.filter(
			({ status }) => status === 'open' || status === 'in-progress',
		);
		const late =
			verdict.due !== undefined && verdict.published === undefined && verdict.due < content.now;
		return [
			[
				linked(page?.value.title ?? 'Not written yet', page && links.page(page)),
				{ text: response.title, href: links.incident(response.id) },
				page?.value.status ?? verdict.state,
				verdict.due === undefined
					? '—'
					: { text: print.time(verdict.due).day, class: late ? 'late' : undefined },
				open ? String(open.length) : '—',
			],
		];
	});
}
