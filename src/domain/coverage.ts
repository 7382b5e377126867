/** Hours ahead in which an alert would reach nobody: nobody has duty, or a name that stands for nobody has. */
import type { OnCall, Rotation } from '../schemas/onCall.ts';
import type { Instant } from '../schemas/values.ts';
import { dateAt, workCalendar } from './calendar.ts';
import type { Content } from './content.ts';
import type { Interval } from './interval.ts';
import type { Shift } from './onCall.ts';
import { shiftsWithin, uncovered } from './onCall.ts';
import { placeholdersInData } from './placeholders.ts';

/** How far ahead every hour has to have a person. */
export const coverageAhead = 14 * 86_400_000;

/** How well one rotation is covered. */
export interface Coverage {
	rotation: Rotation;
	/** Time that has to be covered and is not. */
	gaps: Interval[];
	/** Shifts of somebody whom nobody can reach: still to be written, or gone. */
	unmanned: (Shift & { why: 'placeholder' | 'left' })[];
}

/** Every rotation over the coming fortnight. */
export function coverageOf(
	{ onCall, organisation, site }: Pick<Content, 'onCall' | 'organisation' | 'site'>,
	now: Instant,
): Coverage[] {
	const context = { zone: site.zone, calendar: workCalendar(organisation, site.zone) };
	const window = { start: now, end: now + coverageAhead };
	return onCall.rotations.map((rotation) => ({
		rotation,
		gaps: uncovered(rotation, onCall.overrides, window, context),
		unmanned: shiftsWithin(rotation, onCall.overrides, window, context).flatMap((shift) => {
			const person = onCall.people.find(({ id }) => id === shift.person);
			const why = person && unreachable(person, shift, rotation.zone ?? site.zone);
			return why === undefined ? [] : [{ ...shift, why }];
		}),
	}));
}

function unreachable(
	person: OnCall['people'][number],
	shift: Interval,
	zone: string,
): 'placeholder' | 'left' | undefined {
	if (placeholdersInData({ name: person.name, contacts: person.contacts }).length > 0) {
		return 'placeholder';
	}
	return person.until !== undefined && person.until <= dateAt(shift.end - 1, zone)
		? 'left'
		: undefined;
}
