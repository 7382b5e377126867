/** Names of what is handed on to GitHub. */

/** Letters that are not easily mistaken for each other; a power of two of them, so each is as likely. */
const letters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A new name of an operation: six characters. */
export const randomOp = (): string =>
	Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => letters[byte % 32]).join('');
