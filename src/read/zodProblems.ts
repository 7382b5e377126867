/** From Zod's issues to problems: file, line, field, what is wrong, what to do. */
import type { z } from 'astro/zod';
import type { Problem } from '../domain/problem.ts';
import { didYouMean } from '../domain/suggest.ts';
import type { ParsedYaml } from './yaml.ts';

type Issue = z.core.$ZodIssue;

/** Where a value stood. */
export interface Place {
	file: string;
	yaml: ParsedYaml;
	/** Line of the body, for problems of the body. */
	bodyLine?: number | undefined;
}

/** One problem per issue, with the deepest cause of a failed union instead of `Invalid input`. */
export function zodProblems(
	issues: readonly Issue[],
	schema: z.core.$ZodType,
	data: unknown,
	place: Place,
): Problem[] {
	return issues.flatMap((issue) => issueProblems(issue, schema, data, place, []));
}

function issueProblems(
	issue: Issue,
	schema: z.core.$ZodType,
	data: unknown,
	place: Place,
	above: readonly PropertyKey[],
): Problem[] {
	const path = [...above, ...issue.path];
	const value = at(data, path);
	const field = path.map(String).join('.');

	if (issue.code === 'unrecognized_keys') {
		const known = keysOf(schema, path, data);
		return issue.keys.map((key) => ({
			severity: 'error',
			file: place.file,
			line: place.yaml.lineOfKey(path, key),
			field: [...path.map(String), key].join('.'),
			message: `There is no field \`${key}\` here.`,
			cure: didYouMean(key, known, 'the description of the file'),
		}));
	}

	if (issue.code === 'invalid_union' && issue.errors.length > 0) {
		const nearest = nearestAlternative(issue.errors, value);
		if (nearest) return nearest.flatMap((inner) => issueProblems(inner, schema, data, place, path));
	}

	if (issue.code === 'invalid_key') {
		return [
			{
				severity: 'error',
				file: place.file,
				line: place.yaml.lineOfKey(path.slice(0, -1), String(path.at(-1))),
				field,
				message: `\`${String(path.at(-1))}\` cannot be a name here.`,
				cure: sentence(issue.issues[0]?.message ?? issue.message),
			},
		];
	}

	const allowed = allowedBy(issue);
	const missing = value === undefined && (issue.code === 'invalid_type' || allowed !== undefined);
	const key = path.at(-1);
	const line =
		path[0] === 'body' && place.bodyLine !== undefined ? place.bodyLine : place.yaml.lineOf(path);
	const base = { severity: 'error' as const, file: place.file, line, ...(field && { field }) };

	if (path.length === 1 && key === 'body' && (value === undefined || value === '')) {
		// The schema's own sentences say first what is wrong, then what to do.
		const [, said, cure] = /^([^.]+\.) (.+)$/.exec(issue.message) ?? [];
		return [
			{
				...base,
				message: said ?? 'The message is empty.',
				cure: cure ?? 'Write it below the second `---`.',
			},
		];
	}
	if (missing) {
		return [
			{
				...base,
				message: `\`${String(key)}\` is missing.`,
				cure: [
					`Add \`${String(key)}\`: ${purpose(schema, path, data) ?? 'it is required here.'}`,
					...(allowed ? [`Known are ${allowed.map((item) => `\`${item}\``).join(', ')}.`] : []),
				].join(' '),
			},
		];
	}
	if (allowed !== undefined) {
		return [
			{
				...base,
				message: `${quote(value)} is not one of the values that \`${nameOf(path)}\` can have.`,
				cure: didYouMean(String(value), allowed, 'the description of the file'),
			},
		];
	}
	return [
		{
			...base,
			message: `${quote(value)} cannot be the value of \`${field || 'the file'}\`.`,
			cure: expected(issue) ?? sentence(issue.message),
		},
	];
}

/** The field that a person would name: an item of a list goes by the list. */
function nameOf(path: readonly PropertyKey[]): string {
	const name = path.findLast((step) => typeof step === 'string');
	return typeof name === 'string' ? name : 'the file';
}

/** The values of a closed list, where the issue is that something is none of them. */
function allowedBy(issue: Issue): string[] | undefined {
	if (issue.code === 'invalid_value') return issue.values.map(String);
	return issue.code === 'invalid_union' && issue.errors.length === 0 ? optionsOf(issue) : undefined;
}

function optionsOf(issue: Issue): string[] {
	return 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
}

/**
 * The alternative of a union that the author most likely meant. A text where an object is expected says
 * nothing about the object's fields, so an alternative of the right kind goes before one with fewer faults;
 * where none has the right kind, the union's own sentence is the better help.
 */
function nearestAlternative(alternatives: Issue[][], value: unknown): Issue[] | undefined {
	const isObject = typeof value === 'object' && value !== null;
	if (!isObject) return undefined;
	const fitting = alternatives.filter(
		(issues) => !issues.some((issue) => issue.path.length === 0 && issue.code === 'invalid_type'),
	);
	const weigh = (issues: Issue[]) =>
		issues.reduce(
			(sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1),
			0,
		);
	return fitting.toSorted((a, b) => weigh(a) - weigh(b))[0];
}

function at(data: unknown, path: readonly PropertyKey[]): unknown {
	return path.reduce<unknown>(
		(value, key) =>
			typeof value === 'object' && value !== null
				? (value as Record<PropertyKey, unknown>)[key]
				: undefined,
		data,
	);
}

function quote(value: unknown): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
	return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}

