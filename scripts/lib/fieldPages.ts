/** `docs/fields.md`: every field of every kind of file, from the same schemas that judge the files. */
import type { z } from 'astro/zod';
import type { FileKind } from '../../src/schemas/index.ts';
import { fileKinds } from '../../src/schemas/index.ts';
import type { FactType } from '../../src/schemas/predicate.ts';
import { builtInFacts, factWords, testSchema } from '../../src/schemas/predicate.ts';
import {
	colourSchema,
	dateSchema,
	durationSchema,
	emailSchema,
	idSchema,
	instantSchema,
	languageSchema,
	pathSchema,
	periodSchema,
	timeOfDaySchema,
	urlSchema,
	zoneSchema,
} from '../../src/schemas/values.ts';
import { kindSchema } from './jsonSchemas.ts';

/** The part of JSON Schema that our schemas use. */
interface Schema {
	type?: string;
	description?: string;
	properties?: Record<string, Schema>;
	required?: string[];
	additionalProperties?: Schema | boolean;
	items?: Schema;
	anyOf?: Schema[];
	oneOf?: Schema[];
	allOf?: Schema[];
	enum?: unknown[];
	const?: string | number | boolean;
	default?: unknown;
	pattern?: string;
	examples?: unknown[];
	format?: string;
	minimum?: number;
	maximum?: number;
	$ref?: string;
	definitions?: Record<string, Schema>;
}

/** One line of a table. */
interface Row {
	field: string;
	needed: boolean;
	values: string;
	fallback: string;
	about: string;
}

/** Small values by their pattern or format, in words that link to how they are written. */
const small: [word: string, schema: z.ZodType][] = [
	['an id', idSchema],
	['a duration', durationSchema],
	['a period', periodSchema],
	['an instant', instantSchema],
	['a day', dateSchema],
	['a time of day', timeOfDaySchema],
	['a web address', urlSchema],
	['an e-mail address', emailSchema],
	['a path', pathSchema],
	['a language', languageSchema],
	['a colour', colourSchema],
	['a time zone', zoneSchema],
];
const wordsByPattern = new Map(
	small.flatMap(([word, schema]) => {
		const { pattern, format, examples } = kindSchema(schema) as Schema;
		return [pattern, format, examples?.join()]
			.filter((key) => key !== undefined)
			.map((key) => [key, word] as const);
	}),
);

/** The whole page, ending with a line break. */
export function fieldsPage(): string {
	const kinds = Object.entries<FileKind>(fileKinds);
	return `${[
		'# Every field of every file',
		'',
		'Written by `npm run schemas` from the schemas that judge the files. A field marked with ● has to be there. A list is',
		'written `[]`, and `*` stands for names of your own choice.',
		'',
		...smallValues,
		...conditions(),
		...kinds.flatMap(([name, kind]) => kindSection(name, kind)),
	].join('\n')}\n`;
}

const smallValues = [
	'| Value | Written as |',
	'| --- | --- |',
	'| an id | lower case letters, digits and single hyphens: `card-payments` |',
	'| an instant | a time that names its offset: `2026-03-01T09:15:00Z` |',
	'| a duration | weeks, days (24 hours each), hours, minutes: `PT15M`, `PT4H`, `P2D` |',
	'| a period | calendar units: `P90D`, `P2W`, `P1M`, `P1Y` |',
	'| a day, a time of day | `2026-03-01`, `09:00` |',
	'| versions | one value, or a list of `{ from: <instant>, value: … }`, of which the one in force counts |',
	'| a condition | `{ fact: users-affected, over: 50 }`, or `all:`, `any:`, `not:` of [conditions](#conditions) |',
	'| a plural | one sentence, or one for each form that the language has: `zero`, `one`, `two`, `few`, `many`, `other` |',
	'',
];

/** How conditions are written, and what they can ask for. */
function conditions(): string[] {
	const root = kindSchema(testSchema) as Schema;
	return [
		'## Conditions',
		'',
		'A condition compares one fact of an incident, or joins others: `all: [ … ]`, `any: [ … ]`, `not: …`.',
		'',
		...table(rowsOf(root, '', root)),
		'Facts are those of the organisation (`facts` in `severity.yaml`) and these:',
		'',
		'| Fact | What it holds | What it is |',
		'| --- | --- | --- |',
		...Object.entries(factWords).map(
			([name, about]) =>
				`| \`${name}\` | ${held[builtInFacts[name as keyof typeof builtInFacts]]} | ${about} |`,
		),
		'',
	];
}

const held: Record<FactType, string> = {
	'yes-no': '`true`, `false`',
	number: 'a number',
	duration: 'a length of time',
	id: 'an id or word',
	ids: 'a list of ids',
};

function kindSection(name: string, kind: FileKind): string[] {
	const root = kindSchema(kind.schema) as Schema;
	const rows = rowsOf(root, '', root);
	const shared = rows.filter(({ field }) => !field.includes('∣'));
	const variants = new Map<string, Row[]>();
	for (const row of rows) {
		const [variant, field] = row.field.split('∣');
		if (field === undefined || variant === undefined) continue;
		variants.set(variant, [...(variants.get(variant) ?? []), { ...row, field }]);
	}
	return [
		`## \`${kind.path}\``,
		'',
		`${kind.audience === 'public' ? 'Customers' : 'Responders'} see it. ${bodyWords(kind)} (${name})`.trim(),
		'',
		...table(shared),
		...[...variants].flatMap(([variant, list]) => [`### ${variant}`, '', ...table(list)]),
	];
}

