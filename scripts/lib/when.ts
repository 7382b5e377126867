/** Times as people write them on a command line. */
import { dateAt, instantOf } from '../../src/domain/calendar.ts';
import { durationSchema, instantSchema } from '../../src/schemas/values.ts';
import { CommandError, exitCodes } from './exitCodes.ts';

/**
 * A moment in the past or present: `2026-03-01T09:15:00Z`, `09:15` (the last time the site's clock showed it),
 * or `20m`, `1h30m`, `PT20M` for that long ago.
 *
 * @throws {CommandError} if it is none of these, or still to come
 */
export function parsePast(text: string, now: number, zone: string, flag: string): number {
	const at = read(text, zone, flag, '`20m` (ago)', {
		clock: (shown) => (shown(0) <= now ? shown(0) : shown(-1)),
		length: (length) => now - length,
		now,
	});
	// A minute covers clocks that do not quite agree; what happened cannot lie further ahead.
	if (at <= now + 60_000) return Math.min(at, now);
	throw new CommandError(
		exitCodes.usage,
		`\`${text}\` for --${flag} is in the future.`,
		`It is ${printInstant(now)} now. Mend the time or its offset.`,
	);
}

/**
 * A moment to come: an instant, `09:55` (the next time the site's clock shows it), or `30m` from now.
 * @throws {CommandError} if it is none of these, or over
 */
export function parseFuture(text: string, now: number, zone: string, flag: string): number {
	const at = parseMoment(text, now, zone, flag);
	if (at >= now) return at;
	throw new CommandError(
		exitCodes.usage,
		`\`${text}\` for --${flag} is over already.`,
		`It is ${printInstant(now)} now. Mend the time or its offset.`,
	);
}

/**
 * Any moment: an instant, `09:55` (the next time the site's clock shows it after `from`), or `30m` after `from`.
 *
 * @param from what times without a day, and lengths, are counted from
 * @throws {CommandError} if it is none of these
 */
export function parseMoment(
	text: string,
	from: number,
	zone: string,
	flag: string,
	relative = '`30m` (from now)',
): number {
	return read(text, zone, flag, relative, {
		clock: (shown) => (shown(0) > from ? shown(0) : shown(1)),
		length: (length) => from + length,
		now: from,
	});
}

/** `1h30m` or `PT1H30M` in milliseconds; `undefined` if it is neither. */
export function parseDuration(text: string): number | undefined {
	const short = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?$/.exec(text);
	if (short && text !== '') {
		const [days = 0, hours = 0, minutes = 0] = short.slice(1).map((part) => Number(part || 0));
		return ((days * 24 + hours) * 60 + minutes) * 60_000;
	}
	const long = durationSchema.safeParse(text);
	return long.success ? long.data : undefined;
}

/** How a time that names no day, or no time at all, is understood. */
interface Understanding {
	/** Of the instants at which the clock shows it; the argument is in days from the day of `now`. */
	clock: (shown: (day: number) => number) => number;
	length: (length: number) => number;
	now: number;
}

function read(
	text: string,
	zone: string,
	flag: string,
	relative: string,
	{ clock, length, now }: Understanding,
): number {
	const instant = instantSchema.safeParse(text);
	if (instant.success) return instant.data;
	if (text === 'now') return now;
	if (/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text)) {
		const today = Temporal.PlainDate.from(dateAt(now, zone));
		return clock((day) => instantOf(today.add({ days: day }).toString(), text, zone));
	}
	const duration = parseDuration(text);
	const at = duration === undefined ? NaN : length(duration);
	// A length of thousands of years is a slip, and no calendar has the day.
	if (Math.abs(at) < 8.64e15) return at;
	throw new CommandError(
		exitCodes.usage,
		`\`${text}\` is not a time for --${flag}.`,
		`Write \`09:15\`, ${relative}, or \`2026-03-01T09:15:00Z\`.`,
	);
}

/** How instants are written into files: UTC, whole seconds. */
export function printInstant(instant: number): string {
	return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