const kinds: Partial<Record<string, string>> = {
	array: 'Write a list: `[one, two]`, or lines that begin with `- `.',
	object: 'Write fields below it, each as `name: value`.',
	record: 'Write names below it, each as `name: value`.',
	string:
		'Write a text; one that YAML would take for something else, such as `12` or `true`, in quotes.',
	number: 'Write a number.',
	int: 'Write a whole number.',
	boolean: 'Write `true` or `false`.',
};

/** What to write instead, where a schema has no sentence of its own and Zod's would be read. */
function expected(issue: Issue): string | undefined {
	if (!/^(?:Too (?:small|big)|Invalid input)/.test(issue.message)) return undefined;
	if (issue.code === 'invalid_type') return kinds[issue.expected];
	if (issue.code !== 'too_small' && issue.code !== 'too_big') return undefined;
	const least = issue.code === 'too_small';
	const count = Number(least ? issue.minimum : issue.maximum);
	const bound = least ? 'at least' : 'at most';
	if (issue.origin === 'array') return `Name ${bound} ${count === 1 ? 'one' : count}.`;
	if (issue.origin === 'string')
		return `Write ${bound} ${count} ${count === 1 ? 'character' : 'characters'}.`;
	if (issue.origin !== 'number' && issue.origin !== 'int') return undefined;
	if (issue.inclusive === false) return `Write a number ${least ? 'above' : 'below'} ${count}.`;
	return `Write a number of ${bound} ${count}.`;
}

function sentence(text: string): string {
	return /[.?!]$/.test(text) ? text : `${text}.`;
}

/** What the schema says the missing field is for. */
function purpose(
	schema: z.core.$ZodType,
	path: readonly PropertyKey[],
	data: unknown,
): string | undefined {
	const parents = schemasAt(schema, path.slice(0, -1), data);
	for (const parent of parents) {
		const field = shapeOf(parent)?.[String(path.at(-1))];
		const text = field && descriptionOf(field);
		if (text) return text.charAt(0).toLowerCase() + text.slice(1);
	}
	return undefined;
}

function keysOf(schema: z.core.$ZodType, path: readonly PropertyKey[], data: unknown): string[] {
	const keys = schemasAt(schema, path, data).flatMap((item) => [
		...Object.keys(shapeOf(item) ?? {}),
		// A record whose names are a closed list.
		...[...(definition(item).keyType?._zod.values ?? [])].map(String),
	]);
	return [...new Set(keys)];
}

/** Every schema that may describe the value at `path`, with unions opened to the branch that the data picks. */
function schemasAt(
	schema: z.core.$ZodType,
	path: readonly PropertyKey[],
	data: unknown,
): z.core.$ZodType[] {
	let here = alternatives(schema, data);
	let value = data;
	for (const key of path) {
		value = at(value, [key]);
		here = here.flatMap((item) => {
			const child = childOf(item, key);
			return child ? alternatives(child, value) : [];
		});
	}
	return here;
}

interface Definition {
	type: string;
	in?: z.core.$ZodType;
	innerType?: z.core.$ZodType;
	getter?: () => z.core.$ZodType;
	options?: z.core.$ZodType[];
	discriminator?: string;
	shape?: Record<string, z.core.$ZodType>;
	element?: z.core.$ZodType;
	keyType?: z.core.$ZodType;
	valueType?: z.core.$ZodType;
}
const definition = (schema: z.core.$ZodType) => schema._zod.def as unknown as Definition;

/** The schema without what is wrapped around it: optional, default, transform, lazy. */
function alternatives(schema: z.core.$ZodType, data: unknown): z.core.$ZodType[] {
	const def = definition(schema);
	if (def.type === 'pipe' && def.in) return alternatives(def.in, data);
	if (def.innerType) return alternatives(def.innerType, data);
	if (def.getter) return alternatives(def.getter(), data);
	if (!def.options) return [schema];
	const { discriminator } = def;
	const all = def.options.flatMap((option) => alternatives(option, data));
	if (!discriminator) return all;
	const chosen = at(data, [discriminator]);
	return all.filter((item) => {
		const literal = shapeOf(item)?.[discriminator];
		return literal && (literal._zod.values?.has(chosen as never) ?? false);
	});
}

function childOf(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | undefined {
	const def = definition(schema);
	if (def.type === 'object') return def.shape?.[String(key)];
	if (def.type === 'array') return def.element;
	if (def.type === 'record') return def.valueType;
	return undefined;
}

const shapeOf = (schema: z.core.$ZodType) => definition(schema).shape;

function descriptionOf(schema: z.core.$ZodType): string | undefined {
	return (schema as z.ZodType).description;
}
