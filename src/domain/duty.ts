/** Who has duty, how they are reached, and who stands behind them. For responders. */
import type { Contact, Rotation } from '../schemas/onCall.ts';
import type { Process } from '../schemas/process.ts';
import type { Instant } from '../schemas/values.ts';
import { workCalendar } from './calendar.ts';
import type { Content } from './content.ts';
import type { Shift } from './onCall.ts';
import { nextShift, onCallAt } from './onCall.ts';
import { personName } from './words.ts';

/** A rotation at one instant. */
export interface DutyAt {
	rotation: Rotation;
	/** Who has it; `undefined` if nobody has. */
	shift: Shift | undefined;
	/** Who has it after that. */
	next: Shift | undefined;
}

/** What duty is found from. */
export type DutySources = Pick<Content, 'onCall' | 'organisation' | 'site'>;

/** Every rotation at `now`. */
export function dutiesAt({ onCall, organisation, site }: DutySources, now: Instant): DutyAt[] {
	const context = { zone: site.zone, calendar: workCalendar(organisation, site.zone) };
	return onCall.rotations.map((rotation) => ({
		rotation,
		shift: onCallAt(rotation, onCall.overrides, now, context),
		next: nextShift(rotation, onCall.overrides, now, context),
	}));
}

/**
 * Who decides in an incident while nobody was given that role: the primary on call as it began, where the organisation
 * gives it to them; otherwise nobody.
 *
 * @param from when the incident began for responders
 */
export function decidesByDefault(
	content: DutySources & { process: Process },
	from: Instant,
): string | undefined {
	const { roles, decisionOwner } = content.process;
	const role = roles.find(({ id }) => id === decisionOwner);
	if (role?.selection !== 'primary-on-call') return undefined;
	const primary = role.rotation ?? content.onCall.rotations[0]?.id;
	return dutiesAt(content, from).find(({ rotation }) => rotation.id === primary)?.shift?.person;
}

/** Somebody with a name and ways to be reached, the best first. */
export interface Reachable {
	id: string;
	name: string;
	contacts: readonly Contact[];
}

/** A person of a shift. */
export function reachable({ onCall }: Pick<Content, 'onCall'>, id: string): Reachable {
	const person = onCall.people.find((item) => item.id === id);
	return { id, name: personName({ onCall }, id), contacts: person?.contacts ?? [] };
}

/**
 * The rotation that is called when the given one does not answer: the next that any ladder names after it, or
 * without a ladder the next in the list.
 */
export function rotationBehind(
	{ onCall }: Pick<Content, 'onCall'>,
	rotation: string,
): Rotation | undefined {
	for (const { steps } of onCall.ladders) {
		const called = (steps.at(-1)?.value ?? []).flatMap(({ to }) =>
			'rotation' in to ? to.rotation : [],
		);
		const place = called.indexOf(rotation);
		const behind = place < 0 ? undefined : called.slice(place + 1).find((id) => id !== rotation);
		if (behind !== undefined) return onCall.rotations.find(({ id }) => id === behind);
	}
	const place = onCall.rotations.findIndex(({ id }) => id === rotation);
	return onCall.rotations.find((_, index) => index === place + 1);
}
