/** The sentences are in `src/strings/`, one file a language, below the schemas that know their names. */
export type { Strings } from '../../strings/index.ts';
export { stringsOf } from '../../strings/index.ts';
