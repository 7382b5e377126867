import { expect, test } from 'vitest';
import { timeHere, wallText, wallTimes } from './times.ts';

const winter = Date.parse('2026-11-20T09:25:00Z');
const summer = Date.parse('2026-07-20T09:25:00Z');
const newYork = 'America/New_York';
const lisbon = 'Europe/Lisbon';

test('the reader’s time comes first, then the organisation’s and UTC, each once', () => {
	expect(wallTimes(summer, lisbon, summer, newYork)).toEqual([
		'05:25 GMT‑4',
		'10:25 WEST',
		'09:25 UTC',
	]);
});

test('clocks that show the same share a text, and each is named', () => {
	expect(wallTimes(winter, lisbon, winter, newYork)).toEqual(['04:25 GMT‑5', '09:25 WET/UTC']);
	expect(wallTimes(winter, lisbon, winter, lisbon)).toEqual(['09:25 WET/UTC']);
	expect(wallTimes(winter, 'UTC', winter, 'UTC')).toEqual(['09:25 UTC']);
	expect(wallTimes(winter, newYork, winter, 'UTC')).toEqual(['09:25 UTC', '04:25 GMT‑5']);
});

test('in a sentence the others stand in brackets', () => {
	expect(wallText(winter, lisbon, winter, newYork)).toBe('04:25 GMT‑5 (09:25 WET/UTC)');
	expect(wallText(winter, lisbon, winter, lisbon)).toBe('09:25 WET/UTC');
});

test('the day is said where it is not today, and once for all clocks on which it is the same', () => {
	const monday = Date.parse('2026-11-23T09:00:00Z');
	expect(wallText(monday, lisbon, winter, newYork)).toBe('Mon 23 Nov, 04:00 GMT‑5 (09:00 WET/UTC)');
});

test('a clock on which it is another day says so', () => {
	const late = Date.parse('2026-11-20T22:30:00Z');
	expect(wallTimes(late, lisbon, winter, 'Asia/Tokyo')).toEqual([
		'Sat 21 Nov, 07:30 GMT+9',
		'Fri 20 Nov, 22:30 WET/UTC',
	]);
	expect(wallTimes(Date.parse('2026-11-21T02:00:00Z'), lisbon, winter, newYork)).toEqual([
		'21:00 GMT‑5',
		'Sat 21 Nov, 02:00 WET/UTC',
	]);
});

test('the year is said where it is another', () => {
	expect(timeHere(Date.parse('2025-11-20T09:25:00Z'), winter, lisbon)).toBe(
		'20 Nov 2025, 09:25 WET',
	);
});
