/** What has to be true before an incident is over, and what is known of it. Pure; takes `now`. */
import type { Check } from '../schemas/evidence.ts';
import type { Note } from '../schemas/note.ts';
import type { VerificationItem } from '../schemas/process.ts';
import type { Instant, Milliseconds } from '../schemas/values.ts';
import type { Facts } from './predicate.ts';
import { evaluate } from './predicate.ts';
import type { Response } from './response.ts';

/** One item that this incident has to meet, and where it stands. */
export interface Verification {
	item: VerificationItem;
	/** `open`: nobody has said anything, and what is known does not decide it. */
	state: 'passed' | 'waived' | 'failed' | 'open';
	/** What is still missing, where it can be computed: what it waits for, and until when. */
	waits?: { for: 'quiet' | 'watched' | 'source'; until: Instant | undefined } | undefined;
}

/** What is known beside the incident itself. */
export interface VerificationEvidence {
	/** One alert cycle, as set in `alerts.yaml`. */
	cycle: Milliseconds;
	/** Looks at alert sources. */
	checks: readonly Pick<Check, 'kind' | 'subject' | 'at' | 'result'>[];
}

/**
 * Every item that holds for the incident, in the organisation's order. What a person wrote of an item since the
 * incident was last reopened decides it; otherwise what can be computed does.
 */
export function verificationOf(
	items: readonly VerificationItem[],
	response: Response,
	facts: Facts,
	evidence: VerificationEvidence,
	now: Instant,
): Verification[] {
	const from = reopenedAt(response);
	return items
		.filter(({ when }) => when === undefined || evaluate(when, facts) === true)
		.map((item) => {
			const said = response.verification[item.id];
			if (said && said.at >= from) return { item, state: said.outcome };
			const waits = waitsFor(item, response, evidence, now);
			if (waits === undefined) return { item, state: 'open' };
			const open = waits.find(({ until }) => until === undefined || until > now);
			return open ? { item, state: 'open', waits: open } : { item, state: 'passed' };
		});
}

/** What keeps the incident from being resolved: required items that are neither passed nor waived. */
export const unverified = (all: readonly Verification[]): Verification[] =>
	all.filter(({ item, state }) => item.required && state !== 'passed' && state !== 'waived');

/** When the incident last began again; what was verified before says nothing of it. */
function reopenedAt({ shown, notes }: Response): Instant {
	const updates = shown?.updates ?? [];
	const again = updates.findLast(
		({ status }, index) => status !== 'resolved' && updates[index - 1]?.status === 'resolved',
	);
	const noted = notes.findLast(({ note }) => note.kind === 'reopened')?.note;
	return Math.max(again?.at ?? -Infinity, noted?.at ?? -Infinity);
}

/** Every condition of an item that can be computed, with the instant from which it holds; `undefined` if none can. */
function waitsFor(
	item: VerificationItem,
	response: Response,
	{ cycle, checks }: VerificationEvidence,
	now: Instant,
): NonNullable<Verification['waits']>[] | undefined {
	const changed = lastChange(response);
	const waits: NonNullable<Verification['waits']>[] = [];
	if (item.alertCycle) waits.push({ for: 'quiet', until: quietFrom(response, cycle) });
	if (item.quietFor !== undefined) {
		waits.push({
			for: 'watched',
			until: changed === undefined ? undefined : changed + item.quietFor,
		});
	}
	if (item.source !== undefined) {
		const green = checks.some(
			({ kind, subject, at, result }) =>
				kind === 'source-green' &&
				subject === item.source &&
				result === 'passed' &&
				at >= (changed ?? response.opened) &&
				at <= now,
		);
		waits.push({ for: 'source', until: green ? now : undefined });
	}
	return waits.length > 0 ? waits : undefined;
}

/** From when no alert came for one cycle; `undefined` while one still fires. */
function quietFrom({ alerts, opened }: Response, cycle: Milliseconds): Instant | undefined {
	const real = alerts.filter(({ value }) => value.disposition !== 'false');
	if (real.some(({ value }) => value.ended === undefined)) return undefined;
	const last = Math.max(opened, ...real.flatMap(({ value }) => [value.fired, value.ended ?? 0]));
	return last + cycle;
}

/** When somebody last changed something, or said that customers no longer feel it, or began to watch. */
function lastChange({ notes, milestones, shown }: Response): Instant | undefined {
	const trueFrom = ({ at, since = at }: Note) => Math.min(since, at);
	const updates = shown?.updates ?? [];
	const changes = [
		...notes.flatMap(({ note }) => (note.kind === 'mitigation' ? trueFrom(note) : [])),
		...(milestones.mitigated === undefined ? [] : [milestones.mitigated]),
		...updates
			.filter(
				({ status }, index) =>
					status === 'monitoring' && updates[index - 1]?.status !== 'monitoring',
			)
			.map(({ at }) => at),
	];
	return changes.length > 0 ? Math.max(...changes) : undefined;
}
