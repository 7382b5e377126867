/** Situations an incident is in, with whom to tell and how to reach them. */
import { situationsOf } from '../domain/situations.ts';
import type { Cell, CellPart } from './cells.ts';
import { contactLink } from './contactLink.ts';
import type { KnownIncident, PortalContent } from './content.ts';

/** Situation, action, whom to tell: for every situation that what is known says an open incident is in. */
export function situationRows(
	{ response, facts }: KnownIncident,
	content: PortalContent,
): Cell[][] {
	if (!response.open) return [];
	return situationsOf(content.process, facts).map(({ situation, action, notify }) => [
		situation,
		action,
		notify.flatMap((id) => reachCells(id, content)),
	]);
}

/** The name of a rotation, person or contact, and every way to reach it; any other word stays as it is. */
function reachCells(id: string, { onCall, duties }: PortalContent): CellPart[] {
	const duty = duties.find(({ rotation }) => rotation.id === id);
	const known = [...onCall.people, ...onCall.contacts].find(
		(item) => item.id === (duty?.shift?.person ?? id),
	);
	const name = [duty?.rotation.name, known?.name].filter((part) => part !== undefined).join(', ');
	return [
		name === '' ? id : name,
		...(known?.contacts ?? []).map(({ kind, value }) => ({
			text: value,
			href: contactLink({ kind, value }),
		})),
	];
}
