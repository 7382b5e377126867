/** Names that nobody else chooses. */
import { randomInt } from 'node:crypto';

const letters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** `length` random characters without those that are easily mistaken for each other. */
export function randomName(length: number): string {
	return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}
