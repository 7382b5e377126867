/** Ways to end the impact, in the order in which they are tried, and which comes next. For responders. */
import type { NoteOf } from '../schemas/note.ts';
import type { Process } from '../schemas/process.ts';

type Mitigation = Process['mitigations'][number];
type Tried = Pick<NoteOf<'mitigation'>, 'mitigation' | 'result'>;

/** One way, and what came of it. */
export interface Rung {
	mitigation: Mitigation;
	/** Its place in the order, from 1. */
	place: number;
	/** What came of it the last time; `undefined`: nobody has tried it. */
	result: Tried['result'] | undefined;
	/** It is the one to try now. */
	next: boolean;
}

/**
 * The ways in their order. While nothing has worked, the next is the first that nobody has tried, counted from
 * the one tried last: whoever skipped a way had a reason.
 *
 * @param tried in the order in which they were tried
 */
export function mitigationLadder(
	mitigations: readonly Mitigation[],
	tried: readonly Tried[],
): Rung[] {
	const last = tried.at(-1);
	const from = mitigations.findLastIndex(({ kind }) => kind === last?.mitigation) + 1;
	const untried = (mitigation: Mitigation) =>
		!tried.some((item) => item.mitigation === mitigation.kind);
	const next = last?.result === 'worked' ? undefined : mitigations.slice(from).find(untried);
	return mitigations.map((mitigation, index) => ({
		mitigation,
		place: index + 1,
		result: tried.findLast((item) => item.mitigation === mitigation.kind)?.result,
		next: mitigation === next,
	}));
}
