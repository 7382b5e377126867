/** Text that somebody else chose: what an alert says of itself. It stays text wherever it goes. */
import type { Instant } from '../schemas/values.ts';
import { urlSchema } from '../schemas/values.ts';

/**
 * Longest texts that are read from a payload, in characters, and the number of labels. Keys are compared in
 * full, so they may be longer than what is kept of them.
 */
export const alertLimits = {
	key: 4000,
	keptKey: 200,
	name: 120,
	title: 240,
	value: 200,
	url: 1000,
	labels: 40,
};

/** What nobody can see: control characters, and those that turn the direction of a line. */
const unseen = /[\p{Cc}\p{Cf}]/gu;

/** A placeholder that the sender did not fill, such as `*alertDetails*` or `$ALERT_ID`. */
const unfilled = /^(?:\*\w+\*|\$[A-Z][A-Z0-9_]*|\{\{[^{}]*\}\})$/;

/**
 * One line of a payload: without what cannot be seen, and not longer than `limit` characters.
 * `undefined` if nothing is left, or if the sender left its placeholder in.
 */
export function plainLine(value: unknown, limit: number): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
		return undefined;
	}
	// Cut roughly first: a text of a megabyte is not worth looking through.
	const line = String(value)
		.slice(0, limit * 4)
		.toWellFormed()
		.replaceAll(/\s+/g, ' ')
		.replaceAll(unseen, '')
		.trim();
	if (line === '' || unfilled.test(line)) return undefined;
	if (line.length <= limit) return line;
	// Half of a character that UTF-16 writes as two is none.
	return `${line
		.slice(0, limit - 1)
		.replace(/[\uD800-\uDBFF]$/, '')
		.trimEnd()}…`;
}

/** Names and values of labels that can be kept. */
export function plainLabels(labels: Readonly<Record<string, unknown>>): Record<string, string> {
	const kept = Object.entries(labels).flatMap(([name, value]): [string, string][] => {
		const line = plainLine(value, alertLimits.value);
		const known = /^[\p{L}_][\p{L}\p{N}_.:/-]{0,79}$/u.test(name) && name !== '__proto__';
		return known && line !== undefined ? [[name, line]] : [];
	});
	return Object.fromEntries(kept.slice(0, alertLimits.labels));
}

/** A web address that can be kept; `undefined` for anything else. */
export function plainAddress(value: unknown): string | undefined {
	if (typeof value !== 'string' || value.length > alertLimits.url) return undefined;
	// Printable ASCII alone: an address that shows as another one is no help.
	return /^[!-~]+$/.test(value) && urlSchema.safeParse(value).success ? value : undefined;
}

/** A number of things; none for anything else. */
export function plainCount(value: unknown): number {
	return typeof value === 'number' && Number.isSafeInteger(value) ? Math.max(0, value) : 0;
}

/**
 * A time of a payload, in whole seconds: ISO 8601 with an offset, seconds or milliseconds since 1970.
 * `undefined` for anything else, and for the year 1 by which some senders say `not yet`.
 */
export function plainInstant(value: unknown): Instant | undefined {
	const instant = milliseconds(value);
	if (instant === undefined || !(instant >= earliest && instant < latest)) return undefined;
	return Math.floor(instant / 1000) * 1000;
}

/**
 * A line of a payload as code in Markdown: it reads as it was written, and on GitHub it mentions nobody, links
 * nowhere and closes nothing, not even in a commit message.
 */
export function quoteLine(line: string): string {
	const inert = line.replaceAll(/[@#]|:(?=\/\/)|\bGH(?=-)/gi, '$&\u2060');
	const longest = Math.max(0, ...[...inert.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = '`'.repeat(longest + 1);
	const space = /^`|`$/.test(inert) ? ' ' : '';
	return `${fence}${space}${inert}${space}${fence}`;
}

const earliest = Date.UTC(2000, 0);
const latest = Date.UTC(2200, 0);

function milliseconds(value: unknown): number | undefined {
	if (typeof value === 'number' || (typeof value === 'string' && /^\d{9,13}$/.test(value))) {
		const number = Number(value);
		return number < 100_000_000_000 ? number * 1000 : number;
	}
	if (typeof value !== 'string' || value.length > 40) return undefined;
	return /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/.test(value)
		? Date.parse(value.replace(' ', 'T'))
		: undefined;
}
