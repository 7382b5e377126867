/** Times as people write them on a command line. */
import { dateAt, instantOf } from '../../src/domain/calendar.ts';
import { durationSchema, instantSchema } from '../../src/schemas/values.ts';
import { CommandError, exitCodes } from './exitCodes.ts';

/**
 * A moment in the past or present: `2026-03-01T09:15:00Z`, `09:15` (the last time the site's clock showed it),
 * or `20m`, `1h30m`, `PT20M` for that long ago.
 *
 * @throws {CommandError} if it is none of these
 */
export function parsePast(text: string, now: number, zone: string, flag: string): number {
	const instant = instantSchema.safeParse(text);
	if (instant.success) return instant.data;
	if (/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text)) {
		const today = instantOf(dateAt(now, zone), text, zone);
		return today <= now ? today : instantOf(dateAt(now - 86_400_000, zone), text, zone);
	}
	const length = parseDuration(text);
	if (length !== undefined) return now - length;
	throw notATime(text, flag, '`20m` (ago)');
}

/** A moment to come: an instant, `09:55` (the next time the site's clock shows it), or `30m` from now. */
export function parseFuture(text: string, now: number, zone: string, flag: string): number {
	const instant = instantSchema.safeParse(text);
	if (instant.success) return instant.data;
	if (/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text)) {
		const today = instantOf(dateAt(now, zone), text, zone);
		return today > now ? today : instantOf(dateAt(now + 86_400_000, zone), text, zone);
	}
	const length = parseDuration(text);
	if (length !== undefined) return now + length;
	throw notATime(text, flag, '`30m` (from now)');
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

function notATime(text: string, flag: string, relative: string): CommandError {
	return new CommandError(
		exitCodes.usage,
		`\`${text}\` is not a time for --${flag}.`,
		`Write \`09:15\`, ${relative}, or \`2026-03-01T09:15:00Z\`.`,
	);
}

/** How instants are written into files: UTC, whole seconds. */
export function printInstant(instant: number): string {
	return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
