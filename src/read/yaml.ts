/** YAML with line numbers: data, and where in the file each part of it stands. */
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';

/** Parsed YAML of a part of a file. */
export interface ParsedYaml {
	data: unknown;
	/** Line in the file of the value at `path`, or of the nearest part that is there. */
	lineOf: (path: readonly PropertyKey[]) => number;
	/** Line in the file of the key itself, for keys that should not be there. */
	lineOfKey: (path: readonly PropertyKey[], key: string) => number;
}

/** What the parser could not read. */
export interface YamlFault {
	line: number;
	message: string;
	cure: string;
}

/**
 * Parses `text`, whose first line is line `firstLine` of its file. YAML 1.2 core schema: a date stays
 * text, `no` is a word, and an anchor that repeats itself without end is refused.
 */
export function parseYaml(text: string, firstLine = 1): ParsedYaml | { faults: YamlFault[] } {
	const lines = new LineCounter();
	const document = parseDocument(text, {
		lineCounter: lines,
		prettyErrors: false,
		stringKeys: true,
	});
	const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1;
	if (document.errors.length > 0) {
		return {
			faults: document.errors.map((error) => ({
				line: lineAt(error.pos[0]),
				...explain(error.code, error.message),
			})),
		};
	}
	let data: unknown;
	try {
		data = document.toJS({ maxAliasCount: 50 });
	} catch {
		return {
			faults: [
				{
					line: firstLine,
					message: 'Its aliases repeat too much.',
					cure: 'Write the values out instead of using `*alias` so often.',
				},
			],
		};
	}
	return {
		data,
		lineOf: (path) => lineAt(offsetOf(document, path)),
		lineOfKey: (path, key) => lineAt(offsetOfKey(document, path, key)),
	};
}

/** The parser's own words in ours, for the mistakes people make most. */
function explain(code: string, message: string): Omit<YamlFault, 'line'> {
	switch (code) {
		case 'TAB_AS_INDENT':
			return {
				message: 'This line is indented with a tab.',
				cure: 'Indent with spaces; YAML does not allow tabs.',
			};
		case 'DUPLICATE_KEY':
			return { message: 'This field is there twice.', cure: 'Keep one of the two.' };
		case 'BAD_INDENT':
			return {
				message: 'The indentation does not fit.',
				cure: 'Align it with the lines around it.',
			};
		default:
			return {
				message: `YAML cannot be read: ${message.split('\n')[0]?.replace(/\.$/, '')}.`,
				cure: 'Compare with a file that works; texts with `: ` or `#` in them need quotes.',
			};
	}
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
	let node: unknown = document.contents;
	let offset = startOf(node) ?? 0;
	for (const step of path) {
		let next: unknown;
		let at: number | undefined;
		if (isMap(node)) {
			const pair = node.items.find(
				(item) => isPair(item) && isScalar(item.key) && item.key.value === step,
			);
			next = pair?.value;
			at = startOf(pair?.key);
		} else if (isSeq(node)) {
			next = node.items[Number(step)];
			at = startOf(next);
		}
		if (at === undefined) break;
		offset = at;
		node = next;
	}
	return offset;
}

function offsetOfKey(document: Document.Parsed, path: readonly PropertyKey[], key: string): number {
	return offsetOf(document, [...path, key]);
}

function startOf(node: unknown): number | undefined {
	return (node as Node | null | undefined)?.range?.[0];
}
