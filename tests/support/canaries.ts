/**
 * Content with a mark of its own in every field of every internal kind of file, made from the schemas: a field
 * added tomorrow is marked tomorrow.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { jsonSchemas } from '../../scripts/lib/jsonSchemas.ts';
import type { FileKind, FileKindName } from '../../src/schemas/index.ts';
import { fileKinds } from '../../src/schemas/index.ts';

interface Node {
	type?: string;
	format?: string;
	pattern?: string;
	const?: unknown;
	enum?: unknown[];
	anyOf?: Node[];
	oneOf?: Node[];
	allOf?: Node[];
	examples?: unknown[];
	$ref?: string;
	properties?: Record<string, Node>;
	required?: string[];
	propertyNames?: Node;
	additionalProperties?: Node | boolean;
	items?: Node;
	minimum?: number;
	maximum?: number;
	exclusiveMinimum?: number;
	definitions?: Record<string, Node>;
}

/** A mark and the field it was put into. */
export interface Canary {
	kind: FileKindName;
	field: string;
	/** As it would be found in an output: in bytes, whatever the case. */
	mark: string;
}

/** Marked files, and fields that cannot hold a mark because their values are a closed list. */
export interface CanaryContent {
	files: { kind: FileKindName; path: string; text: string }[];
	canaries: Canary[];
	/** Fields of every kind, as the schemas list them. */
	fields: { kind: FileKindName; field: string }[];
}

/** The shape of every text mark. */
export const markPattern = /zq\d+x\d+zq/i;

/** Makes the content. The incident has one public update, so that it has a page that could leak. */
export function canaryContent(): CanaryContent {
	const canaries: Canary[] = [];
	const files: CanaryContent['files'] = [];
	const fields: CanaryContent['fields'] = [];
	const schemas = jsonSchemas();
	let number = 0;

	for (const [index, [name, kind]] of Object.entries(fileKinds).entries()) {
		const kindName = name as FileKindName;
		if ((kind as FileKind).audience !== 'internal') continue;
		const root = JSON.parse(schemas[kindName]) as Node;
		const marker = (field: string): Marker => {
			number += 1;
			const id = `zq${index}x${number}zq`;
			const add = (mark: string) => {
				canaries.push({ kind: kindName, field, mark });
				return mark;
			};
			return { id, number, add };
		};
		const samples = variants(root, '', root, marker);
		for (const [order, sample] of samples.entries()) {
			files.push({ kind: kindName, path: pathOf(kindName, order), text: fileOf(kind, sample) });
		}
		for (const field of new Set(fieldsOf(root, '', root))) fields.push({ kind: kindName, field });
	}
	return { files, canaries, fields };
}

/** Writes the marked files below a content root. */
export function writeCanaries(root: string, { files }: CanaryContent): void {
	for (const { path, text } of files) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), text);
	}
}

interface Marker {
	id: string;
	number: number;
	add: (mark: string) => string;
}

/** Values of a schema that together fill every field of it. */
function variants(
	node: Node,
	field: string,
	root: Node,
	marker: (field: string) => Marker,
	above: readonly Node[] = [],
): unknown[] {
	const resolved = resolve(node, root);
	// Conditions hold conditions; once is enough.
	if (above.includes(resolved)) return [];
	const within = [...above, resolved];
	const options = resolved.anyOf ?? resolved.oneOf;
	if (options) return options.flatMap((option) => variants(option, field, root, marker, within));
	if (resolved.properties) {
		const entries = Object.entries(resolved.properties).map(
			([key, child]) =>
				[
					key,
					variants(child, field === '' ? key : `${field}.${key}`, root, marker, within),
				] as const,
		);
		// An alternative that would only repeat what is above it is no alternative.
		if (entries.some(([key, list]) => list.length === 0 && resolved.required?.includes(key)))
			return [];
		const count = Math.max(1, ...entries.map(([, list]) => list.length));
		return Array.from({ length: count }, (_, index) =>
			Object.fromEntries(
				entries.flatMap(([key, list]) =>
					list.length > 0 ? [[key, list[index % list.length]]] : [],
				),
			),
		);
	}
	if (resolved.type === 'array' && resolved.items) {
		const items = variants(resolved.items, `${field}[]`, root, marker, within);
		return items.length > 0 ? [items] : [];
	}
	if (typeof resolved.additionalProperties === 'object') {
		const values = variants(resolved.additionalProperties, `${field}{}`, root, marker, within);
		const names =
			resolved.propertyNames?.enum ??
			values.map(() => text({ type: 'string', pattern: '^[a-z0-9]' }, marker(`${field}.key`)));
		return [
			Object.fromEntries(
				values.map((value, index) => [String(names[index % names.length]), value]),
			),
		];
	}
	return [leaf(resolved, marker(field))];
}

