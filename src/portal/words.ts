/** What data of the process reads like. */
import type { Cadence, Level, Target } from '../schemas/severity.ts';
import type { LadderTarget } from '../schemas/onCall.ts';
import type { Period } from '../schemas/values.ts';
import type { Content } from '../domain/content.ts';
import { personName, statusWords } from '../domain/words.ts';
import { printDuration } from '../ui/time.ts';
import { deadlineWords, policyWords } from './deadlineWords.ts';

export { deadlineWords, personName, statusWords };

const duration = (milliseconds: number) => printDuration(milliseconds, 'en');

/** `15 minutes`, `4 hours of work`, `next business day`. */
export function targetWords(target: Target | undefined): string {
	if (!target) return '—';
	if ('policy' in target) return policyWords[target.policy] ?? target.policy;
	return target.clock === 'business'
		? `${duration(target.within)} of work`
		: duration(target.within);
}

/** `every 30 minutes`, `every 15 to 30 minutes`, `when resolved`. */
export function cadenceWords(cadence: Cadence): string {
	if ('every' in cadence) return `every ${duration(cadence.every)}`;
	if ('min' in cadence) return `every ${rangeWords(cadence.min, cadence.max)}`;
	if ('on' in cadence) return cadence.on === 'resolved' ? 'when resolved' : 'on a change';
	return 'none';
}

/** `3 months`, `90 days`; `month` where it is one. */
export function periodWords(period: Period): string {
	const words = new Intl.DurationFormat('en', { style: 'long' }).format(
		Temporal.Duration.from(period),
	);
	return words.replace(/^1 ([a-z]+)$/, '$1');
}

/** Two durations with one unit where they share it: `15 to 30 minutes`. */
function rangeWords(min: number, max: number): string {
	const [low, high] = [duration(min), duration(max)];
	const unit = / .*$/.exec(high)?.[0] ?? '';
	return low.endsWith(unit.replace(/s$/, '')) || low.endsWith(unit)
		? `${low.slice(0, low.indexOf(' '))} to ${high}`
		: `${low} to ${high}`;
}

/** `SEV1 Critical`. */
export const levelWords = ({ label, name }: Pick<Level, 'label' | 'name'>) => `${label} ${name}`;

/** Whom a step of a ladder calls. */
export function ladderTargetWords(to: LadderTarget, content: Content): string {
	const { onCall, organisation } = content;
	const nameIn = (list: readonly { id: string; name: string }[], id: string) =>
		list.find((item) => item.id === id)?.name ?? id;
	if ('rotation' in to) return nameIn(onCall.rotations, to.rotation);
	if ('person' in to) return personName(content, to.person);
	if ('contact' in to) return nameIn(onCall.contacts, to.contact);
	if ('channel' in to) return nameIn(organisation.channels, to.channel);
	if ('ladder' in to) return `the ladder “${nameIn(onCall.ladders, to.ladder)}”`;
	return `a ticket in ${to.ticket}`;
}
