/**
 * A signature is a line of a log with `<name>`, `<name:type>` or `<*>` for what changes. Here it is laid over a line,
 * letter by letter. A regular expression would do the same and take minutes over some lines: with three open places
 * it tries every way of dividing the line between them. Here a place that led nowhere is not tried again.
 */

/** What stands in the named places of a line; `undefined` if the signature does not fit it. */
export type FitLine = (line: string) => Record<string, string> | undefined;

type Piece = { literal: string } | { name: string | undefined; form: RegExp | undefined };

/** `<name>`, `<name:type>`, `<*>`. */
export const namedPlace = /<([a-z][a-z\d_-]*)(?::([a-z]+))?>|<\*>/gi;

/** What a type of place looks like; any other takes what stands there. None has a space in it. */
const forms: Readonly<Record<string, RegExp>> = {
	ip: /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[?[\da-f:]+:[\da-f:]*\]?)$/i,
	host: /^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i,
	port: /^\d{1,5}$/,
	number: /^-?\d+(?:\.\d+)?$/,
	word: /^[^\s"'(),;:]+$/,
	path: /^[^\s"'(),;]+$/,
	uuid: /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i,
};
/** Longest that stands in a place, in characters. */
const longest = 160;
/** Where the same name stands twice, what was tried before says nothing; so much is tried, and no more. */
const mostTries = 20_000;

/** Reads a signature. Case and the number of spaces do not matter. */
export function signature(text: string): FitLine {
	const pieces = piecesOf(text);
	const names = pieces.flatMap((piece) => ('name' in piece && piece.name ? [piece.name] : []));
	const repeats = new Set(names).size < names.length;
	return (raw) => {
		const line = raw.replaceAll(/\s+/g, ' ');
		const small = lowered(line);
		const found = new Map<string, string>();
		const deadEnds = new Set<number>();
		let tries = 0;

		const fitsFrom = (number: number, at: number): boolean => {
			const piece = pieces[number];
			if (!piece) return true;
			if ('literal' in piece)
				return (
					small.startsWith(piece.literal, at) && fitsFrom(number + 1, at + piece.literal.length)
				);
			const key = number * (line.length + 1) + at;
			if (deadEnds.has(key)) return false;
			for (const end of endsOf(piece, number, at)) {
				if (repeats && ++tries > mostTries) return false;
				const before = piece.name === undefined ? undefined : found.get(piece.name);
				if (before === undefined && piece.name !== undefined)
					found.set(piece.name, line.slice(at, end));
				if (fitsFrom(number + 1, end)) return true;
				if (before === undefined && piece.name !== undefined) found.delete(piece.name);
			}
			if (!repeats) deadEnds.add(key);
			return false;
		};

		/** Where a place that begins at `at` may end: an open one soon, one with a form late. */
		function* endsOf(
			{ name, form }: Exclude<Piece, { literal: string }>,
			number: number,
			at: number,
		): Generator<number> {
			const next = pieces[number + 1];
			const literal = next && 'literal' in next ? next.literal : '';
			const before = name === undefined ? undefined : found.get(name);
			if (before !== undefined) {
				if (line.startsWith(before, at)) yield at + before.length;
				return;
			}
			const most = Math.min(line.length, at + longest);
			if (form) {
				const space = line.indexOf(' ', at);
				for (let end = space === -1 ? most : Math.min(space, most); end > at; end--)
					if (small.startsWith(literal, end) && form.test(line.slice(at, end))) yield end;
			} else if (!next) {
				const rest = line.slice(at, most).trimEnd();
				if (rest !== '' && !rest.startsWith(' ')) yield at + rest.length;
			} else {
				for (let end = at + 1; end <= most; end++) {
					if (literal !== '') end = small.indexOf(literal, end);
					if (end === -1 || end > most) return;
					yield end;
				}
			}
		}

		const [first] = pieces;
		const begin = first && 'literal' in first ? first.literal : '';
		for (let at = small.indexOf(begin); at !== -1 && at <= line.length;) {
			if (fitsFrom(0, at)) return Object.fromEntries(found);
			at = at === line.length ? -1 : small.indexOf(begin, at + 1);
		}
		return undefined;
	};
}

function piecesOf(signature: string): Piece[] {
	const text = signature.replaceAll(/\s+/g, ' ');
	const pieces: Piece[] = [];
	let end = 0;
	const literal = (to: number) => {
		if (to > end) pieces.push({ literal: lowered(text.slice(end, to)) });
	};
	for (const match of text.matchAll(namedPlace)) {
		const [whole, name, form = ''] = match;
		literal(match.index);
		pieces.push({
			name: name?.toLowerCase().replaceAll('-', '_'),
			form: forms[form.toLowerCase()],
		});
		end = match.index + whole.length;
	}
	literal(text.length);
	return pieces;
}

/** In small letters, and as long as before: a few letters would become two. */
const lowered = (text: string) =>
	text.replaceAll(/\p{Lu}/gu, (letter) => {
		const small = letter.toLowerCase();
		return small.length === letter.length ? small : letter;
	});
