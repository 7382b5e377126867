import { expect, test } from 'vitest';
import { moveTimes } from './example.ts';

const week = 7 * 86_400_000;

test.each([
	['2026-06-24', '2026-07-01'],
	['2026-06-24T09:00:00Z', '2026-07-01T09:00:00Z'],
	['2026-06-30T23:30:00-02:00', '2026-07-08T01:30:00Z'],
])('%s moves to %s in a week', (text, moved) => {
	expect(moveTimes({ on: text }, week)).toEqual({ on: moved });
});

test.each(['2026-06-31', '2026-13-01', '2026-02-30T09:00:00Z', '2026-06-01T25:00:00Z', 'Soon'])(
	'%s is no time and stays as it is, for the check to refuse',
	(text) => {
		expect(moveTimes([text], week)).toEqual([text]);
	},
);
