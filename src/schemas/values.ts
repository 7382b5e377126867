/**
 * The small values that every file is made of: ids, texts, instants, durations, addresses.
 * Each has one spelling, and each refusal says how to write it.
 */
import { z } from 'astro/zod';
import { durationMs, exactDuration } from './duration.ts';
import { unprintable } from './plain.ts';

/** Milliseconds since 1970-01-01T00:00Z, always an integer. */
export type Instant = number;

/** Milliseconds, always an integer. */
export type Milliseconds = number;

/** A calendar day without a zone, e.g. `2026-03-01`. */
export type CalendarDate = string;

/** An ISO 8601 period in calendar units, e.g. `P1M`; how long it is depends on where it starts. */
export type Period = string;

/** A name for machines, e.g. `card-payments`. */
export const idSchema = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
	error: 'Write an id in lower case letters, digits and single hyphens, e.g. `card-payments`.',
});

/** One line of text for people. */
export const lineSchema = z
	.string({ error: 'Write a text here.' })
	.trim()
	.min(1, { error: 'This text is empty. Write it, or leave the field out.' })
	.refine((text) => !/[\n\r]/.test(text), {
		error: 'This text has a line break. Write it on one line.',
	})
	.refine((text) => !unprintable.test(text), {
		error: 'This text has a control character in it. Type it anew instead of pasting it.',
	});

/** Text for people that may have paragraphs. Empty lines around it go; the indentation of its first line stays. */
export const textSchema = z
	.string({ error: 'Write a text here.' })
	.overwrite((text) => text.replace(/^(?:[ \t]*\r?\n)+/, '').trimEnd())
	.min(1, { error: 'This text is empty. Write it, or leave the field out.' })
	.refine((text) => !unprintable.test(text.replaceAll('\r\n', '\n')), {
		error: 'This text has a control character in it. Type it anew instead of pasting it.',
	});

/** A moment that names its offset, e.g. `2026-03-01T09:15:00Z`; code receives milliseconds. */
export const instantSchema = z.iso
	.datetime({
		offset: true,
		error:
			'Write a time with its offset, e.g. `2026-03-01T09:15:00Z` or `2026-03-01T10:15:00+01:00`.',
	})
	.transform((text): Instant => Date.parse(text));

/** A day, e.g. `2026-03-01`. */
export const dateSchema = z.iso.date({
	error: 'Write a day that exists as year, month and day, e.g. `2026-03-01`.',
});

/** A time of day on the organisation's clock, e.g. `09:00`. */
export const timeOfDaySchema = z
	.string()
	.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'Write a time of day from `00:00` to `23:59`.' });

/**
 * A length of time that is the same wherever it starts, e.g. `PT15M`, `PT1H30M`, `P2D` (48 hours).
 * Months and years are refused: they have no fixed length. Code receives milliseconds.
 */
export const durationSchema = z
	.string()
	.regex(exactDuration, {
		error: 'Write a duration such as `PT15M` (15 minutes), `PT4H` (4 hours) or `P2D` (48 hours).',
	})
	.transform((text): Milliseconds => durationMs(text));

/** A length of time in calendar units, e.g. `P1M` (a month), `P2W`, `P90D`. */
export const periodSchema = z
	.string()
	.regex(/^P(?=\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?$/, {
		error: 'Write a period in days, weeks, months or years, e.g. `P90D`, `P2W`, `P1M`, `P1Y`.',
	})
	.refine((text) => /[1-9]/.test(text), { error: 'This period has no length.' });

/** A web address; only `https`, and `http` on the same machine. */
export const urlSchema = z
	.url({
		protocol: /^https?$/,
		error: 'Write a whole web address, e.g. `https://status.example.com`.',
	})
	.refine((text) => /^(?:https:|http:\/\/(?:localhost|127\.0\.0\.1)\b)/.test(text), {
		error: 'Write the address with `https://`.',
	});

/** An e-mail address. */
export const emailSchema = z.email({
	error: 'Write an e-mail address, e.g. `support@example.com`.',
});

/** A path of a file below a folder that is named where it is used, e.g. `brand/logo.svg`. */
export const pathSchema = z.string().regex(/^(?![/\\])(?!.*(?:^|[/\\])\.\.(?:[/\\]|$))[^\0]+$/, {
	error: 'Write a path below its folder, without `..` and without a leading slash.',
});

/** A zone of the IANA database, e.g. `Europe/Lisbon`. */
export const zoneSchema = z
	.string()
	.refine(isZone, {
		error: 'Write a time zone by its name in the IANA database, e.g. `Europe/Lisbon` or `UTC`.',
	})
	.meta({ examples: ['Europe/Lisbon'] });

/** A language tag, e.g. `en` or `pt-BR`. */
export const languageSchema = z.string().regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/, {
	error: 'Write a language tag, e.g. `en` or `pt-BR`.',
});

/** A line in other languages than the first, by their tags. */
export const translatedSchema = z.record(languageSchema, lineSchema).default({});

/** A colour as a browser's colour picker writes it, e.g. `#1f5f8b`. */
export const colourSchema = z.string().regex(/^#[0-9a-f]{6}$/i, {
	error: 'Write a colour as six hexadecimal digits, e.g. `#1f5f8b`.',
});

/** `example: true`: this file shows the product, and its times move so that it always looks recent. */
export const exampleSchema = z
	.literal(true)
	.optional()
	.describe(
		'Marks invented data that came with the product. Its times move by whole hours from ' +
			'`example-anchor` in `site.yaml`, commands refuse to change it, and both sites say so.',
	);

/**
 * A value that may have changed over time: one value, or versions of it, each with the instant from
 * which it holds. The first version may leave `from` out and then holds since ever.
 */
export const versioned = <T extends z.ZodType>(value: T) =>
	z.union([
		value.transform((only) => [{ from: undefined, value: only }] as Version<z.output<T>>[]),
		z
			.array(
				z.strictObject({
					from: instantSchema.optional().describe('The instant from which this version holds.'),
					value: value.describe('What holds from then on.'),
				}),
			)
			.min(1)
			.transform((list) =>
				// The cast undoes an inference gap: with a generic schema Zod cannot tell that `value` is there.
				(list as Version<z.output<T>>[]).toSorted(
					(a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity),
				),
			),
	]);

/** One version of a value that may change over time. */
export interface Version<T> {
	from?: Instant | undefined;
	value: T;
}

function isZone(text: string): boolean {
	try {
		Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text);
		return !/^[+-]/.test(text);
	} catch {
		return false;
	}
}
