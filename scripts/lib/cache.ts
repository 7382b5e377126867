/** Where this clone keeps what it can make again. */
import { join, resolve } from 'node:path';

/** The top of the repository. */
export const top = resolve(import.meta.dirname, '../..');

/** Git does not look at it, and anybody may delete it. */
export const cacheFolder = join(top, '.cache');
