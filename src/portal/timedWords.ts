/** A sentence with times in it, which browsers show on the reader's clock too. */
import type { PrintedTime } from '../ui/time.ts';

/** Its parts, in order. */
export type TimedWords = (string | Pick<PrintedTime, 'iso' | 'text'>)[];

/** The sentence as it is printed. */
export const printedWords = (words: TimedWords): string =>
	words.map((part) => (typeof part === 'string' ? part : part.text)).join('');
