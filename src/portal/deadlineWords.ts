/** What deadlines are called. Browsers say it too, so nothing else is imported here. */
import type { LadderCall } from '../domain/clocks.ts';
import type { Deadline, DeadlineKind } from '../domain/deadlines.ts';

/** What a deadline asks for. */
export const deadlineWords: Record<DeadlineKind, string> = {
	acknowledge: 'Acknowledge',
	mitigate: 'Mitigate',
	resolve: 'Resolve',
	fix: 'Permanent fix',
	update: 'Next word to',
	notify: 'Tell',
	escalate: 'Escalate to',
	'war-room': 'War room open',
	'post-mortem': 'Post-mortem published',
	meeting: 'Review meeting',
};

/** What a policy is called. */
export const policyWords: Record<string, string> = {
	'next-business-day': 'next business day',
	'next-sprint': 'next sprint',
	'weekly-review': 'weekly review',
	backlog: 'backlog',
};

/** What stands where a deadline has no time: its policy, or that nobody knows its working days yet. */
export const noTimeWords = (policy: string | undefined): string =>
	policyWords[policy ?? ''] ?? 'further ahead than this page knows';

/** Whom a call of a ladder reaches. */
export const calledWords = (
	{ name, person, nobody }: Pick<LadderCall, 'name' | 'person' | 'nobody'>,
	nameOf: (person: string) => string,
): string =>
	nobody ? `${name}: nobody` : person === undefined ? name : `${name}, ${nameOf(person)}`;

/** A deadline in a few words: `Next word to customers`. */
export const deadlineName = (
	{ kind, what }: Pick<Deadline, 'kind' | 'what'>,
	whom: (what: string) => string = (same) => same,
): string => (what === '' ? deadlineWords[kind] : `${deadlineWords[kind]} ${whom(what)}`);

/** Where a deadline stands, in a word. */
export const stateWords: Record<Deadline['state'], string> = {
	met: 'met',
	missed: 'missed',
	pending: 'to come',
	overdue: 'overdue',
	'no-time': '',
};
