/** Times as both sites print them; scripts print the same, so the words are the domain's. */
export type { PrintedTime, TimePrinter } from '../domain/time.ts';
export { printDuration, timePrinter } from '../domain/time.ts';
