/** Where a phase of an incident stands at an instant. A browser asks it too, so nothing else is imported here. */

/** `along`: it began and has no end; `untimed`: the clock says nothing of it. */
export type PhaseState = 'over' | 'now' | 'to-come' | 'along' | 'untimed';

/** Where a phase stands at `now`, all in milliseconds; half-open, as every interval. */
export function phaseState(
	{ from, until }: { from?: number | undefined; until?: number | undefined },
	now: number,
): PhaseState {
	if (from === undefined && until === undefined) return 'untimed';
	if (from !== undefined && now < from) return 'to-come';
	if (until === undefined) return 'along';
	return now < until ? 'now' : 'over';
}

/** Where a phase stands, in words; empty where the clock says nothing. */
export const phaseWords: Record<PhaseState, string> = {
	over: 'its time is over',
	now: 'now',
	'to-come': 'to come',
	along: 'goes on',
	untimed: '',
};
