/** Sentences with placeholders and plurals, as data. */

/** The forms of a sentence by the number in it; `zero` is for exactly none, the others as CLDR names them. */
export interface Plural {
	readonly zero?: string | undefined;
	readonly one?: string | undefined;
	readonly two?: string | undefined;
	readonly few?: string | undefined;
	readonly many?: string | undefined;
	readonly other: string;
}

/** A sentence as its author writes it: `{name}` stands for a value. */
export type Template = string | Plural;

/** Names of the placeholders in a template, in the order in which they stand. */
type Names<
	Text extends string,
	Found extends string[] = [],
> = Text extends `${string}{${infer Name}}${infer Rest}`
	? Names<Rest, Name extends Found[number] ? Found : [...Found, Name]>
	: Found;

type Value<Name> = Name extends 'count'
	? number
	: Name extends 'percent'
		? string
		: string | number;

type Sentence<Text extends string> =
	Names<Text> extends [] ? string : (...values: Values<Names<Text>>) => string;

type Values<List extends string[]> = { [Index in keyof List]: Value<List[Index]> };

/** What a page uses: a text, or a function of the values that its placeholders stand for. */
export type Sentences<T> = {
	readonly [Key in keyof T]: T[Key] extends string
		? Sentence<T[Key]>
		: T[Key] extends { other: infer Text extends string }
			? Sentence<Text>
			: Sentences<T[Key]>;
};

/** What another language has to say: the same names, each with a template. */
export type Translation<T> = {
	readonly [Key in keyof T]: T[Key] extends Template ? Template : Translation<T[Key]>;
};

/** How one language prints what is put into its sentences. */
export interface Printer {
	number: Intl.NumberFormat;
	/** What stands between whole and parts. */
	decimal: string;
	plural: Intl.PluralRules;
}

/** The printer of a locale such as `en-GB`. */
export function printerOf(locale: string): Printer {
	const number = new Intl.NumberFormat(locale);
	return {
		number,
		decimal: number.formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.',
		plural: new Intl.PluralRules(locale),
	};
}

const placeholder = /\{([^{}]*)\}/g;

/** Names of the placeholders of a template, each once, in the order in which they stand. */
export function placeholdersOf(template: Template): string[] {
	const text = typeof template === 'string' ? template : template.other;
	return [...new Set([...text.matchAll(placeholder)].map(([, name = '']) => name))];
}

/** Every text of a template. */
export const formsOf = (template: Template): string[] =>
	typeof template === 'string'
		? [template]
		: (Object.values(template) as (string | undefined)[]).filter((form) => form !== undefined);

/** Whether a value of a tree of sentences is a sentence. */
export const isTemplate = (value: unknown): value is Template =>
	typeof value === 'string' || (typeof value === 'object' && value !== null && 'other' in value);

/**
 * A template as a page uses it.
 * @param names the placeholders in the order in which their values are given
 */
export function compile(
	template: Template,
	names: readonly string[],
	printer: Printer,
): string | ((...values: (string | number)[]) => string) {
	if (names.length === 0) return typeof template === 'string' ? template : template.other;
	return (...values) => {
		const given = new Map(names.map((name, index) => [name, values[index] ?? '']));
		return formOf(template, given.get('count'), printer).replaceAll(
			placeholder,
			(whole, name: string) => print(name, given.get(name), printer) ?? whole,
		);
	};
}

function formOf(
	template: Template,
	count: string | number | undefined,
	{ plural }: Printer,
): string {
	if (typeof template === 'string') return template;
	if (typeof count !== 'number') return template.other;
	return (
		(count === 0 ? template.zero : undefined) ?? template[plural.select(count)] ?? template.other
	);
}

function print(name: string, value: string | number | undefined, printer: Printer) {
	if (name === 'percent') return value?.toString().replace('.', printer.decimal);
	return name === 'count' ? printer.number.format(Number(value)) : value?.toString();
}