function bodyWords({ format, markup }: FileKind): string {
	if (format === 'yaml') return 'A YAML file.';
	if (format === 'page') return 'Front matter, and below it a page in MDX.';
	return markup === 'liquid'
		? 'Front matter, and below it a message in Liquid.'
		: 'Front matter, and below it a text in Markdown without HTML.';
}

function table(rows: readonly Row[]): string[] {
	if (rows.length === 0) return [];
	const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
	return [
		'| Field | Value | If left out | What it is |',
		'| --- | --- | --- | --- |',
		...rows.map(
			({ field, needed, values, fallback, about }) =>
				`| \`${field}\`${needed ? ' ●' : ''} | ${cell(values)} | ${cell(fallback)} | ${cell(about)} |`,
		),
		'',
	];
}

/** Rows of all fields below a schema, in the order of the file. */
function rowsOf(schema: Schema, path: string, root: Schema): Row[] {
	const found = resolved(schema, root);
	const kinds = found.oneOf ?? [];
	if (
		kinds.length > 0 &&
		kinds.every(({ properties }) => properties?.['kind']?.const !== undefined)
	) {
		return kinds.flatMap((one) =>
			rowsOf(one, path, root)
				.filter(({ field }) => field !== 'kind')
				.map((row) => ({
					...row,
					field: `\`kind: ${one.properties?.['kind']?.const ?? ''}\`∣${row.field}`,
				})),
		);
	}
	return objectsIn(found, root).flatMap(({ properties = {}, required = [] }) =>
		Object.entries(properties)
			.filter(([name]) => !(path === '' && name === 'body'))
			.flatMap(([name, value]) => {
				const field = path === '' ? name : `${path}.${name}`;
				const own = resolved(value, root);
				return [
					{
						field,
						needed: required.includes(name),
						values: valueWords(own, root),
						fallback: fallbackWords(own),
						about: own.description ?? '',
					},
					...below(own, field, root),
				];
			}),
	);
}

/** Rows of what lies within a field. */
function below(schema: Schema, field: string, root: Schema): Row[] {
	if (isCondition(schema, root)) return [];
	const versions = versionedValue(schema, root);
	if (versions) return below(versions, field, root);
	return [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
		.flatMap((one) => {
			const own = resolved(one, root);
			if (own.type === 'array' && own.items) {
				const item = resolved(own.items, root);
				return objectsIn(item, root).length > 0 ? rowsOf(item, `${field}[]`, root) : [];
			}
			if (typeof own.additionalProperties === 'object') {
				return rowsOf(own.additionalProperties, `${field}.*`, root);
			}
			return own.properties ? rowsOf(own, field, root) : [];
		})
		.filter((row, index, all) => all.findIndex((other) => other.field === row.field) === index);
}

const resolved = (schema: Schema, root: Schema): Schema => {
	const name = schema.$ref?.split('/').at(-1);
	const target = name === undefined ? undefined : root.definitions?.[name];
	return target
		? { ...target, ...(schema.description !== undefined && { description: schema.description }) }
		: schema;
};

const objectsIn = (schema: Schema, root: Schema): Schema[] =>
	[schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
		.map((one) => resolved(one, root))
		.filter(({ properties }) => properties !== undefined);

/** A condition refers to itself, and is explained once. */
const isCondition = (schema: Schema, root: Schema) =>
	schema.$ref?.endsWith('/Predicate') === true ||
	objectsIn(schema, root).some(
		({ properties = {} }) => 'fact' in properties && 'includes' in properties,
	);

/** The value behind versions: `[{ from, value }]` beside the value itself. */
function versionedValue({ anyOf = [] }: Schema, root: Schema): Schema | undefined {
	const [only, list] = anyOf.map((one) => resolved(one, root));
	const item = list?.items && resolved(list.items, root);
	return only && item?.properties && 'value' in item.properties && 'from' in item.properties
		? only
		: undefined;
}

function valueWords(schema: Schema, root: Schema): string {
	if (isCondition(schema, root)) return 'a condition';
	const versions = versionedValue(schema, root);
	if (versions) return `versions of: ${valueWords(versions, root)}`;
	if (schema.const !== undefined) return `\`${schema.const}\``;
	if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
	const options = schema.anyOf ?? schema.oneOf;
	if (options) {
		return [...new Set(options.map((one) => valueWords(resolved(one, root), root)))].join(', or ');
	}
	if (schema.type === 'array') {
		return schema.items ? `list, each ${valueWords(resolved(schema.items, root), root)}` : 'list';
	}
	if (schema.properties) return 'fields';
	if (typeof schema.additionalProperties === 'object') {
		return `names, each with ${valueWords(resolved(schema.additionalProperties, root), root)}`;
	}
	if (schema.type === 'boolean') return '`true`, `false`';
	if (schema.type === 'integer' || schema.type === 'number') return numberWords(schema);
	const keys = [schema.pattern, schema.format, schema.examples?.join()];
	return (
		keys.map((key) => wordsByPattern.get(key ?? '')).find((word) => word !== undefined) ?? 'text'
	);
}

function numberWords({ type, minimum = -Infinity, maximum = Infinity }: Schema): string {
	const word = type === 'integer' ? 'whole number' : 'number';
	const bounds = [
		...(minimum > -1e9 ? [`from ${minimum}`] : []),
		...(maximum < 1e9 ? [`to ${maximum}`] : []),
	];
	return [word, ...bounds].join(' ');
}

function fallbackWords({ default: value }: Schema): string {
	if (value === undefined) return '';
	if (typeof value === 'object' && value !== null && Object.keys(value).length === 0) return '';
	return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
