/** Names that nobody else chooses. */
import { createHash, randomInt } from 'node:crypto';

const letters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** `length` random characters without those that are easily mistaken for each other. */
export function randomName(length: number): string {
	return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}

/**
 * `length` characters that follow from an operation and what they are for: the same operation run again names
 * the same files.
 */
export function derivedName(op: string, what: string, length: number): string {
	const bytes = createHash('sha256').update(`${op} ${what}`).digest();
	return Array.from({ length }, (_, index) => letters[(bytes[index] ?? 0) % letters.length]).join(
		'',
	);
}
