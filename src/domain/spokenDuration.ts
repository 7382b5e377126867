/** Lengths of time in prose: `15 minutes`, `fifteen minutes`, `15–30 min`, `half an hour`, `2 hours and 3 minutes`. */
import type { Milliseconds } from '../schemas/values.ts';

/** A length of time, or a range of them, where it stands in a text. */
export interface SpokenDuration {
	/** The same twice where it is no range. */
	min: Milliseconds;
	max: Milliseconds;
	/** Its smallest unit: how exactly it is meant. */
	unit: Milliseconds;
	/** It counts only time in which people work. */
	business: boolean;
	/** It is said to be rough, such as `about an hour`. */
	rough: boolean;
	index: number;
	/** As it is written. */
	text: string;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const words: Record<string, number> = {
	a: 1,
	an: 1,
	one: 1,
	two: 2,
	three: 3,
	four: 4,
	five: 5,
	six: 6,
	seven: 7,
	eight: 8,
	nine: 9,
	ten: 10,
	eleven: 11,
	twelve: 12,
	fifteen: 15,
	twenty: 20,
	'twenty-four': 24,
	thirty: 30,
	forty: 40,
	'forty-five': 45,
	'forty-eight': 48,
	fifty: 50,
	sixty: 60,
	'seventy-two': 72,
	ninety: 90,
};

const number = `\\d+(?:\\.\\d+)?|${Object.keys(words)
	.sort((a, b) => b.length - a.length)
	.join('|')}`;
const pattern = new RegExp(
	`(?<![\\w.-])(?:(half an hour|half a day)|(${number})(?:\\s*(?:-|–|to)\\s*(${number}))?[\\s-]*(?:(business|working)\\s+)?(minutes?|mins?|hours?|hrs?|days?|weeks?|(?<=\\d)[mhd]))(?![\\w])`,
	'giu',
);
const roughly =
	/(?:about|around|roughly|nearly|almost|over|under|up to|at least|at most|more than|less than|fewer than|some|~|≈|<|>)\s*$/i;

/** All lengths of time in a text, in order. */
export function durationsIn(text: string): SpokenDuration[] {
	const parts = [...text.matchAll(pattern)].map((match): SpokenDuration => {
		const [written, half, low = '', high = low, business, unitWord = ''] = match;
		const unit = half ? (half.toLowerCase().endsWith('hour') ? hour : day) : unitOf(unitWord);
		const length = (word: string) => Math.round((half ? 0.5 : numberOf(word)) * unit);
		const after = text.slice(match.index + written.length);
		return {
			min: length(low),
			max: length(high),
			unit: half ? unit / 2 : unit,
			business: business !== undefined || /^\s+of work\b/i.test(after),
			rough: roughly.test(text.slice(0, match.index)),
			index: match.index,
			text: written,
		};
	});
	return parts.reduce<SpokenDuration[]>((joined, part) => {
		const last = joined.at(-1);
		const between = last && text.slice(last.index + last.text.length, part.index);
		if (
			last &&
			between !== undefined &&
			/^(?:\s*,?\s*(?:and\s+)?)$/i.test(between) &&
			part.unit < last.unit
		) {
			joined[joined.length - 1] = {
				...last,
				min: last.min + part.min,
				max: last.max + part.max,
				unit: part.unit,
				text: last.text + between + part.text,
			};
		} else joined.push(part);
		return joined;
	}, []);
}

const numberOf = (word: string) => words[word.toLowerCase()] ?? Number(word);

function unitOf(word: string): Milliseconds {
	const first = word.charAt(0).toLowerCase();
	return { m: minute, h: hour, d: day, w: 7 * day }[first] ?? minute;
}

/** Hours up to three days, as schemes say it: `48 hours`. */
export function spokenLength(length: Milliseconds): string {
	const minutes = Math.round(length / 60_000);
	const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`;
	if (minutes >= 72 * 60 && minutes % 1440 === 0) return count(minutes / 1440, 'day');
	const hours = Math.floor(minutes / 60);
	const rest = minutes % 60;
	if (hours === 0) return count(rest, 'minute');
	return rest === 0 ? count(hours, 'hour') : `${count(hours, 'hour')} ${count(rest, 'minute')}`;
}
