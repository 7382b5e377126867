/** How old something is, in words for one glance. For browsers too: no calendar, no language data. */
import type { Milliseconds } from '../schemas/values.ts';

const units: readonly [name: string, length: Milliseconds][] = [
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000],
];

/** `less than a minute`, `1 minute`, `3 hours`, `12 days`; rounded down. A negative age counts as none. */
export function ageWords(age: Milliseconds): string {
	for (const [name, length] of units) {
		const count = Math.floor(age / length);
		if (count >= 1) return `${count} ${name}${count === 1 ? '' : 's'}`;
	}
	return 'less than a minute';
}
