/** Example data that always looks recent: its times move with the clock. */
import type { Instant } from '../schemas/values.ts';

const hour = 3_600_000;

/** How far example data moves: whole hours from its anchor to now, so that minutes stay as written. */
export function exampleShift(anchor: Instant | undefined, now: Instant): number {
	return anchor === undefined ? 0 : Math.floor((now - anchor) / hour) * hour;
}

/** Whether front matter or data asks to be moved. */
export function isExample(data: unknown): boolean {
	return (
		typeof data === 'object' && data !== null && (data as { example?: unknown }).example === true
	);
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The same data with every text that is wholly an instant or a day moved by `shift` milliseconds.
 * Prose is left alone, which is why example prose names no dates.
 */
export function moveTimes(data: unknown, shift: number): unknown {
	if (typeof data === 'string') return moveText(data, shift);
	if (Array.isArray(data)) return data.map((item) => moveTimes(item, shift));
	if (typeof data === 'object' && data !== null) {
		return Object.fromEntries(
			Object.entries(data).map(([key, item]) => [key, moveTimes(item, shift)]),
		);
	}
	return data;
}

/** Moves those parts of `data` that are marked themselves, such as one override of an on-call file. */
export function moveMarkedParts(data: unknown, shift: number): unknown {
	if (isExample(data)) return moveTimes(data, shift);
	if (Array.isArray(data)) return data.map((item) => moveMarkedParts(item, shift));
	if (typeof data === 'object' && data !== null) {
		return Object.fromEntries(
			Object.entries(data).map(([key, item]) => [key, moveMarkedParts(item, shift)]),
		);
	}
	return data;
}

function moveText(text: string, shift: number): string {
	if (instant.test(text))
		return moved(Date.parse(text), shift, text, (iso) => iso.replace('.000Z', 'Z'));
	// A day moves as its noon does, so that it neither gains nor loses a day on the way.
	if (day.test(text))
		return moved(Date.parse(`${text}T12:00:00Z`), shift, text, (iso) => iso.slice(0, 10));
	return text;
}

/** A time that no calendar has stays as it is, for the schema to refuse. */
function moved(at: number, shift: number, text: string, print: (iso: string) => string): string {
	return Number.isNaN(at) || !isInCalendar(text.slice(0, 10))
		? text
		: print(new Date(at + shift).toISOString());
}

/** `Date` takes the 31st of June for the 1st of July. */
const isInCalendar = (date: string) =>
	new Date(Date.parse(`${date}T12:00:00Z`)).toISOString().startsWith(date);
