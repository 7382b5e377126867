/**
 * Patterns over which a browser can sit for ever: one in which the same text can be read in two ways, again and again,
 * such as `(a+)+b`. The pattern becomes an automaton of its characters (Glushkov). It is dangerous where a character that
 * repeats can be followed by another in two ways, or where two ways with the same letters lead from it back to it.
 */

/** One place of a pattern that takes one character: which of the looked at characters it takes. */
type Place = ReadonlySet<number>;

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
const nothing: Part = { first: [], last: [], empty: true };

/** Whether a pattern may take a time that doubles with every character. Its syntax has been looked at before. */
export function canRunForEver(pattern: string): boolean {
	const tokens = pattern.match(token) ?? [];
	const places: Place[] = [];
	/** By place: what can follow it, and how often the same was said. */
	const follow: Map<number, number>[] = [];
	let at = 0;

	const join = (from: readonly number[], to: readonly number[]) => {
		for (const a of from) for (const b of to) follow[a]?.set(b, (follow[a].get(b) ?? 0) + 1);
	};
	const place = (source: string): Part => {
		const test = new RegExp(`^(?:${source})$`, 's');
		const number =
			places.push(
				new Set(characters.flatMap((character, index) => (test.test(character) ? index : []))),
			) - 1;
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
			const part = repeated(atom());
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
	const repeated = (part: Part): Part => {
		const text = tokens[at] ?? '';
		if (!/^(?:[*+?]|\{\d)/.test(text)) return part;
		at += 1;
		const [, low = '', comma, high = ''] = /^\{(\d+)(,?)(\d*)\}/.exec(text) ?? [];
		const most =
			low === ''
				? text.startsWith('?')
					? 1
					: Infinity
				: comma === ''
					? Number(low)
					: high === ''
						? Infinity
						: Number(high);
		if (most > many) join(part.last, part.first);
		return /^[*?]/.test(text) || Number(low || 1) === 0 ? { ...part, empty: true } : part;
	};

	choice();
	return ambiguous(places, follow);
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
		a === b || [...(places[a] ?? [])].some((index) => places[b]?.has(index));
	const next = (pair: number): number[] =>
		after(Math.floor(pair / count)).flatMap((a) =>
			after(pair % count).flatMap((b) => (shared(a, b) ? a * count + b : [])),
		);
	return places.some((_, place) => {
		const same = place * count + place;
		const ways = new Map<number, number[]>();
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
