/** Which of the alerts that are kept a new post is about. */
import type { Instant, Milliseconds } from '../schemas/values.ts';
import type { SaidAlert } from './alertPayload.ts';
import type { Response, StoredAlert } from './response.ts';

/** What a post changes of an alert that is kept. A field that is missing stays as it is. */
export interface AlertChanges {
	ended?: Instant | 'taken-back';
	severity?: string;
	acknowledged?: Instant;
	by?: string;
}

/** What a post asks for. */
export type Episode =
	/** It is the first of its episode; `ordinal` counts those of its key, from 1. */
	| { is: 'new'; ordinal: number }
	/** It says something new of an alert that is kept. */
	| { is: 'news'; alert: StoredAlert; changes: AlertChanges }
	/** It says again what is known, or the end of what never began. */
	| { is: 'known'; alert: StoredAlert | undefined };

/**
 * How long an alert counts as going on if its sender never says that it is over and nobody has said what
 * became of it.
 */
export const assumedEnd: Milliseconds = 24 * 60 * 60 * 1000;

/**
 * Finds the episode of a post. Senders repeat themselves, and use one key for outage after outage: an alert
 * that has not ended is the same, whatever its members are by now; after its end the next one is new.
 *
 * @param kept alerts of the same source and key
 * @param worst which of several words for severity is the worst
 */
export function episodeOf(
	said: SaidAlert,
	worst: (words: readonly string[]) => string | undefined,
	kept: readonly StoredAlert[],
	responses: readonly Response[],
	now: Instant,
): Episode {
	const inOrder = kept.toSorted((a, b) => a.value.fired - b.value.fired);
	const latest = inOrder.at(-1);
	const going = latest && goesOn(latest, said, responses, now) ? latest : undefined;
	if (said.state === 'resolved') {
		return going
			? { is: 'news', alert: going, changes: { ended: endOf(said, going, now) } }
			: { is: 'known', alert: latest };
	}
	if (going) {
		const changes = changesTo(going, said, worst, now);
		return Object.keys(changes).length > 0
			? { is: 'news', alert: going, changes }
			: { is: 'known', alert: going };
	}
	// A post that was held up and arrives after the end, or the same incident of the sender opened again.
	const end = latest && Math.max(latest.value.fired, latest.value.ended ?? -Infinity);
	if (latest && end !== undefined && said.fired !== undefined && said.fired <= end) {
		if ((said.reopened ?? -Infinity) <= end) return { is: 'known', alert: latest };
		const changes = changesTo(latest, said, worst, now);
		return { is: 'news', alert: latest, changes: { ended: 'taken-back', ...changes } };
	}
	return { is: 'new', ordinal: kept.length + 1 };
}

function goesOn(
	{ value }: StoredAlert,
	said: SaidAlert,
	responses: readonly Response[],
	now: Instant,
): boolean {
	if (value.ended !== undefined) return false;
	const incident = responses.find(({ id }) => id === value.incident);
	const over = incident?.resolvedAt;
	// Its end was never told, but the incident is over and this began later.
	if (over !== undefined && said.state !== 'resolved') {
		if (said.fired !== undefined) return said.fired <= over;
		if (!said.tellsEnd) return false;
	}
	if (said.tellsEnd || incident?.open === true) return true;
	return value.disposition === undefined && now - value.fired < assumedEnd;
}

function changesTo(
	{ value }: StoredAlert,
	said: SaidAlert,
	worst: (words: readonly string[]) => string | undefined,
	now: Instant,
): AlertChanges {
	const severity = worst([
		...(value.severity === undefined ? [] : [value.severity]),
		...said.severities,
	]);
	const acknowledged = said.state === 'acknowledged' && value.acknowledged === undefined;
	return {
		...(severity !== undefined && severity !== value.severity && { severity }),
		...(acknowledged && { acknowledged: Math.min(said.acknowledged ?? now, now) }),
		...(acknowledged && said.by !== undefined && { by: said.by }),
	};
}

function endOf(said: SaidAlert, { value }: StoredAlert, now: Instant): Instant {
	return Math.max(value.fired, Math.min(said.ended ?? now, now));
}
