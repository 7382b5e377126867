/** Names of what comes from an alert: the same post makes the same names, and no word of it is in them. */
import { createHash } from 'node:crypto';
import { alertLimits } from '../../src/domain/alertText.ts';

const letters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** `length` characters that follow from a text and from nothing else. */
export function nameFrom(text: string, length: number): string {
	const bytes = createHash('sha256').update(text).digest();
	return Array.from({ length }, (_, index) => letters[(bytes[index] ?? 0) % letters.length]).join(
		'',
	);
}

/** The sender's key as it is kept: a long one is cut, and told apart by what follows from all of it. */
export function keptKey(key: string): string {
	if (key.length <= alertLimits.keptKey) return key;
	const start = key.slice(0, alertLimits.keptKey - 12).replace(/[\uD800-\uDBFF]$/, '');
	return `${start.trimEnd()}… ${nameFrom(key, 10)}`;
}

/** Id of an alert: what follows from its source and key, and which of that key's it is, from 1. */
export function alertId(source: string, key: string, ordinal: number): string {
	return `${nameFrom(JSON.stringify([source, key]), 8)}-${ordinal}`;
}

/** Id of the incident that an alert opens. */
export function incidentIdFor(alert: string, day: string, attempt = 0): string {
	return `${day}-${nameFrom(JSON.stringify(['incident', alert, attempt]), 4)}`;
}

/** The six characters of an operation on an alert: what is done, and what tells this time from another. */
export function alertOp(alert: string, ...what: readonly (string | number)[]): string {
	return nameFrom(JSON.stringify(['op', alert, ...what]), 6);
}
