/** When whoever has a role reports next. For responders. */
import type { Role } from '../schemas/process.ts';
import type { Instant } from '../schemas/values.ts';
import type { Response } from './response.ts';

/**
 * When the next report of a role is due: its own time after the last thing its holder wrote down since they have it.
 * `undefined` if the role reports to nobody, nobody has it, or the incident is over.
 */
export function nextReport(
	{ id, reports }: Pick<Role, 'id' | 'reports'>,
	{ open, roles, notes }: Pick<Response, 'open' | 'roles' | 'notes'>,
): Instant | undefined {
	const held = roles.find(({ role }) => role === id);
	if (!open || !reports || !held) return undefined;
	const last = notes.findLast(
		({ note }) => note.by === held.person && note.at >= held.since && note.kind !== 'role',
	);
	return (last?.note.at ?? held.since) + reports.every;
}
