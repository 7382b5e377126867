import { describe, expect, test } from 'vitest';
import { CommandError } from './exitCodes.ts';
import { parseDuration, parseFuture, parseMoment, parsePast, printInstant } from './when.ts';

const zone = 'Europe/Lisbon';
/** Monday after the clocks went forward: 10:30 in Lisbon. */
const now = Date.parse('2026-03-30T09:30:00Z');

const past = (text: string) => printInstant(parsePast(text, now, zone, 'at'));
const future = (text: string) => printInstant(parseFuture(text, now, zone, 'next-update'));
const refusal = (parse: () => unknown) => {
	try {
		parse();
	} catch (error) {
		if (error instanceof CommandError) return `${error.message}\n${error.hint ?? ''}`;
	}
	throw new Error('It was not refused.');
};

describe('parsePast', () => {
	test.each([
		['2026-03-30T10:00:00+01:00', '2026-03-30T09:00:00Z'],
		['now', '2026-03-30T09:30:00Z'],
		['10:15', '2026-03-30T09:15:00Z'],
		['10:30', '2026-03-30T09:30:00Z'],
		['10:31', '2026-03-29T09:31:00Z'],
		['20m', '2026-03-30T09:10:00Z'],
		['1h30m', '2026-03-30T08:00:00Z'],
		['PT2H', '2026-03-30T07:30:00Z'],
		['1d', '2026-03-29T09:30:00Z'],
	])('reads %s', (text, expected) => {
		expect(past(text)).toBe(expected);
	});

	test('counts back by days of the calendar: yesterday was 23 hours long', () => {
		const early = Date.parse('2026-03-29T23:05:00Z');
		// 00:05 in Lisbon; 00:30 was shown yesterday, before the clocks changed.
		expect(printInstant(parsePast('00:30', early, zone, 'at'))).toBe('2026-03-29T00:30:00Z');
	});

	test('refuses the future, but for a clock that is a moment ahead', () => {
		expect(past('2026-03-30T09:30:40Z')).toBe('2026-03-30T09:30:00Z');
		expect(refusal(() => past('2026-03-30T09:40:00Z'))).toMatchInlineSnapshot(`
			"\`2026-03-30T09:40:00Z\` for --at is in the future.
			It is 2026-03-30T09:30:00Z now. Mend the time or its offset."
		`);
	});

	test.each([
		'soon',
		'',
		'25:00',
		'9:15',
		'2026-03-30T09:00:00',
		'2026-13-01T00:00:00Z',
		'999999999999999999d',
	])('refuses `%s`', (text) => {
		expect(refusal(() => past(text))).toBe(
			`\`${text}\` is not a time for --at.\nWrite \`09:15\`, \`20m\` (ago), or \`2026-03-01T09:15:00Z\`.`,
		);
	});
});

describe('parseFuture', () => {
	test.each([
		['30m', '2026-03-30T10:00:00Z'],
		['10:45', '2026-03-30T09:45:00Z'],
		['10:30', '2026-03-31T09:30:00Z'],
		['09:00', '2026-03-31T08:00:00Z'],
		['2026-03-30T09:30:00Z', '2026-03-30T09:30:00Z'],
	])('reads %s', (text, expected) => {
		expect(future(text)).toBe(expected);
	});

	test('refuses the past', () => {
		expect(refusal(() => future('2026-03-30T09:00:00Z'))).toMatchInlineSnapshot(`
			"\`2026-03-30T09:00:00Z\` for --next-update is over already.
			It is 2026-03-30T09:30:00Z now. Mend the time or its offset."
		`);
	});
});

describe('parseMoment', () => {
	test('counts from where it is told to', () => {
		const from = Date.parse('2026-04-01T22:00:00Z');
		const moment = (text: string) => printInstant(parseMoment(text, from, zone, 'ends'));
		expect(moment('2h')).toBe('2026-04-02T00:00:00Z');
		expect(moment('01:00')).toBe('2026-04-02T00:00:00Z');
		expect(moment('2026-01-01T00:00:00Z')).toBe('2026-01-01T00:00:00Z');
	});
});

describe('parseDuration', () => {
	test.each([
		['90m', 5_400_000],
		['1d2h', 93_600_000],
		['PT15M', 900_000],
		['', undefined],
		['1x', undefined],
	])('reads %s', (text, expected) => {
		expect(parseDuration(text)).toBe(expected);
	});
});
