/** Changing a few fields of a file's front matter, and not one byte of the rest. */
import { isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import type { Node, YAMLMap } from 'yaml';
import type { Field } from './file.ts';

/** Fields of one map; a map among them is changed field by field. */
export type Changes = Readonly<Record<string, Field>>;

/**
 * Sets fields of the map at `path` in the front matter of `text`. Comments, order, quotes and line ends of
 * everything else stay as they are; fields that are new come behind the last one of their map.
 *
 * @param path names of fields and numbers of list items down to the map; empty for the front matter itself
 * @throws {Error} if there is no such map, or the text has no front matter
 */
export function editFrontMatter(
	text: string,
	path: readonly (string | number)[],
	changes: Changes,
): string {
	const begin = /^\ufeff?---[ \t]*\r?\n/.exec(text);
	const end = begin && /^---[ \t]*\r?$/m.exec(text.slice(begin[0].length));
	if (!begin || !end) throw new Error('The file has no front matter.');
	const start = begin[0].length;
	const source = text.slice(start, start + end.index);
	const document = parseDocument(source, { stringKeys: true });
	const [fault] = document.errors;
	if (fault) throw fault;
	const map: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
	if (!isMap(map)) throw new Error(`There are no fields at ${path.join('.')}.`);
	const eol = source.includes('\r\n') ? '\r\n' : '\n';
	const splices = changesOf(source, map, changes, eol).sort((a, b) => b.from - a.from);
	let edited = source;
	for (const { from, to, text: part } of splices) {
		edited = edited.slice(0, from) + part + edited.slice(to);
	}
	return text.slice(0, start) + edited + text.slice(start + source.length);
}

interface Splice {
	from: number;
	to: number;
	text: string;
}

function changesOf(source: string, map: YAMLMap, changes: Changes, eol: string): Splice[] {
	const splices: Splice[] = [];
	const fresh: [string, Field][] = [];
	for (const [name, value] of Object.entries(changes)) {
		if (value === undefined) continue;
		const pair = map.items.find((item) => isScalar(item.key) && item.key.value === name);
		if (!pair) {
			fresh.push([name, value]);
			continue;
		}
		if (isMap(pair.value) && isFields(value)) {
			splices.push(...changesOf(source, pair.value, value, eol));
			continue;
		}
		splices.push(replacement(source, pair.key as Node, pair.value as Node | null, name, value));
	}
	if (fresh.length > 0) splices.push(insertion(source, map, fresh, eol));
	return splices;
}

const isFields = (value: Field): value is { readonly [key: string]: Field } =>
	typeof value === 'object' && !Array.isArray(value);

/** The new value in the place of the old one; what stands behind it on its line stays. */
function replacement(
	source: string,
	key: Node,
	value: Node | null,
	name: string,
	field: Field,
): Splice {
	const text = flow(field);
	const range = value?.range;
	const afterKey = source.indexOf(':', key.range?.[1] ?? 0) + 1;
	// A key without a value, and one whose value is nothing at all.
	if (!range || range[0] === range[1]) return { from: afterKey, to: afterKey, text: ` ${text}` };
	if (isMap(value) || isSeq(value)) {
		throw new Error(`\`${name}\` is a list or has fields of its own; change it by hand.`);
	}
	const [from, to] = range;
	// A text over several lines ends with its line break, which belongs to the next field.
	const trailing = /\s*$/.exec(source.slice(from, to))?.[0].length ?? 0;
	return { from, to: to - trailing, text };
}

function insertion(
	source: string,
	map: YAMLMap,
	fresh: readonly [string, Field][],
	eol: string,
): Splice {
	if (map.flow === true) {
		const close = (map.range?.[1] ?? 0) - 1;
		const before = source.slice(0, close).trimEnd();
		const separator = before.endsWith('{') ? ' ' : before.endsWith(',') ? ' ' : ', ';
		const fields = fresh.map(([name, value]) => `${name}: ${flow(value)}`).join(', ');
		return { from: before.length, to: before.length, text: `${separator}${fields}` };
	}
	const first = map.items[0]?.key as Node;
	const indent = columnOf(source, first.range?.[0] ?? 0);
	const last = map.items.at(-1);
	const ends = ((last?.value ?? last?.key) as Node).range?.[1] ?? source.length;
	const lineEnd = source.indexOf('\n', Math.max(0, ends - 1));
	const at = lineEnd < 0 ? source.length : lineEnd + 1;
	const lines = fresh.flatMap(([name, value]) =>
		stringify({ [name]: value }, { lineWidth: 0 })
			.trimEnd()
			.split('\n')
			.map((line) => ' '.repeat(indent) + line + eol),
	);
	return { from: at, to: at, text: (lineEnd < 0 ? eol : '') + lines.join('') };
}

const columnOf = (source: string, offset: number) =>
	offset - (source.lastIndexOf('\n', offset - 1) + 1);

/** A value on one line. */
const flow = (value: Field): string =>
	stringify(value, { lineWidth: 0, collectionStyle: 'flow', blockQuote: false }).trimEnd();
