/** Chance that falls the same way every time, so that no run differs from another. */

/** A small generator of numbers from 0 to 1 (mulberry32). */
export function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let value = Math.imul(state ^ (state >>> 15), 1 | state);
		value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
		return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
	};
}

/** Picks from lists by the numbers of a generator. */
export const picker =
	(next: () => number) =>
	<T>(list: readonly T[]) =>
		list[Math.floor(next() * list.length)] as T;
