/**
 * One small change of a content root, written in a line, for seeing whether anybody notices:
 *
 * - `severity.yaml levels.p0.targets.acknowledge = PT50M` sets a value, written as YAML; in a page or a record, that of its
 *   front matter. An item of a list goes by its `id` or `name`, or by its place from 0.
 * - `severity.yaml levels.p0.war-room removed` takes a field or an item away; `templates/update.md removed` a whole file.
 * - `templates/update.md "Owner: " becomes "Who: "` replaces a text that stands there once.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Document } from 'yaml';
import { isMap, isScalar, isSeq, parse, parseDocument } from 'yaml';

/** A change as it was written, taken apart. */
export type Mutation = { written: string; file: string } & (
	| { do: 'set'; path: string[]; value: unknown }
	| { do: 'remove'; path: string[] }
	| { do: 'replace'; old: string; next: string }
);

/** A change that cannot be made: its words are off, or there is nothing to change. */
export class MutationError extends Error {
	override name = 'MutationError' as const;
}

/**
 * Reads a change.
 * @throws {MutationError} if it is none of those that there are
 */
export function parseMutation(written: string): Mutation {
	const [, file = '', rest = ''] = /^(\S+) (.+)$/s.exec(written) ?? [];
	const replaced = /^("(?:[^"\\]|\\.)*") becomes ("(?:[^"\\]|\\.)*")$/s.exec(rest);
	if (replaced) {
		const [old = '', next = ''] = replaced.slice(1).map((text) => JSON.parse(text) as string);
		return { written, file, do: 'replace', old, next };
	}
	const set = /^([^\s="]+) = (.+)$/s.exec(rest);
	if (set) {
		const [, path = '', value = ''] = set;
		return { written, file, do: 'set', path: path.split('.'), value: parse(value) as unknown };
	}
	const removed = /^(?:([^\s="]+) )?removed$/.exec(rest);
	if (removed) return { written, file, do: 'remove', path: removed[1]?.split('.') ?? [] };
	throw new MutationError(
		`\`${written}\` is no change. Write \`<file> <path> = <value>\`, \`<file> <path> removed\` or \`<file> "old" becomes "new"\`.`,
	);
}

/**
 * Makes a change in a content root.
 * @throws {MutationError} if the file, the field or the text is not there, or nothing would change
 */
export function applyMutation(root: string, mutation: Mutation): void {
	const { file, written } = mutation;
	const path = join(root, file);
	if (!existsSync(path)) throw new MutationError(`\`${written}\`: there is no ${file}.`);
	if (mutation.do === 'remove' && mutation.path.length === 0) {
		rmSync(path, { recursive: true });
		return;
	}
	const text = readFileSync(path, 'utf8');
	const next =
		mutation.do === 'replace' ? replaceOnce(text, mutation) : changeData(text, file, mutation);
	if (next === text) throw new MutationError(`\`${written}\` changes nothing.`);
	writeFileSync(path, next);
}

function replaceOnce(text: string, { old, next, written }: Mutation & { do: 'replace' }): string {
	const found = text.split(old).length - 1;
	if (found !== 1) {
		throw new MutationError(`\`${written}\`: the text stands there ${found} times, not once.`);
	}
	return text.replace(old, () => next);
}

function changeData(
	text: string,
	file: string,
	mutation: Mutation & { do: 'set' | 'remove' },
): string {
	if (/\.ya?ml$/.test(file)) return changeYaml(text, mutation);
	const [whole = '', open = '', data = ''] = /^(---\n)(.*?\n)---\n/s.exec(text) ?? [];
	if (whole === '')
		throw new MutationError(`\`${mutation.written}\`: ${file} has no front matter.`);
	return `${open}${changeYaml(data, mutation)}---\n${text.slice(whole.length)}`;
}

function changeYaml(text: string, mutation: Mutation & { do: 'set' | 'remove' }): string {
	const document = parseDocument(text);
	const keys = resolveKeys(document, mutation);
	const before = JSON.stringify(document.toJS());
	if (mutation.do === 'remove') document.deleteIn(keys);
	else document.setIn(keys, document.createNode(mutation.value));
	if (JSON.stringify(document.toJS()) === before) {
		throw new MutationError(`\`${mutation.written}\` changes nothing.`);
	}
	return document.toString({ lineWidth: 0 });
}

/** The keys and places behind a path; the last may be a field that is not there yet. */
function resolveKeys(
	document: Document,
	{ path, written }: Mutation & { do: 'set' | 'remove' },
): (string | number)[] {
	const keys: (string | number)[] = [];
	let node: unknown = document.contents;
	for (const [index, part] of path.entries()) {
		let key: string | number = part;
		if (isSeq(node)) {
			const place = node.items.findIndex(
				(item) => isMap(item) && ['id', 'name'].some((field) => item.get(field) === part),
			);
			key = place >= 0 ? place : Number(part);
		} else if (!isMap(node) || isScalar(node)) {
			throw new MutationError(`\`${written}\`: nothing is below \`${path[index - 1] ?? ''}\`.`);
		}
		keys.push(key);
		node = document.getIn(keys, true);
		if (node === undefined && index < path.length - 1) {
			throw new MutationError(
				`\`${written}\`: there is no \`${path.slice(0, index + 1).join('.')}\`.`,
			);
		}
	}
	return keys;
}
