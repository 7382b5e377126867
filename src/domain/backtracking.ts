/**
 * Patterns over which a browser can sit for ever: one in which the same text can be read in two ways, again and again,
 * such as `(a+)+b`. The pattern becomes an automaton of its characters (Glushkov). It is dangerous where a character that
 * repeats can be followed by another in two ways, or where two ways with the same letters lead from it back to it.
 */

/** One place of a pattern that takes one character: a bit for each of the looked at characters that it takes. */
type Place = bigint;

/** A part of a pattern: where it can begin and end, and whether it can be empty. */
interface Part {
	first: readonly number[];
	last: readonly number[];
	empty: boolean;
}

/** All of ASCII, and letters and blanks beyond it: enough to see whether two classes share a character. */
const characters = [
	...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
	'é',
	'Σ',
	'中',
	'\u00a0',
	'٣',
];
/** More repetitions than that are as good as any number. */
const many = 10;
/** Tokens and joints of a pattern that is looked through. What is larger nobody reads, and may be anything. */
const most = { tokens: 400, joints: 300 };
const nothing: Part = { first: [], last: [], empty: true };

/** Whether a pattern may take a time that doubles with every character. Its syntax has been looked at before. */
export function canRunForEver(pattern: string): boolean {
	const tokens = pattern.match(token) ?? [];
	if (tokens.length > most.tokens) return true;
	const places: Place[] = [];
	const classes = new Map<string, Place>();
	/** By place: what can follow it, and how often the same was said. */
	const follow: Map<number, number>[] = [];
	let at = 0;
	let joints = 0;

	const join = (from: readonly number[], to: readonly number[]) => {
		joints += from.length * to.length;
		if (joints > most.joints) return;
		for (const a of from) for (const b of to) follow[a]?.set(b, (follow[a].get(b) ?? 0) + 1);
	};
	const place = (source: string): Part => {
		const taken = classes.get(source) ?? takenBy(source);
		classes.set(source, taken);
		const number = places.push(taken) - 1;
		follow.push(new Map());
		return { first: [number], last: [number], empty: false };
	};
	const choice = (): Part => {
		const parts = [sequence()];
		while (tokens[at] === '|') {
			at += 1;
			parts.push(sequence());
		}
		return {
			first: parts.flatMap(({ first }) => first),
			last: parts.flatMap(({ last }) => last),
			empty: parts.some(({ empty }) => empty),
		};
	};
	const sequence = (): Part => {
		let whole = nothing;
		while (at < tokens.length && tokens[at] !== '|' && tokens[at] !== ')') {
			const part = repeated();
			join(whole.last, part.first);
			whole = {
				first: whole.empty ? [...whole.first, ...part.first] : whole.first,
				last: part.empty ? [...whole.last, ...part.last] : part.last,
				empty: whole.empty && part.empty,
			};
		}
		return whole;
	};
	const atom = (): Part => {
		const text = tokens[at++] ?? '';
		if (text.startsWith('(')) {
			const inner = choice();
			at += 1;
			// What is only looked at takes no character.
			return /^\(\?<?[=!]/.test(text) ? nothing : inner;
		}
		return /^(?:[\^$]|\\[bB1-9k])/.test(text) ? nothing : place(text);
	};
	const repeated = (): Part => {
		const begin = at;
		const part = atom();
		const text = tokens[at] ?? '';
		if (!/^(?:[*+?]|\{\d)/.test(text)) return part;
		const end = ++at;
		const [counted, low = '', comma, high = ''] = /^\{(\d+)(,?)(\d*)\}/.exec(text) ?? [];
		const least = /^[*?]/.test(text) ? 0 : Number(low || 1);
		const times =
			counted === undefined
				? text.startsWith('?')
					? 1
					: Infinity
				: comma === ''
					? least
					: high === ''
						? Infinity
						: Number(high);
		const empty = part.empty || least === 0;
		let { first, last } = part;
		if (first.length === 0) return { ...part, empty };
		// Each time may be left out, and which ones were can be read in more ways than anybody wants to look through.
		if (counted !== undefined && part.empty && times > 1) joints = Infinity;
		// Written out, one time after the other; from the last of many on, round and round.
		const written = times > many ? Math.min(least, many) : times;
		let ends = least > 1 ? [] : last;
		for (let time = 2; time <= written && joints <= most.joints; time++) {
			at = begin;
			const next = atom();
			join(last, next.first);
			({ first, last } = next);
			if (time >= Math.min(least, written)) ends = [...ends, ...last];
		}
		at = end;
		if (times > many) join(last, first);
		return { first: part.first, last: ends, empty };
	};

	choice();
	return joints > most.joints || ambiguous(places, follow);
}

function takenBy(source: string): Place {
	const test = new RegExp(`^(?:${source})$`, 's');
	return characters.reduce(
		(taken, character, index) => (test.test(character) ? taken | (1n << BigInt(index)) : taken),
		0n,
	);
}

/** A pattern that may be tried on a value from anywhere; the check names one that may not. */
export const safePattern = (pattern: string | undefined): string | undefined =>
	pattern === undefined || canRunForEver(pattern) ? undefined : pattern;

const token =
	/\(\?(?:[a-z-]*:|<?[=!]|<[^>]*>)|\\(?:u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|c[A-Za-z]|k<[^>]*>|[\s\S])|\[(?:\\[\s\S]|[^\]\\])*\]|(?:[*+?]|\{\d+(?:,\d*)?\})\??|[\s\S]/g;

/** Whether two ways with the same letters lead from a place back to it: places are walked through two at a time. */
function ambiguous(places: readonly Place[], follow: readonly Map<number, number>[]): boolean {
	const count = places.length;
	const after = (place: number) => [...(follow[place]?.keys() ?? [])];
	const shared = (a: number, b: number) =>
		a === b || ((places[a] ?? 0n) & (places[b] ?? 0n)) !== 0n;
	const known = new Map<number, readonly number[]>();
	const next = (pair: number): readonly number[] => {
		const found =
			known.get(pair) ??
			after(Math.floor(pair / count)).flatMap((a) =>
				after(pair % count).flatMap((b) => (shared(a, b) ? a * count + b : [])),
			);
		known.set(pair, found);
		return found;
	};
	return places.some((_, place) => {
		const same = place * count + place;
		const ways = new Map<number, readonly number[]>();
		reach(same, (pair) => {
			const to = next(pair);
			ways.set(pair, to);
			return to;
		});
		const back = new Map<number, number[]>();
		for (const [pair, to] of ways)
			for (const other of to) back.set(other, [...(back.get(other) ?? []), pair]);
		const round = reach(same, (pair) => back.get(pair) ?? []);
		return [...round].some((pair) => {
			const [a, b] = [Math.floor(pair / count), pair % count];
			if (a !== b) return true;
			return [...(follow[a] ?? [])].some(([to, said]) => said > 1 && round.has(to * count + to));
		});
	});
}

/** All that can be reached from `start`; itself only if something leads back to it. */
function reach(start: number, next: (pair: number) => readonly number[]): Set<number> {
	const seen = new Set<number>();
	const open = [...next(start)];
	for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
		if (seen.has(pair)) continue;
		seen.add(pair);
		open.push(...next(pair));
	}
	return seen;
}