function leaf(node: Node, marker: Marker): unknown {
	if (node.const !== undefined) return node.const;
	if (node.enum) return node.enum[0];
	if (node.type === 'boolean') return true;
	if (node.type === 'integer' || node.type === 'number') {
		const low =
			node.minimum ?? (node.exclusiveMinimum === undefined ? 0 : node.exclusiveMinimum + 1);
		const mark = 7_310_000 + marker.number;
		return mark >= low && mark <= (node.maximum ?? Infinity)
			? Number(marker.add(String(mark)))
			: low;
	}
	return text(node, marker);
}

const zones = ['Antarctica/Troll', 'Asia/Kathmandu', 'Pacific/Marquesas'];

/** A text that the field accepts and that can be found again; dates and durations are odd ones. */
function text(node: Node, { id, number, add }: Marker): string {
	const day = new Date(Date.UTC(1971, 0, 1 + number)).toISOString().slice(0, 10);
	// Zones are a closed list too, but a long one.
	if (node.examples?.includes('Europe/Lisbon') === true)
		return zones[number % zones.length] ?? 'UTC';
	if (node.format === 'date-time') return `${add(day)}T03:04:05Z`;
	if (node.format === 'date') return add(day);
	if (node.format === 'email') return `${add(id)}@example.com`;
	if (node.format === 'uri') return `https://${add(id)}.example/`;
	const candidates = [
		`Words ${id}`,
		id,
		id.toUpperCase(),
		`${id}/${id}`,
		`2019-01-01-q${number.toString(36).padStart(3, '0').slice(-3)}`,
		`zq${number.toString(36).padStart(4, '0').slice(-4)}`,
		`PT${1000 + number}M`,
		`P${1000 + number}D`,
		// The code that ISO 4217 keeps for tests.
		'XTS',
		'INC-{date}-{####}',
		`0${number % 10}:${10 + (number % 50)}`,
	];
	const pattern = new RegExp(node.pattern ?? '');
	const fitting = candidates.find((candidate) => pattern.test(candidate));
	if (fitting === undefined) throw new Error(`No mark fits the pattern ${node.pattern}.`);
	add(markPattern.test(fitting) ? id : fitting);
	return fitting;
}

/** Every field of a schema that can hold something of its own. */
function fieldsOf(node: Node, field: string, root: Node, above: readonly Node[] = []): string[] {
	const resolved = resolve(node, root);
	if (above.includes(resolved)) return [];
	const within = [...above, resolved];
	const options = resolved.anyOf ?? resolved.oneOf;
	if (options) return options.flatMap((option) => fieldsOf(option, field, root, within));
	if (resolved.properties) {
		return Object.entries(resolved.properties).flatMap(([key, child]) =>
			fieldsOf(child, field === '' ? key : `${field}.${key}`, root, within),
		);
	}
	if (resolved.type === 'array' && resolved.items)
		return fieldsOf(resolved.items, `${field}[]`, root, within);
	if (typeof resolved.additionalProperties === 'object') {
		return fieldsOf(resolved.additionalProperties, `${field}{}`, root, within);
	}
	const closed =
		resolved.examples !== undefined ||
		resolved.const !== undefined ||
		resolved.enum !== undefined ||
		resolved.type === 'boolean';
	return closed ? [] : [field];
}

function resolve(node: Node, root: Node): Node {
	const [only] = node.allOf ?? [];
	if (only) return resolve(only, root);
	if (node.$ref === undefined) return node;
	const name = node.$ref.slice(node.$ref.lastIndexOf('/') + 1);
	const found = root.definitions?.[name];
	if (!found) throw new Error(`The schema refers to ${node.$ref}, which it does not define.`);
	return resolve(found, root);
}

/** Where the n-th file of a kind lies. */
function pathOf(kind: FileKindName, order: number): string {
	const op = `zq${kind.length % 10}${order.toString(36).padStart(3, '0')}`;
	const folder = {
		note: 'incidents/2026/2026-11-01-cana/notes',
		incident: 'incidents/2026/2026-11-01-cana',
		maintenance: 'maintenance/2026/2026-11-02-canb',
	};
	switch (kind) {
		case 'note':
			return `${folder.note}/20261101T1000${String(order).padStart(2, '0')}Z-${op}.md`;
		case 'incident':
			return `${folder.incident}/index.md`;
		case 'maintenance':
			return `${folder.maintenance}/index.md`;
		default: {
			const path: string = fileKinds[kind].path;
			if (!path.includes('*')) return order === 0 ? path : `unused/${order}-${path}`;
			return path
				.replace('**/', 'zq99x1zq/')
				.replace('*/*', `2026/${op}`)
				.replace('*', `zq99x${order + 2}zq`);
		}
	}
}

function fileOf(kind: FileKind, sample: unknown): string {
	if (kind.format === 'yaml') return stringify(sample);
	const { body = '', ...fields } = sample as { body?: string };
	return `---\n${stringify(fields)}---\n\n${body}\n`;
}
